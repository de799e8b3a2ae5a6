"""JATS, OAI-PMH, PubMed, Atom: what articles say of themselves, and files that are broken."""

from __future__ import annotations

from html import escape

import pytest

from tests.formats.reading import read, titles
from tests.formats.writers import ITEMS, WRITERS, Item, pubmed

TITLES = [item.title for item in ITEMS]


def jats(item: Item, *, ids: str = "", abstract: str | None = None, more: str = "") -> str:
    names = "".join(
        f"<contrib contrib-type='author'><name><surname>{name.split()[-1]}</surname><given-names>{' '.join(name.split()[:-1])}</given-names></name></contrib>"
        for name in item.authors
    )
    text = f"<abstract><p>{escape(item.abstract)}</p></abstract>" if abstract is None else abstract
    return (
        "<article xmlns:xlink='http://www.w3.org/1999/xlink'><front><journal-meta><journal-title>A Journal</journal-title></journal-meta>"
        f"<article-meta>{ids}<title-group><article-title>{escape(item.title)}<xref>1</xref></article-title></title-group>"
        f"<contrib-group>{names}<contrib contrib-type='editor'><name><surname>Editor</surname></name></contrib></contrib-group>"
        f"<pub-date><year>2026</year><month>3</month><day>14</day></pub-date>{text}{more}</article-meta></front>"
        "<body><sec><title>Introduction</title><p>Not the abstract.</p></sec></body></article>"
    )


def articles(*texts: str) -> str:
    return f"<?xml version='1.0'?><pmc-articleset>{''.join(texts)}</pmc-articleset>"


def test_articles_of_a_journal_archive() -> None:
    found = read(articles(*(jats(item) for item in ITEMS)), "pmc.xml").records
    assert [(r.title, r.abstract, r.authors, r.date) for r in found] == [
        (item.title, item.abstract, item.authors, "2026-03-14") for item in ITEMS
    ]


def test_an_articles_ids_and_page() -> None:
    ids = "<article-id pub-id-type='{}'>{}</article-id>"
    one, two, three, four = read(
        articles(
            jats(ITEMS[0], ids=ids.format("pmc", "PMC123456") + ids.format("doi", "10.1000/ABC.1")),
            jats(ITEMS[1], ids=ids.format("pmid", "7654321")),
            jats(ITEMS[2], ids=ids.format("doi", "10.48550/arXiv.1412.6980")),
            jats(ITEMS[3], ids=ids.format("arxiv", "1312.6114v10")),
        ),
        "pmc.xml",
    ).records
    assert (one.doi, one.url) == ("10.1000/abc.1", "https://pmc.ncbi.nlm.nih.gov/articles/PMC123456/")
    assert two.url == "https://pubmed.ncbi.nlm.nih.gov/7654321/"
    assert three.arxiv_id == "1412.6980"
    assert four.arxiv_id == "1312.6114"


def test_an_abstract_in_sections_keeps_their_titles_and_leaves_other_abstracts() -> None:
    abstract = (
        "<abstract abstract-type='graphical'><p>A picture.</p></abstract>"
        "<abstract><title>Abstract</title><sec><title>Background.</title><p>We ask <italic>why</italic>.</p></sec>"
        "<sec><title>Results</title><p>It holds.</p><fig><caption><p>Not this.</p></caption></fig></sec></abstract>"
    )
    (record,) = read(articles(jats(ITEMS[0], abstract=abstract)), "pmc.xml").records
    assert record.abstract == "Background: We ask why.\n\nResults: It holds."


def test_subtitles_groups_of_authors_and_other_ways_of_dates() -> None:
    text = articles(
        "<article><front><article-meta><title-group><article-title>A Title of Some Length</article-title><subtitle>And What It Means</subtitle>"
        "</title-group><contrib-group><contrib><collab>The Big Group</collab></contrib><contrib><string-name>Ada Lovelace</string-name></contrib>"
        "<contrib><name-alternatives><name><surname>Hopper</surname><given-names>Grace</given-names></name></name-alternatives></contrib>"
        "</contrib-group><pub-date iso-8601-date='2026-03-14'/><abstract>Bare text of an abstract that stands in no paragraph at all.</abstract>"
        "</article-meta></front></article>"
    )
    (record,) = read(text, "pmc.xml").records
    assert record.title == "A Title of Some Length: And What It Means"
    assert record.authors == ("The Big Group", "Ada Lovelace", "Grace Hopper")
    assert record.date == "2026-03-14"
    assert record.abstract == "Bare text of an abstract that stands in no paragraph at all."


def test_another_kind_of_article_is_no_paper() -> None:
    assert titles("<article><title>DocBook text</title><para>Words.</para></article>", "book.xml") == []


def test_an_article_without_title_is_skipped_with_its_reason() -> None:
    text = articles(jats(ITEMS[0]), jats(Item("", (), "")).replace("<xref>1</xref>", ""))
    reading = read(text, "pmc.xml")
    assert [r.title for r in reading.records] == TITLES[:1]
    assert [skipped.where for skipped in reading.skipped] == ["record 2"]


