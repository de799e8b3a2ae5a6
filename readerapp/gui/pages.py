"""The text of the pages: what an import did, a digest, the history, papers that may be the same, a paper in its file.

Pure: values → HTML with all foreign text escaped (page.py's `do` makes the links).
"""

from __future__ import annotations

from collections.abc import Sequence

from readerapp.gui.dates import local_time, short_date
from readerapp.gui.html import escape
from readerapp.gui.page import do, heading, nothing, titles
from readerapp.i18n import tr, trn
from readerapp.records import Digest, Paper, Skipped
from readerapp.store.importing import BY_HAND
from readerapp.store.provenance import Comparison, Improvement
from readerapp.store.reading import HistoryEntry, ListRow
from readerapp.text.worddiff import word_diff

FIELDS = {
    "title": tr("title"), "abstract": tr("abstract"), "authors": tr("authors"), "arxiv_id": tr("arXiv id"), "doi": tr("DOI"),
    "url": tr("link"), "pdf_url": tr("PDF"), "code_urls": tr("code"), "date": tr("date"),
}  # fmt: skip
"""What the columns of a paper are called."""
_ALIKE = 0.3
"""Share of letters that two texts shown as one have in common: of the longer, or in stretches of the shorter."""
_TITLE = 70
"""Letters of a title beside an edit."""
_STRETCH = 12
"""Letters from which on what stayed is no word that any two texts share."""
_NAMES = {
    "unread": tr("unread"), "queued": tr("queued"), "read": tr("read"), "dropped": tr("dropped"),
}  # fmt: skip


def improved_text(improvements: Sequence[Improvement]) -> str:
    """What each paper gained: old words struck out, new ones in bold."""
    parts = []
    paper = 0
    for change in improvements:
        if change.paper != paper:
            paper = change.paper
            parts.append(f"<p><b>{do(f'paper/{paper}', change.title)}</b></p>")
        parts.append(
            f"<p><span class=muted>{escape(FIELDS[change.field])}:</span> {diff_text(change.before, change.after)}</p>"
        )
    return "".join(parts)


def diff_text(before: str, after: str) -> str:
    """Both texts in one."""
    marks = {"same": "{}", "gone": "<span class=gone>{}</span>", "new": "<span class=new>{}</span>"}
    parts = list(word_diff(before, after))
    same = [len(text) for kind, text in parts if kind == "same"]
    stretches = sum(letters for letters in same if letters >= _STRETCH)
    shorter, longer = sorted((len(before), len(after)))
    if shorter and sum(same) < _ALIKE * longer and stretches < _ALIKE * shorter:
        # Hardly a word in common: the one text, then the other.
        parts = [("gone", before), ("same", " "), ("new", after)]
    return "".join(marks[kind].format(escape(text)) for kind, text in parts)


def skipped_text(skipped: Sequence[Skipped]) -> str:
    """Each record that could not be read: where, why, how it begins."""
    rows = (
        f"<tr><td>{escape(s.where)}</td><td>{escape(s.reason)}</td><td class=muted>{escape(s.text[:160])}</td></tr>"
        for s in skipped[:500]
    )
    return f"<table>{''.join(rows)}</table>"


def paper_lines(papers: Sequence[int], rows: dict[int, ListRow]) -> str:
    """Papers as links, with what the user did to them; those behind the 500th are only counted."""
    lines = []
    for paper in papers[:500]:
        row = rows.get(paper)
        if row is not None:
            said = [_NAMES[row.state]] if row.state != "unread" else []
            said += [tr("starred")] if row.starred else []
            said += [tr("in the trash")] if row.trashed else []
            lines.append((paper, row.title, ", ".join(said)))
    return titles(lines, len(papers) - 500)


def history_text(entries: Sequence[HistoryEntry]) -> str:
    """The edits, latest first; each done one can be gone back to."""
    if not entries:
        return nothing(tr("Nothing was done yet."))
    rows = []
    for entry in entries:
        when = local_time(entry.when)
        label = escape(entry.label[:1].upper() + entry.label[1:])
        about = f" <span class=muted>{escape(_shortened(entry.about))}</span>" if entry.about else ""
        if entry.undone:
            label, back = f"<span class=gone>{label}</span>", f"<span class=muted>{tr('undone')}</span>"
        else:
            back = do(f"undo/{entry.id}", tr("undo down to here"))
        rows.append(f"<tr><td class=muted>{when}</td><td>{label}{about}</td><td>{back}</td></tr>")
    return f"<table>{''.join(rows)}</table>"


def _shortened(title: str) -> str:
    return title if len(title) <= _TITLE else f"{title[: _TITLE - 1].rstrip()}…"


