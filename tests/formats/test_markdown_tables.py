"""Markdown tables as bots and people write them: what stands in their cells, and tables that are none of papers."""

from __future__ import annotations

import pytest

from tests.formats.reading import read, titles
from tests.formats.test_markdown_entries import filled, records
from tests.formats.writers import ITEMS

TITLES = [item.title for item in ITEMS]
IDS = [item.arxiv for item in ITEMS]


def rows(header: str, row: str) -> str:
    rule = "|" + "---|" * (header.count("|") - 1)
    return "\n".join([header, rule, *(filled(row, n, item) for n, item in enumerate(ITEMS, 1))])


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("| Publish Date | Title | Authors | PDF | Code |", "|**2026-03-14**|**<t>**|Ada Lovelace et.al.|[<i>](http://arxiv.org/abs/<i>v2)|null|"),
        ("| 日期 | 标题 | 链接 |", "| 2026-03-14 | <t> | [论文](https://arxiv.org/abs/<i>) |"),
        ("| # | Paper | Venue | Links |", "| <n> | [<t>](https://arxiv.org/abs/<i>) | ICLR 2026 | [code](https://github.com/a/b<n>) |"),
        ("| Paper | Year |", "| ![](https://example.org/x.png) [<t>](https://arxiv.org/abs/<i>) | 2026 |"),
        ("| Date | Title | Note |", "| | [<t>](https://arxiv.org/abs/<i>) | n/a |"),
        ("| Title | | Code |", "| <t> | [arXiv:<i>](https://arxiv.org/abs/<i>) | - |"),
        ("| No. | arXiv | Title |", "| <n>. | <i> | <t> |"),
        ("| Title | Comment | Link |", "| <t> | a long remark about what is in it, and more, for the reader of the table | https://arxiv.org/abs/<i> |"),
    ],
)  # fmt: skip
def test_tables_in_many_columns(header: str, row: str) -> None:
    found = read(f"# Papers\n\n{rows(header, row)}\n", "t.md").records
    assert [(record.title, record.arxiv_id) for record in found] == list(zip(TITLES, IDS, strict=True))
    assert all(record.abstract is None or record.abstract_kind == "summary" for record in found)


def test_authors_that_are_people_in_a_column_without_a_name() -> None:
    found = read(
        f"# Papers\n\n{rows('| Title | Who? | Link |', '| <t> | <p> | https://arxiv.org/abs/<i> |')}\n", "t.md"
    )
    assert [record.authors for record in found.records] == [item.authors for item in ITEMS]


def test_bare_bars_inside_cells_do_not_tear_them() -> None:
    text = (
        "# arXiv papers\n\n| Date | Title | Link |\n|---|---|---|\n"
        "| 2026-03-14 | Learning p(x|z) without a Prior | [link](https://arxiv.org/abs/2603.00001) |\n"
        "| 2026-03-15 | On $|x|$ and Its Kind | [link](https://arxiv.org/abs/2603.00002) |\n"
        "| 2026-03-16 | A Title without Any Bar | [see|link](https://arxiv.org/abs/2603.00003) |\n"
    )
    found = read(text, "t.md").records
    assert [(record.title, record.arxiv_id) for record in found] == [
        ("Learning p(x|z) without a Prior", "2603.00001"),
        ("On $|x|$ and Its Kind", "2603.00002"),
        ("A Title without Any Bar", "2603.00003"),
    ]


def test_a_row_without_a_title_is_left_out() -> None:
    table = rows("| Title | Authors | Link |", "| <t> | <p> | https://arxiv.org/abs/<i> |")
    more = "|  | Ada Lovelace, Alan Turing | https://arxiv.org/abs/2603.00001 |\n| ![x](https://e.org/x.png) | - | - |"
    assert titles(f"# Papers\n\n{table}\n{more}\n", "t.md") == TITLES


def test_rules_between_the_rows_of_a_table_are_no_rows() -> None:
    lines = rows("| Title | Authors | Link |", "| <t> | <p> | https://arxiv.org/abs/<i> |").split("\n")
    lines[5:5] = ["|---|---|---|", "| :-- | --- | --: |"]
    assert titles("# Papers\n\n" + "\n".join(lines) + "\n", "t.md") == TITLES


def test_a_table_whose_rows_stand_apart() -> None:
    table = rows("| Title | Authors | Link |", "| <t> | <p> | https://arxiv.org/abs/<i> |").replace("\n", "\n\n")
    assert titles(f"# Papers\n\n{table}\n", "t.md") == TITLES


def test_tables_by_topic_below_each_other() -> None:
    one = rows("| Title | Authors | Link |", "| <t> | <p> | https://arxiv.org/abs/<i> |")
    head, rule, *body = one.split("\n")
    text = "# Papers\n\n## Vision\n\n" + "\n".join([head, rule, *body[:3]])
    text += "\n\n## Language\n\n" + "\n".join([head, rule, *body[3:]])
    found = read(text, "t.md").records
    assert [(record.title, record.section) for record in found] == [
        (title, "Vision" if n < 3 else "Language") for n, title in enumerate(TITLES)
    ]


