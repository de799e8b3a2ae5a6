"""Markdown digests as bots and people write them: how the page is built must not matter."""

from __future__ import annotations

import pytest

from readerapp.records import Record
from tests.digests import abstract_of
from tests.formats.reading import read, titles
from tests.formats.writers import ITEMS, bibtex, ris

FIRST, SECOND, THIRD = ITEMS[:3]
TITLES = [item.title for item in ITEMS]


def records(text: str, name: str = "digest.md") -> tuple[Record, ...]:
    return read(text, name).records


def link(number: int) -> str:
    return f"https://arxiv.org/abs/{ITEMS[number].arxiv}"


# how a page is laid out


def test_front_matter_says_title_and_date_of_the_digest() -> None:
    text = f"""---
layout: post
title: "Papers of the week"
date: 2026-03-14
tags: [papers, ml]
---

## [{FIRST.title}]({link(0)})

{FIRST.abstract}

## [{SECOND.title}]({link(1)})

{SECOND.abstract}
"""
    reading = read(text, "2026-week.md")
    assert (reading.title, reading.date) == ("Papers of the week", "2026-03-14")
    assert [record.title for record in reading.records] == TITLES[:2]


def test_front_matter_may_be_the_paper_itself() -> None:
    text = f"""---
title: "{FIRST.title}"
authors:
  - name: Ashish Vaswani
    affiliation: Somewhere
  - name: Noam Shazeer
arxiv: {FIRST.arxiv}
date: 2026-03-14
abstract: >
  {FIRST.abstract[:200]}
  {FIRST.abstract[200:]}
---

Some words of my own about it.
"""
    (record,) = records(text, "note.md")
    assert record.title == FIRST.title
    assert record.authors == ("Ashish Vaswani", "Noam Shazeer")
    assert record.arxiv_id == FIRST.arxiv
    assert " ".join((record.abstract or "").split()) == " ".join(
        f"{FIRST.abstract[:200]} {FIRST.abstract[200:]}".split()
    )


def test_front_matter_in_toml_and_lists_in_one_line() -> None:
    text = f"""+++
title = '{SECOND.title}'
authors = ["Kaiming He", "Xiangyu Zhang"]
date = 2026-03-14
doi = "10.1109/CVPR.2016.90"
# a comment
+++

**Abstract:** {SECOND.abstract}
"""
    (record,) = records(text, "note.md")
    assert (record.title, record.authors) == (SECOND.title, ("Kaiming He", "Xiangyu Zhang"))
    assert record.doi == "10.1109/cvpr.2016.90"
    assert record.abstract == SECOND.abstract


def test_underlined_headings_are_headings() -> None:
    text = "Reading list\n============\n\n" + "\n\n".join(
        f"{item.title}\n{'-' * len(item.title)}\n\n{', '.join(item.authors)}\n\nhttps://arxiv.org/abs/{item.arxiv}\n\n{item.abstract}"
        for item in ITEMS
    )
    reading = read(text, "list.md")
    assert [record.title for record in reading.records] == TITLES
    assert reading.title == "Reading list"
    assert [record.abstract for record in reading.records] == [item.abstract for item in ITEMS]


def test_a_page_inside_a_markdown_fence_is_the_page() -> None:
    inner = "\n\n".join(f"## [{item.title}](https://arxiv.org/abs/{item.arxiv})\n\n{item.abstract}" for item in ITEMS)
    assert titles(f"Here is the digest:\n\n```markdown\n{inner}\n```\n", "chat.md") == TITLES


@pytest.mark.parametrize("writer", [bibtex, ris])
def test_a_bibliography_in_a_fence_is_read(writer: object) -> None:
    text = f"# My bibliography\n\n```\n{writer(ITEMS)}\n```\n"  # type: ignore[operator]
    assert titles(text, "bib.md") == TITLES


def test_a_quoted_bibliography_in_a_fence_is_read_too() -> None:
    body = "\n".join(f"> {line}" for line in f"```\n{ris(ITEMS)}\n```".split("\n"))
    assert titles(f"They wrote:\n\n{body}\n", "mail.md") == TITLES


def test_how_to_cite_a_program_is_no_digest() -> None:
    text = f"# My tool\n\nInstall it with pip.\n\n## Citation\n\nPlease cite:\n\n```bibtex\n{bibtex(ITEMS[:1])}\n```\n"
    assert titles(text, "README.md") == []


