"""Mails: archives of several, attachments, odd headers; arXiv's announcements; Scholar's alerts."""

from __future__ import annotations

from readerapp.records import Skipped
from tests.formats.reading import read, titles
from tests.formats.writers import ITEMS, WRITERS, Item, arxiv_mail, markdown_headings

FIRST, SECOND, THIRD = ITEMS[:3]
RULE = "-" * 78


def mail(body: str, *headers: str) -> str:
    said = headers or ("From: bot@example.org", "Subject: Papers of the day", "Date: Sat, 14 Mar 2026 07:00:00 +0000")
    return "\n".join([*said, "Content-Type: text/plain; charset=utf-8", "", body])


def entry(item: Item, *fields: str, version: str = "") -> str:
    return "\n".join(["\\\\", f"arXiv:{item.arxiv}{version}", *fields, "\\\\"])


def test_every_mail_of_an_archive_is_read() -> None:
    one = "From bot@example.org Sat Mar 14 07:00:00 2026\n" + mail(markdown_headings([FIRST]))
    two = "From bot@example.org Sun Mar 15 07:00:00 2026\n" + mail(markdown_headings([SECOND]))
    nothing = "From a@example.org Sun Mar 15 08:00:00 2026\n" + mail("See you at lunch.")
    reading = read("\n\n".join([one, nothing, two]), "papers.mbox")
    assert [record.title for record in reading.records] == [FIRST.title, SECOND.title]
    assert [record.arxiv_id for record in reading.records] == [FIRST.arxiv, SECOND.arxiv]
    assert (reading.format, reading.title, reading.date) == ("email/markdown", "Papers of the day", "2026-03-14")


def test_pictures_and_empty_parts_of_a_mail_are_passed_over() -> None:
    text = "\n".join(
        [
            "From: bot@example.org", "Subject: Papers", "MIME-Version: 1.0", 'Content-Type: multipart/mixed; boundary="b"', "",
            "--b", "Content-Type: image/png", "Content-Transfer-Encoding: base64", "", "iVBORw0KGgo=",
            "--b", "Content-Type: text/plain", "", " ",
            "--b", "Content-Type: text/plain; charset=utf-8", "", markdown_headings([FIRST, SECOND]), "--b--", "",
        ]
    )  # fmt: skip
    assert titles(text, "papers.eml") == [FIRST.title, SECOND.title]


def test_a_mail_pasted_into_a_mail_still_gives_its_papers() -> None:
    assert titles(mail(mail(markdown_headings([FIRST, SECOND]))), "forward.eml") == [FIRST.title, SECOND.title]


def test_a_subject_in_an_encoding_that_is_none_stays_as_it_is() -> None:
    odd = mail(markdown_headings([FIRST]), "From: a@example.org", "Subject: =?utf-99?B?UGFwZXJz?=")
    reading = read(odd, "odd.eml")
    assert [record.title for record in reading.records] == [FIRST.title]
    assert reading.title == "=?utf-99?B?UGFwZXJz?="


def test_a_mail_of_more_parts_than_any_mail_has_is_refused_with_a_word() -> None:
    deep = "From: a@example.org\nSubject: x\n" + "Content-Type: multipart/mixed; boundary=b\n\n--b\n" * 300
    reading = read(deep, "deep.eml")
    assert reading.records == ()
    assert reading.warnings == ("the mail has more parts inside parts than any mail has",)


def test_an_announcement_without_title_is_skipped_with_its_line_and_reason() -> None:
    whole = arxiv_mail([FIRST, SECOND])
    broken = entry(THIRD, "Date: Fri, 13 Mar 2026 10:00:00 GMT   (20kb)", "Authors: Diederik P. Kingma")
    reading = read(f"{broken}\n{RULE}\n{whole}")
    assert [record.title for record in reading.records] == [FIRST.title, SECOND.title]
    assert reading.skipped == (
        Skipped(
            "line 2",
            f"arXiv:{THIRD.arxiv} Date: Fri, 13 Mar 2026 10:00:00 GMT (20kb) Authors: Diederik P. Kingma \\\\ {RULE}"[
                :120
            ],
            "an entry without a title",
        ),
    )


