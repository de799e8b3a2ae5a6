"""arXiv ids, DOIs and addresses in every spelling."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from readerapp.formats.ids import arxiv_id, arxiv_in, arxiv_url, code_urls_in, doi, is_code, unwrap, urls_in, web_url


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2403.01234", ("2403.01234", None)),
        ("2403.01234v2", ("2403.01234", "v2")),
        ("arXiv:2403.01234v12", ("2403.01234", "v12")),
        ("arXiv: 0704.0001", ("0704.0001", None)),
        ("cs/0701001", ("cs/0701001", None)),
        ("arXiv:math.GT/0309136v1", ("math/0309136", "v1")),
        ("hep-th/9901001", ("hep-th/9901001", None)),
        ("https://arxiv.org/abs/2403.01234v2", ("2403.01234", "v2")),
        ("http://arxiv.org/pdf/2403.01234.pdf", ("2403.01234", None)),
        ("https://arxiv.org/pdf/2403.01234v1", ("2403.01234", "v1")),
        ("https://arxiv.org/html/2403.01234", ("2403.01234", None)),
        ("https://huggingface.co/papers/2403.01234", ("2403.01234", None)),
        ("https://www.alphaxiv.org/abs/2403.01234", ("2403.01234", None)),
        ("https://ar5iv.org/abs/cs/0701001", ("cs/0701001", None)),
        ("10.48550/arXiv.2403.01234", ("2403.01234", None)),
        ("https://doi.org/10.48550/ARXIV.2403.01234", ("2403.01234", None)),
        ("https://arxiv.org/abs/arXiv:2411.13560", ("2411.13560", None)),
        ("oai:arXiv.org:cs/0701001", ("cs/0701001", None)),
        ("[2403.01234]", ("2403.01234", None)),
        ("2413.01234", None),
        ("12345.6789", None),
        ("3.14159", None),
        ("", None),
        (None, None),
        ("see 2403.01234 for more", None),
        ("10.1234/abc", None),
    ],
)
def test_a_field_that_is_an_arxiv_id(text: str | None, found: tuple[str, str | None] | None) -> None:
    assert arxiv_id(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Title. arXiv:2403.01234v1 [cs.CL]", ("2403.01234", "v1")),
        ("[link](https://arxiv.org/abs/2403.01234)", ("2403.01234", None)),
        ("version 2403.01234 of the tool", None),
        ("nothing here", None),
    ],
)
def test_a_line_that_holds_one(text: str, found: tuple[str, str | None] | None) -> None:
    assert arxiv_in(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("10.1145/3292500.3330701", "10.1145/3292500.3330701"),
        ("https://doi.org/10.1145/ABC.Def", "10.1145/abc.def"),
        ("doi:10.1016/j.x(2020)01.", "10.1016/j.x(2020)01"),
        ("(10.1016/j.x)", "10.1016/j.x"),
        ("https://dx.doi.org/10.1002%2Fabc", "10.1002/abc"),
        ("https://doi.org/10.1000/a?b", "10.1000/a?b"),
        ("https://www.biorxiv.org/content/10.1101/2026.03.01.580000v1?rss=1&x=y", "10.1101/2026.03.01.580000"),
        ("https://www.biorxiv.org/content/10.1101/2026.03.01.580000v2.full.pdf", "10.1101/2026.03.01.580000"),
        ("https://www.science.org/doi/abs/10.1126/science.1225829?af=R", "10.1126/science.1225829"),
        ("https://onlinelibrary.wiley.com/doi/10.1002/abc.123/full", "10.1002/abc.123"),
        ("https://example.org/10.1145/3592433v2x", "10.1145/3592433v2x"),
        ("10.48550/arXiv.2403.01234", None),
        ("no doi", None),
        ("", None),
        (None, None),
    ],
)
def test_dois(text: str | None, found: str | None) -> None:
    assert doi(text) == found


@pytest.mark.parametrize("url", ["https://arxiv.org/abs/1", "http://a.b:8080/x?y=1#z"])
def test_plain_web_addresses_pass(url: str) -> None:
    assert web_url(f" {url} ") == url


@pytest.mark.parametrize(
    "url",
    [
        None, "", "ftp://a.org", "javascript:alert(1)", "https://", "https://user:pw@a.org", "https://a@b.org", "file:///x", "a.org",
        "https://a.org/" + "x" * 3000, "https://a.org:99999999/", "https://[::1", "https://a b.org",
    ],
)  # fmt: skip
def test_anything_else_does_not(url: str | None) -> None:
    assert web_url(url) is None


def test_addresses_in_text_end_where_the_sentence_does() -> None:
    text = "Code (https://github.com/a/b). See https://x.org/a_(b), and https://x.org/a_(b). Also http://y.org/[1]]"
    assert urls_in(text) == ("https://github.com/a/b", "https://x.org/a_(b)", "http://y.org/[1]")
    assert code_urls_in(text, None, "again https://github.com/a/b") == ("https://github.com/a/b",)
    assert not is_code("https://huggingface.co/papers/2403.01234")
    assert is_code("https://huggingface.co/org/model")
    assert urls_in("https://a@b.org") == ()


def test_the_address_behind_a_redirect() -> None:
    assert unwrap("https://scholar.google.com/scholar_url?url=https://a.org/p%3Fx%3D1&hl=en") == "https://a.org/p?x=1"
    assert unwrap("https://l.example.com/?u=https%3A%2F%2Fb.org%2F%3Fq%3Dhttps%3A%2F%2Fc.org") == "https://c.org"
    assert unwrap("https://a.org/?q=word") == "https://a.org/?q=word"
    assert unwrap("https://[a.org/?url=https://b.org") == "https://[a.org/?url=https://b.org"
    assert unwrap("https://a.org/?url=https://[b") == "https://[b"
    deep = "https://e.org"
    for host in "dcba":
        deep = f"https://{host}.org/?url={quote(deep, safe='')}"
    assert unwrap(deep) == f"https://d.org/?url={quote('https://e.org', safe='')}"
    assert arxiv_url("2403.01234") == "https://arxiv.org/abs/2403.01234"
