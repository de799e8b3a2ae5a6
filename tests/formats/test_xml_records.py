"""Repositories' and libraries' XML: OAI-PMH, PubMed, JATS; and XML that is broken, cut or hostile."""

from __future__ import annotations

from html import escape

import pytest

from readerapp.records import Record
from tests.formats.reading import read, titles
from tests.formats.writers import ITEMS, WRITERS

FIRST, SECOND = ITEMS[:2]


def oai(*metadata: str, head: str = "<responseDate>2026-03-14T00:00:00Z</responseDate>") -> str:
    records = "".join(
        f"<record><header><identifier>oai:x:{n}</identifier></header>{one}</record>" for n, one in enumerate(metadata)
    )
    return f'<?xml version="1.0"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">{head}<ListRecords>{records}</ListRecords></OAI-PMH>'


def arxiv(inner: str, kind: str = "arXiv") -> str:
    return f'<metadata><{kind} xmlns="http://arxiv.org/OAI/{kind}/">{inner}</{kind}></metadata>'


def core(inner: str) -> str:
    return (
        '<metadata><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"{inner}</oai_dc:dc></metadata>"
    )


def only(text: str) -> Record:
    (record,) = read(text, "x.xml").records
    return record


def test_arxiv_s_own_records() -> None:
    text = oai(
        arxiv(
            "<id>1706.03762</id><created>2017-06-12</created><updated>2023-08-02</updated><authors><author><keyname>Lovelace</keyname>"
            "<forenames>Ada</forenames></author><author><keyname>Hopper</keyname><forenames>Grace</forenames><suffix>Jr</suffix></author></authors>"
            f"<title>Attention Is\n  All You Need</title><comments>Code: https://github.com/a/b</comments><categories>cs.CL cs.LG</categories>"
            f"<doi>10.1145/1.2</doi><abstract>  {FIRST.abstract}\n</abstract>"
        )
    )
    reading = read(text, "oai.xml")
    assert (reading.format, reading.date) == ("oai", "2026-03-14")
    (record,) = reading.records
    assert (record.title, record.abstract, record.abstract_kind) == (FIRST.title, FIRST.abstract, "full")
    assert record.authors == ("Ada Lovelace", "Grace Hopper Jr")
    assert (record.arxiv_id, record.version, record.doi, record.section) == ("1706.03762", None, "10.1145/1.2", "cs.CL")
    assert (record.url, record.code_urls, record.date) == (
        "https://arxiv.org/abs/1706.03762",
        ("https://github.com/a/b",),
        "2017-06-12",
    )


def test_raw_records_know_their_last_version_and_their_first_day() -> None:
    record = only(
        oai(
            arxiv(
                '<id>1706.03762</id><version version="v1"><date>Mon, 12 Jun 2017 17:57:34 GMT</date></version><version version="v2">'
                "<date>Mon, 19 Jun 2017 16:49:45 GMT</date></version><authors>Ada Lovelace, Grace Hopper and Niki Parmar</authors>"
                f"<title>{FIRST.title}</title><abstract>{FIRST.abstract}</abstract>",
                "arXivRaw",
            )
        )
    )
    assert (record.version, record.date) == ("v2", "2017-06-12")
    assert record.authors == ("Ada Lovelace", "Grace Hopper", "Niki Parmar")


def test_deleted_records_hold_nothing_and_one_without_title_is_told() -> None:
    reading = read(
        oai(
            "",
            "<metadata/>",
            arxiv("<id>1706.03762</id><abstract>Text.</abstract>"),
            arxiv(f"<title>{FIRST.title}</title>"),
        ),
        "x.xml",
    )
    assert [record.title for record in reading.records] == [FIRST.title]
    (skipped,) = reading.skipped
    assert (skipped.where, skipped.reason) == ("record 3", "it has no title")
    assert "1706.03762" in skipped.text


