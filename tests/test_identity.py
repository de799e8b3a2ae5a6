"""When two records are one paper."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from readerapp.identity import (
    Known,
    abstracts_agree,
    better_abstract,
    confirmed,
    doubtful,
    fuller,
    ids_differ,
    improved,
    is_placeholder,
    is_short,
    last_name,
    liken,
    recognise,
)
from readerapp.records import Record
from readerapp.text.fold import identity_fold

LONG = "A Title That Is Long Enough to Be an Identity"
TEXT = "An abstract that is long enough to be compared by its beginning, letter by letter."


def known(number: int, record: Record) -> Known:
    """A paper of the library with what identifies it."""
    return Known(
        number, record, frozenset({record.arxiv_id} - {None}), frozenset({record.doi} - {None}), frozenset({identity_fold(record.title)})
    )  # fmt: skip


def test_an_id_decides_before_a_title() -> None:
    papers = [
        known(1, Record(LONG)),
        known(2, Record("Other", arxiv_id="2401.00001")),
        known(3, Record("Third", doi="10.1/x")),
    ]
    assert recognise(Record(LONG, arxiv_id="2401.00001"), papers) == 2
    assert recognise(Record(LONG, doi="10.1/x"), papers) == 3
    assert recognise(Record(LONG), papers) == 1
    assert recognise(Record("Nothing of the Kind Is Known Here"), papers) is None


def test_two_ids_are_two_papers() -> None:
    assert recognise(Record(LONG, arxiv_id="2401.00002"), [known(1, Record(LONG, arxiv_id="2401.00001"))]) is None


def test_the_users_id_counts_like_a_digests() -> None:
    corrected = Known(
        1, Record(LONG), frozenset({"2401.00001"}), frozenset({"10.1/x"}), frozenset({identity_fold(LONG)})
    )
    assert recognise(Record(LONG, arxiv_id="2401.00002"), [corrected]) is None
    assert recognise(Record(LONG, doi="10.1/y"), [corrected]) is None
    assert recognise(Record(LONG, arxiv_id="2401.00001"), [corrected]) == 1
    assert liken(Record(LONG + "s", arxiv_id="2401.00002", authors=("A B",)), [corrected]).same is None


def test_other_dois_are_other_papers_and_short_titles_are_like_no_other() -> None:
    assert ids_differ(Record(LONG, doi="10.1/x"), Record(LONG, doi="10.1/y"))
    assert not ids_differ(Record(LONG, doi="10.1/x"), Record(LONG, arxiv_id="2401.00001"))
    assert liken(Record("Preface"), [known(1, Record("Prefaces"))]).maybe == ()
    assert liken(Record("???"), [known(1, Record("Prefaces"))]).maybe == ()


def test_the_paper_that_is_called_so_is_taken_before_one_that_was_called_so_once() -> None:
    once = Known(1, Record("Another Name Under Which It Is Known Now"), folds=frozenset({identity_fold(LONG)}))
    assert recognise(Record(LONG), [once, known(2, Record(LONG))]) == 2
    assert recognise(Record(LONG), [once]) == 1
    assert doubtful(Record(LONG), [once, known(2, Record(LONG))], 2) == (1,)


def test_names_of_a_copy_decide_at_last_but_not_against_what_both_say() -> None:
    names = (("arxiv", "2401.00001"), ("doi", "10.1/x"), ("title", identity_fold(LONG)))
    said = Record("A Title of the Other Library for It All", TEXT, "full")
    assert recognise(said, [known(1, Record("Some Name", arxiv_id="2401.00001"))], names) == 1
    assert recognise(said, [known(1, Record("Some Name", doi="10.1/x"))], names) == 1
    assert recognise(said, [known(1, Record(LONG))], names) == 1
    other = "What stands here has nothing to do with the other one, and is long enough to say so for certain."
    assert recognise(said, [known(1, Record(LONG, other, "full"))], names) is None
    assert recognise(said, [known(1, Record("Unknown Name"))], names) is None


def test_a_short_title_needs_abstract_author_or_year() -> None:
    stored = known(1, Record("Editorial", TEXT, "full", ("Ada Lovelace",), date="2024-01-01"))
    assert recognise(Record("Editorial"), [stored]) is None
    assert recognise(Record("Editorial", authors=("Lovelace, A.",)), [stored]) == 1
    assert recognise(Record("Editorial", TEXT + " More."), [stored]) == 1
    assert recognise(Record("Editorial", date="2024-05-05"), [stored]) == 1
    assert recognise(Record("Editorial", date="2023-05-05"), [stored]) is None
    assert recognise(Record("Editorial"), [known(1, Record("Editorial"))]) == 1


def test_the_oldest_of_equals_is_taken() -> None:
    assert recognise(Record(LONG), [known(7, Record(LONG)), known(3, Record(LONG))]) == 3


@pytest.mark.parametrize(
    ("title", "short"),
    [("Preface", True), ("Graphs in the Wild", True), ("Attention Is All You Need", False), (LONG, False)],
)
def test_short_titles(title: str, short: bool) -> None:
    assert is_short(title) is short


@pytest.mark.parametrize(
    ("one", "other", "better"),
    [
        ((None, None), ("x", "snippet"), ("x", "snippet")),
        (("x", "full"), (None, None), ("x", "full")),
        (("long snippet", "snippet"), ("x", "full"), ("x", "full")),
        (("x", "full"), ("long snippet", "snippet"), ("x", "full")),
        (("short", "truncated"), ("longer text", "truncated"), ("longer text", "truncated")),
        (("a", "full"), ("another longer", "full"), ("a", "full")),
        ((TEXT, "full"), (TEXT + " And the rest of it.", "full"), (TEXT + " And the rest of it.", "full")),
        (("s", "summary"), ("sn", "snippet"), ("s", "summary")),
        (("tr", "truncated"), ("summary!", "summary"), ("tr", "truncated")),
    ],
)
def test_the_better_abstract(one: tuple, other: tuple, better: tuple) -> None:  # type: ignore[type-arg]
    assert better_abstract(one, other) == better


def test_the_fuller_record_has_everything_and_keeps_what_was_said_first() -> None:
    first = Record("T", None, None, ("A",), None, None, "https://a.org", None, ("https://github.com/a/b",), None, None)
    second = Record("U", TEXT, "full", ("A", "B"), "2401.00001", "10.1/x", "https://b.org", "p", ("https://github.com/c/d",), "2024-01-01", 3,
                    "v1", "cs", 4)  # fmt: skip
    both = fuller(first, second)
    assert both.title == "T"
    assert both.url == "https://a.org"
    assert both.authors == ("A", "B")
    assert both.code_urls == ("https://github.com/a/b", "https://github.com/c/d")
    assert (both.abstract, both.arxiv_id, both.doi, both.votes, both.version, both.section, both.line) == (
        TEXT, "2401.00001", "10.1/x", 3, "v1", "cs", 4,
    )  # fmt: skip


def test_names_and_abstracts_agree_by_what_counts() -> None:
    assert last_name("Ada B. Lovelace") == last_name("Lovelace, Ada") == "lovelace"
    assert abstracts_agree(TEXT, TEXT.upper() + " and on")
    assert not abstracts_agree(TEXT, "Something else altogether that is also long enough to compare.")
    assert not abstracts_agree("short", "short")
    assert not abstracts_agree(None, TEXT)
    assert not confirmed(Record("X"), Record("X"))


@pytest.mark.parametrize(
    ("one", "other", "better"),
    [
        ("ATTENTION IS ALL YOU NEED", "Attention is all you need", "Attention is all you need"),
        ("Attention is all you need", "Attention Is All You Need", "Attention Is All You Need"),
        ("Attention Is All You Need.", "Attention Is All You Need", "Attention Is All You Need"),
        ("Bezier Curves in Every Place", "Bézier Curves in Every Place", "Bézier Curves in Every Place"),
        ("A Survey of Everything That Was", "A Survey of Everything", "A Survey of Everything That Was"),
        ("arXiv:2401.00001", "A Survey of Everything", "A Survey of Everything"),
        ("10", "10.1 and Other Numbers", "10.1 and Other Numbers"),
    ],
)
def test_the_better_title(one: str, other: str, better: str) -> None:
    assert improved(Record(one), Record(other)).title == better
    assert improved(Record(other), Record(one)).title == better


def test_other_words_do_not_replace_those_that_are_stored() -> None:
    stored = Record(LONG, TEXT, "full", ("Ada Lovelace",), arxiv_id="2401.00001")
    wrong = Record("Something Longer and Quite Different That a Wrong Link Leads To", "Quite another text. " * 20, "full",
                   ("Somebody Else", "And Others"), arxiv_id="2401.00001")  # fmt: skip
    assert improved(stored, wrong) == stored


def test_links_and_dates_are_chosen_by_what_they_are() -> None:
    page, pdf = "https://arxiv.org/abs/2401.00001", "https://arxiv.org/pdf/2401.00001"
    one = Record(LONG, url=pdf, code_urls=("https://b.org", "https://a.org"), date="2024-02-01")
    other = Record(LONG, url=page, code_urls=("https://a.org",), date="2024-01-01")
    for both in (improved(one, other), improved(other, one)):
        assert (both.url, both.date, both.code_urls) == (page, "2024-01-01", ("https://b.org", "https://a.org"))
    third = Record(LONG, code_urls=("https://c.org", "https://a.org"))
    assert improved(one, third).code_urls == ("https://a.org", "https://b.org", "https://c.org")


def _texts(*choices: str | None) -> st.SearchStrategy[str | None]:
    return st.sampled_from(choices)


_KINDS = st.sampled_from(["full", "snippet", "summary", "truncated"])
_RECORDS = st.builds(
    Record,
    title=_texts(LONG, LONG.upper(), LONG + ".", LONG + ": The Whole of It", "arXiv:2401.00001"),
    abstract=_texts(None, TEXT, TEXT + " More.", TEXT[:60], "An"),
    abstract_kind=_KINDS,
    authors=st.sampled_from([(), ("Ada Lovelace",), ("A. Lovelace", "Bob Builder"), ("Lovelace, Ada",)]),
    arxiv_id=_texts(None, "2401.00001"),
    doi=_texts(None, "10.1/x"),
    url=_texts(None, "http://a.org", "https://a.org", "https://arxiv.org/pdf/2401.00001"),
    pdf_url=_texts(None, "https://a.org/a.pdf"),
    code_urls=st.sampled_from([(), ("https://github.com/a/b",), ("https://github.com/c/d",)]),
    date=_texts(None, "2024-01-01", "2024-01-02"),
).map(lambda r: r if r.abstract else Record(**{f: getattr(r, f) for f in ("title", "authors", "url", "date")}))


@given(_RECORDS, _RECORDS, _RECORDS)
def test_the_order_of_the_digests_does_not_count_and_nothing_gets_poorer(
    one: Record, two: Record, three: Record
) -> None:
    # A full abstract of two words is not known again by its beginning: those are told apart by hand above.
    assume(all(r.abstract_kind != "full" or (r.abstract or TEXT).startswith(TEXT[:60]) for r in (one, two, three)))
    whole = improved(improved(one, two), three)
    assert whole == improved(improved(three, two), one) == improved(improved(two, three), one)
    assert improved(whole, two) == whole
    for name in ("abstract", "authors", "arxiv_id", "doi", "url", "pdf_url", "code_urls", "date"):
        assert getattr(whole, name) or not getattr(two, name)
    assert not is_placeholder(whole.title) or all(is_placeholder(r.title) for r in (one, two, three))
