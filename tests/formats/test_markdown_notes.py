"""Addresses at the end of the page, markers where they belong: entries get them back, cited sources are no entries."""

from __future__ import annotations

import pytest

from tests.formats.reading import read, titles
from tests.formats.test_markdown_fields import filled
from tests.formats.writers import ITEMS

TITLES = [item.title for item in ITEMS]
LINK = "https://arxiv.org/abs/<i>"


def page(entry: str, note: str, head: str = "# Week 11\n\n", between: str = "\n") -> str:
    entries, notes = ("\n".join(filled(part, n, item) for n, item in enumerate(ITEMS, 1)) for part in (entry, note))
    return f"{head}{entries}\n{between}{notes}\n"


@pytest.mark.parametrize(
    "text",
    [
        page("- <t> [^<n>]", f"[^<n>]: {LINK}"),
        page("- <t>[^p<n>] — <p>", f"[^p<n>]: <{LINK}>"),
        page("<n>. **<t>**[^<n>], <p>", f"[^<n>]: [arXiv:<i>]({LINK}), 2020."),
        page("* **<t>[^<n>]** <p>", f"[^<n>]: Preprint, {LINK}"),
        page("## <t> [<n>]\n\n<p>\n\n<a>\n", f"[<n>]: {LINK}"),
        page("### <n>. <t>[^<n>]\n\n*<p>*\n\n<a>\n", f"[^<n>]: {LINK}\n"),
        page("- <t> [<n>] — <p>", f"[<n>] {LINK}", between="\n## Links\n\n"),
        page("- [<n>] <t>", f"[<n>]: {LINK}", "# Papers of the week\n\n"),
        page("**<t>** [^<n>]\n\n<p>\n\n<a>\n", f"[^<n>]: {LINK}"),
        page("<n>. <t>.[^<n>] <p>, 2020.", f"[^<n>]:\n    arXiv: <{LINK}>", between="\n## Notes\n\n"),
    ],
    ids=[
        "bullets",
        "names",
        "numbers",
        "bold",
        "headings",
        "notes of headings",
        "bare list",
        "in front",
        "bold lines",
        "references",
    ],
)
def test_entries_get_their_addresses_back(text: str) -> None:
    found = read(text, "list.md").records
    assert [record.title for record in found] == TITLES
    assert [record.arxiv_id for record in found] == [item.arxiv for item in ITEMS]
    assert [record.url for record in found] == [f"https://arxiv.org/abs/{item.arxiv}" for item in ITEMS]
    if ITEMS[0].authors[0] in text:
        assert [record.authors for record in found] == [item.authors for item in ITEMS]
    if ITEMS[0].abstract in text:
        assert [record.abstract for record in found] == [item.abstract for item in ITEMS]


def test_below_headings_with_their_addresses_the_text_may_cite_others() -> None:
    cited = "\n[^a]: https://arxiv.org/abs/1409.0473\n[^b]: https://arxiv.org/abs/1301.3781\n"
    text = page("## <t>[^<n>]\n\n<p>\n\n<a> It builds on others[^a] and[^b].\n", f"[^<n>]: {LINK}") + cited
    found = read(text, "list.md").records
    assert [(record.title, record.arxiv_id) for record in found] == [(item.title, item.arxiv) for item in ITEMS]


SOURCES = "[^1]: https://arxiv.org/abs/1706.03762\n[^2]: https://arxiv.org/abs/1512.03385\n[^3]: https://arxiv.org/abs/1412.6980\n"


@pytest.mark.parametrize(
    "text",
    [
        f"# How we train\n\nWe follow the usual way [^1] and add residual layers [^2].\n\nThe step is adapted.[^3]\n\n{SOURCES}",
        f"# How we train\n\n- Data is shuffled before every epoch [^1]\n- Learning rate falls as one over the root [^2]\n- The sum is divided by its length [^3]\n\n{SOURCES}",
        f"# How we train\n\n- Attention Takes the Place of Recurrence Everywhere.[^1]\n- Layers Are Added to Their Inputs.[^2]\n- Steps Are Adapted.[^3]\n\n{SOURCES}",
        f"# Notes\n\n## Training the Large Model [^1]\n\nAs they did [^1].\n\n## Testing the Large Model [^2]\n\nAs others did [^2].\n\n{SOURCES}",
        "# Notes\n\n- The Weather in March [^1]\n- The Weather in April [^2]\n\n[^1]: https://example.org/march\n[^2]: It rained.\n",
        "# Notes\n\n- A First Remark of Mine [1]\n- A Second Remark of Mine [2]\n\n[1]: https://example.org/a\n[2]: https://example.org/b\n",
    ],
    ids=["prose", "claims", "sentences", "twice", "elsewhere", "remarks"],
)  # fmt: skip
def test_sources_of_a_text_are_no_entries(text: str) -> None:
    assert titles(text, "notes.md") == []


def test_sources_cited_in_a_digest_leave_it_as_it_is() -> None:
    entries = "\n".join(
        filled(f"## [<t>]({LINK})\n\n<a> That goes on from others.[^<n>]\n", n, item) for n, item in enumerate(ITEMS, 1)
    )
    notes = "\n".join(f"[^{n}]: https://arxiv.org/abs/2001.0000{n}" for n in range(1, 7))
    found = read(f"# arXiv papers\n\n{entries}\n{notes}\n", "digest.md").records
    assert [(record.title, record.arxiv_id) for record in found] == [(item.title, item.arxiv) for item in ITEMS]
