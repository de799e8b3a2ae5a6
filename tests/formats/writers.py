"""The same papers in every format there is: real titles and ids, abstracts of our own (tests/digests.py)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from tests.digests import abstract_of


@dataclass(frozen=True)
class Item:
    """A paper to write."""

    title: str
    authors: tuple[str, ...]
    arxiv: str
    date: str = "2026-03-14"

    @property
    def abstract(self) -> str:
        return abstract_of(self.title)


ITEMS = (
    Item("Attention Is All You Need", ("Ashish Vaswani", "Noam Shazeer", "Niki Parmar"), "1706.03762"),
    Item("Deep Residual Learning for Image Recognition", ("Kaiming He", "Xiangyu Zhang"), "1512.03385"),
    Item("Adam: A Method for Stochastic Optimization", ("Diederik P. Kingma", "Jimmy Ba"), "1412.6980"),
    Item("Auto-Encoding Variational Bayes", ("Diederik P. Kingma", "Max Welling"), "1312.6114"),
    Item("Playing Atari with Deep Reinforcement Learning", ("Volodymyr Mnih", "Koray Kavukcuoglu"), "1312.5602"),
    Item("Denoising Diffusion Probabilistic Models", ("Jonathan Ho", "Ajay Jain", "Pieter Abbeel"), "2006.11239"),
)


def hf_page(items: Sequence[Item]) -> str:
    head = ["new", "Get trending papers in your email inbox!", "Subscribe", "byAK and the research community", "Mar 14"]
    return "\n\n".join([*head, *(part for item in items for part in (item.title, item.abstract))]) + "\n"


def markdown_headings(items: Sequence[Item]) -> str:
    parts = ["# arXiv papers of 2026-03-14\n"]
    for number, item in enumerate(items, 1):
        parts.append(
            f"## {number}. [{item.title}](https://arxiv.org/abs/{item.arxiv})\n\n**Authors**: {', '.join(item.authors)}\n\n"
            f"**Abstract**: {item.abstract}\n"
        )
    return "\n".join(parts)


def markdown_bullets(items: Sequence[Item]) -> str:
    parts = ["# Papers, 2026-03-14\n"]
    for item in items:
        parts.append(
            f"- **{item.title}** ([arXiv:{item.arxiv}](https://arxiv.org/abs/{item.arxiv}))\n"
            f"  - Authors: {', '.join(item.authors)}\n  - Abstract: {item.abstract}\n"
        )
    return "\n".join(parts)


def markdown_table(items: Sequence[Item]) -> str:
    rows = [
        f"| {item.date} | **{item.title}** | {', '.join(item.authors)} | [{item.arxiv}](http://arxiv.org/abs/{item.arxiv}v1) |"
        for item in items
    ]
    return "# Papers\n\n| Publish Date | Title | Authors | PDF |\n|:---|:---|:---|:---|\n" + "\n".join(rows) + "\n"


def arxiv_mail(items: Sequence[Item]) -> str:
    head = (
        "------------------------------------------------------------------------------\n"
        "Send any comments regarding submissions directly to submitter.\n"
        "------------------------------------------------------------------------------\n"
        " Submissions to:\nMachine Learning\n received from  Fri 13 Mar 26 18:00:00 GMT  to  Sat 14 Mar 26 18:00:00 GMT\n"
        "------------------------------------------------------------------------------\n"
    )
    entries = [
        f"\\\\\narXiv:{item.arxiv}\nDate: Sat, 14 Mar 2026 10:00:00 GMT   (100kb)\n\nTitle: {item.title}\n"
        f"Authors: {', '.join(item.authors[:-1])} and {item.authors[-1]}\nCategories: cs.LG\n\\\\\n  {item.abstract}\n"
        f"\\\\ ( https://arxiv.org/abs/{item.arxiv} ,  100kb)\n"
        "------------------------------------------------------------------------------\n"
        for item in items
    ]
    return head + "".join(entries)


def bibtex(items: Sequence[Item]) -> str:
    return "\n".join(
        f"@article{{key{item.arxiv},\n  title = {{{{{item.title}}}}},\n  author = {{{' and '.join(item.authors)}}},\n"
        f"  year = {{2026}}, month = mar,\n  eprint = {{{item.arxiv}}}, archivePrefix = {{arXiv}},\n"
        f"  abstract = {{{item.abstract}}}\n}}\n"
        for item in items
    )


def ris(items: Sequence[Item]) -> str:
    return "\n".join(
        f"TY  - JOUR\nTI  - {item.title}\n{''.join(f'AU  - {name}' + chr(10) for name in item.authors)}"
        f"DA  - 2026/03/14\nUR  - https://arxiv.org/abs/{item.arxiv}\nAB  - {item.abstract}\nER  - \n"
        for item in items
    )


def zotero_csv(items: Sequence[Item]) -> str:
    file = io.StringIO()
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(["Key", "Item Type", "Publication Year", "Author", "Title", "Url", "Abstract Note", "Date"])
    for item in items:
        people = "; ".join(f"{name.rsplit(' ', 1)[1]}, {name.rsplit(' ', 1)[0]}" for name in item.authors)
        url = f"https://arxiv.org/abs/{item.arxiv}"
        writer.writerow([item.arxiv, "journalArticle", "2026", people, item.title, url, item.abstract, item.date])
    return file.getvalue()


def csl_json(items: Sequence[Item]) -> str:
    return json.dumps(
        [
            {
                "id": item.arxiv, "type": "article-journal", "title": item.title, "abstract": item.abstract,
                "author": [{"given": n.rsplit(" ", 1)[0], "family": n.rsplit(" ", 1)[1]} for n in item.authors],
                "issued": {"date-parts": [[2026, "3", 14]]}, "URL": f"https://arxiv.org/abs/{item.arxiv}",
            }
            for item in items
        ],
        indent=1,
    )  # fmt: skip


def _object(item: Item) -> dict[str, object]:
    return {
        "title": item.title, "authors": list(item.authors), "abstract": item.abstract,
        "url": f"https://arxiv.org/abs/{item.arxiv}", "published": f"{item.date}T10:00:00Z",
    }  # fmt: skip


def json_list(items: Sequence[Item]) -> str:
    return json.dumps({"count": len(items), "papers": [_object(item) for item in items]}, indent=1)


def json_lines(items: Sequence[Item]) -> str:
    return "".join(json.dumps(_object(item)) + "\n" for item in items)


def hf_api(items: Sequence[Item]) -> str:
    return json.dumps(
        [
            {
                "paper": {
                    "id": item.arxiv, "title": item.title, "summary": item.abstract, "upvotes": 12,
                    "authors": [{"name": name, "hidden": False} for name in item.authors],
                    "publishedAt": f"{item.date}T00:00:00.000Z", "ai_summary": "Somebody's summary.",
                },
                "title": item.title, "publishedAt": f"{item.date}T00:00:00.000Z", "numComments": 1,
            }
            for item in items
        ]
    )  # fmt: skip


def hf_html(items: Sequence[Item]) -> str:
    props = json.dumps({"date": "2026-03-14", "dailyPapers": json.loads(hf_api(items))})
    articles = "".join(f'<article><h3><a href="/papers/{i.arxiv}">{escape(i.title)}</a></h3></article>' for i in items)
    data = f'<div class="contents" data-target="DailyPapers" data-props="{escape(props)}"></div>'
    return f"<!doctype html><html><head><title>Daily Papers</title></head><body><main>{articles}</main>{data}</body></html>"


def atom(items: Sequence[Item]) -> str:
    entries = "".join(
        f"<entry><id>http://arxiv.org/abs/{item.arxiv}v1</id><published>{item.date}T00:00:00Z</published>"
        f"<title>{escape(item.title)}</title><summary>{escape(item.abstract)}</summary>"
        f"{''.join(f'<author><name>{name}</name></author>' for name in item.authors)}"
        f'<link href="http://arxiv.org/abs/{item.arxiv}v1" rel="alternate" type="text/html"/></entry>\n'
        for item in items
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<title>ArXiv Query</title><updated>2026-03-14T00:00:00Z</updated>\n{entries}</feed>\n"
    )


def rss(items: Sequence[Item]) -> str:
    entries = "".join(
        f"<item><title>{escape(item.title)}</title><link>https://arxiv.org/abs/{item.arxiv}</link>"
        f"<description>arXiv:{item.arxiv}v1 Announce Type: new \nAbstract: {escape(item.abstract)}</description>"
        f"<dc:creator>{', '.join(item.authors)}</dc:creator></item>\n"
        for item in items
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0"><channel>\n'
        "<title>cs.LG updates on arXiv.org</title><link>http://rss.arxiv.org/rss/cs.LG</link>"
        f"<pubDate>Sat, 14 Mar 2026 00:00:00 -0400</pubDate>\n{entries}</channel></rss>\n"
    )


def oai(items: Sequence[Item]) -> str:
    def people(item: Item) -> str:
        pairs = (name.rsplit(" ", 1) for name in item.authors)
        return "".join(f"<author><keyname>{b}</keyname><forenames>{a}</forenames></author>" for a, b in pairs)

    entries = "".join(
        f"<record><header><identifier>oai:arXiv.org:{item.arxiv}</identifier><datestamp>{item.date}</datestamp></header>"
        f'<metadata><arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>{item.arxiv}</id><created>{item.date}</created>'
        f"<authors>{people(item)}</authors><title>{escape(item.title)}</title>"
        f"<categories>cs.LG</categories><abstract>{escape(item.abstract)}</abstract></arXiv></metadata></record>\n"
        for item in items
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">\n'
        f"<responseDate>2026-03-14T00:00:00Z</responseDate><ListRecords>\n{entries}</ListRecords></OAI-PMH>\n"
    )


def pubmed(items: Sequence[Item]) -> str:
    def people(item: Item) -> str:
        pairs = (name.rsplit(" ", 1) for name in item.authors)
        return "".join(f"<Author><LastName>{b}</LastName><ForeName>{a}</ForeName></Author>" for a, b in pairs)

    entries = "".join(
        f'<PubmedArticle><MedlineCitation><PMID>{number}</PMID><Article PubModel="Print"><Journal><JournalIssue><PubDate>'
        "<Year>2026</Year><Month>Mar</Month><Day>14</Day></PubDate></JournalIssue></Journal>"
        f"<ArticleTitle>{escape(item.title)}.</ArticleTitle><Abstract><AbstractText>{escape(item.abstract)}</AbstractText>"
        f"</Abstract><AuthorList>{people(item)}</AuthorList></Article></MedlineCitation></PubmedArticle>\n"
        for number, item in enumerate(items, 1000)
    )
    return f'<?xml version="1.0" ?>\n<PubmedArticleSet>\n{entries}</PubmedArticleSet>\n'


def html_list(items: Sequence[Item]) -> str:
    entries = "".join(
        f'<h1><a href="https://arxiv.org/abs/{item.arxiv}">{escape(item.title)}</a></h1>\n<p>{", ".join(item.authors)}</p>\n'
        f"<p>{escape(item.abstract)}</p>\n"
        for item in items
    )
    return f"<html><head><title>Papers</title></head><body>\n{entries}</body></html>\n"


def scholar(items: Sequence[Item]) -> str:
    entries = "".join(
        f'<h3 style="font-weight:normal"><a href="https://scholar.google.com/scholar_url?url=https://arxiv.org/abs/{item.arxiv}'
        f'&amp;hl=en&amp;sa=X" class="gse_alrt_title">{escape(item.title)}</a></h3>\n'
        f'<div style="color:#006621">{", ".join(item.authors)}\xa0- arXiv preprint, 2026</div>\n'
        f'<div class="gse_alrt_sni">{escape(item.abstract[:150])}\xa0…</div><br>\n'
        for item in items
    )
    return f"<!doctype html><html><body><div>{entries}</div></body></html>\n"


def email(items: Sequence[Item]) -> str:
    return (
        "From: alerts@example.org\nTo: me@example.org\nSubject: cs daily\nDate: Sat, 14 Mar 2026 10:00:00 +0000\n"
        "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n" + arxiv_mail(items)
    )


def slack(items: Sequence[Item]) -> str:
    """A day of a channel: a bot's posts, and people talking about them."""
    messages: list[dict[str, object]] = []
    for number, item in enumerate(items):
        text = f"*<https://arxiv.org/abs/{item.arxiv}|{escape(item.title, quote=False)}>*\n_{', '.join(item.authors)}_\n{escape(item.abstract, quote=False)}"
        messages.append(
            {
                "type": "message",
                "subtype": "bot_message",
                "text": text,
                "bot_id": "B1",
                "ts": f"1773{number:06d}.000100",
            }
        )
        messages.append(
            {
                "type": "message",
                "user": "U2",
                "text": "thanks, I <https://example.org/x|read> it",
                "ts": f"1773{number:06d}.000200",
            }
        )
    return json.dumps(messages, indent=4)


