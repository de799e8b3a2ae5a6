"""Shapes of Markdown digests that people and their tools make: tables in HTML, callouts, notes of one paper, YAML in fences."""

from __future__ import annotations

import pytest

from tests.formats.reading import read, titles
from tests.formats.test_markdown_fields import filled
from tests.formats.writers import ITEMS

TITLES = [item.title for item in ITEMS]
LINK = "https://arxiv.org/abs/<i>"


def page(entry: str, head: str = "# Reading list\n\n", tail: str = "\n", between: str = "\n") -> str:
    return head + between.join(filled(entry, n, item) for n, item in enumerate(ITEMS, 1)) + tail


@pytest.mark.parametrize(
    "text",
    [
        page(
            f'<tr><td><a href="{LINK}"><t></a></td><td><p></td><td><a></td></tr>',
            "# Papers\n\n<table>\n<tr><th>Title</th><th>Authors</th><th>Abstract</th></tr>\n", "\n</table>\n",
        ),
        page(f"<li><a href=\"{LINK}\"><t></a> - <p><br><a></li>", "# Papers\n\n<ul>\n", "\n</ul>\n"),
        page("**<t>**\n<p>\n*arXiv:<i>* · 2026-03-14\n\n<a>\n"),
        page(f"> [!note] <t>\n> <p>\n> [arXiv:<i>]({LINK})\n>\n> <a>\n"),
        page(f"<t>\n---\n\n<p>\n\n<a>\n\n{LINK}\n", "Papers\n======\n\n"),
        page(f"- [<t>]({LINK}) by <p>: <a>", "# Papers\n\n"),
        page("<n>. <t>. <p>. arXiv preprint arXiv:<i>, 2020.\n\n    <a>\n", "# Papers\n\n"),
        page('```yaml\ntitle: "<t>"\nauthors: [<p>]\narxiv: <i>\nabstract: >\n  <a>\n```\n'),
    ],
    ids=["table", "list", "bold", "callout", "underlined", "line", "reference", "yaml"],
)  # fmt: skip
def test_every_field_is_found(text: str) -> None:
    found = read(text, "list.md").records
    assert [record.title for record in found] == TITLES
    assert [record.arxiv_id for record in found] == [item.arxiv for item in ITEMS]
    assert [record.abstract for record in found] == [item.abstract for item in ITEMS]
    assert [record.authors for record in found] == [item.authors for item in ITEMS]


def test_rows_of_html_keep_their_lines_and_what_is_no_table_stays_text() -> None:
    rows = page(
        f"<tr>\n<td><n></td>\n<td><b><t></b><br><em><p></em></td>\n<td><a href=\"{LINK}\">arXiv</a></td>\n</tr>",
        "# Papers\n\n<table>\n<tr><th>#</th><th>Paper</th><th>Links</th></tr>\n<tr></tr>\n", "\n</table>\n",
    )  # fmt: skip
    found = read(rows, "rows.md").records
    assert [(record.title, record.authors, record.line) for record in found] == [
        (item.title, item.authors, 6 + 5 * n) for n, item in enumerate(ITEMS)
    ]
    open_ = page(f"## [<t>]({LINK})\n\n<a>\n", "# Papers\n\n<table>\n<tr><td>never closed</td>\n\n")
    assert titles(open_, "open.md") == TITLES
    behind = page(f"## [<t>]({LINK})\n\n<a>\n", "# Papers\n\n<table>\n<tr><td>x</td></tr>\n</table> and more\n\n")
    assert titles(behind, "behind.md") == TITLES


@pytest.mark.parametrize(
    "text",
    [
        f"# <t>\n\n## Metadata\n- **Authors**: <p>\n- **URL**: {LINK}\n\n## Abstract\n<a>\n\n## Notes\n\nMy own words.\n",
        f"# <t>\n\n<p>\n\n[arXiv]({LINK}) | [PDF](https://arxiv.org/pdf/<i>)\n\n## Abstract\n\n<a>\n",
        f"[[<i>] <t>]({LINK})\n\n# <t>\n\nAuthors: <p>\n\n[View PDF](https://arxiv.org/pdf/<i>)\n\n> Abstract: <a>\n",
    ],
    ids=["note", "page", "clipping"],
)
def test_a_file_about_one_paper(text: str) -> None:
    one = ITEMS[0]
    (record,) = read(filled(text, 1, one), "one.md").records
    assert (record.title, record.arxiv_id, record.abstract) == (one.title, one.arxiv, one.abstract)
    assert record.authors == one.authors


def test_three_dashes_below_names_or_a_sentence_are_a_rule() -> None:
    entry = "**[<t>](https://arxiv.org/abs/<i>)**\n\n<a>\n\nAda Lovelace, Alan Turing\n---\n\n"
    found = read(page(entry), "ruled.md").records
    assert [(record.title, record.abstract) for record in found] == [(item.title, item.abstract) for item in ITEMS]
    spoken = page("## [<t>](https://arxiv.org/abs/<i>)\n\n<a>\n\nThat was all there is to say of it.\n---\n\n")
    assert titles(spoken, "spoken.md") == TITLES


@pytest.mark.parametrize(
    "text",
    [
        f'<a id="p<n>"></a>\n### <n>. <t>\n\n<a> <a href="{LINK}">arXiv</a>\n',
        f"## [<t>]({LINK})\n\n[PDF](https://arxiv.org/pdf/<i>) | [Code](https://github.com/a/b) · <a> [[Read more]]({LINK}).\n",
        f"## [<t>]({LINK})\n\n**Abstract:** <a> [PDF](https://arxiv.org/pdf/<i>), [Code](https://github.com/a/b)\n",
    ],
)
def test_buttons_around_an_abstract_are_none_of_it(text: str) -> None:
    entries = page(text.replace("<a id=", "<span id=").replace("></a>", "></span>").replace("<a href", "<A href"))
    found = read(entries, "buttons.md").records
    assert [record.title for record in found] == TITLES
    assert [(record.abstract or "").rstrip(".") for record in found] == [item.abstract.rstrip(".") for item in ITEMS]


def test_signs_of_lists_that_a_converter_escaped() -> None:
    entries = page(f"\\* <t> - <p> - {LINK}", "**Papers (2026-03-14)**\n\n")
    found = read(entries, "escaped.md").records
    assert [(record.title, record.arxiv_id) for record in found] == [(item.title, item.arxiv) for item in ITEMS]
