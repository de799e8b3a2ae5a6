"""What a single entry of a Markdown digest says: titles, labels, languages, links, text."""

from __future__ import annotations

import pytest

from readerapp.records import Record
from tests.formats.reading import read, titles
from tests.formats.writers import ITEMS, Item

TITLES = [item.title for item in ITEMS]
GERMAN = (
    "Das Papier zeigt, dass die Aufmerksamkeit allein für die Übersetzung reicht, und es ist mit wenigen Schritten zu lernen, "
    "was die anderen Verfahren nur mit sehr viel mehr Aufwand und nicht ohne die alten Bausteine können."
)
CHINESE = (
    "本文提出了一种新的方法，只用注意力机制就能完成翻译任务，并且训练速度更快，效果更好，在多个数据集上得到了验证。"
)


def records(entry: str, name: str = "digest.md", head: str = "# Papers\n\n") -> tuple[Record, ...]:
    """The papers of a page that has this entry for every item: {t} title, {i} id, {a} abstract, {p} people, {n} number."""
    return read(head + "\n".join(filled(entry, n, item) for n, item in enumerate(ITEMS, 1)), name).records


def filled(entry: str, n: int, item: Item) -> str:
    values = {"t": item.title, "i": item.arxiv, "a": item.abstract, "p": ", ".join(item.authors), "n": str(n)}
    for key, value in values.items():
        entry = entry.replace(f"<{key}>", value)
    return entry


@pytest.mark.parametrize(
    "entry",
    [
        "## <n>. <t>\n\nhttps://arxiv.org/abs/<i>\n\n<a>\n",
        "## [<i>] <t>\n\n<a>\n",
        "## <t> [arXiv:<i>]\n\n<a>\n",
        "## 🔥 <t> 🔥\n\n[paper](https://arxiv.org/abs/<i>) [code](https://github.com/a/b)\n\n<a>\n",
        "## <t> ([paper](https://arxiv.org/abs/<i>))\n\n<a>\n",
        "## Paper <n>: [<t>](https://arxiv.org/abs/<i>)\n\n<a>\n",
        "## 2026-03-14 [<t>](https://arxiv.org/abs/<i>)\n\n<a>\n",
        '## "<t>" (<i>)\n\n<a>\n',
        "- [ ] **<t>** [[pdf]](https://arxiv.org/pdf/<i>)\n\n  <a>\n",
        "- *<t>*, <p>. arXiv:<i>\n\n  <a>\n",
        "- <p>. **<t>.** [arXiv:<i>](https://arxiv.org/abs/<i>)\n\n  <a>\n",
        "**Title:** <t>\n**Authors:** <p>\n**arXiv:** <i>\n**Abstract:** <a>\n",
        "Title: <t>\nAuthors: <p>\nLink: https://arxiv.org/abs/<i>\nAbstract: <a>\n",
        "【标题】<t>\n【作者】<p>\n【链接】https://arxiv.org/abs/<i>\n【摘要】<a>\n",
        "## <t>\n\n*Authors:* <p>\n\n*arXiv:* [<i>](https://arxiv.org/abs/<i>)\n\n*Abstract*\n\n<a>\n",
        "## <t>\n\n`arXiv: <i>`\n\n#### Abstract\n\n<a>\n",
        "## <t>\n\n👥 <p>\n\n🔗 https://arxiv.org/abs/<i>\n\n📝 <a>\n",
        "## <t>\n\n**Authors:** <p> | **Link:** [arXiv](https://arxiv.org/abs/<i>) | **Date:** 2026-03-14\n\n**Abstract:** <a>\n",
        "## <t>\n\n- **PDF**: [link](https://arxiv.org/pdf/<i>.pdf)\n- **Abstract**: <a>\n",
        "### [<t>](https://huggingface.co/papers/<i>)\n\n<a>\n",
        "### [<t>](https://www.alphaxiv.org/abs/<i>)\n\n<a>\n",
        "### <t>\n\n[Paper](https://doi.org/10.48550/arXiv.<i>)\n\n<a>\n",
    ],
)
def test_title_id_and_abstract_whatever_the_entry_looks_like(entry: str) -> None:
    found = records(entry)
    assert [record.title for record in found] == TITLES
    assert [record.arxiv_id for record in found] == [item.arxiv for item in ITEMS]
    assert [record.abstract for record in found] == [item.abstract for item in ITEMS]