def test_program_text_in_fences_is_passed_over() -> None:
    text = "\n\n".join(
        f"## [{item.title}](https://arxiv.org/abs/{item.arxiv})\n\n```python\nprint('# {item.title}')\n```\n\n{item.abstract}"
        for item in ITEMS
    )
    assert [(r.title, r.abstract) for r in records(text)] == [(item.title, item.abstract) for item in ITEMS]


def test_comments_are_not_read_and_one_that_never_ends_hides_nothing() -> None:
    parts = [
        f"## [{item.title}](https://arxiv.org/abs/{item.arxiv})\n\n<!-- score: {n}\n## A Comment That Is No Paper\n-->\n{item.abstract}"
        for n, item in enumerate(ITEMS)
    ]
    text = "\n\n".join(parts)
    assert [(r.title, r.abstract) for r in records(text)] == [(item.title, item.abstract) for item in ITEMS]
    assert titles(text + "\n\n<!-- unfinished", "a.md") == TITLES
    assert titles("<!-- a -->text <!-- b --> more\n\n" + text, "a.md") == TITLES


def test_html_headings_links_and_lists_are_markdown() -> None:
    text = "<h1>Daily papers</h1>\n\n" + "\n".join(
        f'<h3 align="left"><a href="https://arxiv.org/abs/{item.arxiv}">{item.title}</a></h3>\n'
        f"<p><b>Authors:</b> {', '.join(item.authors)}</p>\n<p><strong>Abstract:</strong> {item.abstract}</p><hr/>\n"
        for item in ITEMS
    )
    found = records(text)
    assert [r.title for r in found] == TITLES
    assert [r.arxiv_id for r in found] == [item.arxiv for item in ITEMS]
    assert [r.abstract for r in found] == [item.abstract for item in ITEMS]
    assert [r.authors for r in found] == [item.authors for item in ITEMS]


@pytest.mark.parametrize(
    "fold",
    [
        "<details>\n<summary>{title}</summary>\n\n{rest}\n\n</details>\n",
        "<details><summary><b>{title}</b></summary>\n\n{rest}\n</details>\n",
        "<details>\n<summary>\n{title}\n</summary>\n{rest}\n</details>\n",
    ],
)
def test_papers_folded_under_their_titles(fold: str) -> None:
    text = "# Papers\n\n" + "\n".join(
        fold.format(
            title=item.title,
            rest=f"**Authors:** {', '.join(item.authors)}\n\n**Link:** https://arxiv.org/abs/{item.arxiv}\n\n**Abstract:** {item.abstract}",
        )
        for item in ITEMS
    )
    found = records(text)
    assert [r.title for r in found] == TITLES
    assert [r.abstract for r in found] == [item.abstract for item in ITEMS]


def test_abstracts_folded_below_their_papers() -> None:
    text = "# Papers\n\n" + "\n".join(
        f"### [{item.title}](https://arxiv.org/abs/{item.arxiv})\n<details>\n<summary>Abstract</summary>\n{item.abstract}\n</details>\n"
        for item in ITEMS
    )
    assert [(r.title, r.abstract) for r in records(text)] == [(item.title, item.abstract) for item in ITEMS]


def test_quoted_abstracts_and_callouts() -> None:
    text = "\n".join(
        f"## [{item.title}](https://arxiv.org/abs/{item.arxiv})\n\n> [!abstract]\n> {item.abstract}\n" for item in ITEMS
    )
    assert [(r.title, r.abstract) for r in records(text)] == [(item.title, item.abstract) for item in ITEMS]
    text = "\n".join(f"## [{item.title}](https://arxiv.org/abs/{item.arxiv})\n\n> {item.abstract}\n" for item in ITEMS)
    assert [r.abstract for r in records(text)] == [item.abstract for item in ITEMS]


def test_links_by_reference() -> None:
    text = "# Papers\n\n" + "\n".join(f"## [{item.title}][{n}]\n\n{item.abstract}\n" for n, item in enumerate(ITEMS))
    text += "\n".join(f'[{n}]: <https://arxiv.org/abs/{item.arxiv}> "a title"' for n, item in enumerate(ITEMS))
    assert [(r.title, r.arxiv_id) for r in records(text)] == [(item.title, item.arxiv) for item in ITEMS]