def test_pubmeds_translated_titles_labels_and_other_abstracts() -> None:
    article = (
        "<PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>[{title}.]</ArticleTitle>{abstract}"
        "<AuthorList><Author><LastName>Lovelace</LastName><Initials>A</Initials></Author><Author><CollectiveName>The Group</CollectiveName></Author>"
        "</AuthorList></Article>{other}</MedlineCitation></PubmedArticle>"
    )
    labelled = "<Abstract><AbstractText Label='METHODS'>We measured.</AbstractText><AbstractText Label='UNLABELLED'>It held.</AbstractText></Abstract>"
    other = "<OtherAbstract><AbstractText>In plain words, at some length, for those who are not of the field.</AbstractText></OtherAbstract>"
    text = "<PubmedArticleSet>{}{}</PubmedArticleSet>".format(
        article.format(title=TITLES[0], abstract=labelled, other=""),
        article.format(title=TITLES[1], abstract="", other=other),
    )
    one, two = read(text, "pubmed.xml").records
    assert one.title.rstrip(".") == TITLES[0]
    assert one.abstract == "METHODS: We measured.\n\nIt held."
    assert one.authors == ("A Lovelace", "The Group")
    assert two.abstract == "In plain words, at some length, for those who are not of the field."


DUBLIN = (
    "<record><header><identifier>oai:x:{n}</identifier></header><metadata><oai_dc:dc xmlns:oai_dc='http://www.openarchives.org/OAI/2.0/oai_dc/' "
    "xmlns:dc='http://purl.org/dc/elements/1.1/'>{fields}</oai_dc:dc></metadata></record>"
)


def oai(*records: str) -> str:
    return (
        "<?xml version='1.0'?><OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'><responseDate>2026-03-14T00:00:00Z</responseDate>"
        f"<ListRecords>{''.join(records)}</ListRecords></OAI-PMH>"
    )


def dublin(item: Item, *, types: str = "text", more: str = "", names: bool = True) -> str:
    creators = "".join(
        f"<dc:creator>{name.split()[-1]}, {' '.join(name.split()[:-1])}</dc:creator>" for name in item.authors
    )
    return DUBLIN.format(
        n=item.arxiv,
        fields=f"<dc:title>{escape(item.title)}</dc:title>{creators if names else ''}<dc:type>{types}</dc:type>"
        f"<dc:description>{escape(item.abstract)}</dc:description><dc:description>Comment: 5 pages, https://github.com/a/b</dc:description>"
        f"<dc:date>2026-03-14</dc:date><dc:subject>Machine Learning</dc:subject>{more}",
    )


def test_dublin_core_records() -> None:
    reading = read(
        oai(*(dublin(i, more=f"<dc:identifier>http://arxiv.org/abs/{i.arxiv}</dc:identifier>") for i in ITEMS)),
        "oai.xml",
    )
    assert reading.date == "2026-03-14"
    assert [(r.title, r.abstract, r.arxiv_id, r.authors, r.section) for r in reading.records] == [
        (i.title, i.abstract, i.arxiv, i.authors, "Machine Learning") for i in ITEMS
    ]
    assert {r.code_urls for r in reading.records} == {("https://github.com/a/b",)}


def test_what_says_that_it_is_a_picture_or_nothing_of_a_paper_is_none() -> None:
    text = oai(
        dublin(ITEMS[0], types="Image"),
        dublin(ITEMS[1], types="Text"),
        DUBLIN.format(n=3, fields="<dc:title>A Thing in the Museum</dc:title>"),
        dublin(ITEMS[3], types="", more="<dc:identifier>https://doi.org/10.1000/x1</dc:identifier>"),
        "<record><header status='deleted'><identifier>oai:x:9</identifier></header></record>",
    )
    found = read(text, "oai.xml").records
    assert [r.title for r in found] == [TITLES[1], TITLES[3]]
    assert found[1].doi == "10.1000/x1"


def test_arxivs_own_metadata_with_versions_and_plain_authors() -> None:
    raw = (
        "<record><header/><metadata><arXivRaw xmlns='http://arxiv.org/OAI/arXivRaw/'><id>1706.03762</id>"
        "<version version='v1'><date>Mon, 12 Jun 2017 17:57:34 GMT</date></version><version version='v7'><date>Wed, 2 Aug 2023 00:41:18 GMT</date></version>"
        "<title>Attention Is All\n  You Need</title><authors>Ashish Vaswani, Noam Shazeer and Niki Parmar</authors>"
        "<categories>cs.CL cs.LG</categories><doi>10.1000/abc</doi><abstract>  First line of it,\nsecond line of it.\n  A new paragraph here.\n</abstract>"
        "</arXivRaw></metadata></record>"
    )
    reading = read(oai(raw, raw.replace("<title>Attention Is All\n  You Need</title>", "<title/>")), "oai.xml")
    (record,) = reading.records
    assert (record.title, record.version, record.date) == (TITLES[0], "v7", "2017-06-12")
    assert record.authors == ("Ashish Vaswani", "Noam Shazeer", "Niki Parmar")
    assert record.abstract == "First line of it, second line of it.\n\nA new paragraph here."
    assert (record.section, record.doi) == ("cs.CL", "10.1000/abc")
    assert [skipped.where for skipped in reading.skipped] == ["record 2"]