def test_a_summary_in_another_language_is_not_the_abstract() -> None:
    for text in (GERMAN, CHINESE):
        found = records(f"## [<t>](https://arxiv.org/abs/<i>)\n\n{text}\n")
        assert {(record.abstract, record.abstract_kind) for record in found} == {(text, "summary")}


def test_a_headline_of_the_digest_above_the_papers_own_title() -> None:
    found = records(f"## {CHINESE[:24]}<n>\n\n[<t>](https://arxiv.org/abs/<i>)\n\n摘要：{CHINESE}\n")
    assert [record.title for record in found] == TITLES
    assert {record.abstract_kind for record in found} == {"summary"}


def test_a_translated_title_beside_the_papers_own() -> None:
    found = records("## <t>\n\n**标题翻译**：只需要注意力<n>\n\n**链接**：https://arxiv.org/abs/<i>\n\n**摘要**：<a>\n")
    assert [record.title for record in found] == TITLES
    found = records(
        "## 只需要注意力第<n>篇\n\n**Title**: <t>\n\n**Link**: https://arxiv.org/abs/<i>\n\n**Abstract**: <a>\n"
    )
    assert [record.title for record in found] == TITLES


def test_structured_abstracts_keep_their_labels() -> None:
    text = "**Background:** We ask. **Methods:** We measure many things. **Results:** It holds for all of them in every test."
    found = records(f"## [<t>](https://arxiv.org/abs/<i>)\n\n**Abstract:** {text}\n")
    assert {record.abstract for record in found} == {
        "Background: We ask. Methods: We measure many things. Results: It holds for all of them in every test."
    }


def test_paragraphs_of_an_abstract_stay_apart() -> None:
    found = records(
        "## [<t>](https://arxiv.org/abs/<i>)\n\n#### Abstract\n\n<a>\n\nA second paragraph says what follows from it, at some length.\n"
    )
    assert [record.abstract for record in found] == [
        f"{item.abstract}\n\nA second paragraph says what follows from it, at some length." for item in ITEMS
    ]


def test_code_project_and_dataset_links() -> None:
    found = records(
        "## [<t>](https://arxiv.org/abs/<i>)\n\n**Code:** https://github.com/a/r<n>.\n\n**Project:** https://a.github.io/p<n>\n\n**Abstract:** <a>\n"
    )
    assert [record.code_urls for record in found] == [(f"https://github.com/a/r{n}",) for n in range(1, 7)]


def test_emphasis_math_and_escapes_in_titles() -> None:
    text = (
        "# Papers\n\n"
        "## [A *Very* **Good** Title with `code` in It](https://arxiv.org/abs/2603.00001)\n\nBody of the first entry.\n\n"
        "## [On $O(n^2)$ Sorting and $a_1 * b_1$](https://arxiv.org/abs/2603.00002)\n\nBody of the second entry.\n\n"
        "## [What \\*Stars\\* and \\_Lines\\_ Mean \\#1](https://arxiv.org/abs/2603.00003)\n\nBody of the third entry.\n\n"
        "## [Tom &amp; Jerry: Cats ~~and~~ or Mice<sup>2</sup>](https://arxiv.org/abs/2603.00004)\n\nBody of the fourth.\n"
    )
    assert titles(text, "a.md") == [
        "A Very Good Title with code in It",
        "On $O(n^2)$ Sorting and $a_1 * b_1$",
        "What *Stars* and _Lines_ Mean #1",
        "Tom & Jerry: Cats and or Mice2",
    ]