def test_headings_whose_link_is_wrapped() -> None:
    text = "\n\n".join(
        f"## [{item.title.split(' ', 2)[0]} {item.title.split(' ', 2)[1]}\n{item.title.split(' ', 2)[2]}](https://arxiv.org/abs/{item.arxiv})\n\n{item.abstract}"
        for item in ITEMS
    )
    assert titles(text, "wrapped.md") == TITLES


def test_bold_titles_over_their_paragraphs() -> None:
    text = "# Weekly\n\n" + "\n\n".join(
        f"**{n}. {item.title}**\n\n{', '.join(item.authors)}\n\n{item.abstract} [paper](https://arxiv.org/abs/{item.arxiv})"
        for n, item in enumerate(ITEMS, 1)
    )
    found = records(text)
    assert [r.title for r in found] == TITLES
    assert [r.arxiv_id for r in found] == [item.arxiv for item in ITEMS]
    assert [r.authors for r in found] == [item.authors for item in ITEMS]


def test_titles_without_any_link_on_a_page_about_papers() -> None:
    text = "# Papers I read this week\n\n" + "\n\n".join(f"## {item.title}\n\n{item.abstract}" for item in ITEMS)
    assert [(r.title, r.abstract) for r in records(text)] == [(item.title, item.abstract) for item in ITEMS]


@pytest.mark.parametrize("mark", ["1.", "1)", "(1)", "①", "-", "•", "*", "+"])
def test_list_entries_of_any_mark(mark: str) -> None:
    def sign(n: int) -> str:
        return "①②③④⑤⑥"[n] if mark == "①" else mark.replace("1", str(n + 1))

    text = "# arXiv papers\n\n" + "\n".join(
        f"{sign(n)} [{item.title}](https://arxiv.org/abs/{item.arxiv}) - {', '.join(item.authors)}"
        for n, item in enumerate(ITEMS)
    )
    found = records(text)
    assert [(r.title, r.arxiv_id) for r in found] == [(item.title, item.arxiv) for item in ITEMS]
    assert [r.authors for r in found] == [item.authors for item in ITEMS]


def test_parts_of_an_entry_as_a_list_under_its_number() -> None:
    text = "# arXiv papers\n\n" + "\n".join(
        f"{n}. **{item.title}**\n- Authors: {', '.join(item.authors)}\n- Link: https://arxiv.org/pdf/{item.arxiv}v2\n- Abstract: {item.abstract}\n"
        for n, item in enumerate(ITEMS, 1)
    )
    found = records(text)
    assert [(r.title, r.arxiv_id, r.version, r.abstract) for r in found] == [
        (item.title, item.arxiv, "v2", item.abstract) for item in ITEMS
    ]


def test_a_file_of_two_pages_is_read_as_both() -> None:
    page = "---\ntitle: Papers of {day}\ndate: 2026-03-{day}\n---\n\n{body}"
    bodies = [
        "\n\n".join(f"## [{item.title}](https://arxiv.org/abs/{item.arxiv})\n\n{item.abstract}" for item in part)
        for part in (ITEMS[:3], ITEMS[3:])
    ]
    text = "\n\n".join(page.format(day=day, body=body) for day, body in zip((14, 15), bodies, strict=True))
    assert titles(text, "both.md") == TITLES


# what an entry says


def test_labels_in_other_languages() -> None:
    text = "# 每日论文\n\n" + "\n".join(
        f"## {item.title}\n\n**作者**：{'，'.join(item.authors)}\n\n**链接**：https://arxiv.org/abs/{item.arxiv}\n\n**摘要**：{item.abstract}\n"
        for item in ITEMS
    )
    found = records(text)
    assert [(r.title, r.authors, r.arxiv_id, r.abstract) for r in found] == [
        (item.title, item.authors, item.arxiv, item.abstract) for item in ITEMS
    ]


def test_a_summary_is_no_abstract_and_an_abstract_goes_before_it() -> None:
    summary = "It shows in a few words of the digest what the paper is about and why one may want to read it."
    text = "# Papers\n\n" + "\n".join(
        f"## [{item.title}](https://arxiv.org/abs/{item.arxiv})\n\n**TL;DR:** {summary}\n" for item in ITEMS
    )
    assert {(r.abstract, r.abstract_kind) for r in records(text)} == {(summary, "summary")}
    text = "# Papers\n\n" + "\n".join(
        f"## [{item.title}](https://arxiv.org/abs/{item.arxiv})\n\n**TL;DR:** {summary}\n\n**Abstract:** {item.abstract}\n"
        for item in ITEMS
    )
    assert [(r.abstract, r.abstract_kind) for r in records(text)] == [(item.abstract, "full") for item in ITEMS]


