"""Plain text: entries with labels, titles with abstracts in turn, PubMed's citations."""

from __future__ import annotations

from tests.formats.reading import read, titles
from tests.formats.writers import ITEMS, Item

FIRST, SECOND, THIRD = ITEMS[:3]


def form(**said: str) -> str:
    """What a program prints with each label on a line above its text."""
    return "\n\n".join(f"{label.replace('_', ' ')}:\n{text}" for label, text in said.items())


def test_entries_with_labels_above_their_texts() -> None:
    text = "\n\n".join(
        form(
            Title=item.title, Authors=", ".join(item.authors), Date=item.date, Link=f"https://arxiv.org/abs/{item.arxiv}v2",
            Subjects="cs.LG", Code=f"https://github.com/example/{item.arxiv}", Abstract=item.abstract,
        )
        for item in ITEMS
    )  # fmt: skip
    reading = read(text)
    assert [record.title for record in reading.records] == [item.title for item in ITEMS]
    assert reading.format == "labelled_text"
    first = reading.records[0]
    assert (first.abstract, first.abstract_kind, first.authors) == (FIRST.abstract, "full", FIRST.authors)
    assert (first.arxiv_id, first.version, first.url) == (FIRST.arxiv, "v2", f"https://arxiv.org/abs/{FIRST.arxiv}v2")
    assert (first.code_urls, first.date) == ((f"https://github.com/example/{FIRST.arxiv}",), "2026-03-14")
    assert (first.section, first.line) == ("cs.LG", 1)


def test_a_summary_above_which_it_says_so_is_marked() -> None:
    text = "\n\n".join(form(Title=item.title, Published=item.date, Summary=item.abstract) for item in ITEMS)
    records = read(text).records
    assert [record.title for record in records] == [item.title for item in ITEMS]
    assert [record.abstract for record in records] == [item.abstract for item in ITEMS]
    assert {record.abstract_kind for record in records} == {"summary"}
    assert {record.date for record in records} == {"2026-03-14"}


def test_entries_without_abstract_need_names_and_a_link_to_a_paper() -> None:
    def told(label: str, link: str) -> str:
        return "\n\n".join(
            form(**{"Title": item.title, "Authors": ", ".join(item.authors), label: link.format(item.arxiv)})
            for item in ITEMS
        )

    for label, link in (("Link", "https://arxiv.org/abs/{}"), ("arXiv_ID", "arXiv:{}"), ("DOI", "10.48550/arXiv.{}")):
        records = read(told(label, link)).records
        assert [record.title for record in records] == [item.title for item in ITEMS], label
        assert [record.arxiv_id for record in records] == [item.arxiv for item in ITEMS], label
        assert {record.abstract for record in records} == {None}
    published = read(told("DOI", "10.1145/{}")).records
    assert [record.doi for record in published] == [f"10.1145/{item.arxiv}" for item in ITEMS]
    assert (
        titles("\n\n".join(form(Title=f"Track number {n}", Link=f"https://example.org/shop/{n}") for n in range(9)))
        == []
    )


def test_an_id_below_a_title_is_that_papers_and_not_the_next_ones() -> None:
    inline = "\n\n".join(
        f"Title: {item.title}\nAuthors: {', '.join(item.authors)}\narXiv:{item.arxiv}\nAbstract: {item.abstract}"
        for item in ITEMS
    )
    above = "\n\n".join(
        form(Title=item.title, Authors=", ".join(item.authors), arXiv_ID=f"arXiv:{item.arxiv}") for item in ITEMS
    )
    for text in (inline, above):
        found = [(record.title, record.arxiv_id) for record in read(text).records]
        assert found == [(item.title, item.arxiv) for item in ITEMS]


def test_a_paper_among_many_things_with_labels_makes_no_digest() -> None:
    tracks = "\n\n".join(form(Title=f"Track number {n}", Author="Some Band", Date="2019") for n in range(5))
    paper = form(Title=FIRST.title, Authors=", ".join(FIRST.authors), Link=f"https://arxiv.org/abs/{FIRST.arxiv}")
    assert titles(f"{tracks}\n\n{paper}") == []


