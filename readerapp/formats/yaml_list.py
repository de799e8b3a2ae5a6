"""YAML that lists papers, read as lists in JSON are: whatever the keys are called and wherever the papers stand."""

from __future__ import annotations

import re

from readerapp.formats.json_list import listed
from readerapp.formats.json_text import Values
from readerapp.formats.registry import Format
from readerapp.formats.source import Source
from readerapp.formats.yaml_values import yaml_values
from readerapp.i18n import tr
from readerapp.records import Reading

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:[^\n]*\n){1,200}?---[ \t]*\n\s*(?![\w'\"-]+\s*:\s|- )\S")
"""Of a Markdown page: the document behind it is text."""
_TITLE = re.compile(r"^[ \t]*(?:- )?[\"']?[\w-]*(?:title|name)[\"']?[ \t]*:[ \t]", re.MULTILINE | re.IGNORECASE)
_NESTED = re.compile(
    r"^(?:[\w'\"][^:\n]{0,80}:[ \t]*\n(?:[ \t]*\n)*[ \t]*(?:- |[\w-]+[ \t]*:)|[ \t]*-[ \t]+[\w-]+[ \t]*:[ \t])",
    re.MULTILINE,
)
_NAME = re.compile(r"\.ya?ml$", re.IGNORECASE)


def recognise(source: Source) -> int:
    """By keys in lists or under other keys, one of them a title's; other text with labels is no YAML."""
    head = source.head
    if not _TITLE.search(head) or not _NESTED.search(head) or head[:1] in "{[<" or _FRONT_MATTER.match(source.text):
        return 0
    return 70 if _NAME.search(source.name) else 61


def read(source: Source) -> Reading:
    """The objects that are papers by their evidence."""
    found = yaml_values(source.text)
    parsed = Values(tuple(value for value, _ in found), tuple(line for _, line in found))
    return listed("yaml_list", parsed, source.text)


FORMAT = Format("yaml_list", tr("list of papers (YAML)"), recognise, read)
