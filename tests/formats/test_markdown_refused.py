"""Markdown files that are no digest, and parts of digests that are no papers."""

from __future__ import annotations

import pytest

from tests.formats.reading import read, titles
from tests.formats.test_markdown_entries import filled
from tests.formats.writers import ITEMS, arxiv_mail, bibtex, ris

TITLES = [item.title for item in ITEMS]
BODY = "\n".join(filled("## [<t>](https://arxiv.org/abs/<i>)\n\n<a>\n", n, item) for n, item in enumerate(ITEMS))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("CHANGELOG.md", "# Changelog\n\n## [2.1.0] - 2026-03-14\n\n### Added\n\n- Reading of [BibTeX](https://www.bibtex.org)\n\n## [2.0.0] - 2026-01-01\n\n### Removed\n\n- Old things\n"),
        ("CHANGES.md", "## v0.3\n\n* Method of [He et al.](https://arxiv.org/abs/1512.03385) is the default now\n* Faster\n\n## v0.2\n\n* Bugs\n"),
        ("README.md", "# fastgraph\n\nOfficial code of **Deep Residual Learning for Image Recognition** ([arXiv](https://arxiv.org/abs/1512.03385)).\n\n## Installation\n\n```bash\npip install fastgraph\n```\n\n## Training\n\n```bash\npython train.py\n```\n\n## Acknowledgements\n\n- [Attention Is All You Need](https://arxiv.org/abs/1706.03762)\n"),
        ("minutes.md", "# Minutes, 14 March 2026\n\n**Present:** Ada, Grace, Alan\n\n## 1. Budget\n\nIt was agreed to buy more paper for the printer.\n\n## 2. Any other business\n\n- Grace reads the paper on residual learning until Monday\n"),
        ("shopping.md", "# Shopping\n\n- [ ] Bread\n- [ ] Milk\n- [x] A paper for the weekend\n- [ ] Six large eggs from the market\n"),
        ("recipe.md", "# Potato soup\n\n**Time:** 40 minutes\n\n## Ingredients\n\n- 1 kg potatoes, peeled and cut into pieces\n- 2 onions\n\n## Method\n\n1. Fry the onions in butter until they are soft\n2. Add the potatoes and a litre of water\n3. Serve on baking paper\n"),
        ("syllabus.md", "# CS 101: Introduction to Computing\n\n**Instructor:** Ada Lovelace\n\n| Week | Topic | Reading |\n|---|---|---|\n| 1 | What Computers Are and Do | Chapter 1 |\n| 2 | How Programs Are Written | Chapter 2 |\n| 3 | Why They Fail So Often | Chapter 3 |\n\n## Grading\n\n- Homework: 40 %\n- Final paper: 60 %\n"),
        ("main.py.md", "```python\nclass Paper:\n    title: str\n    abstract: str\n\n# Attention Is All You Need\nprint(Paper('Deep Residual Learning', ''))\n```\n"),
        ("notes.md", "# Notes\n\nRead the paper by He et al. again. It says that depth matters.\n\nAsk Grace about the printer.\n"),
        ("bookmarks.md", "# Bookmarks\n\n- [Python documentation](https://docs.python.org/3/)\n- [The news of the day](https://example.org/news)\n- [A very good recipe for bread](https://example.org/bread)\n"),
        ("plan.md", "---\ntitle: Plan of the year\ndate: 2026-01-01\ntags: [plan]\n---\n\n## First quarter\n\nWrite more tests.\n\n## Second quarter\n\nWrite even more tests.\n"),
        ("faq.md", "# Questions\n\n**Q: What is a preprint server?**\n\nIt is a place for papers.\n\n**Q: How do I get an account there?**\n\nAsk a colleague.\n"),
        ("letter.md", "Dear Ada,\n\nthank you for the paper that you sent me (https://arxiv.org/abs/1706.03762). I will read it soon.\n\nYours,\nAlan\n"),
        ("open.md", "---\ntitle: Nothing\nlayout: post\n"),
        ("empty.md", "---\ntitle: Nothing\n---\n"),
    ],
)  # fmt: skip
def test_files_that_are_no_digest_are_refused(name: str, text: str) -> None:
    assert titles(text, name) == []