def test_a_replacement_ends_at_its_closing_line_or_at_the_rule() -> None:
    fields = ("Title: {}", "Authors: Ada Lovelace, Grace Hopper (Navy) and Alan Turing", "Categories: cs.LG stat.ML")
    closed = "\n".join(
        [
            "\\\\", f"arXiv:{FIRST.arxiv}", "replaced with revised version Fri, 13 Mar 2026 10:00:00 GMT   (20kb)", "",
            fields[0].format(FIRST.title), *fields[1:], f"\\\\ ( https://arxiv.org/abs/{FIRST.arxiv}v2 ,  20kb)", RULE,
        ]
    )  # fmt: skip
    unclosed = "\n".join(
        ["\\\\", f"arXiv:{SECOND.arxiv}", fields[0].format(SECOND.title), *fields[1:], RULE, "Unsubscribe"]
    )
    first, second = read(f"{closed}\n{unclosed}").records
    assert (first.title, first.arxiv_id, first.version, first.abstract) == (FIRST.title, FIRST.arxiv, "v2", None)
    assert first.url == f"https://arxiv.org/abs/{FIRST.arxiv}v2"
    assert first.authors == second.authors == ("Ada Lovelace", "Grace Hopper", "Alan Turing")
    assert (first.section, second.section) == ("cs.LG", "cs.LG")
    assert (second.title, second.abstract, second.url) == (
        SECOND.title,
        None,
        f"https://arxiv.org/abs/{SECOND.arxiv}",
    )


def test_an_abstract_that_lost_its_closing_line_ends_at_the_rule() -> None:
    fields = (f"Title: {FIRST.title}", "Authors: Ada Lovelace", "Categories: cs.CL")
    text = f"{entry(FIRST, *fields)}\n  {FIRST.abstract}\n{RULE}\n{arxiv_mail([SECOND])}"
    first, second = read(text).records
    assert (first.abstract, first.abstract_kind) == (FIRST.abstract, "full")
    assert (second.abstract, second.title) == (SECOND.abstract, SECOND.title)


def test_an_alert_without_classes_and_a_link_without_words() -> None:
    name, writer = WRITERS["scholar"]
    rows = "".join(
        f'<h3><a href="https://scholar.google.com/scholar_url?url=https://arxiv.org/pdf/{item.arxiv}.pdf&amp;hl=en">{item.title}</a></h3>'
        f"<div>A Lovelace, G Hopper - arXiv preprint, 2026</div><div>{item.abstract[:140]} …</div>"
        for item in (FIRST, SECOND)
    )
    bare = '<h3><a href="https://scholar.google.com/scholar_url?url=https://example.org/x"> </a></h3><div>Save</div>'
    reading = read(f"<html><body>{rows}{bare}</body></html>", name)
    first, second = reading.records
    assert (first.title, second.title) == (FIRST.title, SECOND.title)
    assert (first.arxiv_id, first.pdf_url) == (FIRST.arxiv, f"https://arxiv.org/pdf/{FIRST.arxiv}.pdf")
    assert (first.abstract, first.abstract_kind) == (f"{FIRST.abstract[:140]} …", "snippet")
    assert first.authors == ("A Lovelace", "G Hopper")
    assert titles(writer(ITEMS), name) == [item.title for item in ITEMS]


def test_a_redirect_of_an_alert_with_nothing_before_or_behind_it_is_no_paper() -> None:
    def told(title: str, item: Item, behind: str) -> str:
        link = f"<https://scholar.google.com/scholar_url?url=https://arxiv.org/pdf/{item.arxiv}&hl=en>"
        return f"{title}\n{link}\n{behind}\n\n"

    people = f"A Lovelace - arXiv preprint, 2026\n{FIRST.abstract[:120]} …"
    text = told(FIRST.title, FIRST, people) + told("", SECOND, people) + told(THIRD.title, THIRD, "")
    assert titles(text) == [FIRST.title]


def test_rows_that_all_look_alike_are_told_apart_by_the_links_to_papers() -> None:
    rows = "".join(
        f'<tr><td>{n}.</td><td><a href="https://pubmed.ncbi.nlm.nih.gov/{34000000 + n}/">{item.title}.</a></td></tr>'
        f"<tr><td></td><td>{', '.join(item.authors)}.</td></tr><tr><td></td><td><span>A Journal. 2026 Aug;596(7873):583-589.</span></td></tr>"
        f"<tr><td></td><td>PMID: {34000000 + n}</td></tr>"
        for n, item in enumerate(ITEMS, 1)
    )
    found = read(f"<html><body><p>Results</p><table>{rows}</table></body></html>", "alert.html").records
    assert [record.title.rstrip(".") for record in found] == [item.title for item in ITEMS]
