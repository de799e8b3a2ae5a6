"""An entry's description as feeds carry it: HTML or plain lines, with or without labels (`Authors:`, `摘要：`)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from readerapp.text.clean import from_markup, one_line, unescape

# Labels in the languages that digests come in; a regular expression for each field.
_WORDS = {
    "title": (
        "(?:paper |original |english |full )?title|(?:论文|英文|原)?标题|(?:论文)?题目|titre|titel|título|titolo|название|"
        "タイトル|제목"
    ),
    "authors": "authors?|author\\(s\\)|作者|auteurs?|autor(?:es|en|in|i)?|autori|авторы?|著者|저자",
    "abstract": (
        "(?:paper |original |full |english )?abstract|(?:论文|原文|英文)?摘要|résumé|zusammenfassung|resumen|resumo|"
        "riassunto|аннотация|要旨|초록"
    ),
    "summary": "summary|description|概要|简介|описание",
    "gist": (
        "tl;?\\s?dr|(?:ai|llm|gpt|short|one[- ]line|chinese)[- ](?:generated )?(?:summary|abstract|tl;?dr)|"
        "summary \\(ai\\)|(?:一句话|ai|中文)?总结|中文摘要|摘要翻译|(?:key |main )?(?:points|takeaways?|findings|highlights)|"
        "why it matters|解读|要点"
    ),
    "date": (
        "publi(?:shed|cation)(?: date| on| at)?|date|submitted(?: on)?|updated(?: on)?|"
        "(?:发布|发表|提交|更新)?(?:日期|时间)|datum|fecha|дата"
    ),
    "link": (
        "links?|url|paper(?: link| url)?|pdf(?: link| url)?|arxiv(?: link| id| url)?|doi|html|abs|(?:论文|原文|全文)?链接|"
        "原文|lien|enlace|ссылка|リンク|링크"
    ),
    "votes": "up-?votes?|votes?|likes?|点赞数?",
    "code": "code(?: link| url)?|github|repo(?:sitory)?|(?:代码|源码|项目)(?:链接|地址|主页)?|project(?: page)?",
    "other": (
        "categor(?:y|ies)|subjects?|comments?|key ?words?|tags?|source|journal(?: ref(?:erence)?)?|venue|(?:relevance )?score|"
        "affiliations?|institutions?|citations?|published in|volume|issue|pages?|language|licen[cs]e|pmid|type|status|topics?|"
        "分类|类别|关键词|标签|评论|备注|来源|机构|单位|期刊|会议|主题|领域|评分"
    ),
}
_LABEL = re.compile(
    rf"[^\w(]{{0,8}}(?:{'|'.join(f'(?P<{field}>{words})' for field, words in _WORDS.items())})\s*(?:[:：]\s*|$)",
    re.IGNORECASE,
)
_BLOCK = re.compile(
    r"</?(?:p|div|ul|ol|li|table|thead|tbody|tr|td|th|h[1-6]|section|article|blockquote|figure|figcaption|hr|dl|dt|dd|header|"
    r"footer|details|summary|pre)\b[^<>]*>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)
_BOLD = re.compile(r"<(?:b|strong)\b[^<>]*>", re.IGNORECASE)
_OTHER_TAG = re.compile(
    r"</?(?:svg|path|iframe|video|audio|source|picture|nav|button|cite|input|label|xhtml:\w+)\b[^<>]*>", re.I
)
_LINK = re.compile(r"""<a\b[^<>]{0,400}?\bhref\s*=\s*["']?([^\s"'<>]{1,2000})""", re.IGNORECASE)
_IS_MARKUP = re.compile(
    r"<(?:p|div|br|b|strong|h[1-6]|ul|ol|li|table|img|a|span|blockquote|section|i|em|code)\b[^<>]*>", re.IGNORECASE
)
_ANCHOR = re.compile(r"<a\b[^<>]*>([^<>]*)</a>", re.IGNORECASE)
_SILENT = re.compile(r"<(script|style)\b|<!--", re.IGNORECASE)


_HEADINGS = ("title", "authors", "abstract", "summary", "gist")
"""Fields whose label may stand alone as a heading, without a colon."""
_LONG = ("abstract", "summary", "gist")


@dataclass(frozen=True, slots=True)
class Description:
    """What a description says: labelled texts by field, the paragraphs without a label, and the links."""

    fields: dict[str, list[str]]
    paragraphs: tuple[str, ...]
    links: tuple[str, ...]

    def first(self, *fields: str) -> str | None:
        """The first text of the first of these fields that has one."""
        return next((self.fields[field][0] for field in fields if self.fields.get(field)), None)


def is_markup(text: str) -> bool:
    """Whether a text is HTML rather than plain text with a `<` in it."""
    return "<" in text and bool(_IS_MARKUP.search(text))


def described(text: str) -> Description:
    """Reads HTML or plain text. Linear, never an error."""
    links: tuple[str, ...] = ()
    if is_markup(text):
        links = tuple(dict.fromkeys(unescape(match[1]) for match in _LINK.finditer(text)))
        lines = [(line, *_label(line)) for line in _lines_of_markup(text)]
    else:
        lines = [(line, *_label(line)) for line in (one_line(from_markup(line)) for line in text.split("\n"))]
        labels = [field for line, field, _ in lines if line]
        if labels and not labels[0] and len({field for field in labels if field}) < 2:
            # A wrapped abstract in which some line happens to begin with such a word.
            lines = [(line, None, 0) for line, _, _ in lines]
    fields: dict[str, list[str]] = {}
    loose: list[str] = []
    for field, parts in _blocks(lines):
        # The spaces around a paragraph break are white space like any other.
        if whole := " ".join(parts).strip():
            (loose if field is None else fields.setdefault(field, [])).append(whole)
    return Description(fields, tuple(loose), links)


def _label(line: str) -> tuple[str | None, int]:
    """The field whose label begins the line, and where the text behind it starts."""
    match = _LABEL.match(line)
    if not match or not match.lastgroup:
        return None, 0
    if match.end() == len(line) and line[-1] not in ":：" and match.lastgroup not in _HEADINGS:
        return None, 0
    return match.lastgroup, match.end()


def _blocks(lines: list[tuple[str, str | None, int]]) -> list[tuple[str | None, list[str]]]:
    """Lines that belong together, with their field; an abstract goes on over blank lines, other fields end with their line."""
    blocks: list[tuple[str | None, list[str]]] = []
    gap = True
    for line, field, start in lines:
        if not line:
            gap = True
            continue
        last, parts = blocks[-1] if blocks else (None, [])
        if field is not None:
            blocks.append((field, [line[start:]] if start < len(line) else []))
        elif not blocks or (gap and last is None) or (parts and last is not None and last not in _LONG):
            blocks.append((None, [line]))
        else:
            parts += ["\n\n", line] if gap and parts else [line]
        gap = False
    return blocks


def _lines_of_markup(text: str) -> list[str]:
    text = " ".join(_without_silent(text).split())
    text = _BLOCK.sub("\n\n", _BREAK.sub("\n", text))
    # Only a bold word that is a label begins a line of its own.
    parts = _BOLD.split(text)
    text = parts[0] + "".join(("\n" if _starts_with_label(part) else "") + part for part in parts[1:])
    text = _OTHER_TAG.sub(" ", text)
    return [one_line(from_markup(line)) for line in text.split("\n") if not _is_button(line)]


def _is_button(line: str) -> bool:
    """Whether a line is nothing but links of a word or two ("PDF | Abstract page")."""
    if "<a" not in line or len(line) > 4000:
        return False
    between = [one_line(from_markup(part)) for part in _ANCHOR.split(line)]
    return not re.search(r"\w", "".join(between[0::2])) and all(len(text.split()) <= 3 for text in between[1::2])


def _starts_with_label(part: str) -> bool:
    return bool(_LABEL.match(one_line(from_markup(part[:60].split("<")[0].strip()))))


def _without_silent(text: str) -> str:
    """Without comments, scripts and styles; one that does not end goes on to the end of the text."""
    if not _SILENT.search(text):
        return text
    parts = []
    place = 0
    lower = text.lower()
    while match := _SILENT.search(text, place):
        parts.append(text[place : match.start()])
        closing = f"</{match[1].lower()}" if match[1] else "-->"
        end = lower.find(closing, match.end())
        if end < 0:
            return "".join(parts)
        place = end + len(closing)
    return "".join((*parts, text[place:]))