def test_votes_dates_code_and_sections_are_kept() -> None:
    text = "# Papers of 2026-03-14\n\n" + "\n".join(
        f"## {topic}\n\n"
        + "\n".join(
            f"### [{item.title}](https://arxiv.org/abs/{item.arxiv})\n\n- **Upvotes:** {40 + n}\n- **Published:** 2026-03-1{n}\n"
            f"- **Code:** https://github.com/someone/repo{n}\n\n{item.abstract}\n"
            for n, item in part
        )
        for topic, part in (("Vision", list(enumerate(ITEMS))[:3]), ("Language", list(enumerate(ITEMS))[3:]))
    )
    reading = read(text, "daily.md")
    assert [r.title for r in reading.records] == TITLES
    assert [r.votes for r in reading.records] == [40, 41, 42, 43, 44, 45]
    assert [r.date for r in reading.records] == [f"2026-03-1{n}" for n in range(6)]
    assert [r.code_urls for r in reading.records] == [(f"https://github.com/someone/repo{n}",) for n in range(6)]
    assert [r.section for r in reading.records] == ["Vision"] * 3 + ["Language"] * 3
    assert reading.date == "2026-03-14"


def test_an_abstract_that_the_capture_cut_is_marked() -> None:
    text = "# Papers\n\n" + "\n".join(
        f"## [{item.title}](https://arxiv.org/abs/{item.arxiv})\n\n**Abstract:** {item.abstract[:200]}…\n"
        for item in ITEMS
    )
    assert {r.abstract_kind for r in records(text)} == {"truncated"}


def test_the_same_paper_under_two_topics_is_one() -> None:
    part = "\n".join(f"### [{item.title}](https://arxiv.org/abs/{item.arxiv})\n\n{item.abstract}\n" for item in ITEMS)
    assert titles(f"# Papers\n\n## Vision\n\n{part}\n\n## Language\n\n{part}", "topics.md") == TITLES


def test_an_entry_with_an_id_and_no_title_is_skipped_with_its_reason() -> None:
    text = "# arXiv papers\n\n" + "\n".join(
        f"## [{item.title}](https://arxiv.org/abs/{item.arxiv})\n\n{item.abstract}\n" for item in ITEMS
    )
    text += f"\n## [arXiv:2401.00001](https://arxiv.org/abs/2401.00001)\n\n{abstract_of('nothing')}\n"
    reading = read(text, "digest.md")
    assert [r.title for r in reading.records] == TITLES
    assert all("2401.00001" in skipped.text for skipped in reading.skipped)
    assert len(reading.skipped) == 1


def test_file_names_of_a_sites_own_pages_may_be_ids() -> None:
    text = "# Papers\n\n" + "\n".join(
        f"- [{item.title}](./papers/2603{n:05d}-{'-'.join(item.title.lower().replace(':', '').split())}.html)"
        for n, item in enumerate(ITEMS, 11)
    )
    found = records(text)
    assert [r.title for r in found] == TITLES
    assert [r.arxiv_id for r in found] == [f"2603.{n:05d}" for n in range(11, 17)]


# tables


def test_a_table_of_papers() -> None:
    text = "# Papers\n\n| # | Title | Authors | Link | Code |\n|---|:---|---|---|---|\n" + "\n".join(
        f"| {n} | {item.title.replace('|', chr(92) + '|')} | {', '.join(item.authors)} | [abs](https://arxiv.org/abs/{item.arxiv}) | [git](https://github.com/a/b{n}) |"
        for n, item in enumerate(ITEMS, 1)
    )
    found = records(text)
    assert [(r.title, r.authors, r.arxiv_id) for r in found] == [(i.title, i.authors, i.arxiv) for i in ITEMS]
    assert [r.code_urls for r in found] == [(f"https://github.com/a/b{n}",) for n in range(1, 7)]


def test_bars_and_dollars_inside_cells() -> None:
    text = (
        "# Papers\n\n| Title | Link |\n|---|---|\n"
        "| On $P(a\\|b)$ and the Rest of It | https://arxiv.org/abs/2603.00001 |\n"
        "| Costs of $5 and What They Buy | https://arxiv.org/abs/2603.00002 |\n"
        "| Another Title That Is Plain | https://arxiv.org/abs/2603.00003 |\n"
    )
    assert titles(text, "t.md") == [
        "On $P(a|b)$ and the Rest of It",
        "Costs of $5 and What They Buy",
        "Another Title That Is Plain",
    ]


