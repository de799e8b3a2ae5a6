"""Where a paper stands in the web."""

from __future__ import annotations

from readerapp.records import Paper


def page(paper: Paper) -> str | None:
    """The address of a paper: the link that the user gave it, else arXiv, else its DOI, else the link of a digest (unchecked)."""
    return next(iter(pages(paper).values()), None)


def pages(paper: Paper) -> dict[str, str]:
    """Every address of a paper by the field that it comes from (`url`, `arxiv_id`, `doi`), the first to be opened first."""
    found = {}
    if paper.url and "url" in paper.corrected:
        found["url"] = paper.url
    if paper.arxiv_id:
        found["arxiv_id"] = f"https://arxiv.org/abs/{paper.arxiv_id}"
    if paper.doi:
        from urllib.parse import quote  # start-up time: few papers are known by a DOI

        found["doi"] = f"https://doi.org/{quote(paper.doi, safe='/:;().-_')}"
    # A digest's link to arXiv or to the DOI says nothing that the ids do not.
    if paper.url and not (found and ("arxiv.org/" in paper.url or "doi.org/" in paper.url)):
        found.setdefault("url", paper.url)
    return found
