"""Tables as CSV, and CSL-JSON: what reference managers export."""

from __future__ import annotations

import json

import pytest

from readerapp.records import Record
from tests.formats.reading import read, titles
from tests.formats.writers import ITEMS, WRITERS

FIRST, SECOND = ITEMS[:2]


def row(*cells: str) -> str:
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells) + "\n"


HEAD = row(
    "Key",
    "Item Type",
    "Publication Year",
    "Author",
    "Title",
    "Publication Title",
    "DOI",
    "Url",
    "Abstract Note",
    "Date",
    "Extra",
    "File Attachments",
)


def zotero(**more: str) -> str:
    said = {
        "Key": "ABCD1234", "Item Type": "journalArticle", "Publication Year": "2017", "Author": "Vaswani, Ashish; Shazeer, Noam", "Title": FIRST.title,
        "Publication Title": "", "DOI": "", "Url": "", "Abstract Note": FIRST.abstract, "Date": "2017-06-12", "Extra": "", "File Attachments": "",
    }  # fmt: skip
    said |= more
    return row(*said.values())


def only(text: str, name: str = "x.csv") -> Record:
    (record,) = read(text, name).records
    return record


def test_zotero_s_table() -> None:
    record = only(HEAD + zotero(Url="http://arxiv.org/abs/1706.03762", DOI="10.1145/ABC.1"))
    assert (record.title, record.authors) == (FIRST.title, ("Ashish Vaswani", "Noam Shazeer"))
    assert (record.abstract, record.abstract_kind) == (FIRST.abstract, "full")
    assert (record.arxiv_id, record.doi, record.url, record.date) == (
        "1706.03762",
        "10.1145/abc.1",
        "http://arxiv.org/abs/1706.03762",
        "2017-06-12",
    )
    assert record.line == 2
    assert only(HEAD + zotero(Extra="arXiv:1706.03762 [cs]")).arxiv_id == "1706.03762"


def test_cells_may_hold_line_ends_quotes_and_commas() -> None:
    text = (
        "\ufeff"
        + HEAD
        + zotero(**{"Abstract Note": 'We say "yes",\nand\n\nno.'})
        + zotero(Title=f'"{SECOND.title}", revisited')
    )
    first, second = read(text, "x.csv").records
    assert (first.abstract, first.line) == ('We say "yes", and\n\nno.', 2)
    assert (second.title, second.line) == (f'"{SECOND.title}", revisited', 6)


def test_a_row_without_title_is_skipped_and_an_empty_one_is_nothing() -> None:
    reading = read(HEAD + zotero() + zotero(Title=" ", **{"Abstract Note": ""}) + ",,,,\n\n", "x.csv")
    assert [record.title for record in reading.records] == [FIRST.title]
    (skipped,) = reading.skipped
    assert (skipped.where, skipped.reason) == ("line 3", "a row without a title")
    assert skipped.text.startswith("ABCD1234 journalArticle")


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_first_line_says_what_stands_between_the_cells(sign: str) -> None:
    text = (
        sign.join(("Title", "Authors", "Abstract"))
        + "\n"
        + sign.join((FIRST.title, "Ada Lovelace", "We did it."))
        + "\n"
    )
    record = only(text)
    assert (record.title, record.authors, record.abstract) == (FIRST.title, ("Ada Lovelace",), "We did it.")


@pytest.mark.parametrize(
    "head",
    [
        ("title", "authors", "arxiv_id", "pdf_url", "code", "category"),
        ("Paper Title", "Author Names", "arXiv ID", "PDF", "GitHub", "Track"),
        ("标题", "作者", "arxiv", "pdf link", "repository", "topic"),
    ],
)
def test_columns_go_by_many_names(head: tuple[str, ...]) -> None:
    head = tuple("Authors" if name == "Author Names" else name for name in head)
    record = only(
        row(*head)
        + row(
            FIRST.title,
            "Ada Lovelace; Grace Hopper",
            "1706.03762v2",
            "https://arxiv.org/pdf/1706.03762",
            "https://github.com/a/b",
            "Vision",
        )
    )
    assert (record.title, record.authors, record.arxiv_id, record.version) == (
        FIRST.title,
        ("Ada Lovelace", "Grace Hopper"),
        "1706.03762",
        "v2",
    )
    assert (record.pdf_url, record.code_urls, record.section) == (
        "https://arxiv.org/pdf/1706.03762",
        ("https://github.com/a/b",),
        "Vision",
    )


@pytest.mark.parametrize(
    "text",
    [
        "date,item,amount,currency\n2026-03-14,Coffee,3.20,EUR\n2026-03-15,Tram ticket,2.90,EUR\n",
        "title,price\nTea pot,12\n",
        "name,email\nAda Lovelace,ada@example.org\n",
        "Title,Artist,Album,Year\nSong,Band,Record,1979\n",
        "a,b,c\n1,2,3\n",
    ],
)
def test_tables_of_other_things_hold_no_paper(text: str) -> None:
    assert titles(text, "sheet.csv") == []


def test_a_table_of_expenses_with_notes_on_papers_is_still_none() -> None:
    text = "date,description,amount\n" + "".join(f"2026-03-{n:02},Printing of a paper,{n}.00\n" for n in range(1, 20))
    assert titles(text, "expenses.csv") == []


def test_nuls_open_quotes_and_long_cells_are_no_error() -> None:
    assert titles(HEAD + zotero() + '"open quote, and so on\n' * 1000, "x.csv")[0] == FIRST.title
    assert titles(HEAD + zotero(Title=FIRST.title[:9] + "\0" + FIRST.title[9:]), "x.csv") == [FIRST.title]
    assert len(titles(HEAD + zotero(Title="x " * 500_000), "x.csv")) == 1


