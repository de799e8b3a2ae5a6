"""RIS and its kin: EndNote's tags, MEDLINE, Web of Science."""

from __future__ import annotations

import pytest

from readerapp.records import Record
from tests.formats.reading import read, titles
from tests.formats.writers import ITEMS

FIRST, SECOND = ITEMS[:2]


def only(text: str) -> Record:
    (record,) = read(text, "x.ris").records
    return record


def ris(*lines: str) -> str:
    return "\n".join(("TY  - JOUR", *lines, "ER  - ", ""))


def test_a_record_with_everything() -> None:
    record = only(
        ris(
            f"T1  - {FIRST.title}", "A1  - Vaswani, Ashish", "A1  - Shazeer, Noam, Jr", "PY  - 2017", "DA  - 2017/06/12/", "DO  - 10.1145/ABC.1",
            "UR  - https://example.org/paper", "L1  - https://example.org/paper.pdf", f"N2  - {FIRST.abstract} (C) 2017 Elsevier.", "JO  - arXiv:1706.03762",
        )
    )  # fmt: skip
    assert (record.title, record.authors) == (FIRST.title, ("Ashish Vaswani", "Noam Shazeer Jr"))
    assert (record.abstract, record.abstract_kind) == (f"{FIRST.abstract} (C) 2017 Elsevier.", "full")
    assert (record.arxiv_id, record.doi, record.date) == ("1706.03762", "10.1145/abc.1", "2017-06-12")
    assert (record.url, record.pdf_url, record.line) == (
        "https://example.org/paper",
        "https://example.org/paper.pdf",
        1,
    )


def test_lines_without_a_tag_go_on_with_the_field_before() -> None:
    record = only(
        ris(
            "TI  - Attention Is",
            "All You Need",
            f"AB  - {FIRST.abstract}",
            "",
            "A second paragraph",
            "goes on.",
            "KW  - learning",
        )
    )
    assert record.title == FIRST.title
    assert record.abstract == f"{FIRST.abstract}\n\nA second paragraph goes on."


def test_the_longer_of_two_abstracts_is_taken_and_the_first_title() -> None:
    record = only(ris("TI  - ", f"T1  - {FIRST.title}", "T2  - A Journal", "AB  - Short.", f"N2  - {FIRST.abstract}"))
    assert (record.title, record.abstract) == (FIRST.title, FIRST.abstract)


def test_a_record_without_title_is_skipped_with_its_place() -> None:
    reading = read(
        ris(f"TI  - {FIRST.title}") + ris("AU  - Lovelace, Ada", "PY  - 1843") + ris(f"TI  - {SECOND.title}"), "x.ris"
    )
    assert [(record.title, record.line) for record in reading.records] == [(FIRST.title, 1), (SECOND.title, 8)]
    assert [(s.where, s.text, s.reason) for s in reading.skipped] == [
        ("line 4", "TY JOUR AU Lovelace, Ada PY 1843", "a record without a title")
    ]


def test_records_without_end_and_remarks_between_them() -> None:
    text = f"TY  - JOUR\nTI  - {FIRST.title}\n\nTY  - BOOK\nTI  - {SECOND.title}\nER  -\nexported by hand\nTI  - lost\nER  - \n"
    assert titles(text, "x.ris") == [FIRST.title, SECOND.title]
    assert titles(f"Database: somewhere\n\n{ris(f'TI  - {FIRST.title}')}", "x.ris") == [FIRST.title]


def test_spaces_around_the_tags_do_not_count() -> None:
    assert titles(f"  TY - JOUR\n  TI - {FIRST.title}\n  ER -\n", "x.ris") == [FIRST.title]


def test_markup_entities_and_a_byte_order_mark() -> None:
    text = ris("TI  - A &amp; B of <i>E. coli</i> and <word>", "AB  - <jats:p>We grow it.</jats:p>")
    (record,) = read(b"\xef\xbb\xbf" + text.encode(), "x.ris").records
    assert (record.title, record.abstract) == ("A & B of E. coli and <word>", "We grow it.")


