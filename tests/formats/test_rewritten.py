"""AsciiDoc, reStructuredText, wikis and LaTeX: what they write otherwise than Markdown."""

from __future__ import annotations

import pytest

from tests.formats.reading import read, titles
from tests.formats.writers import ITEMS, Item

TITLES = [item.title for item in ITEMS]


def page(item: Item) -> str:
    return f"https://arxiv.org/abs/{item.arxiv}"


def listed(row: str) -> str:
    return "".join(
        row.format(title=i.title, url=page(i), people=", ".join(i.authors), n=n) for n, i in enumerate(ITEMS, 1)
    )


TARGETS = "".join(f".. _`{item.title}`: {page(item)}\n" for item in ITEMS)
LISTS = {
    "links.adoc": "= Reading list\n\n" + listed("* {url}[{title}] - {people} (2026)\n"),
    "numbers.adoc": "= Reading list\n:toc: left\n// mine\n\n[.lead]\n" + listed(". link:{url}[{title}^], {people}\n"),
    "terms.adoc": "= Reading list\n\n== Week 11 ==\n\n" + listed("=== {url}[{title}]\n\nAuthors:: {people}\n\n----\n\n"),
    "links.rst": "Reading list\n############\n\n.. contents::\n\n" + listed("* `{title} <{url}>`__, {people}, 2026.\n"),
    "targets.rst": "============\nReading list\n============\n\n" + listed("#. `{title}`_, {people}\n") + "\n" + TARGETS,
    "rules.rst": "Reading list\n~~~~~~~~~~~~\n\n" + listed("`{title} <{url}>`_\n++++++++++++++++++++++++++++++++++++++++++++++++++++++++++++\n\n:Authors: {people}\n:Status:\n\n"),
    "media.wiki": "== Reading list ==\n\n" + listed("* [{url} {title}], ''{people}'', 2026\n"),
    "numbers.wiki": "== Reading list ==\n=== Week 11 ===\n" + listed("# '''[{url} {title}]''' by {people}\n"),
    "doku.txt": "====== Reading list ======\n\n" + listed("  * [[{url}|{title}]], {people}\n"),
    "list.tex": "\\documentclass{article}\n\\begin{document}\n\\section*{Reading list}\n\\begin{itemize}\n"
    + listed("  \\item \\href{{{url}}}{{{title}}}, {people} % yes\n")
    + "\\end{itemize}\n\\end{document}\n",
    "marks.tex": "\\begin{enumerate}\n" + listed("\\item[{n}] \\textbf{{{title}}}, {people}, \\url{{{url}}}\n") + "\\end{enumerate}\n",
    "parts.tex": "\\section{Reading list}\n" + listed("\\subsection{{\\href{{{url}}}{{{title}}}}}\nAuthors: {people} \\\\\n\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(LISTS))
def test_lists_of_links(name: str) -> None:
    reading = read(LISTS[name], name)
    assert reading.format in ("asciidoc", "restructured", "wikitext", "latex_list")
    assert [(r.title, r.arxiv_id) for r in reading.records] == [(i.title, i.arxiv) for i in ITEMS]


def test_lines_are_those_of_the_file() -> None:
    text = LISTS["links.adoc"]
    assert [record.line for record in read(text, "x.adoc").records] == [3, 4, 5, 6, 7, 8]


OTHER = {
    "manual.adoc": "= User manual\n:toc:\n\n== Installing the program on Linux\n\nGet the package. See https://example.org/install[the page about installing].\n",
    "guide.rst": "Guide\n=====\n\nInstalling the package\n----------------------\n\nSee `the docs <https://docs.example.org/x>`_. It takes five minutes.\n\n:Author: Ada\n:Version: 1.0\n",
    "example.rst": "**Example: To view the history of a template**\n\nThe following command says what was done with it. ::\n\n    show it\n\nFor more, see `Reviewing and approving all templates <https://docs.example.org/x>`__ in the *Guide*.\n",
    "page.wiki": "== About us ==\n\nWe are '''three''' people. See [https://example.org our page with pictures] and [[Main Page]].\n\n== Opening hours ==\n* Monday\n",
    "letter.tex": "\\documentclass{letter}\n\\begin{document}\n\\opening{Dear Sir,}\nSee \\url{https://example.org}.\n\\begin{itemize}\n\\item bring the contract\n\\item bring the keys\n\\end{itemize}\n\\end{document}\n",
    "broken.tex": "\\section{a} \\href{https://x\n\\item \\section{b} \\href{\n",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(OTHER))
def test_other_texts_in_these_languages_are_no_digests(name: str) -> None:
    assert titles(OTHER[name], name) == []