def test_models_releases_and_news_among_papers_are_none() -> None:
    body = "\n".join(filled("## [<t>](https://arxiv.org/abs/<i>)\n\n<a>\n", n, item) for n, item in enumerate(ITEMS))
    text = (
        f"# Weekly\n\n{body}\n## [A new model is out](https://example.org/news)\n\n**Type:** model\n\nIt is large.\n\n"
        "## Sponsor\n\nBuy our product today, it is good for you and your team.\n"
    )
    assert titles(text, "weekly.md") == TITLES


def test_entries_without_links_that_are_labelled_like_their_neighbours_are_papers_too() -> None:
    parts = [filled("## <t>\n\n**Authors:** <p>\n\n**Link:** https://arxiv.org/abs/<i>\n\n**Abstract:** <a>\n", n, item)
             for n, item in enumerate(ITEMS[:4])]  # fmt: skip
    parts += [filled("## <t>\n\n**Authors:** <p>\n\n**Abstract:** <a>\n", n, item) for n, item in enumerate(ITEMS[4:])]
    found = read("# Papers\n\n" + "\n".join(parts), "p.md").records
    assert [(record.title, record.abstract) for record in found] == [(item.title, item.abstract) for item in ITEMS]


def test_references_below_a_digest_are_not_its_papers() -> None:
    body = "\n".join(
        filled("## [<t>](https://arxiv.org/abs/<i>)\n\n<a>\n", n, item) for n, item in enumerate(ITEMS[:4])
    )
    more = "\n".join(filled("- [<t>](https://arxiv.org/abs/<i>)", n, item) for n, item in enumerate(ITEMS[4:]))
    assert titles(f"# Papers\n\n{body}\n\n## References\n\n{more}\n", "p.md") == TITLES[:4]


def test_a_list_of_papers_among_other_lists() -> None:
    papers = "\n".join(
        filled("- <t>. <p>, 2026. [pdf](https://arxiv.org/pdf/<i>)", n, item) for n, item in enumerate(ITEMS)
    )
    text = f"# Group page\n\n## People\n\n- Ada\n- Grace\n- Alan\n\n## Papers\n\n{papers}\n\n## Hardware\n\n- Two cores\n- A disk\n"
    found = read(text, "group.md").records
    assert [(record.title, record.arxiv_id) for record in found] == [(item.title, item.arxiv) for item in ITEMS]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("| Date | Paper | Abstract |", "| 2026-03-14 | [<t>](https://arxiv.org/abs/<i>)<br>*<p>* | <a> |"),
        ("| Paper | Summary |", "| **<t>**<br>[pdf](https://arxiv.org/pdf/<i>) [code](https://github.com/a/b) | <details><summary>Abstract</summary><a></details> |"),
        ("| 标题 | 作者 | 链接 | 摘要 |", "| <t> | <p> | https://arxiv.org/abs/<i> | <a> |"),
        ("| # | Title | Info |", "| <n> | <t> | Abstract: <a><br>Link: https://arxiv.org/abs/<i> |"),
    ],
)  # fmt: skip
def test_tables_with_abstracts(header: str, row: str) -> None:
    rule = "|" + "---|" * (header.count("|") - 1)
    found = records(row, head=f"# Papers\n\n{header}\n{rule}\n")
    assert [(record.title, record.arxiv_id, record.abstract) for record in found] == [
        (item.title, item.arxiv, item.abstract) for item in ITEMS
    ]


def test_a_table_without_header_and_without_outer_bars() -> None:
    found = records(
        "2026-03-14 | [<t>](https://arxiv.org/abs/<i>) | <p>", head="Date | Title | Authors\n--- | --- | ---\n"
    )
    assert [(record.title, record.authors) for record in found] == [(item.title, item.authors) for item in ITEMS]
    found = records("| 2026-03-14 | [<t>](https://arxiv.org/abs/<i>) | <p> |", head="")
    assert [record.title for record in found] == TITLES


def test_votes_in_the_line_of_the_title() -> None:
    found = records("## <t> ⬆️ 4<n>\n\nhttps://arxiv.org/abs/<i>\n\n<a>\n")
    assert [(record.title, record.votes) for record in found] == [(t, 40 + n) for n, t in enumerate(TITLES, 1)]