def test_dublin_core_of_any_repository() -> None:
    record = only(
        oai(
            core(
                f"<dc:title>{FIRST.title}</dc:title><dc:creator>Lovelace, Ada</dc:creator><dc:creator>Hopper, Grace</dc:creator>"
                f"<dc:subject>Learning</dc:subject><dc:description>{FIRST.abstract}</dc:description><dc:description>Comment: code at https://github.com/a/b</dc:description>"
                "<dc:date>2017-06-12</dc:date><dc:type>text</dc:type><dc:identifier>http://arxiv.org/abs/1706.03762</dc:identifier>"
                "<dc:identifier>doi:10.1145/1.2</dc:identifier>"
            )
        )
    )
    assert (record.title, record.abstract, record.authors) == (
        FIRST.title,
        FIRST.abstract,
        ("Ada Lovelace", "Grace Hopper"),
    )
    assert (record.arxiv_id, record.doi, record.date, record.section) == (
        "1706.03762",
        "10.1145/1.2",
        "2017-06-12",
        "Learning",
    )
    assert record.url == "http://arxiv.org/abs/1706.03762"


def test_of_a_repository_only_texts_are_papers() -> None:
    def kept(inner: str) -> list[str]:
        return titles(oai(core(f"<dc:title>{FIRST.title}</dc:title>{inner}")), "x.xml")

    assert kept("<dc:type>Article</dc:type><dc:creator>Lovelace, Ada</dc:creator>") == [FIRST.title]
    assert kept(f"<dc:description>{FIRST.abstract}</dc:description><dc:creator>Lovelace, Ada</dc:creator>") == [
        FIRST.title
    ]
    assert kept("<dc:type>Dataset</dc:type><dc:identifier>https://doi.org/10.5281/zenodo.1</dc:identifier>") == []
    assert kept(
        "<dc:type>info:eu-repo/semantics/dataset</dc:type><dc:type>Journal article</dc:type><dc:creator>A B</dc:creator>"
    ) == [FIRST.title]
    assert kept("<dc:creator>Lovelace, Ada</dc:creator>") == []


def pubmed(*articles: str) -> str:
    return f'<?xml version="1.0"?><PubmedArticleSet>{"".join(articles)}</PubmedArticleSet>'


def citation(article: str, more: str = "", data: str = "") -> str:
    return f"<PubmedArticle><MedlineCitation><PMID>123456</PMID><Article>{article}</Article>{more}</MedlineCitation>{data}</PubmedArticle>"


def test_pubmed_s_structured_abstracts_keep_their_labels() -> None:
    record = only(
        pubmed(
            citation(
                "<Journal><JournalIssue><PubDate><Year>2026</Year><Month>Mar</Month><Day>14</Day></PubDate></JournalIssue></Journal>"
                f"<ArticleTitle>{FIRST.title} with <i>E. coli</i>.</ArticleTitle><ELocationID EIdType='doi'>10.1145/1.2</ELocationID>"
                "<Abstract><AbstractText Label='METHODS'>We looked.</AbstractText><AbstractText Label='RESULTS'>We saw H<sub>2</sub>O.</AbstractText>"
                "<CopyrightInformation>© 2026 The Authors.</CopyrightInformation></Abstract>"
                "<AuthorList><Author><LastName>Lovelace</LastName><ForeName>Ada</ForeName><Suffix>2nd</Suffix></Author>"
                "<Author><LastName>Hopper</LastName><Initials>G</Initials></Author><Author><CollectiveName>The Group</CollectiveName></Author></AuthorList>"
            )
        )
    )
    assert record.title == f"{FIRST.title} with E. coli."
    assert record.abstract == "METHODS: We looked.\n\nRESULTS: We saw H2O."
    assert record.authors == ("Ada Lovelace 2nd", "G Hopper", "The Group")
    assert (record.doi, record.url, record.date) == (
        "10.1145/1.2",
        "https://pubmed.ncbi.nlm.nih.gov/123456/",
        "2026-03-14",
    )


