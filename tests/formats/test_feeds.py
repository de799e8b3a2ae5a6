"""Atom and RSS: arXiv's API and announcements, journals, bots; and feeds of other things."""

from __future__ import annotations

from html import escape

import pytest

from readerapp.records import Reading, Record
from tests.formats.reading import read
from tests.formats.writers import ITEMS

FIRST, SECOND, THIRD = ITEMS[:3]


def atom(*entries: str, head: str = "<title>My query</title><updated>2026-03-14T00:00:00Z</updated>") -> str:
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:a="http://arxiv.org/schemas/atom">{head}{"".join(entries)}</feed>'


def entry(*more: str, title: str = FIRST.title, number: str = "http://arxiv.org/abs/1706.03762v5") -> str:
    return f"<entry><id>{number}</id><title>{escape(title)}</title>{''.join(more)}</entry>"


def rss(*items: str, head: str = "<title>News of papers</title>") -> str:
    spaces = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:prism="http://prismstandard.org/"'
    return f'<?xml version="1.0"?><rss version="2.0" {spaces}><channel>{head}{"".join(items)}</channel></rss>'


def item(*more: str, title: str = FIRST.title, link: str = "https://arxiv.org/abs/1706.03762") -> str:
    return f"<item><title>{escape(title)}</title><link>{link}</link>{''.join(more)}</item>"


def described(html: str) -> str:
    return f"<description>{escape(html)}</description>"


def only(text: str) -> Record:
    (record,) = read(text, "feed.xml").records
    return record


def titles(text: str) -> list[str]:
    return [record.title for record in read(text, "feed.xml").records]


def test_the_api_s_answer_gives_everything_it_says() -> None:
    text = atom(
        entry(
            "<published>2017-06-12T17:57:34Z</published><updated>2023-08-02T00:41:18Z</updated>",
            f"<summary>  {FIRST.abstract.replace('. ', '.' + chr(10))}\n</summary>",
            "<author><name>Ashish Vaswani</name><a:affiliation>Example Lab</a:affiliation></author><author><name>Noam Shazeer</name></author>",
            "<a:comment>15 pages, code at https://github.com/a/b</a:comment><a:primary_category term='cs.CL'/><category term='cs.LG'/>",
            '<link rel="alternate" type="text/html" href="http://arxiv.org/abs/1706.03762v5"/>',
            '<link title="pdf" rel="related" type="application/pdf" href="http://arxiv.org/pdf/1706.03762v5"/>',
            '<link title="doi" rel="related" href="http://dx.doi.org/10.1145/1234.5678"/>',
            title="Attention Is\n  All You Need",
        )
    )
    reading = read(text, "query.xml")
    assert (reading.format, reading.title, reading.date) == ("atom", "My query", "2026-03-14")
    (record,) = reading.records
    assert (record.title, record.abstract, record.abstract_kind) == (FIRST.title, FIRST.abstract, "full")
    assert record.authors == ("Ashish Vaswani", "Noam Shazeer")
    assert (record.arxiv_id, record.version, record.doi) == ("1706.03762", "v5", "10.1145/1234.5678")
    assert (record.url, record.pdf_url) == ("http://arxiv.org/abs/1706.03762v5", "http://arxiv.org/pdf/1706.03762v5")
    assert (record.date, record.section, record.code_urls) == ("2017-06-12", "cs.CL", ("https://github.com/a/b",))
    assert record.line == 1


def test_a_short_text_in_the_api_s_answer_is_its_abstract() -> None:
    record = only(atom(entry("<summary>We prove it.</summary>")))
    assert (record.abstract, record.abstract_kind) == ("We prove it.", "full")
    record = only(atom(entry("<summary>&lt;p&gt;We prove it.&lt;/p&gt;</summary>")))
    assert (record.abstract, record.abstract_kind) == ("We prove it.", "full")


def test_paragraphs_of_an_abstract_stay() -> None:
    record = only(atom(entry(f"<summary>  {FIRST.abstract}\nIt goes on here.\n  A second one.\nEnd.</summary>")))
    assert record.abstract == f"{FIRST.abstract} It goes on here.\n\nA second one. End."


def test_a_single_entry_is_a_feed_of_one_paper() -> None:
    text = (
        '<?xml version="1.0"?><entry xmlns="http://www.w3.org/2005/Atom"><id>http://arxiv.org/abs/1706.03762v5</id>'
        f"<title>{FIRST.title}</title><summary>{FIRST.abstract}</summary></entry>"
    )
    reading = read(text, "one.xml")
    assert [record.title for record in reading.records] == [FIRST.title]
    assert (reading.title, reading.date) == (None, None)