@pytest.mark.parametrize(
    "part",
    [
        "## Contents\n\n1. [Vision](#vision)\n2. [Language and speech](#language-and-speech)\n",
        "## 目录\n\n- [视觉](#视觉)\n- [自然语言处理与语音识别](#nlp)\n",
        "## Statistics\n\n- Papers today: 6\n- Most frequent category: cs.LG (4)\n",
        "## Trending topics of this week\n\nAgents, retrieval, quantisation.\n",
        "## How this list is made\n\nA program asks [arXiv](https://arxiv.org) every night.\n",
        "## Links of the day\n\n- [Awesome list of other lists](https://github.com/a/awesome)\n- [Our newsletter, every Monday](https://example.org/join)\n",
        "<details>\n<summary>Click to expand the table of contents</summary>\n\n- [Vision](#vision)\n\n</details>\n",
        "<!-- ## [A Paper That Is Hidden](https://arxiv.org/abs/2603.00001) -->\n",
        "![A picture of many things](https://example.org/chart.png)\n",
        "[Back to top](#top)\n\n***\n",
    ],
)
def test_parts_of_a_digest_that_are_no_papers(part: str) -> None:
    assert titles(f"# arXiv papers of 2026-03-14\n\n{part}\n{BODY}", "daily.md") == TITLES
    assert titles(f"# arXiv papers of 2026-03-14\n\n{BODY}\n\n{part}", "daily.md") == TITLES


@pytest.mark.parametrize("kind", ["model", "Dataset", "News", "New release", "AI model", "模型", "モデル", "Blog post"])
def test_what_says_it_is_something_else_is_no_paper(kind: str) -> None:
    entry = (
        "## [A Thing That Is Not a Paper](https://arxiv.org/abs/2603.00001)\n\n**Type:** <k>\n\nIt is large and good.\n"
    )
    typed = BODY.replace(")\n\n", ")\n\n**Type:** paper\n\n")
    assert titles(f"# Weekly\n\n{typed}\n{entry.replace('<k>', kind)}", "weekly.md") == TITLES


def test_one_record_in_a_fence_is_an_example_and_a_mail_is_a_digest() -> None:
    assert titles(f"# How to write BibTeX\n\nLike this:\n\n```\n{bibtex(ITEMS[:1])}\n```\n", "howto.md") == []
    assert titles(f"Got this today:\n\n```\n{arxiv_mail(ITEMS)}\n```\n", "note.md") == TITLES
    assert titles(f"Got this today:\n\n~~~text\n{ris(ITEMS)}\n~~~\n", "note.md") == TITLES


def test_fences_of_other_things_beside_a_digest_in_one() -> None:
    page = (
        "# Notes\n\nUse ```code``` now and then.\n\n```\nplain words of no meaning\n```\n\n```\n# Words\n\n- of no\n- meaning\n```\n\n"
        f"```\n{ris(ITEMS)}\n```\n\n````\n```\na fence in a fence\n```\n````\n"
    )
    assert titles(page, "notes.md") == TITLES
    text = (
        "# Notes\n\n```\nplain words of no meaning\n```\n\n```json\n{}\n```\n\n```\n" + arxiv_mail(ITEMS) + "\n```\n\n"
        "````\n```\na fence in a fence\n```\n````\n"
    )
    assert titles(text, "notes.md") == TITLES


def test_a_file_of_nothing_but_line_ends_is_refused_at_once() -> None:
    assert titles("# Papers\n" + "\n" * 300_000, "long.md") == []