def test_titles_that_pubmed_translated_lose_their_brackets_and_other_abstracts_help_out() -> None:
    record = only(
        pubmed(
            citation(
                f"<ArticleTitle>[{FIRST.title}].</ArticleTitle>",
                "<OtherAbstract Type='plain-language-summary'><AbstractText>In plain words.</AbstractText></OtherAbstract>",
                "<PubmedData><ArticleIdList><ArticleId IdType='pubmed'>123456</ArticleId><ArticleId IdType='doi'>10.48550/arXiv.1706.03762</ArticleId></ArticleIdList></PubmedData>",
            )
        )
    )
    assert (record.title, record.abstract, record.arxiv_id, record.doi) == (
        FIRST.title,
        "In plain words.",
        "1706.03762",
        None,
    )


def test_books_and_bare_citations_of_pubmed() -> None:
    book = f"<PubmedBookArticle><BookDocument><PMID>7</PMID><Book><BookTitle>{FIRST.title}</BookTitle><AuthorList><Author><LastName>Lovelace</LastName></Author></AuthorList></Book></BookDocument></PubmedBookArticle>"
    record = only(pubmed(book))
    assert (record.title, record.authors, record.url) == (
        FIRST.title,
        ("Lovelace",),
        "https://pubmed.ncbi.nlm.nih.gov/7/",
    )
    bare = f"<MedlineCitationSet><MedlineCitation><PMID>8</PMID><Article><VernacularTitle>{FIRST.title}</VernacularTitle></Article></MedlineCitation></MedlineCitationSet>"
    assert only(bare).title == FIRST.title


def test_a_record_of_pubmed_without_title_is_told_when_it_has_an_abstract() -> None:
    empty = citation("<Abstract><AbstractText>We looked.</AbstractText></Abstract>")
    reading = read(pubmed(citation(f"<ArticleTitle>{FIRST.title}</ArticleTitle>"), empty, citation("")), "x.xml")
    assert [record.title for record in reading.records] == [FIRST.title]
    assert [(s.where, s.text, s.reason) for s in reading.skipped] == [("record 2", "We looked.", "it has no title")]


def jats(meta: str, attributes: str = "") -> str:
    return (
        f'<article xmlns:xlink="http://www.w3.org/1999/xlink" {attributes}><front><journal-meta><journal-title>Tests</journal-title></journal-meta>'
        f"<article-meta>{meta}</article-meta></front><body><p>Not read. <ext-link xlink:href='https://github.com/body/code'/></p></body></article>"
    )


TITLE = f"<title-group><article-title>{FIRST.title}<xref ref-type='fn'>1</xref></article-title><subtitle>A Study</subtitle></title-group>"


def test_an_article_in_jats_is_read_up_to_its_body() -> None:
    record = only(
        jats(
            "<article-id pub-id-type='pmc'>PMC1234567</article-id><article-id pub-id-type='doi'>10.1371/journal.1</article-id>"
            + TITLE
            + "<contrib-group><contrib contrib-type='author'><name><surname>Lovelace</surname><given-names>Ada</given-names></name></contrib>"
            "<contrib contrib-type='editor'><name><surname>Editor</surname><given-names>An</given-names></name></contrib>"
            "<contrib><name-alternatives><name><surname>Hopper</surname><given-names>Grace</given-names></name><name><surname>霍普</surname></name></name-alternatives></contrib>"
            "<contrib contrib-type='author'><collab>The Group</collab></contrib><contrib contrib-type='author'><string-name>Niki Parmar</string-name></contrib></contrib-group>"
            "<pub-date pub-type='collection'><year>2026</year></pub-date><pub-date pub-type='epub'><day>14</day><month>3</month><year>2026</year></pub-date>"
            "<abstract abstract-type='graphical'><p>A picture.</p></abstract>"
            "<abstract><title>Abstract</title><sec><title>Methods:</title><p>We looked<xref>2</xref> at <italic>it</italic>.</p><p>And again.</p></sec>"
            "<sec><title>Results</title><p>Code is at https://github.com/a/b.</p><fig><p>Figure 1</p></fig></sec></abstract>"
        )
    )
    assert record.title == f"{FIRST.title}: A Study"
    assert record.abstract == "Methods: We looked at it.\n\nAnd again.\n\nResults: Code is at https://github.com/a/b."
    assert record.authors == ("Ada Lovelace", "Grace Hopper", "The Group", "Niki Parmar")
    assert (record.doi, record.url, record.date) == (
        "10.1371/journal.1",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC1234567/",
        "2026-03-14",
    )
    assert record.code_urls == ("https://github.com/a/b",)


