"""Notes as safe HTML."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readerapp.text.markdown import child, render


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# Head", "<h1>Head</h1>"),
        ("**b** *i* ~~d~~ ==m==", "<strong>b</strong>"),
        ("text\n- one\n- two", "<li>one</li>"),
        ("- a\n  - b", "<ul>\n<li>b</li>"),
        ("- [ ] open\n- [x] done", "☐ open"),
        ("- [x] done", "☑ done"),
        ("1. one\n2. two", "<ol>"),
        ("```\n- [ ] code\ntext\n- x\n```", "- [ ] code\ntext\n- x"),
        ("> quote", "<blockquote>"),
        ("a | b\n--|--\n1 | 2", "<table>"),
        ("[good](https://arxiv.org)", '<a href="https://arxiv.org">good</a>'),
        ("https://arxiv.org/abs/1", 'href="https://arxiv.org/abs/1"'),
        ("a < b & c", "a &lt; b &amp; c"),
        ("one\ntwo", "one<br>\ntwo"),
        ("3. three\n4. four", '<ol start="3">'),
        ("text\n\n  set in a little", "<p>set in a little</p>"),
        ("- a\n```\n- code\n```", "<pre><code>- code\n</code></pre>"),
        ("- a\n  ```py\n  if x:\n      y\n  ```\n- b", "<pre><code>if x:\n    y\n</code></pre>\n</li>\n<li>\n<p>b</p>"),
        ("- a\n  ```\n  never closed\n- b", "<pre><code>never closed\n</code></pre>\n</li>\n<li>\n<p>b</p>"),
        ("- a\n\n  of it\n\nafter", "<p>of it</p>\n</li>\n</ul>\n<p>after</p>"),
        ("- a\ngoes on", "<li>a<br>\n    goes on</li>"),
        ("- a\n\n      code\n", "<pre><code>code\n</code></pre>\n</li>"),
        ("1) one\n2) two", "<ol>\n<li>one</li>\n<li>two</li>\n</ol>"),
        ("It began in\n2016. Then", "<p>It began in<br>\n2016. Then</p>"),
        ("![a figure](https://a.org/1.png)", '<a href="https://a.org/1.png">a figure</a>'),
        ("![](https://a.org/1.png)", '<a href="https://a.org/1.png">https://a.org/1.png</a>'),
        ("[![build](https://a.org/1.png)](https://b.org)", '<a href="https://b.org"><span>build</span></a>'),
        ("so[^1]\n\n[^1]: why", '<sup id="fnref:1"><a href="#fn:1">1</a></sup>'),
        ("so[^1]\n\n[^1]: why", '<li id="fn:1">'),
    ],
)
def test_markdown_is_read_as_people_write_it(text: str, html: str) -> None:
    assert html in render(text)


@pytest.mark.parametrize("by", ["  ", "   ", "    ", "\t"])
@pytest.mark.parametrize("sign", ["-", "*", "+", "1.", "2)"])
def test_lists_in_lists_are_set_in_by_as_much_as_one_likes(by: str, sign: str) -> None:
    text = f"{sign} one\n{by}{sign} two\n{by * 2}{sign} three\n{by}{sign} four\n{sign} five"
    html = re.sub(r'\s(?:start="2")?', "", render(text)).replace("ol>", "ul>")
    assert html == "<ul><li>one<ul><li>two<ul><li>three</li></ul></li><li>four</li></ul></li><li>five</li></ul>"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,AAAA)",
        "[x](file:///etc/passwd)",
        "![x](https://example.org/pixel.png)",
        "![x](javascript:alert(1))",
        "![<img src=x>](file:///etc/passwd)",
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:x' onclick=y>z</a>",
        '[x](https://a.org "t" onclick=alert(1))',
        "<style>body{}</style>",
        "<iframe src=x></iframe>",
        "`<script>`",
        "<javascript:alert(1)>",
    ],
)
def test_nothing_that_acts_gets_through(text: str) -> None:
    html = render(text).lower()
    for bad in (
        "<script",
        "<img",
        "<style",
        "<iframe",
        'href="javascript',
        'href="data',
        'href="file',
        "<a href='java",
    ):
        assert bad not in html


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text("<>[]()!\"'`*_~#-:javscript/htp\n &;=", max_size=60))
def test_any_text_is_safe(text: str) -> None:
    html = render(text).lower()
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html


def test_in_the_sandbox_it_takes_bytes() -> None:
    assert list(child(None, b"# \xff")) == ["<h1>\ufffd</h1>"]


@pytest.mark.parametrize("text", ["```\nif a < b & c:\n```", "    if a < b & c:", "`if a < b & c:`", "if a < b & c:"])
def test_signs_are_shown_as_they_were_written_also_in_code(text: str) -> None:
    html = render(text)
    assert "if a &lt; b &amp; c:" in html
    assert "&amp;lt;" not in html
    assert "&amp;amp;" not in html


def test_an_address_in_angle_brackets_is_a_link() -> None:
    html = render("see <https://example.org/a?b=1&c=2> there")
    assert '<a href="https://example.org/a?b=1&amp;c=2">' in html
    assert "&lt;" not in html
