"""arXiv ids without their dot in the file names of a site's own pages (`./papers/251009608v1-streaming.html`)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from readerapp.formats.ids import arxiv_url
from readerapp.text.fold import identity_fold

_LINK = re.compile(
    r"\[([^\[\]]{6,400}+)\]\(<?((?!(?:https?:)?//(?:[\w-]+\.)*arxiv\.org)[^\s()<>#]{0,300}?(?<![\d.])"
    r"(\d\d)(0[1-9]|1[0-2])(\d{4,5})(v\d{1,2})?(?!\d)([-_./][^\s()<>]{0,300})?)>?\)"
)
_MONTHS_APART = 24
_SAME = 10


def relative_papers(lines: Iterable[str]) -> dict[str, str]:
    """Address → arXiv's page for the links whose file name can be an id; only when the links of the file agree on it.

    They agree when a name goes on with the words of its own title, or when at least two ids are of about the same time
    and no number of that kind speaks against it.
    """
    found: list[tuple[str, str, int, bool]] = []
    for line in lines:
        if "](" not in line or len(line) > 20_000:
            continue
        for title, url, year, month, number, _version, rest in _LINK.findall(line):
            # Five digits since January 2015, four before.
            if (len(number) == 5) != (int(year) >= 15) or not 7 <= int(year) <= 90:
                continue
            slug, fold = identity_fold(rest), identity_fold(title)
            same = len(fold) >= _SAME and slug[:_SAME] == fold[:_SAME]
            found.append((url, f"{year}{month}.{number}{_version}", int(year) * 12 + int(month), same))
    if not any(same for *_, same in found):
        months = [month for _, _, month, _ in found]
        if len({number for _, number, _, _ in found}) < 2 or max(months) - min(months) > _MONTHS_APART:
            return {}
    return {url: arxiv_url(number) for url, number, _, _ in found}
