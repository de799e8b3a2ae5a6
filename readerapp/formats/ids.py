"""arXiv ids, DOIs and web addresses: recognised in every spelling, written in one."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote, urlsplit

_ARCHIVES = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga|"
    "funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph|"
    "q-alg|q-bio|quant-ph|solv-int|stat|supr-con"
)
_NEW = r"\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}"
_OLD = rf"(?:{_ARCHIVES})(?:\.[A-Za-z]{{2}})?/\d{{2}}(?:0[1-9]|1[0-2])\d{{3}}"
_BARE = re.compile(rf"(?:arxiv\s*[.:]\s*)?({_NEW}|{_OLD})(v\d+)?(?:\.pdf)?", re.IGNORECASE)
_LABELLED = re.compile(rf"\barxiv(?:\s*[.:]\s*|\s+)(?:abs/|pdf/)?({_NEW}|{_OLD})(v\d+)?(?![\d.]*\d)", re.IGNORECASE)
_IN_LINK = re.compile(
    rf"(?:arxiv\.org/(?:abs|pdf|html|ps|e-print|format|src)/(?:arxiv:)?|huggingface\.co/papers/|alphaxiv\.org/(?:abs|overview)/|"
    rf"(?:ar5iv\.(?:labs\.arxiv\.)?org|ar5iv\.org)/(?:abs|html)/|10\.48550/arxiv\.|scholar\.archive\.org/work/arxiv:|"
    rf"arxiv-sanity[a-z-]*\.com/|paperswithcode\.com/paper/arxiv:|export\.arxiv\.org/\w+/|oai:arxiv\.org:)"
    rf"({_NEW}|{_OLD})(v\d+)?(?![\d]|\.\d)",
    re.IGNORECASE,
)
_PAGE = re.compile(rf"https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf)/({_NEW})(v\d+)?(?:\.pdf)?")
"""Most links to papers."""
_LAST_PART = re.compile(
    r"https?://[^\s?#]{4,300}/((?:0[7-9]|1[0-4])(?:0[1-9]|1[0-2])\.\d{4}|\d{2}(?:0[1-9]|1[0-2])\.\d{5})(v\d+)?/?(?:[?#]\S*)?",
    re.IGNORECASE,
)
"""Whoever shows arXiv's papers ends the address with the id."""
_DOI = re.compile(
    r"(?:doi\s*[:=]?\s*|(?:https?://)?(?:dx\.|www\.)?doi\.org/)?(10\.\d{4,9}/[^\s\"<>{}|\\^`]+)", re.IGNORECASE
)
_RESOLVER = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/", re.IGNORECASE)
_PAGE_OF_DOI = re.compile(
    r"(?:(?<=\d)v\d{1,2}(?=[.?#/]|$))?(?:[./](?:full|pdf|epdf|abstract|meta|html|fulltext|summary)(?:[.-]?(?:text|pdf|html?))?/?)?"
    r"(?:[?#&]\S*)?$",
    re.IGNORECASE,
)
"""What publishers' addresses add to the DOI in them: a preprint's version, the form of the page, where the reader came from."""
_ARXIV_DOI = re.compile(rf"10\.48550/arxiv\.({_NEW}|{_OLD})(v\d+)?", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>\"`{}|\\^\u3000-\u303f\uff00-\uffef]+", re.IGNORECASE)
_LONGEST_URL = 2000
_STRICT_URL = re.compile(
    r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,4})?(?:[/?#][\w/?#.,:;=&%+~!*'()$-]*)?", re.ASCII
)
"""Addresses as nearly all are, of which nothing has to be asked any more."""
_CODE_HOSTS = re.compile(
    r"^https?://(?:www\.)?(?:github\.com|gitlab\.[a-z.]+|bitbucket\.org|codeberg\.org|gitee\.com|anonymous\.4open\.science|"
    r"git\.[a-z0-9.-]+|huggingface\.co/(?!papers/)[^/]+/[^/]+|code\.google\.com|sourceforge\.net|zenodo\.org/records?)/?",
    re.IGNORECASE,
)


def _arxiv(match: re.Match[str]) -> tuple[str, str | None]:
    found = match[1]
    if "/" in found:
        archive, number = found.split("/")
        # Since 2007 the class is no part of the id: math.GT/0309136 is math/0309136.
        found = f"{archive.split('.')[0].lower()}/{number}"
    return found, match[2].lower() if match[2] else None


def arxiv_id(text: str | None) -> tuple[str, str | None] | None:
    """(id without version, "v2" or None) of a field or an address that *is* an arXiv id in any spelling, else None.

    Takes `2403.01234v2`, `arXiv:cs/0701001`, abs, pdf, html and listing links, `huggingface.co/papers/…`, arXiv's DOIs.
    """
    if not text or not _may_hold_id(text):
        return None
    text = text.strip().strip("[]()<>.,;")
    match = _PAGE.fullmatch(text) or _BARE.fullmatch(text)
    if not match and _names_a_server(text):
        match = _IN_LINK.search(unquote(text) if "%" in text else text) or _ARXIV_DOI.search(text)
    if not match and "://" in text:
        match = _LAST_PART.fullmatch(text)
    return _arxiv(match) if match else None


def _may_hold_id(text: str) -> bool:
    """Whether a text holds a sign that is in every arXiv id: most short texts have none, and this is quicker."""
    return "." in text or "/" in text or "%" in text


def _names_a_server(text: str) -> bool:
    """Whether a text holds a word that every label and link of arXiv's papers has: most have none, and this is quicker."""
    lower = text.lower()
    return "xiv" in lower or "5iv" in lower or "/papers" in lower or ("%" in lower and "papers" in lower)


def arxiv_in(text: str) -> tuple[str, str | None] | None:
    """The first labelled arXiv id (`arXiv:2403.01234`) or arXiv link in a line of an entry; for fields, never for abstracts."""
    match = (_LABELLED.search(text) or _IN_LINK.search(text)) if _may_hold_id(text) and _names_a_server(text) else None
    return _arxiv(match) if match else None


def doi(text: str | None) -> str | None:
    """The DOI in a field or an address, lower case, without resolver; None for arXiv's own DOIs (they are arXiv ids)."""
    if not text:
        return None
    match = _DOI.search(unquote(text) if "%" in text else text)
    if not match:
        return None
    found = match[1]
    if text.lstrip()[:4].lower() == "http" and not _RESOLVER.match(text.lstrip()):
        found = _PAGE_OF_DOI.sub("", found)
    found = found.rstrip(".,;:'\"")
    while found.endswith(")") and found.count(")") > found.count("("):
        found = found[:-1].rstrip(".,;")
    return None if _ARXIV_DOI.match(found) else found.lower()


def web_url(text: str | None) -> str | None:
    """The address if it is a strict http or https one with a host and without credentials, else None."""
    if not text:
        return None
    text = text.strip()
    if len(text) <= _LONGEST_URL and _STRICT_URL.fullmatch(text):
        return text
    if not _URL.fullmatch(text):
        return None
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return None
    if not host or "@" in parts.netloc or len(text) > _LONGEST_URL:
        return None
    return text


def urls_in(text: str) -> tuple[str, ...]:
    """The addresses in running text, in order, each once; a closing full stop, bracket or quote is not part of one."""
    found: dict[str, None] = {}
    if "://" not in text:
        return ()
    for match in _URL.finditer(text):
        url = match[0].rstrip(".,;:!?'\"*_")
        while url.endswith((")", "]")) and url.count(url[-1]) > url.count("(" if url[-1] == ")" else "["):
            url = url[:-1].rstrip(".,;:!?'\"*_")
        if web_url(url):
            found[url] = None
    return tuple(found)


def is_code(url: str) -> bool:
    """Whether an address is a repository of code (or of a model or data set): it leads to a code host."""
    return bool(_CODE_HOSTS.match(url))


def code_urls_in(*texts: str | None) -> tuple[str, ...]:
    """The code links in some texts, each once."""
    return tuple(dict.fromkeys(url for text in texts if text for url in urls_in(text) if is_code(url)))


def unwrap(url: str) -> str:
    """The address behind a redirect of a mailer or a search engine (`url=…`, `q=…`), else the address itself."""
    for _ in range(3):
        try:
            query = parse_qs(urlsplit(url).query)
        except ValueError:
            return url  # no address at all: `https://[…`
        inner = next(
            (v[0] for k in ("url", "q", "u", "target") if (v := query.get(k)) and v[0].startswith("http")), None
        )
        if inner is None:
            return url
        url = inner
    return url


def arxiv_url(number: str) -> str:
    """The abstract page of an arXiv id."""
    return f"https://arxiv.org/abs/{number}"