def test_an_article_s_address_is_the_best_that_it_has() -> None:
    pmid = "<article-id pub-id-type='pmid'>77</article-id>"
    number = "<article-id pub-id-type='doi'>10.1371/journal.1</article-id>"
    assert only(jats(pmid + number + TITLE)).url == "https://pubmed.ncbi.nlm.nih.gov/77/"
    assert only(jats(number + TITLE)).url == "https://doi.org/10.1371/journal.1"
    record = only(
        jats("<article-id pub-id-type='arxiv'>1706.03762</article-id><pub-date iso-8601-date='2026-03-14'/>" + TITLE)
    )
    assert (record.url, record.arxiv_id, record.date) == (None, "1706.03762", "2026-03-14")


def test_an_abstract_of_text_alone_and_none_at_all() -> None:
    record = only(jats(TITLE + "<abstract abstract-type='section'>We only looked at it.</abstract>"))
    assert (record.abstract, record.abstract_kind) == ("We only looked at it.", "full")
    assert only(jats(TITLE + "<abstract abstract-type='teaser'><p>Wow.</p></abstract>")).abstract is None


def test_many_articles_in_one_file_and_other_kinds_of_article() -> None:
    both = jats(TITLE) + jats(TITLE.replace(FIRST.title, SECOND.title))
    assert titles(f"<pmc-articleset>{both}</pmc-articleset>", "x.xml") == [
        f"{FIRST.title}: A Study",
        f"{SECOND.title}: A Study",
    ]
    assert (
        titles(
            f"<article><info><title>{FIRST.title}</title></info><section><para>DocBook.</para></section></article>",
            "x.xml",
        )
        == []
    )
    assert titles("<articles><article><name>Tea pot</name><price>3</price></article></articles>", "x.xml") == []


KINDS = ("atom", "rss", "oai", "pubmed")


@pytest.mark.parametrize("kind", KINDS)
def test_entities_and_ampersands_that_nobody_declared_are_put_right(kind: str) -> None:
    name, writer = WRITERS[kind]
    text = writer(ITEMS[:3]).replace("Deep Residual Learning", "R&D &eacute;t&eacute; a < b &nope; Learning")
    found = [record.title.rstrip(".") for record in read(text, name).records]
    assert found[0] == FIRST.title
    assert found[1] == "R&D été a < b &nope; Learning for Image Recognition"
    assert len(found) == 3


@pytest.mark.parametrize("kind", KINDS)
def test_a_broken_record_costs_only_itself_and_is_told(kind: str) -> None:
    name, writer = WRITERS[kind]
    text = writer(ITEMS[:3]).replace("Deep Residual Learning", "<b><i>Deep Residual</b> Learning")
    reading = read(text, name)
    assert [record.title.rstrip(".") for record in reading.records] == [FIRST.title, ITEMS[2].title]
    (skipped,) = reading.skipped
    assert (skipped.where, skipped.reason) == ("record 2", "its XML is broken")
    assert "Deep Residual" in skipped.text
    assert reading.warnings == ()