def test_xhtml_inside_an_entry_keeps_its_paragraphs() -> None:
    inner = f'<div xmlns="http://www.w3.org/1999/xhtml"><p>{FIRST.abstract}</p><p>{SECOND.abstract}</p></div>'
    record = only(atom(entry(f'<content type="xhtml">{inner}</content>')))
    assert record.abstract == f"{FIRST.abstract}\n\n{SECOND.abstract}"


def test_an_entry_without_title_is_none_and_a_category_may_have_a_label() -> None:
    text = atom(
        "<entry><id>http://arxiv.org/abs/1706.03762</id></entry>",
        entry('<category term="x" label="Machine learning"/>'),
        entry('<category scheme="only"/>', title=SECOND.title, number="http://arxiv.org/abs/1512.03385"),
    )
    reading = read(text, "feed.xml")
    assert [(record.title, record.section) for record in reading.records] == [
        (FIRST.title, "Machine learning"),
        (SECOND.title, None),
    ]


def test_arxiv_s_announcement_is_no_part_of_the_abstract() -> None:
    body = f"<description>arXiv:1706.03762v1 Announce Type: cross \nAbstract: {escape(FIRST.abstract)}</description>"
    record = only(
        rss(
            item(
                body,
                "<dc:creator>Ashish Vaswani, Noam Shazeer</dc:creator><category>cs.CL</category><pubDate>Sat, 14 Mar 2026 00:00:00 -0400</pubDate>",
            )
        )
    )
    assert (record.abstract, record.arxiv_id, record.version, record.section) == (
        FIRST.abstract,
        "1706.03762",
        None,
        "cs.CL",
    )
    assert record.authors == ("Ashish Vaswani", "Noam Shazeer")
    assert record.date == "2026-03-14"
    body = f"<description>arXiv:2603.00001v2 Announce Type: new \nAbstract: {escape(FIRST.abstract)}</description>"
    record = only(rss(item(body, link="")))
    assert (record.arxiv_id, record.version, record.url) == ("2603.00001", "v2", None)


def test_older_titles_end_in_their_id() -> None:
    old = rss(
        item(
            described(f"<p>{FIRST.abstract}</p>"),
            title=f"{FIRST.title}. (arXiv:1706.03762v5 [cs.CL] UPDATED)",
            link="http://example.org/x",
        )
    )
    record = only(old)
    assert (record.title, record.arxiv_id, record.version, record.abstract) == (
        f"{FIRST.title}.",
        "1706.03762",
        "v5",
        FIRST.abstract,
    )


def test_bots_label_the_paragraphs_of_their_descriptions() -> None:
    html = (
        f"<p><b>Authors:</b> Ada Lovelace, Grace Hopper</p><p><strong>TLDR</strong>: It works.</p><p><b>Abstract:</b><br>{FIRST.abstract}</p>"
        "<p><b>Date:</b> 2026-03-14</p><p><b>Votes:</b> 1,234</p><p><b>Code:</b> https://github.com/a/b</p>"
        '<p><a href="https://arxiv.org/pdf/1706.03762">PDF</a> | <a href="https://example.org">Read more</a></p>'
        "<script>alert('x')</script><!-- hidden --><style>p {}</style>"
    )
    record = only(rss(item(described(html))))
    assert (record.abstract, record.authors) == (FIRST.abstract, ("Ada Lovelace", "Grace Hopper"))
    assert (record.date, record.votes, record.code_urls) == ("2026-03-14", 1234, ("https://github.com/a/b",))
    assert record.pdf_url == "https://arxiv.org/pdf/1706.03762"


def test_a_bot_s_entry_needs_no_link_of_its_own_when_its_labels_have_it() -> None:
    html = f'<p>Authors: Ada Lovelace, Grace Hopper</p><p>Abstract: {FIRST.abstract}</p><p>Link: <a href="https://arxiv.org/abs/1706.03762v2">page</a></p>'
    record = only(rss(item(described(html), link="https://bot.example.org/1")))
    assert (record.arxiv_id, record.version, record.authors) == ("1706.03762", "v2", ("Ada Lovelace", "Grace Hopper"))