def test_an_atom_feed_with_xhtml_other_links_and_categories() -> None:
    entries = "".join(
        f"<entry><title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>{escape(i.title)}</p></div></title><id>urn:x:{i.arxiv}</id>"
        f"<link rel='self' href='https://example.org/self'/><link href='https://arxiv.org/abs/{i.arxiv}v2'/>"
        f"<link rel='related' title='doi' href='https://doi.org/10.1000/{i.arxiv}'/><link rel='enclosure' type='application/pdf' href='https://arxiv.org/pdf/{i.arxiv}'/>"
        f"<category term='cs.LG' label='Machine Learning'/><author><name>{i.authors[0]}</name></author><updated>2026-03-14T00:00:00Z</updated>"
        f"<summary>{escape(i.abstract)}</summary></entry>"
        for i in ITEMS
    )
    reading = read(
        f"<feed xmlns='http://www.w3.org/2005/Atom'><title>New papers</title><updated>2026-03-14T08:00:00Z</updated>{entries}</feed>",
        "feed.xml",
    )
    assert (reading.title, reading.date) == ("New papers", "2026-03-14")
    assert [(r.title, r.arxiv_id, r.version, r.section) for r in reading.records] == [
        (i.title, i.arxiv, "v2", "Machine Learning") for i in ITEMS
    ]
    assert [r.pdf_url for r in reading.records] == [f"https://arxiv.org/pdf/{i.arxiv}" for i in ITEMS]


def test_one_entry_alone_is_a_feed() -> None:
    text = WRITERS["atom"][1](ITEMS[:1])
    entry = text[text.index("<entry") : text.index("</entry>") + 8].replace(
        "<entry", "<entry xmlns='http://www.w3.org/2005/Atom'", 1
    )
    reading = read(entry, "one.xml")
    assert [r.title for r in reading.records] == TITLES[:1]
    assert reading.title is None


# broken files


@pytest.mark.parametrize("kind", ["atom", "rss", "oai", "pubmed"])
def test_entities_that_nobody_declared_and_loose_signs_are_put_right(kind: str) -> None:
    name, writer = WRITERS[kind]
    text = writer(ITEMS).replace("memory and fewer", "memory &nbsp;&eacute; & a < b and fewer")
    found = read(text, name).records
    assert [r.title.rstrip(".") for r in found] == TITLES
    assert all("é & a < b and fewer" in (r.abstract or "") for r in found)


def test_a_broken_record_costs_only_itself_and_is_named() -> None:
    text = pubmed(ITEMS)
    place = text.index(TITLES[2])
    end = text.index("</PubmedArticle>", place)
    reading = read(text[:place] + "</b></i>" + text[place:end] + "<b>" + text[end:], "pubmed.xml")
    assert [r.title.rstrip(".") for r in reading.records] == [t for n, t in enumerate(TITLES) if n != 2]
    assert len(reading.skipped) == 1


def test_a_prefix_that_nobody_declared() -> None:
    text = (
        WRITERS["atom"][1](ITEMS)
        .replace("<summary>", "<arxiv:comment>5 pages</arxiv:comment><summary>")
        .replace("xmlns:arxiv=", "xmlns:other=")
    )
    assert titles(text, "feed.xml") == TITLES


def test_two_feeds_in_one_file_behind_comments_and_a_doctype() -> None:
    feed = WRITERS["atom"][1]
    one, two = feed(ITEMS[:3]), feed(ITEMS[3:])
    text = (
        "<!-- saved --><?xml version='1.0'?><!DOCTYPE feed [<!ELEMENT feed ANY>]>\n"
        + one[one.index("<feed") :]
        + "\n"
        + two
    )
    assert titles(text, "feeds.xml") == TITLES


def test_declared_entities_and_mere_tags_are_refused_with_a_word() -> None:
    bomb = "<?xml version='1.0'?><!DOCTYPE feed [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><feed><entry><title>&b;</title></entry></feed>"
    reading = read(bomb, "bomb.xml")
    assert not reading.records
    assert "entities" in reading.warnings[0]
    reading = read("<feed>" + "<a>" * 150_000, "tags.xml")
    assert not reading.records
    assert "tags" in reading.warnings[0]


def test_unfinished_beginnings_hold_nothing() -> None:
    for text in ("<!-- never ends", "<?xml never ends", "<!DOCTYPE feed [", "<feed"):
        assert titles(text, "a.xml") == []