def telegram(items: Sequence[Item]) -> str:
    """A channel's history: texts are lists of pieces."""
    messages: list[dict[str, object]] = [
        {
            "id": 1,
            "type": "service",
            "date": "2026-03-14T09:00:00",
            "actor": "Papers",
            "action": "create_channel",
            "text": "",
        }
    ]
    for number, item in enumerate(items, 2):
        text = [
            {"type": "bold", "text": item.title},
            f"\n\n{', '.join(item.authors)}\n\n{item.abstract}\n\n",
            {"type": "link", "text": f"https://arxiv.org/abs/{item.arxiv}"},
        ]
        messages.append(
            {
                "id": number,
                "type": "message",
                "date": "2026-03-14T10:00:00",
                "from": "Papers",
                "from_id": "channel1",
                "text": text,
            }
        )
    return json.dumps(
        {"name": "Papers", "type": "public_channel", "id": 1, "messages": messages}, ensure_ascii=False, indent=1
    )


def bibitem(items: Sequence[Item]) -> str:
    """As BibTeX's plain styles write them into a .bbl file."""
    entries = "".join(
        f"\\bibitem{{key{number}}}\n{', '.join(item.authors[:-1])}, and {item.authors[-1]}.\n\\newblock {item.title}.\n"
        f"\\newblock {{\\em arXiv preprint arXiv:{item.arxiv}}}, 2026.\n\n"
        for number, item in enumerate(items)
    )
    return f"\\begin{{thebibliography}}{{10}}\n\n{entries}\\end{{thebibliography}}\n"


