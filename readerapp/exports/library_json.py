"""A library's papers with everything on them as JSON: what importing the file into another library merges."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from readerapp.library_copy import VERSION
from readerapp.paper_json import paper_json
from readerapp.records import LibraryCopy, Marks, Paper, Record

_OF_LISTINGS = ("votes", "version", "section", "line")


def library_text(copy: LibraryCopy, papers: Iterable[tuple[Paper, Record, Marks]]) -> Iterator[str]:
    """The file's text in pieces. Of `copy` all but the marks is taken: these come with the papers.

    A paper is as the command line shows it, but with its content as digests gave it; what is on it stands under `library`.
    """
    head = {"readerapp_library": VERSION, **asdict(copy)}
    del head["marks"]
    yield json.dumps(head, ensure_ascii=False, indent=1)[:-2] + ',\n "papers": ['
    comma = ""
    for paper, record, marks in papers:
        content = {name: value for name, value in asdict(record).items() if name not in _OF_LISTINGS}
        yield f"{comma}\n{json.dumps({**paper_json(paper), **content, 'library': asdict(marks)}, ensure_ascii=False)}"
        comma = ","
    yield "\n]}\n"