def maybe_text(pairs: Sequence[tuple[Paper, Paper]]) -> str:
    """Papers that look alike, each pair with the two answers."""
    if not pairs:
        return nothing(tr("No two papers look alike. When an import finds some, they are asked about here."))
    parts = [f"<p class=muted>{escape(tr('These look alike, but nothing proves that they are one paper.'))}</p>"]
    for one, other in pairs:
        cells = "".join(f'<td width="50%" valign="top">{_alike(paper)}</td>' for paper in (one, other))
        pair = f"{one.id}/{other.id}"
        answers = f"{do(f'merge/{pair}', tr('They are one: merge'))} &nbsp; · &nbsp; {do(f'apart/{pair}', tr('Not the same'))}"
        parts.append(f'<table width="100%"><tr>{cells}</tr></table><p>{answers}</p><hr>')
    return "".join(parts)


def _alike(paper: Paper) -> str:
    facts = [", ".join(paper.authors[:6]), paper.arxiv_id or "", paper.doi or "", paper.date or ""]
    facts += [listing.title for listing in paper.listings[:3]]
    abstract = (paper.abstract or "")[:400]
    return (
        f"<p>{do(f'paper/{paper.id}', paper.title)}</p><p class=muted>{escape(' · '.join(f for f in facts if f))}</p>"
        f"<p>{escape(abstract)}{'…' if len(paper.abstract or '') > 400 else ''}</p>"
    )


def digest_text(digest: Digest, skipped: Sequence[Skipped], rows: dict[int, ListRow], papers: Sequence[int]) -> str:
    """A digest's own page: what it is, what can be done with it, its papers in its order."""
    facts = [
        (tr("Date"), digest.date or tr("none")),
        (tr("File"), tr("none") if digest.format == BY_HAND else digest.source),
        (tr("Read as"), tr("papers added one by one") if digest.format == BY_HAND else digest.format),
        (tr("Imported"), local_time(digest.imported)),
        (tr("Papers"), tr("{papers:,}, {unread:,} unread").format(papers=digest.papers, unread=digest.unread)),
    ]
    table = "".join(f"<tr><td class=muted>{escape(name)}</td><td>{escape(value)}</td></tr>" for name, value in facts)
    links = " &nbsp; · &nbsp; ".join(
        do(what, text)
        for what, text in (
            ("list", tr("Show its papers")), ("rename", tr("Rename")), ("date", tr("Correct the date")),
            ("again", tr("Read this digest again")), ("remove", tr("Remove the digest")),
        )
        if what != "again" or digest.format != BY_HAND
    )  # fmt: skip
    text = f"<h2>{escape(digest.title)}</h2><table>{table}</table><p>{links}</p>"
    if skipped:
        text += heading("skipped", trn("{n} skipped", "{n} skipped", len(skipped))) + skipped_text(skipped)
    return text + heading("papers", tr("In its order")) + paper_lines(papers, rows)


def comparison_text(comparison: Comparison, others: Sequence[Digest], other: int, rows: dict[int, ListRow]) -> str:
    """What entered, left and moved against another digest, and which others there are."""
    choices = " &nbsp; · &nbsp; ".join(
        f"<b>{escape(_called(d))}</b>" if d.id == other else do(f"against/{d.id}", _called(d)) for d in others
    )
    entered, left, moved = comparison.entered, comparison.left, comparison.moved
    text = heading("against", tr("Against an earlier digest")) + f"<p>{choices}</p>"
    text += f"<p><b>{escape(trn('{n} entered', '{n} entered', len(entered)))}</b></p>{paper_lines(entered, rows)}"
    text += f"<p><b>{escape(trn('{n} left', '{n} left', len(left)))}</b></p>{paper_lines(left, rows)}"
    lines = [(paper, rows[paper].title, f"{before} → {now}") for paper, before, now in moved if paper in rows]
    return text + f"<p><b>{escape(trn('{n} moved', '{n} moved', len(moved)))}</b></p>{titles(lines)}"


def _called(digest: Digest) -> str:
    return f"{short_date(digest.date)} {digest.title}" if digest.date else digest.title


def source_text(title: str, name: str, lines: Sequence[str], first: int, here: int | None) -> str:
    """Lines of a digest's file with their numbers; the paper's own line is marked."""
    rows = "".join(
        f"<tr{' class=here' if number == here else ''}><td class=muted>{'▸' if number == here else ''}{number}</td>"
        f"<td>{escape(line)}</td></tr>"
        for number, line in enumerate(lines, first)
    )
    return f"<h2>{escape(title)}</h2><p class=muted>{escape(name)}</p><table>{rows}</table>"


def lines_text(lines: Sequence[str]) -> str:
    """Sentences below each other: why files could not be read, what was odd in them."""
    return "".join(f"<p>{escape(line)}</p>" for line in lines)
