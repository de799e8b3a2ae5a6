"""The keys under which JSON files keep what a record holds: families of names, in many spellings."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from readerapp.formats.md_labels import field_of

Family = Literal[
    "title", "abstract", "inverted", "summary", "gist", "translated title", "translated abstract", "snippet", "authors", "arxiv", "doi",
    "id", "url", "pdf", "code", "date", "published", "updated", "votes", "kind", "section", "version", "venue", "bibtex", "comment",
    "talk", "wrapper", "related", "",
]  # fmt: skip
"""What a key holds. `inverted`: an abstract as words with places (OpenAlex); `summary`: an abstract or somebody's words;
`gist`: surely somebody's words; `date`: any day, used when none of `published` is there; `venue`: what only papers have
(journal, citations); `talk`: what talks have and papers have not; `wrapper`: an object that belongs to the record around it;
`related`: other papers (references); "" for anything else."""

_WORDS: dict[Family, str] = {
    "title": "title titles headline displayname titletext papername worktitle documenttitle maintitle",
    "abstract": "abstract abstracts abstractnote abstracttext abs abstractvalue abstrct abstractfull abstracthtml",
    "inverted": "abstractinvertedindex",
    "summary": "summary summaries description descriptions summarytext content contenttext contenthtml text body desc synopsis",
    "gist": """tldr tdlr tldrs aisummary gptsummary llmsummary shortsummary onesentencesummary onelinesummary oneliner gist keypoints
        keypoint highlights highlight takeaways takeaway keytakeaways keyfindings contribution contributions mainidea whyitmatters
        insight insights explanation analysis digest brief overview motivation aiabstract teaser""",
    "snippet": "snippet excerpt publicationinfosummary",
    "authors": """authors author authornames authorname authorlist authorsstring authorstring authorships creators creator authorfull
        allauthors firstauthor authorsparsed authorslist contributors writers researchers people""",
    "arxiv": "arxiv arxivid arxivnumber arxivids eprint eprints eprintid arxiveprints arxivpaperid",
    "doi": "doi dois doiid",
    "id": """id ids paperid entryid identifier identifiers externalids externalid articleids uid key pmid pmcid corpusid bibcode guid
        alternateids identifierslist papernumber idstr hfid rdfabout serialnumber serialnumbers""",
    "url": """url urls link links uri paperlink absurl urlabs abslink page pageurl site website html htmlurl htmllink landingpage
        landingpageurl openreview openreviewurl openaccessurl forum sourceurl originurl arxivurl arxivlink arxivabsurl arxivabs
        arxivpageurl primarylocation bestoalocation locations ee venueurl canonical alternate externalurl webpage s2url weburl
        sourcelink originallink hfurl hflink huggingfaceurl resource articleurl doiurl doilink href externallink openaccess""",
    "pdf": "pdf pdfurl urlpdf pdflink pdflinks openaccesspdf downloadurl downloadlink fulltexturl arxivpdf pdfs arxivpdfurl",
    "code": """code codeurl codelink codelinks codeurls github githuburl githublink githublinks githubrepo repo repourl repository
        repositories implementation implementations projectpage project projecturl coderepo officialcode paperswithcode""",
    "published": """published publisheddate datepublished publicationdate publishedat pubdate publishdate publishedonline issued
        onlinedate submitted submitteddate submissiondate submittedat releasedate pdate cdate odate firstpublicationdate preprintdate
        electronicpublicationdate publishedprint coverdate publishtime publishedtime originallyannounced epubdate datesubmitted""",
    "date": "date day created createddate createdat datecreated announced announcedate year pubyear publicationyear time timestamp",
    "updated": "updated updateddate lastupdated updatedate updatedat modified modifieddate lastmodified dateupdated",
    "votes": "upvotes upvote votes votecount upvotecount upvotescount numupvotes numvotes likes likecount paperupvotes",
    "kind": "kind type itemtype contenttype sourcetype entrytype resourcetype doctype documenttype worktype category",
    "section": "topic topics section track session primarycategory primarytopic primaryarea subject area field group theme areas",
    "version": "version arxivversion latestversion",
    "venue": """venue journal journalref journaltitle journalname conference conferences booktitle proceeding proceedings containertitle
        hostvenue citationcount citedbycount citations numcitations gscitation referencecount isreferencedbycount influentialcitationcount
        primarycategory categories fieldsofstudy mscclass acmclass issn volume meshheadings publicationvenue publicationtypes
        proceedingstitle citedby paperstatus decision authorids""",
    "bibtex": "bibtex bib citationbibtex",
    "comment": "comment comments note notes remark",
    "talk": "speaker speakers presenter presenters room starttime endtime instructor instructors host episode duration audio audiourl price isbn",
    "wrapper": """details detail content metadata meta info bibjson attributes paper article entry node item fields properties source
        data extra extras publication record work biblio arxivdata document doc""",
    "related": "references reference citations citing cited related relatedpapers similar similarpapers recommendations replies",
}  # fmt: skip
# Several meanings: `content` is text or an object, `citations` a number or a list; what the value is decides.
_FIELDS: dict[str, tuple[Family, ...]] = {}
for _family, _words in _WORDS.items():
    for _word in _words.split():
        _FIELDS[_word] = (*_FIELDS.get(_word, ()), _family)

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_BREAK = re.compile(r"[\W_]+")
_HEADS = frozenset(
    "paper article publication arxiv original orig full en english dc dcterms citation prism the work item hf".split()
)
_TAILS = frozenset("en eng english text original orig full raw clean str string value s".split())
_LANGUAGES = frozenset(
    """zh cn ch chinese translated translation trans ja jp japanese ko kr korean vi vn vietnamese de german fr french es spanish pt
    ru russian it ar id th tr hi pl nl uk fa zhcn zhtw tw localized""".split()
)
_LABELS: dict[str, Family] = {
    "title": "title", "original": "title", "translation": "translated title", "authors": "authors", "abstract": "abstract",
    "summary": "gist", "link": "url", "pdf": "pdf", "code": "code", "date": "date", "arxiv": "arxiv", "doi": "doi", "votes": "votes",
}  # fmt: skip


@lru_cache(maxsize=8192)
def families(key: str) -> tuple[Family, ...]:
    """The families that a key may belong to, the first that fits its value being meant; () for none.

    Case, `_`, `-` and camel case do not matter, nor do `paper_`, `arxiv_`, `original_` before and `_en`, `_text` behind.
    """
    if len(key) > 60:
        return ()
    words = [word for word in _BREAK.split(_CAMEL.sub(" ", key).lower()) if word]
    joined = "".join(words)
    if joined in _FIELDS:
        return _FIELDS[joined]
    if translated := _translated(words):
        return (translated,)
    while len(words) > 1 and words[-1] in _TAILS:
        words.pop()
        # `summary_en` stands beside a summary in another language: somebody wrote both.
        if found := _FIELDS.get("".join(words)):
            return ("gist",) if found[0] == "summary" else found
    while len(words) > 1 and words[0] in _HEADS:
        words.pop(0)
        if found := _FIELDS.get("".join(words)):
            return found
    if len(words) > 1 and ("tldr" in words or "tdlr" in words or words[-1] in ("summary", "tldr", "summaries")):
        return ("gist",)
    known = _LABELS.get(field_of(key)) if not key.isascii() else None
    return (known,) if known else ()


def _translated(words: list[str]) -> Family | None:
    """`title_zh`, `translated_abstract`, `摘要_cn`: the digest's own language."""
    rest = [word for word in words if word not in _LANGUAGES]
    if not rest or len(rest) == len(words):
        return None
    for family in _FIELDS.get("".join(rest), ()):
        if family == "title":
            return "translated title"
        if family in ("abstract", "summary", "gist"):
            return "translated abstract"
    return None
