"""Lists in stages, and what a text means while it is still being typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from readerapp.edits import Mark, Override, SetNote
from readerapp.store import finding
from readerapp.store.finding import Found, Wish, stages
from readerapp.store.library import Library
from readerapp.store.query import highlights
from readerapp.store.reading import Reader
from tests.digests import TITLES, import_edit

NUMBERED = tuple(f"Common Title With the Number {n} in It" for n in range(30))


@pytest.fixture
def reader(library_folder: Path, library: Library) -> Iterator[Reader]:
    library.apply(import_edit(NUMBERED, name="one.txt", day="2026-03-01"))
    library.apply(import_edit(TITLES, name="two.txt", day="2026-03-14"))
    with Reader(library_folder) as opened:
        yield opened


def found(reader: Reader, query: str, **more: bool) -> list[Found]:
    return list(stages(reader, Wish(query, quick=True, **more)))


def test_a_short_list_comes_at_once(reader: Reader) -> None:
    (only,) = found(reader, "")
    assert len(only.ids) == 38
    assert (only.last, only.more, only.order) == (True, False, "newest")


def test_a_long_list_shows_its_first_page_and_then_all(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "PAGE", 10)
    first, whole = found(reader, "")
    assert len(first.ids) == 10
    assert first.ids == whole.ids[:10]
    assert (first.more, first.last, whole.more, whole.last) == (True, False, False, True)


def test_few_hits_are_ranked_at_once(reader: Reader) -> None:
    (only,) = found(reader, "common")
    assert (len(only.ids), only.order) == (30, "relevance")


def test_many_hits_show_the_newest_and_then_the_best(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "FEW", 5)
    monkeypatch.setattr(finding, "NEWEST", 4)
    first, ranked = found(reader, "common")
    assert list(first.ids) == [27, 28, 29, 30]  # the last ones added, in the order of their digest
    assert len(ranked.ids) == 30
    assert list(ranked.ids) == list(reader.ids("common"))


def test_only_the_newest_of_very_many_hits_are_ranked_until_all_are_asked_for(
    reader: Reader, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "FEW", 5)
    monkeypatch.setattr(finding, "RANKED", 12)
    library.apply(SetNote(25, "common common common"))
    *_, ranked = found(reader, "common")
    assert sorted(ranked.ids) == list(range(19, 31))
    assert ranked.ids[0] == 25
    assert ranked.more
    *_, whole = found(reader, "common", exact=True)
    assert list(whole.ids) == list(reader.ids("common"))
    assert not whole.more


def test_what_is_dropped_or_trashed_is_in_no_stage(
    reader: Reader, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "FEW", 5)
    library.apply(Mark((30,), "dropped"))
    for stage in found(reader, "common"):
        assert 30 not in stage.ids


def test_headings_come_with_the_whole_list_only(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "PAGE", 10)
    (only,) = found(reader, "", grouped=True)
    assert only.groups == ((0, "2026-03-14"), (8, "2026-03-01"))


def test_signs_alone_find_nothing(reader: Reader) -> None:
    (only,) = found(reader, "***")
    assert not only.ids


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("d", {"Deep Residual Learning for Image Recognition", "Playing Atari with Deep Reinforcement Learning",
               "Denoising Diffusion Probabilistic Models"}),
        ("learning d", {"Deep Residual Learning for Image Recognition", "Playing Atari with Deep Reinforcement Learning"}),
        ("atari is:", {"Playing Atari with Deep Reinforcement Learning"}),
        ("atari -is:", {"Playing Atari with Deep Reinforcement Learning"}),
        ("atari is:un", {"Playing Atari with Deep Reinforcement Learning"}),
        ('atari tag:"', {"Playing Atari with Deep Reinforcement Learning"}),
        ("atari before:20", {"Playing Atari with Deep Reinforcement Learning"}),
        ("atari sort:ne", {"Playing Atari with Deep Reinforcement Learning"}),
        ("atari title:", {"Playing Atari with Deep Reinforcement Learning"}),
        ("zebra is:", set()),
        ("is:unread is:r", set(TITLES) | set(NUMBERED)),
        ("atari OR", {"Playing Atari with Deep Reinforcement Learning"}),
        ("atari before:2026-0", {"Playing Atari with Deep Reinforcement Learning"}),
        ("atari after:2026-03-1", {"Playing Atari with Deep Reinforcement Learning"}),
        ("atari seen:>", {"Playing Atari with Deep Reinforcement Learning"}),
        ('atari has:"', {"Playing Atari with Deep Reinforcement Learning"}),
        ("atari is:foo", set()),
        ("atari sort:foo", set()),
        ("atari seen:abc", set()),
        ("atari before:tomorrow", set()),
        ("é", {"Generative Adversarial Networks for Everyone at Home", "Auto-Encoding Variational Bayes in Plain Words"}),
    ],
)  # fmt: skip
def test_what_is_still_being_typed_is_understood_as_far_as_it_goes(reader: Reader, text: str, titles: set[str]) -> None:
    *_, last = found(reader, text, typing=True)
    assert {paper.title for paper in reader.papers(last.ids)} == titles


def test_a_letter_is_a_whole_word_once_it_is_typed(reader: Reader) -> None:
    *_, last = found(reader, "d ", typing=True)
    assert not last.ids
    *_, last = found(reader, "d")
    assert not last.ids
    (only,) = found(reader, "d", typing=True)
    assert only.order == "newest"


@pytest.mark.parametrize("text", ["is:unr", "before:2026-0", "seen:>", "tag:", "sort:ne", "atari is:"])
def test_an_operator_without_its_value_is_text_once_nothing_more_is_typed(reader: Reader, text: str) -> None:
    *_, last = found(reader, f"{text} ", typing=True)
    assert not last.ids
    *_, last = found(reader, text)
    assert not last.ids


def test_only_what_is_searched_for_is_highlighted() -> None:
    assert highlights("graph is:", typing=True) == ["graph"]
    assert highlights("graph is:") == ["is", "graph"]


def test_the_titles_index_follows_its_papers(library: Library, reader: Reader) -> None:
    library.undo()
    *_, last = found(reader, "d", typing=True)
    assert not last.ids
    assert library.problems() == []
    library.redo()
    library.repair()
    *_, last = found(reader, "d", typing=True)
    assert len(last.ids) == 3


def test_a_letter_is_asked_of_the_title_that_is_shown(library: Library, reader: Reader) -> None:
    (paper,) = reader.ids('title:"Playing Atari"')
    library.apply(Override(paper, {"title": "Zebras at Play"}))
    assert list(list(found(reader, "z", typing=True))[-1].ids) == [paper]
    library.undo()
    assert not list(found(reader, "z", typing=True))[-1].ids


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("atari d", {"Playing Atari with Deep Reinforcement Learning"}),
        ("atari z", set()),
        ("(nothing OR d", {"Playing Atari with Deep Reinforcement Learning"}),
        ("is:unread -atari d", set()),
    ],
)
def test_a_letter_beside_words_is_the_beginning_of_another_word_of_the_title(
    reader: Reader, text: str, titles: set[str]
) -> None:
    *_, last = found(reader, text, typing=True)
    shown = {paper.title for paper in reader.papers(last.ids)}
    assert shown >= titles
    assert ("Playing Atari with Deep Reinforcement Learning" in shown) == bool(titles)