def test_plain_lines_with_labels_are_read_like_html() -> None:
    text = f"Authors: Ada Lovelace, Grace Hopper\nAbstract: {FIRST.abstract}\nLink: https://arxiv.org/abs/1706.03762"
    record = only(rss(item(f"<description>{escape(text)}</description>", link="https://bot.example.org/1")))
    assert (record.abstract, record.authors) == (FIRST.abstract, ("Ada Lovelace", "Grace Hopper"))


def test_a_line_of_an_abstract_that_begins_like_a_label_is_text() -> None:
    text = f"{FIRST.abstract}\nResults: better than before."
    record = only(rss(item(f"<description>{escape(text)}</description>")))
    assert record.abstract == f"{FIRST.abstract} Results: better than before."


def test_a_labelled_summary_is_the_abstract_when_it_is_as_long_as_one() -> None:
    record = only(rss(item(described(f"<p><b>Summary:</b> {FIRST.abstract}</p>"))))
    assert (record.abstract, record.abstract_kind) == (FIRST.abstract, "full")
    record = only(
        rss(item(described("<p><b>Summary:</b> A new model, in one line of text, for all who like lines.</p>")))
    )
    assert record.abstract_kind == "summary"
    record = only(rss(item(described("<p><b>TL;DR:</b> A new model, in one line of text.</p>"))))
    assert (record.abstract, record.abstract_kind) == ("A new model, in one line of text.", "summary")


def test_running_text_is_the_abstract_and_a_publisher_s_line_is_not() -> None:
    html = f"<p>Nature, Published online: 14 March 2026; doi:10.1038/s41586-026-1</p><p>{FIRST.abstract}</p><p>Read more at the publisher's site</p>"
    record = only(rss(item(described(html), link="https://www.nature.com/articles/s41586-026-1")))
    assert (record.abstract, record.doi) == (FIRST.abstract, "10.1038/s41586-026-1")


def test_a_headline_in_another_language_gives_way_to_the_paper_s_own_title() -> None:
    html = f"<p>{FIRST.title}</p><p>{FIRST.abstract}</p>"
    assert only(rss(item(described(html), title="注意力就是你所需要的一切"))).title == FIRST.title
    html = f"<p><b>Title:</b> {FIRST.title}</p><p><b>Abstract:</b> {FIRST.abstract}</p>"
    assert only(rss(item(described(html), title="注意力就是你所需要的一切"))).title == FIRST.title
    html = f"<p>这是一个摘要，描述了方法与结果，以及在多个数据集上的实验，并与其他方法进行了比较，结果很好。</p><p>{FIRST.abstract}</p>"
    record = only(rss(item(described(html), title="注意力就是你所需要的一切")))
    assert (record.title, record.abstract) == ("注意力就是你所需要的一切", FIRST.abstract)


def test_of_two_bodies_the_one_that_says_most_is_taken() -> None:
    record = only(
        rss(
            item(
                described("<p>Short teaser of it all.</p>"),
                f"<content:encoded>{escape('<p>' + FIRST.abstract + '</p>')}</content:encoded>",
            )
        )
    )
    assert record.abstract == FIRST.abstract


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("<dc:creator>Ada Lovelace</dc:creator><dc:creator>Grace Hopper</dc:creator>", ("Ada Lovelace", "Grace Hopper")),
        ("<dc:creator>Lovelace, Ada; Hopper, Grace</dc:creator>", ("Ada Lovelace", "Grace Hopper")),
        ("<author>ada@example.org (Ada Lovelace)</author>", ("Ada Lovelace",)),
        ("<dc:creator>&lt;a href='x'&gt;Ada Lovelace&lt;/a&gt;, &lt;a href='y'&gt;Grace Hopper&lt;/a&gt;</dc:creator>", ("Ada Lovelace", "Grace Hopper")),
    ],
)  # fmt: skip
def test_authors_of_an_item(written: str, names: tuple[str, ...]) -> None:
    assert only(rss(item(written, described(f"<p>{FIRST.abstract}</p>")))).authors == names


