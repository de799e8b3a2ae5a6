"""Each verb of the command line: what it asks of the library and what it prints. The result is the exit status."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from readerapp.cli.importing import import_, parse
from readerapp.cli.output import digest_line, paper_line, paper_text, print_json, print_text
from readerapp.edits import EditTags, Mark, RemoveDigest, RestorePapers, SetNote, Trash
from readerapp.errors import ReaderError
from readerapp.gate import take, take_stdin
from readerapp.i18n import tr, trn
from readerapp.paper_json import digest_json, paper_json
from readerapp.paths import default_library
from readerapp.records import Change
from readerapp.store.connection import exists
from readerapp.store.library import Library
from readerapp.store.reading import HistoryEntry, Reader
from readerapp.verbs import exporting

_TEXT_LIMIT = 50


def folder(options: argparse.Namespace) -> Path:
    """The library's folder that the options name."""
    chosen: Path | None = options.library
    return chosen.expanduser() if chosen else default_library()


def reader(options: argparse.Namespace) -> Reader:
    """The library for reading; an empty one is made where there is none."""
    place = folder(options)
    if not exists(place):
        Library(place).close()
    return Reader(place)


def list_(options: argparse.Namespace) -> int:
    """Print the papers that a query shows."""
    query = " ".join(options.query)
    limit = options.limit if options.limit is not None else None if options.json else _TEXT_LIMIT
    with reader(options) as source:
        papers = source.papers(source.ids(query, limit=limit))
        total = source.total(query)
    if options.json:
        print_json({"papers": [paper_json(paper) for paper in papers], "total": total})
        return 0
    for paper in papers:
        print_text(paper_line(paper))
    if total > len(papers):
        print_text(tr("… {shown} of {total} papers; --limit shows more").format(shown=len(papers), total=total))
    elif not papers:
        print_text(tr("no paper"))
    return 0


def show(options: argparse.Namespace) -> int:
    """Print one paper."""
    with reader(options) as source:
        paper = source.papers([source.find(options.paper)])[0]
    if options.json:
        print_json(paper_json(paper))
    else:
        print_text(paper_text(paper))
    return 0


def mark(options: argparse.Namespace) -> int:
    """Set state and star."""
    if options.state is None and options.starred is None:
        print(
            tr("readerapp mark: say what to set: --read, --unread, --queue, --drop, --star or --unstar"),
            file=sys.stderr,
        )
        return 2
    papers = _find(options, options.papers)
    with Library(folder(options)) as library:
        library.apply(Mark(papers, options.state, options.starred))
    return _print_papers(options, papers)


def tag(options: argparse.Namespace) -> int:
    """Add and remove tags."""
    if not options.add and not options.remove:
        print(tr("readerapp tag: say which: --add TAG or --remove TAG"), file=sys.stderr)
        return 2
    papers = _find(options, options.papers)
    with Library(folder(options)) as library:
        library.apply(EditTags(papers, tuple(options.add), tuple(options.remove)))
    return _print_papers(options, papers)


def trash(options: argparse.Namespace) -> int:
    """Put papers into the trash."""
    papers = _find(options, options.papers)
    with Library(folder(options)) as library:
        library.apply(Trash(papers))
    return _print_papers(options, papers)


def restore_paper(options: argparse.Namespace) -> int:
    """Take papers out of the trash."""
    papers = _find(options, options.papers)
    with Library(folder(options)) as library:
        library.apply(RestorePapers(papers))
    return _print_papers(options, papers)


def remove_digest(options: argparse.Namespace) -> int:
    """Take a digest away."""
    with reader(options) as source:
        digest = source.find_digest(options.digest)
    with Library(folder(options)) as library:
        change = library.apply(RemoveDigest(digest))
    return _print_edits(options, [change.edit] if change.edit else [], [change.label])


def note(options: argparse.Namespace) -> int:
    """Print or write a note."""
    (paper,) = _find(options, [options.paper])
    with reader(options) as source:
        here = source.note(paper)
    if options.set is None and options.file is None and options.append is None:
        if options.json:
            return _print_papers(options, (paper,))
        if here:
            print_text(here)
        return 0
    if options.set is not None:
        edit = SetNote(paper, options.set)
    elif options.file is not None:
        incoming = take_stdin() if options.file == "-" else take(Path(options.file))
        edit = SetNote(paper, _decoded(incoming.name, incoming.data))
    else:
        edit = SetNote(paper, f"{here}\n{options.append}" if here else options.append, before=here)
    with Library(folder(options)) as library:
        library.apply(edit)
    return _print_papers(options, (paper,))