def csl(*items: object) -> str:
    return json.dumps([*items], indent=1)


def item(**more: object) -> dict[str, object]:
    return {
        "id": "a",
        "type": "article-journal",
        "title": FIRST.title,
        "issued": {"date-parts": [[2017, 6, 12]]},
        **more,
    }


def test_csl_json_with_everything() -> None:
    record = only(
        csl(
            item(
                author=[{"given": "Ashish", "family": "Vaswani"}, {"family": "Berg", "non-dropping-particle": "van der", "given": "Jan"}, {"literal": "The Group"}, {}, "odd"],
                abstract=f"<p>{FIRST.abstract}</p>", DOI="10.1145/ABC.1", URL="https://example.org/paper", number="arXiv:1706.03762v2",
            )
        ),
        "x.json",
    )  # fmt: skip
    assert (record.title, record.authors) == (FIRST.title, ("Ashish Vaswani", "Jan van der Berg", "The Group"))
    assert (record.abstract, record.doi, record.url) == (FIRST.abstract, "10.1145/abc.1", "https://example.org/paper")
    assert (record.arxiv_id, record.version, record.date) == ("1706.03762", "v2", "2017-06-12")


@pytest.mark.parametrize(
    ("issued", "day"),
    [
        ({"date-parts": [["2017", 6, "12"]]}, "2017-06-12"),
        ({"date-parts": [[2017, 6]]}, None),
        ({"date-parts": [[]]}, None),
        ({"date-parts": []}, None),
        ({"raw": "June 12, 2017"}, "2017-06-12"),
        ({"literal": "2017-06-12"}, "2017-06-12"),
        ("2017-06-12", None),
        (None, None),
    ],
)
def test_csl_dates(issued: object, day: str | None) -> None:
    assert only(csl(item(issued=issued, **{"container-title": "Tests"})), "x.json").date == day


def test_csl_items_in_an_envelope_and_one_alone() -> None:
    assert titles(json.dumps({"items": [item(), item(title=SECOND.title)]}), "x.json") == [FIRST.title, SECOND.title]
    assert titles(json.dumps(item()), "x.json") == [FIRST.title]
    assert titles(csl(item(title=["Attention Is All You Need"])), "x.json") == [FIRST.title]
    assert titles(csl(item(title=[]), item()), "x.json") == [FIRST.title]


def test_a_csl_item_without_title_is_skipped_once_also_where_the_file_was_cut() -> None:
    text = csl(item(), item(id="lost", title=""), item(title=SECOND.title))
    for content in (text, text[:-30]):
        reading = read(content, "x.json")
        assert [record.title for record in reading.records] == [FIRST.title, SECOND.title]
        assert [(s.where, s.text, s.reason) for s in reading.skipped] == [
            ("record 2", "lost", "a record without a title")
        ]


def test_daily_papers_of_the_api_without_title_are_skipped_once_also_where_the_file_was_cut() -> None:
    text = WRITERS["hf_api"][1](ITEMS[:3]).replace(SECOND.title, "")
    for content in (text, text[:-20]):
        reading = read(content, "daily.json")
        assert [record.title for record in reading.records] == [FIRST.title, ITEMS[2].title]
        assert [(s.where, s.text, s.reason) for s in reading.skipped] == [
            ("record 2", SECOND.arxiv, "a record without a title")
        ]


@pytest.mark.parametrize(
    ("head", "sign"),
    [
        ("paper_id\tpaper_title\tauthor_list\tpub_date\tprimary_cat\tabs", "\t"),
        ("arXiv-Nr.;Titel der Arbeit;Verfasser;Datum;Nr.;Zusammenfassung", ";"),
        ("arXiv ID,Title of the paper,Author names,Published on,Rank,Abstract text", ","),
    ],
)
def test_columns_named_by_programs_and_people(head: str, sign: str) -> None:
    rows = "".join(
        sign.join((f"{i.arxiv}v2", i.title, "|".join(i.authors), i.date, "cs.LG", f'"{i.abstract}"')) + "\n"
        for i in ITEMS
    )
    found = read(f"{head}\n{rows}", "dump.tsv").records
    assert [(r.title, r.authors, r.arxiv_id, r.abstract) for r in found] == [
        (i.title, i.authors, i.arxiv, i.abstract) for i in ITEMS
    ]


def test_a_reading_list_of_addresses_is_one_of_papers_when_most_lead_to_papers() -> None:
    def rows(address: str) -> str:
        return "URL,Title,Selection,Folder,Timestamp\n" + "".join(
            f'{address.format(i.arxiv)},"[{i.arxiv}] {i.title}",,Unread,17\n' for i in ITEMS
        )

    found = read(rows("https://arxiv.org/abs/{}"), "export.csv").records
    assert [(r.title, r.arxiv_id) for r in found] == [(i.title, i.arxiv) for i in ITEMS]
    assert titles(rows("https://shop.example.org/goods{}x"), "export.csv") == []


def test_a_citation_s_journal_may_hold_its_arxiv_id() -> None:
    rows = "".join(f'"Vaswani, Ashish; ",{i.title},arXiv preprint arXiv:{i.arxiv},,,2026\n' for i in ITEMS)
    found = read(f"Authors,Title,Publication,Volume,Pages,Year\n{rows}", "citations.csv").records
    assert [r.arxiv_id for r in found] == [i.arxiv for i in ITEMS]
