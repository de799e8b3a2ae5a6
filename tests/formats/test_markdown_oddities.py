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


def test_a_list_of_papers_and_a_list_of_topics_with_papers_below_them() -> None:
    new = "\n".join(filled("- [<t>](https://arxiv.org/abs/<i>)", n, item) for n, item in enumerate(ITEMS))
    topics = "\n".join(
        f"- Work of the Year {n}\n  - [First Paper of the Year {n}](https://arxiv.org/abs/{n % 100:02d}03.00001)\n"
        f"  - [Second Paper of the Year {n}](https://arxiv.org/abs/{n % 100:02d}03.00002)"
        for n in range(2016, 2026)
    )
    found = read(f"# Papers\n\n## New\n\n{new}\n\n## By year\n\n{topics}\n", "list.md").records
    assert [(record.title, record.section) for record in found[:6]] == [(title, "New") for title in TITLES]
    assert [record.title for record in found[6:]] == [
        f"{which} Paper of the Year {n}" for n in range(2016, 2026) for which in ("First", "Second")
    ]


def test_an_entry_whose_only_paragraph_belongs_to_the_page() -> None:
    papers = "\n".join(filled("- [<t>](https://arxiv.org/abs/<i>)", n, item) for n, item in enumerate(ITEMS))
    closing = (
        "That is all for today; the next list comes when there is something to list, which is often on Monday. " * 4
    )
    found = read(f"# Papers\n\n{papers}\n\n{closing}\n", "list.md").records
    assert [(record.title, record.abstract) for record in found] == [(title, None) for title in TITLES]


def test_quoted_words_behind_a_line_are_another_paragraph() -> None:
    found = records("## [<t>](https://arxiv.org/abs/<i>)\n\n> <a>\nA remark of ours.\n")
    assert [record.title for record in found] == TITLES
    assert [record.abstract for record in found] == [item.abstract for item in ITEMS]


def test_years_and_numbers_at_the_beginning_of_a_wrapped_line_are_prose() -> None:
    text = "We look again at what has been said about the method that was first shown by others in\n2019. It still holds for all of them"
    found = records(
        f"## [<t>](https://arxiv.org/abs/<i>)\n\n**Authors:** <p>\n\n#### Abstract\n\n{text}, and more so than ever.\n"
    )
    said = text.replace("\n", " ") + ", and more so than ever."
    assert {record.abstract for record in found} == {said}


def test_a_list_entry_wrapped_in_its_title() -> None:
    text = "# Papers\n\n" + "\n".join(
        filled("- **<t>\n  and Some More Words of It** [arXiv](https://arxiv.org/abs/<i>)\n", n, item)
        for n, item in enumerate(ITEMS)
    )
    assert titles(text, "w.md") == [f"{title} and Some More Words of It" for title in TITLES]


def test_a_folded_part_whose_button_says_nothing() -> None:
    found = records(
        "## [<t>](https://arxiv.org/abs/<i>)\n\n<details>\n<summary>Read more</summary>\n\n<a>\n\n</details>\n"
    )
    assert [(record.title, record.abstract) for record in found] == [(item.title, item.abstract) for item in ITEMS]


def test_date_and_venue_behind_a_title_are_not_authors() -> None:
    found = records("- [<t>](https://arxiv.org/abs/<i>), 2026-03-14, NeurIPS 2026")
    assert [(record.title, record.date, record.authors) for record in found] == [
        (title, "2026-03-14", ()) for title in TITLES
    ]


def test_a_headline_of_the_digest_and_the_papers_link_in_a_sentence() -> None:
    found = records("## 只需要注意力的第<n>个方法\n\n今天推荐 [<t>](https://arxiv.org/abs/<i>) 这篇论文。\n")
    assert [(record.title, record.arxiv_id) for record in found] == [(item.title, item.arxiv) for item in ITEMS]


def test_links_that_are_neither_the_paper_nor_called_so_are_no_page_of_it() -> None:
    found = records(
        "## <t>\n\n[ours](https://github.com/a/r<n>), [the talk about it](https://example.org/t<n>)\n\n"
        "**Authors:** <p>\n\n**Abstract:** <a>\n"
    )
    assert [(record.title, record.url, record.code_urls) for record in found] == [
        (title, None, (f"https://github.com/a/r{n}",)) for n, title in enumerate(TITLES, 1)
    ]


@pytest.mark.parametrize(
    "entry",
    [
        "- [**<t>**](https://arxiv.org/abs/<i>)",
        "- **[<t>](https://arxiv.org/abs/<i>)**",
        "- **[<t>](https://arxiv.org/abs/<i>)** and [its talk](https://example.org/talk<n>)",
        "- Ada Lovelace, Alan Turing, Grace Hopper, Emmy Noether. <t>. arXiv:<i>.",
        "- [<t>](https://arxiv.org/abs/<i>), 2026-03-14, NeurIPS 2026, Oral, Best Paper, cs.LG",
        "- (1<n>) [<t>](https://arxiv.org/abs/<i>)",
    ],
)
def test_titles_of_lists_however_they_are_marked(entry: str) -> None:
    found = records(entry)
    assert [(record.title, record.arxiv_id) for record in found] == [(item.title, item.arxiv) for item in ITEMS]