def test_a_fence_that_is_never_closed_hides_nothing() -> None:
    assert titles(f"# Papers\n\n```\n\n{BODY}", "open.md") == TITLES


def test_front_matter_that_is_never_closed_hides_nothing() -> None:
    assert titles(f"---\ntitle: Papers\n\n{BODY}", "open.md") == TITLES
    assert titles(f"---\ntitle: Papers\nThis is a line of text.\n\n{BODY}", "open.md") == TITLES


def test_front_matter_with_its_papers_title_is_not_the_digests() -> None:
    one = ITEMS[0]
    entry = filled("## [<t>](https://arxiv.org/abs/<i>)\n\n**Authors:** <p>\n\n**Abstract:** <a>\n", 1, one)
    reading = read(f"---\ntitle: {one.title}\nlayout: post\n---\n\n{entry}", "one.md")
    assert [(record.title, record.abstract) for record in reading.records] == [(one.title, one.abstract)]
    assert reading.title is None


def test_a_day_with_one_paper_is_a_digest_and_thoughts_about_one_are_not() -> None:
    one = filled("## [<t>](https://arxiv.org/abs/<i>)\n\n<a>\n", 1, ITEMS[0])
    assert titles(f"# Papers of 2026-03-14\n\n{one}", "day.md") == TITLES[:1]
    assert titles(f"---\ntitle: arXiv today\nlayout: post\n---\n\n{one}", "day.md") == TITLES[:1]
    thoughts = "There is more to it than that, as everybody knows who has tried. " * 12
    assert titles(f"---\ntitle: A walk\nlayout: post\n---\n\n{thoughts}\n\n{one}", "walk.md") == []
    assert titles(f"# Papers and I\n\n{thoughts}\n\n{thoughts}\n\n{one}", "walk.md") == []


def test_a_summary_tag_that_is_never_closed_swallows_no_page() -> None:
    assert titles(f"<details>\n<summary>\nDaily papers\n\n{BODY}", "open.md") == TITLES


def test_sites_folders_that_look_like_ids_are_none() -> None:
    text = "# Papers\n\n" + "\n".join(
        f"- [{item.title}](./posts/{n}412345-an-entry.html)" for n, item in enumerate(ITEMS, 11)
    )
    assert all(record.arxiv_id is None for record in read(text, "p.md").records)


def test_a_programs_page_whose_links_are_mostly_no_papers_is_no_digest() -> None:
    tools = "\n".join(f"- [Tool Number {n} of the Trade](https://example.org/tool{n})" for n in range(9))
    papers = "\n".join(filled("- [<t>](https://arxiv.org/abs/<i>)", n, item) for n, item in enumerate(ITEMS[:3]))
    head = "# Kit\n\n## Installation\n\n```sh\npip install kit\n```\n\n"
    assert titles(f"{head}## Built with\n\n{tools}\n{papers}\n\n## License\n\nMIT\n", "README.md") == []


def test_a_mail_in_a_fence_whose_text_is_markdown() -> None:
    mail = f"From: Ada <ada@example.org>\nTo: Alan <alan@example.org>\nSubject: Papers\nDate: Sat, 14 Mar 2026 10:00:00 +0000\n\n{BODY}"
    assert titles(f"# Mails\n\n````\n{mail}\n````\n", "mails.md") == TITLES


def test_a_page_about_papers_with_links_to_a_few_of_them() -> None:
    rows = [f"| {n} | {title} |" for n, title in enumerate(TITLES)]
    rows[1] = rows[1].replace(TITLES[1], f"[{TITLES[1]}](https://arxiv.org/abs/{ITEMS[1].arxiv})")
    table = "\n".join(["| # | Title |", "|---|---|", *rows])
    found = read(f"# Papers of the week\n\n{table}\n", "w.md").records
    assert [record.title for record in found] == TITLES
    assert [record.arxiv_id for record in found] == [None, ITEMS[1].arxiv, None, None, None, None]
