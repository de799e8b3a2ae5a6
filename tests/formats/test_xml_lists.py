"""XML that lists papers, by programs and indexes of which none is known by name."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import pytest

from tests.formats.reading import read, titles
from tests.formats.writers import ITEMS, Item

TITLES = [item.title for item in ITEMS]


def parts(name: str) -> tuple[str, str]:
    given, family = name.rsplit(" ", 1)
    return given, family


def index(items: tuple[Item, ...] = ITEMS) -> str:
    """An index of proceedings: titles end in a full stop, a date stands nowhere, accents are entities of its own."""
    rows = "".join(
        f'<inproceedings key="conf/x/{n}" mdate="2026-03-14">{"".join(f"<author>{a}</author>" for a in item.authors)}'
        f"<title>{escape(item.title)}.</title><year>2026</year><booktitle>A Conference</booktitle>"
        f'<ee type="oa">https://doi.org/10.48550/arXiv.{item.arxiv}</ee><crossref>conf/x/2026</crossref></inproceedings>\n'
        for n, item in enumerate(items)
    )
    return f'<?xml version="1.0" encoding="US-ASCII"?>\n<!DOCTYPE dblp SYSTEM "dblp.dtd">\n<dblp>\n{rows}</dblp>\n'


def catalogue(items: tuple[Item, ...] = ITEMS) -> str:
    """A library's catalogue: parts of names by their type, the journal in an element with a title of its own."""
    rows = "".join(
        f"<mods><titleInfo><title>{escape(item.title)}</title></titleInfo><genre>article</genre>"
        + "".join(
            f'<name type="personal"><namePart type="family">{parts(a)[1]}</namePart><namePart type="given">{parts(a)[0]}</namePart></name>'
            for a in item.authors
        )
        + f"<abstract>{escape(item.abstract)}</abstract><relatedItem type='host'><titleInfo><title>A Journal</title></titleInfo>"
        f"<name><namePart type='family'>Editor</namePart></name></relatedItem><identifier type='uri'>arXiv:{item.arxiv}</identifier></mods>"
        for item in items
    )
    return f'<?xml version="1.0"?>\n<modsCollection xmlns="http://www.loc.gov/mods/v3">{rows}</modsCollection>'


def graph(items: tuple[Item, ...] = ITEMS) -> str:
    """Statements about things: the address of a paper is an attribute, people are things in a sequence."""
    rows = "".join(
        f'<bib:Article rdf:about="https://arxiv.org/abs/{item.arxiv}"><z:itemType>preprint</z:itemType><bib:authors><rdf:Seq>'
        + "".join(
            f"<rdf:li><foaf:Person><foaf:surname>{parts(a)[1]}</foaf:surname><foaf:givenName>{parts(a)[0]}</foaf:givenName></foaf:Person></rdf:li>"
            for a in item.authors
        )
        + f"</rdf:Seq></bib:authors><dcterms:abstract>{escape(item.abstract)}</dcterms:abstract><dc:date>{item.date}</dc:date>"
        f"<dc:title>{escape(item.title)}</dc:title></bib:Article>\n"
        for item in items
    )
    spaces = 'xmlns:rdf="a" xmlns:z="b" xmlns:dcterms="c" xmlns:dc="d" xmlns:bib="e" xmlns:foaf="f"'
    return f"<rdf:RDF {spaces}>\n{rows}</rdf:RDF>"


def volume(items: tuple[Item, ...] = ITEMS) -> str:
    """Proceedings: capital letters in elements of their own inside titles, people with their affiliations."""
    rows = "".join(
        f'<paper id="{n}"><title><fixed-case>{item.title[0]}</fixed-case>{escape(item.title[1:])}</title>'
        + "".join(
            f"<author><first>{parts(a)[0]}</first><last>{parts(a)[1]}</last><affiliation>A Place</affiliation></author>"
            for a in item.authors
        )
        + f"<abstract><p>{escape(item.abstract)}</p></abstract><doi>10.48550/arXiv.{item.arxiv}</doi></paper>\n"
        for n, item in enumerate(items)
    )
    meta = "<meta><booktitle>Proceedings</booktitle><editor><first>Ann</first><last>Editor</last></editor></meta>"
    return f"<?xml version='1.0'?>\n<collection id='x'><volume>{meta}{rows}</volume></collection>"


