"""What the fields of Markdown entries say: labels in all their shapes, votes, ids, dates, links."""

from __future__ import annotations

import pytest

from tests.formats.reading import read, titles
from tests.formats.test_markdown_entries import filled, records
from tests.formats.writers import ITEMS

TITLES = [item.title for item in ITEMS]
ABSTRACTS = [item.abstract for item in ITEMS]
IDS = [item.arxiv for item in ITEMS]
HEAD = "## [<t>](https://arxiv.org/abs/<i>)\n\n"


@pytest.mark.parametrize(
    "label",
    [
        "**Abstract.** <a>",
        "**Abstract: <a>**",
        "*Abstract* — <a>",
        "_Abstract_: <a>",
        "`Abstract`: <a>",
        "Abstract — <a>",
        "Abstract. <a>",
        "ABSTRACT: <a>",
        "Abstract:: <a>",
        "[Abstract] <a>",
        "「摘要」<a>",
        "**Abstracts:** <a>",
        "**Abstract (original):** <a>",
        "**摘要 / Abstract：** <a>",
        "**📝 Abstract:** <a>",
        ":memo: **Abstract**: <a>",
        "**Zusammenfassung:** <a>",
        "**Résumé :** <a>",
        "**초록**: <a>",
        "**Аннотация:** <a>",
        "#### Abstract\n\n```\n<a>\n```",
        "#### Abstract\n\n> <a>",
        "#### Abstract\n<a>\n\n[Back to top](#top)",
        "#### Abstract\n<a>\n\n[⬆ back to the contents](#contents)\n",
        "#### 2. Abstract\n\n- <a>",
    ],
)
def test_an_abstract_by_any_label(label: str) -> None:
    found = records(f"{HEAD}**Authors:** <p>\n\n{label}\n")
    assert [record.title for record in found] == TITLES
    assert [record.abstract for record in found] == ABSTRACTS
    assert [record.authors for record in found] == [item.authors for item in ITEMS]


@pytest.mark.parametrize(
    "people",
    ["**By** Ada Lovelace, Alan Turing", "**Authors: Ada Lovelace, Alan Turing**", "by Ada Lovelace and Alan Turing", "*Ada Lovelace, Alan Turing*",
     "**Autoren:** Ada Lovelace und Alan Turing", "**著者**: Ada Lovelace、Alan Turing", "👥 Ada Lovelace · Alan Turing",
     "**Authors**\n\n- Ada Lovelace\n- Alan Turing", "**Authors:** Ada Lovelace,\nAlan Turing",
     "### Authors\n\n- Lovelace, Ada\n- Turing, Alan", "### Authors\n\nAda Lovelace,\n\nAlan Turing"],
)  # fmt: skip
def test_authors_by_any_label_or_none(people: str) -> None:
    found = records(f"{HEAD}{people}\n\n**Abstract:** <a>\n")
    assert {record.authors for record in found} == {("Ada Lovelace", "Alan Turing")}
    assert [record.abstract for record in found] == ABSTRACTS


@pytest.mark.parametrize(
    ("said", "votes"),
    [("**Votes:** 1,234", 1234), ("👍 17", 17), ("⬆️ 17", 17), ("17 upvotes", 17), ("Upvotes: 17", 17), ("**赞**：17", 17),
     ("**Votes:** none yet", None), ("**Stars:** 17", None)],
)  # fmt: skip
def test_votes_are_what_is_called_so(said: str, votes: int | None) -> None:
    assert {record.votes for record in records(f"{HEAD}{said}\n\n**Abstract:** <a>\n")} == {votes}


@pytest.mark.parametrize(
    ("said", "date"),
    [("**Published:** 2026-03-14", "2026-03-14"), ("📅 14 March 2026", "2026-03-14"), ("**日期**：2026年3月14日", "2026-03-14"),
     ("*Submitted on Mar 14, 2026*", "2026-03-14"), ("**Date:** 2026", None)],
)  # fmt: skip
def test_dates_of_papers_are_whole_days(said: str, date: str | None) -> None:
    assert {record.date for record in records(f"{HEAD}{said}\n\n**Abstract:** <a>\n")} == {date}