def endnote_xml(items: Sequence[Item]) -> str:
    """As EndNote writes its library: every text in an element for its looks."""

    def styled(text: str) -> str:
        return f'<style face="normal" font="default" size="100%">{escape(text)}</style>'

    def people(item: Item) -> str:
        pairs = (name.rsplit(" ", 1) for name in item.authors)
        return "".join(f"<author>{styled(f'{b}, {a}')}</author>" for a, b in pairs)

    entries = "".join(
        f'<record><rec-number>{number}</rec-number><ref-type name="Journal Article">17</ref-type><contributors><authors>{people(item)}'
        f"</authors></contributors><titles><title>{styled(item.title)}</title><secondary-title>{styled('A Journal')}</secondary-title>"
        f"</titles><periodical><full-title>{styled('A Journal')}</full-title></periodical><dates><year>{styled('2026')}</year></dates>"
        f"<abstract>{styled(item.abstract)}</abstract><urls><related-urls><url>{styled(f'https://arxiv.org/abs/{item.arxiv}')}</url>"
        "</related-urls></urls></record>"
        for number, item in enumerate(items)
    )
    return f'<?xml version="1.0" encoding="UTF-8" ?><xml><records>{entries}</records></xml>'


def labelled(items: Sequence[Item]) -> str:
    """As scripts print what a search gave, with the people first."""
    return "\n".join(
        f"Authors: {', '.join(item.authors)}\nTitle: {item.title}\nLink: https://arxiv.org/abs/{item.arxiv}\n"
        f"Abstract: {item.abstract}\n"
        for item in items
    )