def test_a_ranking_over_the_detailed_entries_names_no_paper_twice() -> None:
    ranking = "| Rank | Paper | Score |\n|---|---|---|\n" + "\n".join(
        f"| {n} | {item.title[:30]} | {90 - n} |" for n, item in enumerate(ITEMS, 1)
    )
    details = "\n".join(
        f"## {n}. {item.title}\n\n**Link:** https://arxiv.org/abs/{item.arxiv}\n\n**Abstract:** {item.abstract}\n"
        for n, item in enumerate(ITEMS, 1)
    )
    assert titles(f"# Top papers\n\n{ranking}\n\n{details}", "top.md") == TITLES


def test_one_table_per_paper_with_labels_in_its_first_column() -> None:
    text = "# Papers\n\n" + "\n\n".join(
        f"| Title | {item.title} |\n|---|---|\n| Authors | {', '.join(item.authors)} |\n| arXiv | {item.arxiv} |\n| Abstract | {item.abstract} |"
        for item in ITEMS
    )
    found = records(text)
    assert [(r.title, r.arxiv_id, r.abstract) for r in found] == [(i.title, i.arxiv, i.abstract) for i in ITEMS]


# what is no digest


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("CHANGELOG.md", "# Changelog\n\n## 1.2.0\n\n- Add a button\n- Fix a crash in the reader\n\n## 1.1.0\n\n- First release\n"),
        ("README.md", "# Tool\n\nA tool for doing things.\n\n## Install\n\n```sh\npip install tool\n```\n\n## Usage\n\nRun it.\n"),
        ("minutes.md", "# Meeting of 14 March\n\n## Attendees\n\n- Ada\n- Grace\n\n## Decisions\n\n1. Buy paper\n2. Read more papers\n"),
        ("recipe.md", "# Bread\n\n| Flour | Water |\n|---|---|\n| 500 g | 350 g |\n\n1. Mix\n2. Wait\n3. Bake\n"),
        ("todo.md", "- [ ] write the paper\n- [x] read [the docs](https://docs.python.org/3/)\n- [ ] answer mail\n"),
        ("syllabus.md", "# Course\n\n| Week | Topic |\n|---|---|\n| 1 | Introduction to Machine Learning Systems |\n| 2 | Optimization and Its Many Methods |\n"),
        ("awesome.md", "# Awesome tools\n\n- [ripgrep](https://github.com/BurntSushi/ripgrep) - fast search\n- [fd](https://github.com/sharkdp/fd) - find\n"),
        (
            "glossary.md",
            "# A program for lists of papers\n\nIt keeps what people read, and this page says what its words mean and what it promises.\n\n"
            "## Words\n\n| word | meaning |\n|---|---|\n| paper | one work with its title and its abstract |\n"
            "| list | what the window shows of them |\n| mark | what the user thought of a paper |\n\n## Promises\n\n"
            + "Nothing that was written is lost, whatever happens to the machine or to the file that it came from. " * 6,
        ),
        (
            "notes-on-a-page.md",
            "# How the page is read\n\nThe page has `Get trending papers in your email inbox!` above its papers and "
            "`byAK and the research community` below that; links are `huggingface.co/papers/…`, and `- 3 authors` stands behind. "
            + "Titles and abstracts stand in turn, and the reader takes them apart by their lengths and by what stands between. " * 4
            + "\n\nWhat to watch for\n\n"
            + "Some captures lose all blank lines, others have each title twice, and the votes may stand before the paper. " * 4,
        ),
    ],
)  # fmt: skip
def test_what_is_no_digest_gives_no_paper(name: str, text: str) -> None:
    assert titles(text, name) == []


def test_contents_and_statistics_are_no_papers() -> None:
    contents = "## Table of Contents\n\n" + "\n".join(f"- [{item.title}](#{n})" for n, item in enumerate(ITEMS))
    statistics = "## Statistics\n\n| Category | Papers |\n|---|---|\n| cs.LG | 4 |\n| cs.CV | 2 |\n"
    body = "\n".join(f"## [{item.title}](https://arxiv.org/abs/{item.arxiv})\n\n{item.abstract}\n" for item in ITEMS)
    assert titles(f"# Papers\n\n{contents}\n\n{statistics}\n\n{body}", "daily.md") == TITLES