def test_endnote_s_tags() -> None:
    record = only(
        f"%0 Journal Article\n%T {FIRST.title}\n%A Vaswani, Ashish\n%A Shazeer, Noam\n%D 2017\n%8 2017-06-12\n%R 10.1145/abc.1\n"
        f"%U https://arxiv.org/abs/1706.03762\n%X {FIRST.abstract[:200]}\n{FIRST.abstract[200:].strip()}\n%! odd tag\n"
    )
    assert (record.title, record.authors) == (FIRST.title, ("Ashish Vaswani", "Noam Shazeer"))
    assert (record.arxiv_id, record.doi, record.date) == ("1706.03762", "10.1145/abc.1", "2017-06-12")
    assert (record.abstract or "").split()[:5] == FIRST.abstract.split()[:5]


def test_medline_s_tags() -> None:
    text = (
        f"PMID- 123456\nTI  - {FIRST.title[:20]}\n      {FIRST.title[20:].strip()}\nAB  - We looked and\n      we saw.\nFAU - Lovelace, Ada\nAU  - Lovelace A\n"
        "DP  - 2026 Mar 14\nLID - S0001 [pii]\nLID - 10.1016/j.x.1 [doi]\nSO  - J Tests. 2026.\n\n"
        f"PMID- 123457\nTI  - {SECOND.title}\nFAU - Hopper, Grace\nFAU - Lovelace, Ada\n"
    )
    first, second = read(text, "x.nbib").records
    assert (first.title, first.abstract, first.authors, first.doi) == (
        "Attention Is All You Need",
        "We looked and we saw.",
        ("Ada Lovelace",),
        "10.1016/j.x.1",
    )
    assert (second.title, second.authors) == (SECOND.title, ("Grace Hopper", "Ada Lovelace"))


def test_web_of_science_without_end_and_with_lines_that_belong_to_nothing() -> None:
    text = f"FN Clarivate\nVR 1.0\nPT J\nAU Vaswani, A\n   Shazeer, N\nTI Attention Is\n   All You Need\nDI 10.1145/abc.1\nER\n   odd line\nPT J\nTI {SECOND.title}"
    first, second = read(text, "savedrecs.txt").records
    assert (first.title, first.authors, first.doi) == (FIRST.title, ("A Vaswani", "N Shazeer"), "10.1145/abc.1")
    assert (second.title, second.line) == (SECOND.title, 11)


@pytest.mark.parametrize(
    "text", ["TY  - JOUR\n", "TY  - \nER  - \n", "TI  - A title without a record\n", "AB - CD\nEF - GH\n"]
)
def test_tags_alone_hold_no_paper(text: str) -> None:
    assert titles(text, "x.ris") == []


def test_refworks_s_tags_without_a_dash() -> None:
    text = "".join(
        f"RT Journal Article\nSR Electronic(1)\nID {n}\n{''.join(f'A1 {a.split()[-1]},{a.split()[0]}{chr(10)}' for a in item.authors)}"
        f"T1 {item.title}\nYR 2026\nFD 2026-03-14\nJF A Journal\nAB {item.abstract}\nDO 10.1000/{n}\nUL https://arxiv.org/abs/{item.arxiv}\n\n"
        for n, item in enumerate(ITEMS)
    )
    found = read(text, "export.txt").records
    assert [(r.title, r.abstract, r.arxiv_id, r.doi, r.date) for r in found] == [
        (item.title, item.abstract, item.arxiv, f"10.1000/{n}", "2026-03-14") for n, item in enumerate(ITEMS)
    ]
    assert found[0].authors == FIRST.authors


@pytest.mark.parametrize(
    "first",
    ["%T {title}\n{people}%D 2026\n%0 Generic\n", "{people}%T {title}\n%D 2026\n%0 Generic\n", "{people}%T {title}\n"],
)
def test_endnote_s_records_may_say_their_kind_last_or_never(first: str) -> None:
    records = (
        first.format(title=item.title, people="".join(f"%A {a}\n" for a in item.authors))
        + f"%U https://arxiv.org/abs/{item.arxiv}\n%X {item.abstract}\n"
        for item in ITEMS
    )
    found = read("\n".join(records), "export.enw").records
    assert [(r.title, r.authors, r.abstract, r.arxiv_id) for r in found] == [
        (i.title, i.authors, i.abstract, i.arxiv) for i in ITEMS
    ]
