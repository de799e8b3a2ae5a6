"""What a short text is by its looks: a list of names, a tag (venue, date, category), the word on a button, a title."""

from __future__ import annotations

import re
from functools import lru_cache

from readerapp.formats.ids import arxiv_id
from readerapp.formats.md_labels import field_of

_URL = re.compile(r"(?:https?://|www\.)\S*|\S+\.(?:pdf|html?|md)", re.IGNORECASE)
_NUMBER = re.compile(r"[#№]?\s*\d[\d.,:/%\s-]*")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_BUTTON = frozenset(
    """a abs abstract access all and arxiv article at available back biorxiv bib bibtex blog branch browse camera cite click code
    colab community dataset datasets demo details discussion doi download en expand explore external for forum full fulltext
    github gitlab go here home homepage html hub hugging huggingface ieee in info it journal kaggle lab link links media medrxiv
    model models more next notebook official on online open openreview original our out page paper papers pdf permalink poster
    post preprint presentation preview previous project proceedings project publisher ready read repo repository review see show
    site slides source springer supp supplement supplementary talk tex text the this to top toggle tweet twitter url version via
    video view visit web webpage website weights with wiki youtube zh 中文 英文 版 论文 原文 链接 代码 摘要 下载 全文 查看 详情 阅读 更多
    返回 首页 页面 项目 主页 点击 展开 翻译 论文链接 原文链接 论文地址 代码链接 查看原文 阅读全文 论文原文 リンク 論文 原論文 コード 詳細 本文
    論文を読む 논문 링크 코드 원문 보기 자세히 논문보기 lire ici leer aquí hier lesen mehr weiter zum zur artikel article artículo
    lien enlace texto completo texte intégral volltext đọc xem tại đây bài báo liên kết gốc chi tiết статья ссылка код читать
    aquí plus suite papier étude studie""".split()
)
_TAG = re.compile(
    r"(?:(?:19|20)\d\d(?:[-./年 ]\d{1,2}(?:[-./月 ]\d{1,2}日?)?月?)?|\d\d[-./]\d\d(?:[-./]\d\d(?:\d\d)?)?|[a-z-]{2,8}\.[A-Z]{2}(?:[,;\s/|]+[a-z-]{2,8}(?:\.[A-Z]{2})?)*|"
    r"v\d{1,2}|new|updated?|hot|code|pdf|arxiv|preprint|survey|oral|spotlight|highlight|best paper|poster|must[- ]read|"
    r"(?:score|rating|relevance|评分|分数)?[:：\s]*\d{1,3}(?:\.\d+)?\s*(?:/\s*\d{1,3})?%?|"
    r"[+⬆↑👍▲❤🔥★⭐\ufe0f\s]*\d{1,5}\s*(?:up)?(?:votes?|likes?|points?|stars?|赞|票|citations?)?|"
    r"(?-i:arxiv|preprint|corr|bioRxiv|medRxiv|[A-Z][\w&+/-]{1,20}(?:\s(?:[A-Z][\w&-]{1,20}|of|on|and|in)){0,6})[\s,'’‘:·-]{0,3}"
    r"(?:(?:19|20)?\d\d(?:[./-]\d{1,2})?)(?:[\s,.:;()·-]{1,3}(?:oral|spotlight|highlight|best paper|poster|findings|workshop|main|award|accepted|long|short|demo))*|"
    r"(?:NeurIPS|NIPS|ICML|ICLR|CVPR|ICCV|ECCV|WACV|BMVC|ACL|EMNLP|NAACL|EACL|COLING|TACL|AAAI|IJCAI|KDD|WWW|SIGIR|CIKM|WSDM|RecSys|"
    r"ICRA|IROS|CoRL|RSS|RA-?L|TPAMI|PAMI|IJCV|TIP|JMLR|TMLR|AISTATS|UAI|COLT|ICASSP|Interspeech|MICCAI|MIDL|TMI|MedIA|SIGGRAPH|TOG|CHI|"
    r"UIST|SIGMOD|VLDB|ICDE|OSDI|SOSP|NSDI|USENIX|CCS|NDSS|S&P|STOC|FOCS|Nature|Science|PNAS|Cell|arXiv|CoRR|PRL|PRD|ApJ|MNRAS)[\w\s,.'’-]{0,20})",
    re.IGNORECASE,
)
_NAME_BREAK = re.compile(r"\s*(?:[,;，、；]|\s(?:and|und|et|y|e|и|và|&)\s|·|\s&\s)\s*")
_ET_AL = re.compile(r"[\s,]*(?:et\.?\s?al\.?|等人?|ほか|他|외|u\.\s?a\.|и др\.?|\.{3}|…)\s*[.,:]?\s*$", re.IGNORECASE)
_TAIL = 24
"""Letters at the end of a list of names in which "et al." stands."""
_PARTICLES = frozenset(
    "de da dos das del della der den di du el la le les al bin ibn ben van von zu zur ter ten do e y af av".split()
)
_AFFIX = re.compile(r"[\d*†‡§¶⋆∗,^⁰¹²³⁴⁵⁶⁷⁸⁹]+$|\([^()]{0,80}\)$")
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?(?:-[^\W\d_]\.)?")


