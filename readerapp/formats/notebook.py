"""Notebooks (.ipynb): the papers that their text cells list and that their outputs show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from readerapp.formats import registry
from readerapp.formats.json_places import TitleLines
from readerapp.formats.json_text import is_json, values
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading

_OUTPUTS = ("text/html", "text/markdown", "text/plain")
"""What an output may be, the fullest first."""


def recognise(source: Source) -> int:
    """By the keys of cells."""
    head = source.head
    return 92 if is_json(head) and '"cells"' in head and '"cell_type"' in head else 0


def read(source: Source) -> Reading:
    """The papers of all text cells together, and of each output."""
    parsed = values(source.text)
    cells = [cell for value in parsed.values if isinstance(value, dict) for cell in _dicts(value.get("cells"))]
    said = [_text(cell.get("source")) for cell in cells if cell.get("cell_type") in ("markdown", "raw")]
    readings = [registry.read(source.part("\n\n".join(said), "notebook.md"))] if any(said) else []
    readings += [registry.read(source.part(text, name)) for cell in cells for name, text in _outputs(cell)]
    found = [reading for reading in readings if reading.records]
    if not found:
        return Reading("notebook", warnings=parsed.warnings)
    records = TitleLines(source.text).placed(record for reading in found for record in reading.records)
    skipped = tuple(one for reading in found for one in reading.skipped)
    return replace(found[0], format="notebook", records=tuple(records), skipped=skipped, warnings=parsed.warnings)


def _dicts(value: object) -> list[dict[str, object]]:
    return [member for member in value if isinstance(member, dict)] if isinstance(value, list) else []


def _text(value: object) -> str:
    """A text as notebooks keep it: whole, or as a list of its lines."""
    if isinstance(value, list):
        return "".join(line for line in value if isinstance(line, str))
    return value if isinstance(value, str) else ""


def _outputs(cell: dict[str, object]) -> Iterator[tuple[str, str]]:
    """Each output of a cell as a file's name and text; what a program printed bit by bit together."""
    printed = ""
    for output in _dicts(cell.get("outputs")):
        data = output.get("data")
        printed += _text(output.get("text"))
        if isinstance(data, dict):
            kind = next((kind for kind in _OUTPUTS if data.get(kind)), "")
            if text := _text(data.get(kind)):
                yield f"output.{kind.rpartition('/')[2].replace('markdown', 'md')}", text
    if printed.strip():
        yield "output.txt", printed


FORMAT = registry.Format("notebook", tr("notebook"), recognise, read)