def test_brackets_that_end_a_title_are_its_own_unless_they_are_tags() -> None:
    found = records("## [<t> (and What Comes After It)](https://arxiv.org/abs/<i>)\n\n<a>\n")
    assert [record.title for record in found] == [f"{title} (and What Comes After It)" for title in TITLES]
    found = records("## [<t> (NeurIPS 2026)](https://arxiv.org/abs/<i>)\n\n<a>\n")
    assert [record.title for record in found] == TITLES


def test_a_heading_whose_link_is_wrapped_over_several_lines() -> None:
    text = "\n\n".join(
        filled("## [A Study of\n<t>\nand of the Rest](https://arxiv.org/abs/<i>)\n\n<a>", n, item)
        for n, item in enumerate(ITEMS)
    )
    assert titles(text, "wrapped.md") == [f"A Study of {title} and of the Rest" for title in TITLES]
    found = records("## <t> [v<n>\n\nhttps://arxiv.org/abs/<i>\n\n<a>\n")
    assert [record.abstract for record in found] == [item.abstract for item in ITEMS]


def test_a_topic_that_speaks_of_two_papers_is_none() -> None:
    topic = (
        "## What the two groups say of it\n\nThey differ: [one](https://arxiv.org/abs/2603.00001) says yes, "
        "[other](https://arxiv.org/abs/2603.00002) says no.\n\n"
    )
    body = "\n".join(filled("## [<t>](https://arxiv.org/abs/<i>)\n\n<a>\n", n, item) for n, item in enumerate(ITEMS))
    assert titles(f"# Papers\n\n{body}\n{topic}", "p.md") == TITLES


def test_front_matter_without_a_title() -> None:
    body = "\n".join(filled("## [<t>](https://arxiv.org/abs/<i>)\n\n<a>\n", n, item) for n, item in enumerate(ITEMS))
    reading = read(f"---\nlayout: post\n# made by a program\ndate: 2026-03-14\n---\n\n{body}", "p.md")
    assert [record.title for record in reading.records] == TITLES
    assert (reading.title, reading.date) == (None, "2026-03-14")


def test_lines_of_absurd_length_hide_nothing_beside_them() -> None:
    more = " and so on" * 600
    entries = "\n".join(
        filled(
            f"- [<t>](https://arxiv.org/abs/<i>){more if n == 2 else ''}\n  - Authors: <p>\n  - Abstract: <a>", n, item
        )
        for n, item in enumerate(ITEMS)
    )
    text = f"# Papers\n\n{entries}\n\n## {'word ' * 2000}\n\n| a | b |\n|---|---|\n| {'x' * 70_000} |\n"
    assert [(record.title, record.abstract) for record in read(text, "p.md").records] == [
        (item.title, item.abstract) for item in ITEMS
    ]


def test_long_abstracts_are_read_to_their_end() -> None:
    long = " ".join(
        f"Sentence {n} of a long abstract says a little more than the one before it did." for n in range(40)
    )
    found = records(f"## [<t>](https://arxiv.org/abs/<i>)\n\n{long}\n")
    assert {record.abstract for record in found} == {long}


def test_words_that_can_be_labels_begin_sentences_too() -> None:
    for text in (
        "Data: without them there is no method, as everybody says who has tried to do without, and there are many who have "
        "tried it in many ways, some of which we look at here, one after the other, until none is left for others.",
        "*Results* are what counts, as everybody says who has some, and there are many who have them in many places, some "
        "of which we look at here, one after the other, until none is left for others to look at, whoever they may be.",
    ):
        found = records(f"## [<t>](https://arxiv.org/abs/<i>)\n\n{text}\n")
        assert {record.abstract for record in found} == {text.replace("*", "")}


def test_ids_without_their_dot_in_a_sites_file_names_agree_on_their_time() -> None:
    entries = [f"- [{title}](./p/26030001{n}.html)" for n, title in enumerate(TITLES)]
    found = read("# Papers\n\n" + "\n".join(entries), "p.md").records
    assert [(record.title, record.arxiv_id) for record in found] == [
        (title, f"2603.0001{n}") for n, title in enumerate(TITLES)
    ]
    # Five digits in 2012 are no id.
    entries = [f"- [{title}](./p/12030001{n}.html)" for n, title in enumerate(TITLES)]
    assert all(record.arxiv_id is None for record in read("# Papers\n\n" + "\n".join(entries), "p.md").records)
    entries = [f"- [{title}](./p/{n}6030001{n}.html)" for n, title in enumerate(TITLES[:4], 1)]
    assert all(record.arxiv_id is None for record in read("# Papers\n\n" + "\n".join(entries), "p.md").records)


def test_an_entry_with_nothing_but_its_abstract_between_others_that_have_more() -> None:
    whole = "## [<t>](https://arxiv.org/abs/<i>)\n\n**Authors:** <p>\n\n**Abstract:** <a>\n"
    bare = "## <t>\n\n**Abstract:** <a>\n"
    body = "\n".join(filled(bare if n == 2 else whole, n, item) for n, item in enumerate(ITEMS))
    found = read(f"# Papers\n\n{body}", "p.md").records
    assert [(record.title, record.abstract) for record in found] == [(item.title, item.abstract) for item in ITEMS]