@lru_cache(maxsize=128)
def words_in(text: str) -> int:
    """How much a text says: its words, two CJK characters counting as one."""
    if text.isascii() and text.replace(" ", "").isalnum():
        return len(text.split())
    cjk = 0 if text.isascii() else len(_CJK.findall(text))
    return len(_WORD.findall(_CJK.sub(" ", text) if cjk else text)) + (cjk + 1) // 2


@lru_cache(maxsize=128)
def is_button(text: str) -> bool:
    """Whether a link's text only says where it leads (`PDF`, `Paper page`, `论文链接`, an address, a number, an id)."""
    text = text.strip(" []()【】:：.。!*|-→»›>⬆↑")
    if (
        not text
        or (" " not in text and _URL.fullmatch(text))
        or _NUMBER.fullmatch(text)
        or arxiv_id(text) is not None
        or (len(text) < 60 and text.startswith("10."))
    ):
        return True
    if len(text) > 60:
        return False
    words = [word.casefold() for word in _WORD.findall(text)]
    return (
        not words
        or all(word in _BUTTON or word.isdigit() for word in words)
        or (len(words) <= 3 and bool(field_of(text)))
    )


def is_tag(text: str) -> bool:
    """Whether a short text beside a title is a venue, date, category, id, score or the like."""
    text = text.strip(" []()【】*_`:：,，.")
    return not text or (len(text) <= 70 and (is_button(text) or _TAG.fullmatch(text) is not None))


def is_title(text: str) -> bool:
    """Whether a text can be the title of a paper when it stands as a link, in bold or in quotes somewhere in a line."""
    if not 6 <= len(text) <= 400 or is_button(text) or is_tag(text):
        return False
    said = words_in(text)
    return 3 <= said <= 60 or (said > 0 and len(text) >= 10)


@lru_cache(maxsize=128)
def is_names(text: str) -> bool:
    """Whether a text is a list of people: at least two names, or one and others."""
    text = text.strip(" *_()[]:：.")
    if not text or len(text) > 20_000:
        return False
    others = _ET_AL.search(text[-_TAIL:])
    bare = text[: len(text) - len(others[0])] if others else text
    names = [name for name in _NAME_BREAK.split(bare) if name and name.strip()]
    if not names:
        return False
    good = sum(_is_name(name) for name in names)
    if len(names) == 1:
        return bool(good) and bare != text
    # "Attention, Memory, Control" is a list, but not of people.
    return good >= 0.8 * len(names) and sum(
        " " in name.strip() or "." in name or bool(_CJK.search(name)) for name in names
    ) * 2 > len(names)


def _is_name(name: str) -> bool:
    name = _AFFIX.sub("", name.strip(" *_[]`").strip())
    if not 2 <= len(name) <= 60:
        return name.strip(". ") == ""
    if _CJK.search(name):
        return len(name) <= (4 if not re.search(r"[\u30a0-\u30ff・]", name) else 16)
    words = name.split()
    if len(words) > 6:
        return False
    return (
        all(
            word.casefold() in _PARTICLES
            or (word[0].isupper() and _NAME_WORD.fullmatch(word) is not None)
            or (not word.isascii() and not word[0].islower())
            for word in words
        )
        and len(name) >= 3
    )