def test_a_journal_s_contents_in_rdf() -> None:
    text = (
        '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/">'
        '<channel rdf:about="https://journal.example"><title>Journal &amp;lt;i&amp;gt;of&amp;lt;/i&amp;gt; Tests</title><dc:date>2026-03-14</dc:date></channel>'
        f'<item rdf:about="https://doi.org/10.1145/1.2"><title>{FIRST.title}</title><dc:creator>Ada Lovelace</dc:creator>'
        f"<description>{escape(FIRST.abstract)}</description><prism:publicationDate>2026-03-10</prism:publicationDate><dc:subject>Learning</dc:subject></item></rdf:RDF>"
    )
    reading = read(text, "rdf.xml")
    assert (reading.format, reading.title, reading.date) == ("rss", "Journal of Tests", "2026-03-14")
    (record,) = reading.records
    assert (record.doi, record.date, record.section, record.authors) == (
        "10.1145/1.2",
        "2026-03-10",
        "Learning",
        ("Ada Lovelace",),
    )
    assert record.abstract == FIRST.abstract


def test_links_as_attributes_and_enclosures_that_are_papers() -> None:
    text = (
        f'<rss version="2.0"><channel xmlns:atom="http://www.w3.org/2005/Atom"><item><title>{FIRST.title}</title>'
        '<link href="https://arxiv.org/abs/1706.03762"/><enclosure url="https://arxiv.org/pdf/1706.03762" type="application/pdf"/>'
        "<category>https://example.org/tag</category></item></channel></rss>"
    )
    record = only(text)
    assert (record.url, record.pdf_url, record.section) == (
        "https://arxiv.org/abs/1706.03762",
        "https://arxiv.org/pdf/1706.03762",
        None,
    )


def test_items_with_names_and_abstract_come_along_where_most_are_papers() -> None:
    other = item(
        described(f"<p>{SECOND.abstract}</p>"),
        "<dc:creator>Grace Hopper</dc:creator>",
        title=SECOND.title,
        link="https://example.org/2",
    )
    assert titles(rss(item(), other)) == [FIRST.title, SECOND.title]
    news = [
        item(
            described(f"<p>{SECOND.abstract}</p>"),
            "<dc:creator>Grace Hopper</dc:creator>",
            title=f"News {n}",
            link=f"https://example.org/{n}",
        )
        for n in range(4)
    ]
    assert titles(rss(item(), *news)) == [FIRST.title]


@pytest.mark.parametrize(
    "text",
    [
        rss(*(item(described("<p>We talk about papers.</p>"), f'<enclosure url="https://cast.example/{n}.mp3" type="audio/mpeg"/>', title=f"Episode {n}") for n in range(4))),
        rss(*(item(described(f"<p>{'The new phone is out now and has a better camera. ' * 10}</p>"), title=f"Phone {n}", link="https://news.example/1") for n in range(4))),
        atom(*(entry("<summary>Fixed a bug.</summary>", title=f"Release 1.{n}", number=f"tag:example.org,2026:{n}") for n in range(4))),
        rss(head=""),
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://arxiv.org/abs/1706.03762</loc></url></urlset>',
        '<?xml version="1.0"?><opml version="2.0"><body><outline text="arXiv" xmlUrl="https://rss.arxiv.org/rss/cs.LG"/></body></opml>',
        '<svg xmlns="http://www.w3.org/2000/svg"><title>Attention Is All You Need</title><path d="M0 0"/></svg>',
    ],
)  # fmt: skip
def test_feeds_and_xml_of_other_things_hold_no_paper(text: str) -> None:
    assert read(text, "feed.xml").records == ()


def test_an_episode_in_an_atom_feed_is_no_paper() -> None:
    assert titles(atom(entry('<link rel="enclosure" type="audio/mpeg" href="https://cast.example/1.mp3"/>'))) == []


def empty() -> Reading:
    return read("<rss version='2.0'></rss>", "feed.xml")


def test_a_feed_without_channel_or_items_is_empty() -> None:
    assert (empty().format, empty().records, empty().title) == ("rss", (), None)


def test_a_blog_that_names_people_and_gives_the_paper_s_address_lists_papers() -> None:
    entries = "".join(
        f"<item><title>{i.title}</title><link>https://blog.example.org/{n}</link><description><![CDATA[<p>{i.abstract}</p>]]></description>"
        f"<content:encoded><![CDATA[<p><b>Authors:</b> {', '.join(i.authors)}</p><p>{i.abstract}</p>"
        f'<p><a href="https://arxiv.org/abs/{i.arxiv}">arXiv</a></p>]]></content:encoded></item>'
        for n, i in enumerate(ITEMS)
    )
    text = f'<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>x</title>{entries}</channel></rss>'
    found = read(text, "blog.xml").records
    assert [(r.title, r.authors, r.abstract, r.arxiv_id) for r in found] == [
        (i.title, i.authors, i.abstract, i.arxiv) for i in ITEMS
    ]