def test_a_paper_under_two_topics_of_a_table_is_one() -> None:
    one = rows("| Title | Authors | Link |", "| <t> | <p> | https://arxiv.org/abs/<i> |")
    assert titles(f"# Papers\n\n## Vision\n\n{one}\n\n## Language\n\n{one}\n", "t.md") == TITLES


def test_a_table_in_an_entry_belongs_to_its_paper() -> None:
    found = records(
        "## [<t>](https://arxiv.org/abs/<i>)\n\n**Authors:** <p>\n\n**Abstract:** <a>\n\n"
        "| Method of This Paper | Score |\n|---|---|\n| The Method of the Others | 3 |\n| The Method Proposed Here | 4 |\n"
    )
    assert [(record.title, record.abstract) for record in found] == [(item.title, item.abstract) for item in ITEMS]


@pytest.mark.parametrize(
    "row",
    [
        "| <n> | <t> | 9<n> |",
        "| <n> | [<t>](#paper-<n>) | 9<n> |",
        "| <n> | **<t>** (new) | 9<n> |",
    ],
)
def test_a_ranking_before_the_entries_names_them_again(row: str) -> None:
    details = "\n".join(
        filled("## <n>. <t>\n\n**Link:** https://arxiv.org/abs/<i>\n\n**Abstract:** <a>\n", n, item)
        for n, item in enumerate(ITEMS, 1)
    )
    found = read(f"# Top papers\n\n{rows('| Rank | Paper | Score |', row)}\n\n{details}", "top.md").records
    assert [(record.title, record.abstract) for record in found] == [(item.title, item.abstract) for item in ITEMS]


def test_a_ranking_that_links_and_shortens_its_titles_names_no_paper_twice() -> None:
    details = "\n".join(
        filled("## <n>. <t>\n\n**Link:** https://arxiv.org/abs/<i>\n\n**Abstract:** <a>\n", n, item)
        for n, item in enumerate(ITEMS, 1)
    )
    ranking = "| Rank | Paper | Page |\n|---|---|---|\n"
    ranking += "| 1 | Denoising Diffusion Models, Probabilistic | https://arxiv.org/abs/2006.11239 |\n"
    ranking += "| 2 | Atari with Deep Reinforcement Learning | https://arxiv.org/abs/1312.5602 |\n"
    ranking += "| 3 | A Paper That Has No Entry of Its Own | https://arxiv.org/abs/2603.00001 |\n"
    assert sorted(titles(f"# Top papers\n\n{ranking}\n\n{details}", "top.md")) == sorted(
        ["A Paper That Has No Entry of Its Own", *TITLES]
    )


@pytest.mark.parametrize(
    "table",
    [
        "| Category | Papers |\n|---|---|\n| cs.LG | 41 |\n| cs.CV | 32 |\n| cs.CL | 18 |",
        "| Model | Size | Licence |\n|---|---|---|\n| Small Model of Ours | 1B | MIT |\n| Large Model of Ours | 7B | MIT |",
        "| Week | What to read | Due |\n|---|---|---|\n| 1 | Chapters one to three of the book | Monday |\n| 2 | All that is left of it | Friday |",
        "| Name | Office | Phone |\n|---|---|---|\n| Ada Lovelace | 12 | 345 |\n| Alan Turing | 13 | 346 |",
        "| One |\n|---|\n| A Table with One Column |\n| Of Things That Are No Papers |",
        "| Title | Authors |\n|---|---|",
        "| | |\n|---|---|\n| | |\n| - | n/a |",
    ],
)
def test_other_tables_are_none_of_papers(table: str) -> None:
    assert titles(f"# Overview\n\n{table}\n", "overview.md") == []
    body = "\n".join(filled("## [<t>](https://arxiv.org/abs/<i>)\n\n<a>\n", n, item) for n, item in enumerate(ITEMS))
    assert titles(f"# Papers\n\n{table}\n\n{body}\n", "daily.md") == TITLES


def test_a_table_of_titles_alone_on_a_page_about_papers() -> None:
    found = read(f"# Papers of the week\n\n{rows('| # | Title |', '| <n> | <t> |')}\n", "w.md").records
    assert [(record.title, record.abstract) for record in found] == [(title, None) for title in TITLES]


def test_a_remark_in_a_column_without_a_name_is_a_summary_at_most() -> None:
    remark = "It does without the usual parts and is as good as all the others"
    found = read(
        f"# Papers\n\n{rows('| Title | | Link |', f'| <t> | {remark} | https://arxiv.org/abs/<i> |')}\n", "t.md"
    ).records
    assert {(record.abstract, record.abstract_kind) for record in found} == {(remark, "summary")}


def test_rows_beside_hundreds_of_entries_are_papers_unless_their_titles_are_the_same() -> None:
    entries = "\n".join(
        f"## [Paper Number {n} of a Long Series](https://arxiv.org/abs/2603.{n:05d})\n\nWhat it says.\n"
        for n in range(1, 311)
    )
    found = titles(
        f"# Papers\n\n{rows('| Title | Link |', '| <t> | https://arxiv.org/abs/<i> |')}\n\n{entries}", "l.md"
    )
    assert found == [*TITLES, *(f"Paper Number {n} of a Long Series" for n in range(1, 311))]
