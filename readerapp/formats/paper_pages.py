"""Web addresses that lead to a paper: the evidence that an entry of a feed or a list of objects is one."""

from __future__ import annotations

import re

from readerapp.formats.ids import arxiv_id, doi

# Publishers, proceedings, preprint servers and indexes, with the part of the path under which papers stand.
_PAGES = re.compile(
    r"""^https?://(?:[\w-]+\.){0,4}(?:
    openreview\.net/(?:forum|pdf|attachment)|openalex\.org/w\d|semanticscholar\.org/paper/|paperswithcode\.com/paper/|
    huggingface\.co/papers/\d|pubmed\.ncbi\.nlm\.nih\.gov/\d|ncbi\.nlm\.nih\.gov/(?:pubmed/\d|pmc/articles/)|
    europepmc\.org/(?:article|abstract)|inspirehep\.net/(?:literature|record)/|adsabs\.harvard\.edu/abs/|dblp\.org/rec/|
    ssrn\.com/\S{0,60}abstract|hal\.[\w.]{2,40}/[a-z]+-\d|osf\.io/preprints|chemrxiv\.org/engage|researchsquare\.com/article|
    (?:bio|med)rxiv\.org/(?:content|cgi)|eprint\.iacr\.org/\d{4}/\d|eccc\.weizmann\.ac\.il/report/|jstor\.org/stable/|
    aclanthology\.org/[A-Za-z0-9]|aclweb\.org/anthology/|proceedings\.mlr\.press/v\d|papers\.nips\.cc/paper|
    proceedings\.neurips\.cc/paper|openaccess\.thecvf\.com/(?:content|papers)|ecva\.net/papers|jmlr\.org/papers/|
    \w+\.aaai\.org/\S{0,80}/article/|ijcai\.org/(?:proceedings|abstract)|usenix\.org/conference/\S{1,80}/presentation|
    roboticsproceedings\.org/rss|drops\.dagstuhl\.de/(?:opus|entities|storage)|isca-(?:speech|archive)\.org/|
    ieeexplore\.ieee\.org/(?:abstract/)?document/|computer\.org/csdl/|dl\.acm\.org/(?:doi|citation)|
    link\.springer\.com/(?:article|chapter|10\.)|nature\.com/articles/|sciencedirect\.com/science/article|
    (?:cell|thelancet)\.com/\S{0,80}(?:fulltext|abstract)|onlinelibrary\.wiley\.com/doi|science\.org/doi|
    sciencemag\.org/(?:content|cgi)|pnas\.org/(?:doi|content|cgi)|journals\.plos\.org/\S{0,60}article|plos\.org/article|
    mdpi\.com/(?:\d{4}-\d{3}[\dxX]|journal)/|frontiersin\.org/(?:journals/\S{1,60}/)?articles?/|tandfonline\.com/doi|
    academic\.oup\.com/\S{1,60}/(?:article|advance-article)|(?:link|journals)\.aps\.org/(?:doi|\w+/abstract)|
    iopscience\.iop\.org/article|pubs\.(?:acs|rsc|aip)\.org/|journals\.sagepub\.com/doi|biomedcentral\.com/(?:article|10)|
    jamanetwork\.com/\S{0,60}article|nejm\.org/doi|bmj\.com/content|hindawi\.com/journals/|worldscientific\.com/doi|
    cambridge\.org/core/\S{0,120}/article/|elifesciences\.org/articles/|peerj\.com/(?:articles|preprints)/|
    joss\.theoj\.org/papers/|distill\.pub/\d{4}/|scipost\.org/|nber\.org/papers/|papers\.cool/|alphaxiv\.org/abs/|
    direct\.mit\.edu/\S{1,60}/article|epubs\.siam\.org/doi|projecteuclid\.org/|annualreviews\.org/(?:doi|content)
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def is_paper_page(url: str | None) -> bool:
    """Whether an address is a paper's: it holds an arXiv id or a DOI, or is an article's place at a publisher or index."""
    return bool(url) and (arxiv_id(url) is not None or doi(url) is not None or bool(_PAGES.match(url or "")))