def yaml_list(items: Sequence[Item]) -> str:
    """As people keep lists beside their pages."""
    return "papers:\n" + "".join(
        f'  - title: "{item.title}"\n    authors:\n{"".join(f"      - {name}{chr(10)}" for name in item.authors)}'
        f"    arxiv: {item.arxiv}\n    date: {item.date}\n    tags: [ml, todo]\n    abstract: >-\n      {item.abstract}\n"
        for item in items
    )


def asciidoc(items: Sequence[Item]) -> str:
    return "= Papers of the week\n:toc:\n\n" + "\n".join(
        f"== {item.title}\n\n*Authors*: {', '.join(item.authors)} +\n\n{item.abstract}\n\nhttps://arxiv.org/abs/{item.arxiv}[arXiv]\n"
        for item in items
    )


def restructured(items: Sequence[Item]) -> str:
    return "Papers of the week\n==================\n\n" + "\n".join(
        f"{item.title}\n{'-' * len(item.title)}\n\n:Authors: {', '.join(item.authors)}\n"
        f":arXiv: `{item.arxiv} <https://arxiv.org/abs/{item.arxiv}>`_\n\n{item.abstract}\n"
        for item in items
    )


def notebook(items: Sequence[Item]) -> str:
    cells: list[dict[str, object]] = [
        {"cell_type": "code", "metadata": {}, "source": ["import this"], "outputs": [], "execution_count": 1}
    ]
    for item in items:
        text = f"## [{item.title}](https://arxiv.org/abs/{item.arxiv})\n\n**Authors**: {', '.join(item.authors)}\n\n**Abstract**: {item.abstract}"
        cells.append({"cell_type": "markdown", "metadata": {}, "source": text.splitlines(keepends=True)})
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1)