@pytest.mark.parametrize("writer", [index, catalogue, graph, volume])
def test_records_are_found_by_their_title_and_people(writer: Callable[[], str]) -> None:
    reading = read(writer(), "export.xml")
    assert reading.format == "xml_list"
    assert [(r.title.rstrip("."), r.authors, r.arxiv_id) for r in reading.records] == [
        (i.title, i.authors, i.arxiv) for i in ITEMS
    ]
    if writer is not index:
        assert [r.abstract for r in reading.records] == [i.abstract for i in ITEMS]


@pytest.mark.parametrize("writer", [index, catalogue, graph, volume])
def test_a_broken_record_costs_only_itself(writer: Callable[[], str]) -> None:
    text = writer().replace(f"<title>{TITLES[2]}", f"<title>{TITLES[2]}</b", 1).replace(TITLES[2][1:], "</b>", 1)
    reading = read(text, "export.xml")
    assert [r.title.rstrip(".") for r in reading.records if r.title.rstrip(".") in TITLES] == [*TITLES[:2], *TITLES[3:]]


def test_undeclared_entities_are_letters_and_lines_are_known() -> None:
    text = index().replace("Diederik P. Kingma", "Diederik P. K&iacute;ngma")
    records = read(text, "export.xml").records
    assert records[2].authors[0] == "Diederik P. Kíngma"
    assert [record.line for record in records] == [4, 5, 6, 7, 8, 9]


def test_papers_of_a_list_come_along_when_nearly_all_show_that_they_are_papers() -> None:
    bare = "<article><author>Ada Lovelace</author><title>Notes on the Analytical Engine</title></article>"
    assert titles(index().replace("</dblp>", f"{bare}</dblp>"), "x.xml")[-1] == "Notes on the Analytical Engine"


@pytest.mark.parametrize(
    "text",
    [
        "<catalog>"
        + "<book><author>Gambardella, Matthew</author><title>A Guide for Developers</title><price>44.95</price></book>"
        * 3
        + "</catalog>",
        "<project><name>Mine</name><title>Reading Settings</title><description>A library of many formats.</description></project>",
        "<library><track><title>A Song of Some Length</title><name>Ada</name></track></library>",
        "<a><title>Something</title></a><author>Ada",
        "<x><author>Ada Lovelace</author><title></title></x>",
        "<root><!-- <title>A</title><author>B</author> --><![CDATA[<title>A</title><author>B</author>]]><br/></root>",
    ],
)
def test_other_xml_is_no_digest(text: str) -> None:
    assert titles(text, "x.xml") == []


def test_works_that_a_paper_cites_are_no_records() -> None:
    rows = "".join(
        f"<doi_record><journal><journal_metadata><full_title>A Journal</full_title></journal_metadata><journal_article><titles><title>{i.title}"
        "</title></titles><contributors>"
        + "".join(
            f"<person_name><given_name>{parts(a)[0]}</given_name><surname>{parts(a)[1]}</surname></person_name>"
            for a in i.authors
        )
        + f"</contributors><doi_data><doi>10.1000/{n}</doi></doi_data><citation_list><citation><article_title>Cited</article_title>"
        "<author>Smith</author><doi>10.5555/x</doi></citation></citation_list></journal_article></journal></doi_record>"
        for n, i in enumerate(ITEMS)
    )
    found = read(f"<?xml version='1.0'?><doi_records>{rows}</doi_records>", "x.xml").records
    assert [(r.title, r.authors, r.doi) for r in found] == [
        (i.title, i.authors, f"10.1000/{n}") for n, i in enumerate(ITEMS)
    ]
