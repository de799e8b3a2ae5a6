"""The command line's words: verbs, options, help."""

from __future__ import annotations

import argparse
from pathlib import Path

from readerapp import __version__
from readerapp.i18n import tr
from readerapp.verbs.exporting import FORMATS

VERBS = (
    "parse", "import", "list", "show", "mark", "tag", "note", "trash", "restore-paper", "digests", "remove-digest",
    "undo", "redo", "history", "export", "check",
)  # fmt: skip


def _whole(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError
    return number


_whole.__name__ = "whole number"


def _text(argument: str) -> str:
    """An argument that is no path: bytes that are not of the terminal's encoding become �, since nothing can store them."""
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _common(*, top: bool) -> argparse.ArgumentParser:
    """The options that stand before or after the verb; behind it they must not overwrite what stood before it."""
    common = argparse.ArgumentParser(add_help=False)
    default = None if top else argparse.SUPPRESS
    common.add_argument(
        "--library", type=Path, metavar="FOLDER", default=default, help=tr("the library's folder (made if missing)")
    )
    common.add_argument(
        "--json", action="store_true", default=False if top else argparse.SUPPRESS, help=tr("print one JSON object")
    )
    common.add_argument("--version", action="version", version=f"readerapp {__version__}")
    return common


def build() -> argparse.ArgumentParser:
    """The parser for all of it. Wrong usage ends the program with status 2."""
    parser = argparse.ArgumentParser(
        prog="readerapp",
        parents=[_common(top=True)],
        allow_abbrev=False,
        description=tr(
            "A reading list for research papers. Without a verb: open the window, importing the files named."
        ),
        epilog=tr("PAPER is an arXiv id, a DOI, a number, a title or the start of a title."),
    )
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)

    def add(name: str, text: str) -> argparse.ArgumentParser:
        return verbs.add_parser(name, help=text, description=text, parents=[_common(top=False)], allow_abbrev=False)

    parse = add("parse", tr("read a digest and print its papers as JSON, without touching the library"))
    parse.add_argument("file", metavar="FILE")

    import_ = add("import", tr("take the papers of digests into the library"))
    import_.add_argument("paths", nargs="+", metavar="PATH", help=tr("a file, a folder, or - for standard input"))
    import_.add_argument("--dry-run", action="store_true", help=tr("say what would happen, store nothing"))
    import_.add_argument("--recursive", action="store_true", help=tr("also the folders in a folder"))

    list_ = add("list", tr("the papers that a query shows; without one, all but dropped"))
    list_.add_argument(
        "query", nargs="*", type=_text, metavar="QUERY", help=tr("words, is:starred, -word … (-word behind --)")
    )
    list_.add_argument("--limit", type=_whole, metavar="N", help=tr("at most N papers (default: 50, with --json all)"))

    show = add("show", tr("one paper with everything that is known of it"))
    show.add_argument("paper", type=_text, metavar="PAPER")

    mark = add("mark", tr("set the state or the star of papers"))
    mark.add_argument("papers", nargs="+", type=_text, metavar="PAPER")
    state = mark.add_mutually_exclusive_group()
    for name, value, text in (
        ("--read", "read", tr("mark read")),
        ("--unread", "unread", tr("mark unread")),
        ("--queue", "queued", tr("read later")),
        ("--drop", "dropped", tr("not interested")),
    ):
        state.add_argument(name, dest="state", action="store_const", const=value, help=text)
    star = mark.add_mutually_exclusive_group()
    star.add_argument("--star", dest="starred", action="store_const", const=True, help=tr("give a star"))
    star.add_argument("--unstar", dest="starred", action="store_const", const=False, help=tr("take the star away"))

    tag = add("tag", tr("add tags to papers and remove them"))
    tag.add_argument("papers", nargs="+", type=_text, metavar="PAPER")
    tag.add_argument(
        "--add",
        action="append",
        default=[],
        type=_text,
        metavar="TAG",
        help=tr("add a tag; may be given several times"),
    )
    tag.add_argument("--remove", action="append", default=[], type=_text, metavar="TAG", help=tr("take a tag away"))

    for name, text_ in (
        ("trash", tr("put papers into the trash")),
        ("restore-paper", tr("take papers out of the trash")),
    ):
        add(name, text_).add_argument("papers", nargs="+", type=_text, metavar="PAPER")

    note = add("note", tr("print a paper's note, or write it"))
    note.add_argument("paper", type=_text, metavar="PAPER")
    change = note.add_mutually_exclusive_group()
    change.add_argument("--set", type=_text, metavar="TEXT", help=tr("replace the note; an empty text removes it"))
    change.add_argument("--file", metavar="F", help=tr("replace the note by a file's text (- for standard input)"))
    change.add_argument("--append", type=_text, metavar="TEXT", help=tr("add a line to the note"))

    add("digests", tr("the imported digests"))
    remove = add("remove-digest", tr("take a digest away; its papers go to the trash unless something else holds them"))
    remove.add_argument("digest", type=_text, metavar="DIGEST", help=tr("a number, a title or a file name"))
    for name, text_ in (("undo", tr("take back the last N edits")), ("redo", tr("bring back N undone edits"))):
        verb = add(name, text_)
        verb.add_argument("number", nargs="?", type=_whole, default=1, metavar="N")
    history = add("history", tr("the edits, latest first"))
    history.add_argument("--limit", type=_whole, metavar="N")
    export = add("export", tr("write papers with everything on them into a file that another library can import"))
    export.add_argument(
        "query", nargs="*", type=_text, metavar="QUERY", help=tr("which papers (default: all there are)")
    )
    export.add_argument("--format", choices=FORMATS, required=True)
    export.add_argument("-o", dest="output", type=Path, metavar="PATH", help=tr("the file (default: standard output)"))
    export.add_argument("--force", action="store_true", help=tr("overwrite the file"))
    check = add("check", tr("look whether the library is whole"))
    check.add_argument("--repair", action="store_true", help=tr("make the lists and the search index anew"))
    return parser