def opml(items: Sequence[Item]) -> str:
    rows = "".join(
        f'<outline text="[{escape(item.title)}](https://arxiv.org/abs/{item.arxiv})">\n<outline text="{", ".join(item.authors)}"></outline>\n'
        f'<outline text="{escape(item.abstract)}"></outline>\n</outline>\n'
        for item in items
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n<head><title>x</title></head>\n<body>\n{rows}</body>\n</opml>\n'


def json_ld(items: Sequence[Item]) -> str:
    entries = [
        {
            "@type": "ListItem", "position": number,
            "item": {
                "@type": "ScholarlyArticle", "headline": item.title, "abstract": item.abstract, "datePublished": item.date,
                "author": [{"@type": "Person", "name": name} for name in item.authors], "url": f"https://arxiv.org/abs/{item.arxiv}",
            },
        }
        for number, item in enumerate(items, 1)
    ]  # fmt: skip
    data = json.dumps({"@context": "https://schema.org", "@type": "ItemList", "itemListElement": entries}, indent=1)
    return (
        f'<!doctype html><html><head><title>Results</title><script type="application/ld+json">\n{data}\n</script></head>'
        '<body><div id="app"></div></body></html>\n'
    )


def references(items: Sequence[Item]) -> str:
    """As papers end."""
    return "References\n\n" + "\n\n".join(
        f"{', '.join(item.authors[:-1])}, and {item.authors[-1]}. 2026. {item.title}. arXiv preprint arXiv:{item.arxiv}."
        for item in items
    )


def calendar(items: Sequence[Item]) -> str:
    """A reading group's dates; long lines are folded."""

    def folded(line: str) -> str:
        text = line.replace(",", "\\,").replace("\n", "\\n")
        return "\n ".join(text[at : at + 74] for at in range(0, len(text), 74))

    events = "".join(
        f"BEGIN:VEVENT\nUID:{item.arxiv}@example.org\nDTSTART:20260314T120000Z\n{folded(f'SUMMARY:{item.title}')}\n"
        + folded(f"DESCRIPTION:{', '.join(item.authors)}\n\n{item.abstract}\n\nhttps://arxiv.org/abs/{item.arxiv}")
        + "\nLOCATION:Room 5\nEND:VEVENT\n"
        for item in items
    )
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{events}END:VCALENDAR\n"


def enex(items: Sequence[Item]) -> str:
    notes = "".join(
        f"<note><title>{escape(item.title)}</title><created>20260314T000000Z</created><note-attributes>"
        f'<source-url>https://arxiv.org/abs/{item.arxiv}</source-url></note-attributes><content><![CDATA[<?xml version="1.0"?>'
        f'<!DOCTYPE en-note SYSTEM "x"><en-note><div>{", ".join(item.authors)}</div><div>{escape(item.abstract)}</div></en-note>]]>'
        "</content></note>\n"
        for item in items
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<en-export version="10">\n{notes}</en-export>\n'


Writer = Callable[[Sequence[Item]], str]
WRITERS: dict[str, tuple[str, Writer]] = {
    "hf_page": ("page.txt", hf_page),
    "markdown_headings": ("digest.md", markdown_headings),
    "markdown_bullets": ("bullets.md", markdown_bullets),
    "markdown_table": ("table.md", markdown_table),
    "arxiv_mail": ("mail.txt", arxiv_mail),
    "bibtex": ("papers.bib", bibtex),
    "ris": ("papers.ris", ris),
    "zotero_csv": ("zotero.csv", zotero_csv),
    "csl_json": ("csl.json", csl_json),
    "json_list": ("papers.json", json_list),
    "json_lines": ("papers.jsonl", json_lines),
    "hf_api": ("daily.json", hf_api),
    "hf_html": ("daily.html", hf_html),
    "atom": ("feed.xml", atom),
    "rss": ("rss.xml", rss),
    "oai": ("oai.xml", oai),
    "pubmed": ("pubmed.xml", pubmed),
    "html_list": ("list.html", html_list),
    "scholar": ("alert.html", scholar),
    "email": ("mail.eml", email),
    "bibitem": ("paper.bbl", bibitem),
    "endnote_xml": ("library.xml", endnote_xml),
    "labelled": ("search.txt", labelled),
    "yaml": ("papers.yaml", yaml_list),
    "asciidoc": ("papers.adoc", asciidoc),
    "restructured": ("papers.rst", restructured),
    "notebook": ("club.ipynb", notebook),
    "opml": ("papers.opml", opml),
    "json_ld": ("results.html", json_ld),
    "references": ("references.txt", references),
    "calendar": ("group.ics", calendar),
    "enex": ("notes.enex", enex),
    "slack": ("2026-03-14.json", slack),
    "telegram": ("result.json", telegram),
}
"""Kind → file name and writer."""
