"""Where a paper stands in the web."""

from __future__ import annotations

from readerapp.records import Paper


def page(paper: Paper) -> str | None:
    """The address of a paper: arXiv, else its DOI, else the link that came with it (unchecked)."""
    if paper.arxiv_id:
        return f"https://arxiv.org/abs/{paper.arxiv_id}"
    if paper.doi:
        from urllib.parse import quote  # start-up time: few papers are known by their DOI alone

        return f"https://doi.org/{quote(paper.doi, safe='/:;().-_')}"
    return paper.url