def test_ids_and_addresses_from_fields() -> None:
    found = records(
        "## <t>\n\n**DOI:** 10.1000/Example.<n>\n\n**PDF:** https://example.org/p<n>.pdf\n\n**Authors:** <p>\n\n**Abstract:** <a>\n"
    )
    assert [(record.doi, record.pdf_url, record.arxiv_id) for record in found] == [
        (f"10.1000/example.{n}", f"https://example.org/p{n}.pdf", None) for n in range(1, 7)
    ]
    found = records("## <t>\n\n**DOI:** not yet\n\n**arXiv:** soon\n\n**Authors:** <p>\n\n**Abstract:** <a>\n")
    assert [(record.title, record.doi, record.arxiv_id) for record in found] == [(t, None, None) for t in TITLES]


def test_an_id_is_never_taken_from_the_abstract_or_from_related_papers() -> None:
    found = records(
        "## <t>\n\n**Authors:** <p>\n\n**Abstract:** <a> It goes on where arXiv:2401.00001 ended.\n\n"
        "**Related:** [The One Before It](https://arxiv.org/abs/2401.00002)\n"
    )
    assert [(record.title, record.arxiv_id) for record in found] == [(title, None) for title in TITLES]


def test_a_code_link_is_not_the_papers_page() -> None:
    found = records("## <t>\n\n[repo](https://github.com/a/r<n>) | [abs](https://arxiv.org/abs/<i>)\n\n<a>\n")
    assert [(record.url, record.code_urls) for record in found] == [
        (f"https://arxiv.org/abs/{item.arxiv}", (f"https://github.com/a/r{n}",)) for n, item in enumerate(ITEMS, 1)
    ]


def test_keywords_inside_an_abstract_are_its_own_and_beside_it_they_are_not() -> None:
    found = records(f"{HEAD}**Abstract**: <a>\nKeywords: one thing, another\n")
    assert [record.abstract for record in found] == [f"{text} Keywords: one thing, another" for text in ABSTRACTS]
    for other in (
        f"{HEAD}**Abstract**: <a>\n\nKeywords: one thing, another\n",
        f"{HEAD}**Abstract**: <a>\n**Keywords**: one thing, another\n",
        f"{HEAD}Abstract: <a>\nKeywords: one thing, another\n",
    ):
        assert [record.abstract for record in records(other)] == ABSTRACTS


def test_quotes_of_tex_are_no_code() -> None:
    text = "We call it ``Sensing of a Kind'' and ``Regression with Others'' and write `code` and ``more code`` too. "
    found = records(f"{HEAD}**Abstract:** {text * 3}\n")
    said = "We call it ``Sensing of a Kind'' and ``Regression with Others'' and write code and more code too."
    assert {record.abstract for record in found} == {" ".join([said] * 3)}
    found = records(f"{HEAD}**Abstract:** It is ``One of Them and ``Another of Them''. <a>\n")
    assert [record.abstract for record in found] == [
        f"It is ``One of Them and ``Another of Them''. {text}" for text in ABSTRACTS
    ]


@pytest.mark.parametrize(
    "line", ["**Tl;dr** — Short and good.", "🤖 **AI summary:** Short and good.", "**一句话总结**：Short and good."]
)
def test_a_short_sentence_of_the_digest_is_a_summary(line: str) -> None:
    found = records(f"{HEAD}{line}\n")
    assert {(record.abstract, record.abstract_kind) for record in found} == {("Short and good.", "summary")}


def test_what_says_there_is_no_abstract_is_none() -> None:
    for nothing in ("N/A", "No abstract available.", "[link](https://example.org)", "<t>"):
        found = records(f"{HEAD}**Authors:** <p>\n\n**Abstract:** {nothing}\n")
        assert {(record.abstract, record.abstract_kind) for record in found} == {(None, None)}


def test_a_capture_that_ends_in_an_abstract_says_so() -> None:
    body = "\n".join(filled(f"{HEAD}**Abstract:** <a>\n", n, item) for n, item in enumerate(ITEMS))
    found = read(f"# Papers\n\n{body[:-150]} [Content truncated]\n", "a.md").records
    assert [record.abstract_kind for record in found] == ["full"] * 5 + ["truncated"]
    assert not (found[-1].abstract or "").endswith("]")


