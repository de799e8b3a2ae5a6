r"""`\bibitem` lists in the styles that there are, and biblatex's own file."""

from __future__ import annotations

import pytest

from tests.formats.reading import read, titles
from tests.formats.writers import ITEMS, Item

TITLES = [item.title for item in ITEMS]


def short(name: str) -> str:
    return f"{name[0]}.~{name.split()[-1]}"


def listed(entries: str) -> str:
    return f"\\begin{{thebibliography}}{{99}}\n{entries}\\end{{thebibliography}}\n"


STYLES = {
    "quoted": "\\bibitem{{k{n}}} {short}, ``{title},'' \\emph{{arXiv:{arxiv}}}, 2026.\n",
    "interwoven": "\\bibitem{{k{n}}}\n\\BIBentryALTinterwordspacing\n{short}, ``{title},'' \\emph{{CoRR}}, vol. abs/1, 2026. [Online]. "
    "Available: \\url{{https://arxiv.org/abs/{arxiv}}}\n\\BIBentrySTDinterwordspacing\n\n",
    "labelled": "\\bibitem[{{Vaswani et~al.(2026)Vaswani, {{\\'E}}va}}]{{k{n}}}\n{people}.\n\\newblock {title}.\n\\newblock \\emph{{ArXiv}}, "
    "5\\penalty0 (1):\\penalty0 1--9, 2026.\n\\newblock URL \\url{{https://arxiv.org/abs/{arxiv}}}.\n\n",
    "dated": "\\bibitem{{k{n}}} {people} (2026). {title}. \\textit{{Some Journal}}, 5, 1--9. arXiv:{arxiv}\n",
    "colon": "\\bibitem{{k{n}}}\nVaswani, A., Shazeer, N.: {title}. In: Some Conference, pp. 1--9. arXiv:{arxiv} (2026)\n\n",
    "fields": "\\bibitem [{{\\citenamefont{{V}}(2026)}}]{{k{n}}}%\n  \\BibitemOpen\n  \\bibinfo {{author}} {{{people}}},\\ \\href "
    "{{https://arxiv.org/abs/{arxiv}}} {{\\bibinfo {{title}} {{{title}}}}},\\ \\bibinfo {{journal}} {{J}} (\\bibinfo {{year}} {{2026}})"
    "\\BibitemShut {{NoStop}}%\n",
    "one sentence": "\\bibitem{{k{n}}}\n{people}.\n\\newblock {title}. In {{\\em Some Conference}}, 2026. arXiv:{arxiv}.\n\n",
    "three sentences": "\\bibitem{{k{n}}} {people}. {title}. arXiv:{arxiv}, 2026.\n",
}


def written(style: str, item: Item, number: int) -> str:
    return STYLES[style].format(
        n=number,
        title=item.title,
        arxiv=item.arxiv,
        people=" and ".join(item.authors),
        short=", ".join(map(short, item.authors)),
    )


@pytest.mark.parametrize("style", sorted(STYLES))
def test_references_are_read_in_every_style(style: str) -> None:
    reading = read(listed("".join(written(style, item, n) for n, item in enumerate(ITEMS))), "paper.bbl")
    assert [(r.title, r.arxiv_id) for r in reading.records] == [(i.title, i.arxiv) for i in ITEMS]
    assert not reading.skipped
    assert all(len(r.authors) >= 2 for r in reading.records)
    assert reading.records[0].authors[0].endswith("Vaswani")


def test_lines_dois_and_addresses_of_a_reference() -> None:
    text = listed(
        "% a comment\n\\bibitem{one}\nAda Lovelace.\n\\newblock Notes on the {A}nalytical {E}ngine.\n\\newblock \\emph{Memoirs}, 1843.\n"
        "\\newblock \\doi{10.1000/abc\\_1}.\n\n\\bibitem{two}\nGrace Hopper.\n\\newblock The Education of a Computer.\n"
        "\\newblock \\url{https://example.org/hopper}.\n"
    )
    one, two = read(text, "paper.bbl").records
    assert (one.title, one.authors, one.doi, one.line) == (
        "Notes on the Analytical Engine",
        ("Ada Lovelace",),
        "10.1000/abc_1",
        3,
    )
    assert (two.doi, two.url, two.line) == (None, "https://example.org/hopper", 9)


def test_a_reference_in_which_no_title_shows_is_skipped_and_told() -> None:
    reading = read(
        listed(written("labelled", ITEMS[0], 0) + "\\bibitem{x} See also above.\n\\bibitem{y}\n"), "paper.bbl"
    )
    assert [r.title for r in reading.records] == TITLES[:1]
    assert [s.text for s in reading.skipped] == ["See also above."]


def test_a_text_is_read_for_the_references_at_its_end() -> None:
    words = "\\documentclass{article}\n\\begin{document}\n" + "We say much about little. " * 400
    text = (
        f"{words}\n{listed(''.join(written('labelled', item, n) for n, item in enumerate(ITEMS)))}\\end{{document}}\n"
    )
    assert titles(text, "paper.tex") == TITLES


def biblatex(item: Item, number: int, more: str = "") -> str:
    people = "".join(
        f"        {{{{hash=ab}}{{%\n           family={{{name.split()[-1]}}},\n           familyi={{X\\bibinitperiod}},\n"
        f"           given={{{' '.join(name.split()[:-1])}}},\n           giveni={{X\\bibinitperiod}}}}}}%\n"
        for name in item.authors
    )
    return (
        f"    \\entry{{key{number}}}{{article}}{{}}\n      \\name{{author}}{{{len(item.authors)}}}{{}}{{%\n{people}      }}\n"
        f"      \\strng{{namehash}}{{ab}}\n      \\field{{sortinit}}{{1}}\n      \\field{{title}}{{{item.title}}}\n"
        f"      \\field{{year}}{{2026}}\n      \\field{{month}}{{3}}\n      \\field{{day}}{{14}}\n      \\field{{eprinttype}}{{arxiv}}\n{more}"
        f"      \\verb{{eprint}}\n      \\verb {item.arxiv}\n      \\endverb\n    \\endentry\n"
    )


def test_biblatex_s_own_file_is_read() -> None:
    more = "      \\field{subtitle}{An Afterword}\n"
    body = "".join(biblatex(item, n) for n, item in enumerate(ITEMS[:5])) + biblatex(ITEMS[5], 5, more)
    body += "    \\entry{x}{misc}{}\n      \\field{year}{2026}\n    \\endentry\n"
    reading = read(f"% $ biblatex auxiliary file $\n\\refsection{{0}}\n{body}\\endrefsection\n", "paper.bbl")
    assert [r.title for r in reading.records] == [*TITLES[:5], f"{TITLES[5]}: An Afterword"]
    assert [(r.authors, r.arxiv_id, r.date) for r in reading.records] == [
        (i.authors, i.arxiv, "2026-03-14") for i in ITEMS
    ]
    assert len(reading.skipped) == 1


def test_an_entry_without_people_and_one_that_is_cut() -> None:
    text = "\\entry{a}{misc}{}\n\\field{title}{A Page About Something}\n\\endentry\n\\entry{b}{misc}{}\n\\field{title}{Another page th"
    assert titles(text, "paper.bbl") == ["A Page About Something", "Another page th"]


def test_a_letter_in_latex_is_no_digest() -> None:
    text = "\\documentclass{letter}\n\\begin{document}\n\\opening{Dear Sir,}\nThank you for your letter.\n\\begin{itemize}\n\\item the keys\n"
    assert titles(text + "\\end{itemize}\n\\closing{Yours}\n\\end{document}\n", "letter.tex") == []
