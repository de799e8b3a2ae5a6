"""Links leave the app only here, on request, and only if they are plain web addresses."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from readerapp.exports.address import page, pages
from readerapp.i18n import tr
from readerapp.records import Paper


def _web_url(address: str | None) -> str | None:
    if not address:
        return None
    from readerapp.formats.ids import web_url  # only when there is an address: start-up time

    return web_url(address)


def _quote(text: str, safe: str = "") -> str:
    from urllib.parse import quote  # start-up time

    return quote(text, safe=safe)


def open_link(address: str) -> bool:
    """Open an address in the user's browser; False (and nothing opened) unless it is a strict http or https one."""
    checked = _web_url(address)
    return checked is not None and QDesktopServices.openUrl(QUrl(checked, QUrl.ParsingMode.StrictMode))


def page_of(paper: Paper) -> str | None:
    """The paper's page, if it is a plain web address."""
    return _web_url(page(paper))


def pages_of(paper: Paper) -> list[tuple[str, str]]:
    """What each page of a paper is called, and its address; whether it is a plain one is asked when it is opened."""
    found = pages(paper)
    names = {
        "arxiv_id": "arXiv",
        "doi": "DOI",
        "url": tr("Page") if len(found) == 1 else _host(found.get("url", "")),
    }
    return [(names[field], address) for field, address in found.items() if address.startswith(("https://", "http://"))]


def _host(url: str) -> str:
    return short_address(url).partition("/")[0]


def short_address(url: str) -> str:
    """An address without its scheme, elided: what a button shows."""
    text = url.split("://", 1)[-1].removeprefix("www.").rstrip("/")
    return text if len(text) <= 48 else text[:47] + "…"


def pdf_of(paper: Paper) -> str | None:
    """The paper's PDF, None when none is known."""
    if _web_url(paper.pdf_url):
        return paper.pdf_url
    return f"https://arxiv.org/pdf/{paper.arxiv_id}" if paper.arxiv_id else None


def search_for(paper: Paper, address: str) -> str:
    """Where a paper without a link is looked for by its title; `address` holds `{title}`."""
    return address.replace("{title}", _quote(f'"{paper.title}"' if len(paper.title) < 200 else paper.title[:200]))