@pytest.mark.parametrize("kind", KINDS)
def test_prefixes_without_declaration_do_not_hurt(kind: str) -> None:
    name, writer = WRITERS[kind]
    text = (
        writer(ITEMS[:2])
        .replace("<title>", "<x:extra>1</x:extra><title>")
        .replace("<ArticleTitle>", "<x:extra>1</x:extra><ArticleTitle>")
    )
    assert [title.rstrip(".") for title in titles(text, name)] == [FIRST.title, SECOND.title]


@pytest.mark.parametrize("kind", KINDS)
def test_a_browser_s_sentence_and_comments_before_the_root_do_not_count(kind: str) -> None:
    name, writer = WRITERS[kind]
    text = writer(ITEMS[:2])
    sentence = "This XML file does not appear to have any style information associated with it.\n"
    body = text.split("?>", 1)[1].lstrip()
    for before in (
        sentence,
        "\n\n",
        '<?xml version="1.0"?>\n<!-- saved -->\n<?xml-stylesheet href="x"?>\n',
        "<!DOCTYPE feed>\n",
    ):
        assert [title.rstrip(".") for title in titles(before + body, name)] == [FIRST.title, SECOND.title], before


def test_a_comment_that_holds_a_record_takes_the_lines_away_but_no_paper() -> None:
    text = WRITERS["atom"][1](ITEMS[:2])
    records = read(text.replace("</feed>", "<!-- <entry>old</entry> --></feed>"), "x.xml").records
    assert [record.title for record in records] == [FIRST.title, SECOND.title]
    assert [record.line for record in records] == [None, None]
    assert [record.line for record in read(text, "x.xml").records] == [4, 5]


BOMB = '<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_with_entities_of_its_own_is_not_read_and_says_so(kind: str) -> None:
    name, writer = WRITERS[kind]
    text = BOMB + writer(ITEMS[:2]).split("?>", 1)[1].replace(FIRST.title, "&b;")
    reading = read(text, name)
    assert reading.records == ()
    assert reading.warnings == ("This XML file declares entities of its own; it was not read.",)


def test_a_broken_file_with_entities_of_its_own_never_has_them_put_in() -> None:
    text = (BOMB + WRITERS["rss"][1](ITEMS[:2]).split("?>", 1)[1]).replace(FIRST.title, "&b;")
    for record in read(text[:-20], "x.xml").records:
        assert "aaaa" not in record.title


def test_tags_and_nothing_else_are_not_read() -> None:
    reading = read('<feed xmlns="http://www.w3.org/2005/Atom">' + "<a>" * 200_000 + "</feed>", "x.xml")
    assert reading.warnings == ("This XML file holds tags but hardly any text; it was not read.",)


@pytest.mark.parametrize(
    "text",
    [
        "<!--" * 200_000,
        "<?" * 200_000,
        "<!DOCTYPE " * 50_000,
        "<![CDATA[" * 50_000,
        "<!DOCTYPE x [" + "<" * 200_000,
        "<a " * 200_000,
    ],
)
def test_beginnings_without_end_hold_nothing(text: str) -> None:
    assert read(text, "x.xml").records == ()
    assert read("<feed>" + text, "x.xml").records == ()


def test_a_record_deep_inside_is_found() -> None:
    entry = WRITERS["atom"][1](ITEMS[:1])
    start, end = entry.index("<entry>"), entry.index("</entry>") + len("</entry>")
    text = entry[:start] + "<x>" * 500 + entry[start:end] + "</x>" * 500 + entry[end:]
    assert titles(text, "x.xml") == [FIRST.title]


def test_hostile_titles_come_out_as_text() -> None:
    text = WRITERS["atom"][1](ITEMS[:1]).replace(
        FIRST.title, escape("<script>alert(1)</script> \u202e RTL \u200b\U0001f600 ]]>")
    )
    (record,) = read(text, "x.xml").records
    assert record.title == "<script>alert(1)</script> \u202e RTL \U0001f600 ]]>"