def _decoded(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig").replace("\0", "")
    except UnicodeDecodeError as error:
        raise ReaderError(
            tr("{name} is not UTF-8 text. Save the note as UTF-8 and try again.").format(name=name)
        ) from error


def digests(options: argparse.Namespace) -> int:
    """Print the imported digests."""
    with reader(options) as source:
        found = source.digests()
    if options.json:
        print_json({"digests": [digest_json(digest) for digest in found]})
        return 0
    for digest in found:
        print_text(digest_line(digest))
    if not found:
        print_text(tr("no digest yet; take one in with: readerapp import FILE"))
    return 0


def undo(options: argparse.Namespace) -> int:
    """Take edits back."""
    return _swap(options, lambda library: library.undo(), tr("undone: {label}"), tr("nothing to undo"))


def redo(options: argparse.Namespace) -> int:
    """Bring undone edits back."""
    return _swap(options, Library.redo, tr("redone: {label}"), tr("nothing to redo"))


def _swap(options: argparse.Namespace, step: Callable[[Library], Change | None], text: str, nothing: str) -> int:
    changes: list[Change] = []
    with Library(folder(options)) as library:
        while len(changes) < options.number and (change := step(library)):
            changes.append(change)
    lines = [text.format(label=change.label) for change in changes] or [nothing]
    return _print_edits(options, [number for change in changes for number in change.edits], lines)


def _print_edits(options: argparse.Namespace, numbers: list[int], lines: list[str]) -> int:
    if options.json:
        with reader(options) as source:
            entries = {entry.id: entry for entry in source.history()}
        _print_history([entries[number] for number in numbers])
        return 0
    for line in lines:
        print_text(line)
    return 0


def _print_history(entries: list[HistoryEntry]) -> None:
    print_json({"edits": [{"id": e.id, "label": e.label, "when": e.when, "undone": e.undone} for e in entries]})


def history(options: argparse.Namespace) -> int:
    """Print the journal."""
    with reader(options) as source:
        entries = source.history(options.limit)
    if options.json:
        _print_history(entries)
        return 0
    for entry in entries:
        print_text(
            f"{entry.id:>6}  {entry.when[:16].replace('T', ' ')}  {entry.label}{tr(' (undone)') if entry.undone else ''}"
        )
    if not entries:
        print_text(tr("no edit yet"))
    return 0


def export(options: argparse.Namespace) -> int:
    """Write papers into a file or to standard output."""
    with reader(options) as source:
        pieces = exporting.export(source, " ".join(options.query))
        if options.output is None:
            for piece in pieces:
                sys.stdout.buffer.write(piece.encode("utf-8", "replace"))
            sys.stdout.buffer.flush()
            return 0
        for _ in exporting.write(pieces, options.output, force=options.force):
            pass
    if options.json:
        print_json({"path": str(options.output)})
    else:
        print_text(tr("written: {path}").format(path=options.output))
    return 0


def check(options: argparse.Namespace) -> int:
    """Look whether the library is whole; with --repair make the derived tables anew first."""
    with Library(folder(options)) as library:
        if options.repair:
            library.repair()
        problems = library.problems()
    if options.json:
        print_json({"ok": not problems, "problems": problems})
    else:
        for problem in problems:
            print_text(problem)
        number = len(problems)
        print_text(
            trn("{n} problem; try check --repair", "{n} problems; try check --repair", number)
            if problems
            else tr("the library is whole")
        )
    return 1 if problems else 0


def _find(options: argparse.Namespace, names: list[str]) -> tuple[int, ...]:
    with reader(options) as source:
        return tuple(dict.fromkeys(source.find(name) for name in names))


def _print_papers(options: argparse.Namespace, papers: tuple[int, ...]) -> int:
    with reader(options) as source:
        found = source.papers(papers)
    if options.json:
        print_json({"papers": [paper_json(paper) for paper in found]})
    else:
        for paper in found:
            print_text(paper_line(paper))
    return 0


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "parse": parse,
    "import": lambda options: import_(options, folder(options)),
    "list": list_,
    "show": show,
    "mark": mark,
    "tag": tag,
    "note": note,
    "trash": trash,
    "restore-paper": restore_paper,
    "digests": digests,
    "remove-digest": remove_digest,
    "undo": undo,
    "redo": redo,
    "history": history,
    "export": export,
    "check": check,
}