def test_titles_names_and_abstracts_in_turn() -> None:
    text = "\n\n".join(
        [
            "Reading list, 14 March 2026",
            *(
                f"{n}. {item.title}\n\n{', '.join(item.authors)}\n\nhttps://arxiv.org/abs/{item.arxiv}\n\n{item.abstract}"
                for n, item in enumerate(ITEMS, 1)
            ),
        ]
    )
    reading = read(text)
    assert [record.title for record in reading.records] == [item.title for item in ITEMS]
    assert [record.authors for record in reading.records] == [item.authors for item in ITEMS]
    assert [record.abstract for record in reading.records] == [item.abstract for item in ITEMS]
    assert [record.arxiv_id for record in reading.records] == [item.arxiv for item in ITEMS]


def test_pubmed_s_citations_that_are_cut_or_of_another_kind_are_left_out() -> None:
    def short(n: int, title: str) -> str:
        return f"{n}: Vaswani A, Shazeer N. {title}. Nat Methods. 2026 Mar 20;22(3):1-9. doi: 10.1038/x.{n}. PMID: 4000000{n}."

    odd = "2: no names, no place PMID: 40000002."
    letter = "3. A note on a letter.\n\nSomebody wrote it.\n\nPMID: 40000003"
    text = "\n\n".join(
        [short(1, FIRST.title), odd, letter, short(4, SECOND.title), f"5: Kingma DP, Ba J. {THIRD.title}. Nat Me"]
    )
    reading = read(text, "summary-set.txt")
    assert [record.title for record in reading.records] == [FIRST.title, SECOND.title]
    assert [record.doi for record in reading.records] == ["10.1038/x.1", "10.1038/x.4"]
    assert [record.url for record in reading.records] == [
        f"https://pubmed.ncbi.nlm.nih.gov/4000000{n}/" for n in (1, 4)
    ]
    assert {record.date for record in reading.records} == {"2026-03-20"}


def test_contents_first_and_then_each_title_again_with_its_abstract() -> None:
    def names(item: Item) -> str:
        return ", ".join(name.upper() for name in item.authors)

    contents = "\n\n".join(
        f'"{i.title}"\n   {names(i)}\n   https://papers.ssrn.com/sol3/papers.cfm?abstract_id=47{n}0011'
        for n, i in enumerate(ITEMS)
    )
    rest = "\n______________________________\n\n".join(
        f'"{i.title}"\n\n   {names(i)}\n   Email: x@example.org\n\n{i.abstract[:250]}' for i in ITEMS
    )
    text = f"Machine Learning\nVol. 7, No. 12: Mar 05, 2026\n\nTABLE OF CONTENTS\n\n{contents}\n\n^top\n\nABSTRACTS\n\n{rest}\n\n^top\n"
    found = read(text).records
    assert [(r.title.strip('"'), r.abstract, r.abstract_kind) for r in found] == [
        (i.title, i.abstract[:250].strip(), "full") for i in ITEMS
    ]
    assert all(record.url for record in found)


def test_a_mail_says_a_few_words_before_its_citations() -> None:
    citations = "\n\n".join(
        f"{n}. Vaswani A, Shazeer N.\n{item.title}.\nNature. 2026 Mar;596(7873):583-589. doi: 10.1000/{n}. Epub 2026 Mar 15.\nPMID: {34000000 + n} [PubMed]"
        for n, item in enumerate(ITEMS, 1)
    )
    found = read(
        f"This message contains your results.\nDo not reply.\n\nItems 1 - 6 of 6\n\n{citations}\n\nTo unsubscribe click here.\n"
    ).records
    assert [(r.title, r.doi) for r in found] == [(item.title, f"10.1000/{n}") for n, item in enumerate(ITEMS, 1)]


def test_rows_with_tabs_between_their_columns_are_no_titles_and_abstracts() -> None:
    rows = "\n".join(
        f"data/set_{n}.txt\t{n}\twe propose a benchmark of {n} experiments with baselines, datasets and an algorithm; results follow"
        for n in range(40)
    )
    assert titles(f"file\tpapers\tremarks\n{rows}\n") == []
