"""The rarer shapes of Markdown digests."""

from __future__ import annotations

import pytest

from tests.formats.reading import read, titles
from tests.formats.test_markdown_entries import filled, records
from tests.formats.writers import ITEMS

TITLES = [item.title for item in ITEMS]


def test_parts_of_a_summary_below_its_heading_belong_to_it() -> None:
    found = records(
        "## [<t>](https://arxiv.org/abs/<i>)\n\n### Summary\n\nIt is about this and that, in many words.\n\n"
        "**Method:** a new one for old things.\n\n**Result:** better than all that was there.\n"
    )
    assert [record.title for record in found] == TITLES
    assert {record.abstract_kind for record in found} == {"summary"}
    assert all("Method: a new one for old things." in (record.abstract or "") for record in found)


def test_a_list_of_lines_with_date_names_and_venue() -> None:
    found = records("- [<t>](https://arxiv.org/abs/<i>), 2026-03-14, <p> et al., Nature")
    assert [(record.title, record.date) for record in found] == [(title, "2026-03-14") for title in TITLES]
    assert [record.authors[0] for record in found] == [item.authors[0] for item in ITEMS]


def test_a_sentence_about_the_paper_behind_its_title_is_a_summary_at_most() -> None:
    text = "shows that one can do without the usual parts and still be as good as all the others on every task"
    found = records(f"- [<t>](https://arxiv.org/abs/<i>) {text}.")
    assert [record.title for record in found] == TITLES
    assert all(text in (record.abstract or "") for record in found)


def test_papers_in_some_sections_of_a_long_page_of_links() -> None:
    papers = "\n".join(filled("- [<t>](https://arxiv.org/abs/<i>)", n, item) for n, item in enumerate(ITEMS))
    tools = "\n".join(f"- [Tool of the Trade Number {n}](https://example.org/tool{n})" for n in range(5))
    found = read(f"# Reading\n\n## Tools\n\n{tools}\n\n## Papers\n\n{papers}\n", "reading.md").records
    assert [record.title for record in found] == TITLES
    assert {record.section for record in found} == {"Papers"}


def test_papers_behind_names_and_years() -> None:
    found = records("1. <p> (2026). <t>. arXiv:<i>.")
    assert [(record.title, record.authors, record.arxiv_id) for record in found] == [
        (item.title, item.authors, item.arxiv) for item in ITEMS
    ]


def test_deep_lists_and_bracketed_labels() -> None:
    text = "# Papers\n\n" + "\n".join(
        filled(
            "- Topic <n>\n  - **<t>**\n    - [Authors] <p>\n    - [Link] https://arxiv.org/abs/<i>\n    - [Abstract]: <a>\n",
            n,
            item,
        )
        for n, item in enumerate(ITEMS)
    )
    found = read(text, "deep.md").records
    assert [(record.title, record.arxiv_id, record.abstract) for record in found] == [
        (item.title, item.arxiv, item.abstract) for item in ITEMS
    ]


def test_footnotes_addresses_and_pictures_around_titles() -> None:
    text = (
        "# Papers\n\n"
        "## ![logo](https://example.org/a.png) [A First Title of Some Length](https://arxiv.org/abs/2603.00001)[^1]\n\nText of it.\n\n"
        "## [A Second Title of Some Length](<https://arxiv.org/abs/2603.00002>)\n\nText of it.\n\n"
        "## A Third Title of Some Length <https://arxiv.org/abs/2603.00003>\n\nText of it.\n\n[^1]: a note\n"
    )
    assert titles(text, "p.md") == [
        "A First Title of Some Length",
        "A Second Title of Some Length",
        "A Third Title of Some Length",
    ]


@pytest.mark.parametrize("page", ["https://openreview.net/forum?id=abc<n>", "https://aclanthology.org/2026.acl-long.<n>/",
                                  "https://doi.org/10.1000/xyz<n>", "https://proceedings.mlr.press/v200/p<n>.html"])  # fmt: skip
def test_papers_by_other_pages_than_arxiv(page: str) -> None:
    found = records(f"## [<t>]({page})\n\n<a>\n")
    assert [(record.title, record.abstract) for record in found] == [(item.title, item.abstract) for item in ITEMS]
    assert all(record.url for record in found)


def test_an_id_in_a_bracket_or_a_label_without_any_link() -> None:
    found = records("## <t>\n\narXiv ID: <i>v3 [cs.LG]\n\n<a>\n")
    assert [(record.arxiv_id, record.version) for record in found] == [(item.arxiv, "v3") for item in ITEMS]


def test_the_abstract_at_the_end_of_a_cut_file_is_marked() -> None:
    text = "# Papers\n\n" + "\n".join(
        filled("## [<t>](https://arxiv.org/abs/<i>)\n\n**Abstract:** <a>\n", n, item) for n, item in enumerate(ITEMS)
    )
    found = read(text[:-120], "p.md").records
    assert [record.abstract_kind for record in found] == ["full"] * 5 + ["truncated"]


def test_a_changelog_that_links_to_papers_is_no_digest() -> None:
    text = (
        "# Changelog\n\n## 1.2.0\n\n### Added\n\n- Models from [Attention Is All You Need](https://arxiv.org/abs/1706.03762)\n\n"
        "### Fixed\n\n- A crash\n\n## 1.1.0\n\n### Added\n\n- More\n\n## 1.0.0\n\n- First release\n"
    )
    assert titles(text, "CHANGELOG.md") == []


def test_a_programs_readme_that_cites_papers_is_no_digest() -> None:
    text = (
        "# Tool\n\nDoes things with graphs of every kind, quickly and in little memory.\n\n## Installation\n\n```bash\npip install tool\n```\n\n"
        "## Usage\n\n```python\nimport tool\n```\n\n## License\n\nMIT\n\n## References\n\n"
        "- [Attention Is All You Need](https://arxiv.org/abs/1706.03762)\n"
    )
    assert titles(text, "README.md") == []


def test_a_blog_article_about_one_paper_is_no_digest() -> None:
    text = (
        "# What I think of attention\n\nI read [a paper](https://arxiv.org/abs/1706.03762) last week. "
        + "It made me think about many things that I had not thought about before. " * 12
        + "\n\n## My view\n\n"
        + "There is more to it than that, as everybody knows who has tried. " * 12
    )
    assert titles(text, "blog.md") == []