def test_a_headline_of_the_digest_goes_behind_the_title_of_the_linked_paper() -> None:
    found = records("## 只需要注意力的第<n>个方法\n\n这是一篇很好的论文。\n\n[<t>](https://arxiv.org/abs/<i>)\n")
    assert [(record.title, record.arxiv_id) for record in found] == list(zip(TITLES, IDS, strict=True))


def test_a_translation_under_the_label_title_goes_behind_the_heading() -> None:
    found = records(
        "## <t>\n\n**标题**：只需要注意力的第<n>个方法\n\n**链接**：https://arxiv.org/abs/<i>\n\n**摘要**：<a>\n"
    )
    assert [record.title for record in found] == TITLES


def test_the_word_paper_before_a_link_is_no_title() -> None:
    found = records("## <t>\n\n**Paper:** [Read the full text here](https://arxiv.org/abs/<i>)\n\n**Abstract:** <a>\n")
    assert [(record.title, record.arxiv_id) for record in found] == list(zip(TITLES, IDS, strict=True))


def test_an_abstract_in_the_digests_own_script_is_no_abstract_of_an_english_paper() -> None:
    told = "本文提出了一种新的方法，只用注意力机制就能完成翻译任务，并且训练速度更快，效果更好。"
    found = records(f"{HEAD}**摘要**：{told}\n")
    assert {(record.abstract, record.abstract_kind) for record in found} == {(told, "summary")}
    head = "## [只需要注意力机制的第<n>种翻译方法研究](https://arxiv.org/abs/<i>)\n\n"
    found = records(f"{head}**摘要**：{told}\n")
    assert {(record.abstract, record.abstract_kind) for record in found} == {(told, "full")}


def test_wiki_links_and_addresses_with_brackets() -> None:
    found = records("- [[notes/<i>|<t>]] https://arxiv.org/abs/<i>\n  - Abstract: <a>")
    assert [(record.title, record.arxiv_id, record.abstract) for record in found] == list(
        zip(TITLES, IDS, ABSTRACTS, strict=True)
    )
    text = (
        "# Papers\n\n## [A Title with (Some) Brackets in It](https://example.org/a_(b)/paper.pdf)\n\n**Authors:** Ada Lovelace\n\n"
        "**Abstract:** It has brackets [1][2], as [many] do.\n\n"
        "## [A Title without Any Brackets](https://example.org/c/paper.pdf)\n\n**Authors:** Ada Lovelace\n\n"
        "**Abstract:** It has none.\n"
    )
    found = read(text, "b.md").records
    assert [(record.title, record.pdf_url, record.abstract) for record in found] == [
        ("A Title with (Some) Brackets in It", "https://example.org/a_(b)/paper.pdf", "It has brackets [1][2], as [many] do."),
        ("A Title without Any Brackets", "https://example.org/c/paper.pdf", "It has none."),
    ]  # fmt: skip


def test_a_capture_that_lost_the_addresses_of_its_links() -> None:
    text = "# Papers\n\n" + "\n".join(filled("### [<t>][<n>0]\n\n<a>\n", n, item) for n, item in enumerate(ITEMS, 1))
    assert titles(text, "capture.md") == TITLES


def test_an_address_that_cannot_be_read_is_passed_over() -> None:
    found = records(f"{HEAD}[page](http://[broken/a) [other](https://[::1/x)\n\n**Abstract:** <a>\n")
    assert [(record.title, record.arxiv_id, record.abstract) for record in found] == list(
        zip(TITLES, IDS, ABSTRACTS, strict=True)
    )


def test_text_behind_a_list_of_authors_is_the_abstract() -> None:
    found = records(f"{HEAD}**Authors**\n\nAda Lovelace, Alan Turing\n\n<a>\n")
    assert [(record.authors, record.abstract) for record in found] == [
        (("Ada Lovelace", "Alan Turing"), text) for text in ABSTRACTS
    ]
