"""Applications on the command line: listed, looked at, confirmed, refused (CERT-3)."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path

import pytest

from core.domain.actor import Family
from core.domain.application import Applicant, Particulars
from core.domain.consent import CONSENT_VERSION
from core.ports.unit_of_work import UnitOfWork
from core.services.accounts import arrive, give_consent
from core.services.applications import ApplicationRequest, send_application
from db.clock import ClockFrom
from db.database import Database
from tests.builders import NOON
from tests.office.conftest import Kruzhok, refused
from tests.office.region import ANNA, CATEGORY, OLEG, STEPS
from tests.office.typed import told, tried_and_done

MASHA = Particulars("Котова Мария", date(2016, 1, 1), Applicant.PARENT, "Котова Ольга")
IVAN = Particulars("Котов Иван", date(2016, 1, 1), Applicant.PARENT, "Котова Ольга")


@pytest.fixture
def sent(kruzhok: Kruzhok, folder: Path) -> None:
    """Two applications to a municipality with a category."""
    for words, settings in (STEPS[0], STEPS[3]):
        told(kruzhok, *words, **settings)
    asyncio.run(apply_for_two(f"sqlite+aiosqlite:///{folder}/kruzhok.sqlite3"))


async def apply_for_two(url: str) -> None:
    """Two applications of a new account to the municipality that there is."""
    # Before the hour that the office has.
    clock = ClockFrom(NOON.replace(year=2026, hour=7))
    database = Database.open(url, clock)
    await database.perform(_apply)
    await database.close()


def _apply(uow: UnitOfWork) -> None:
    account = arrive(uow, 700, "ru")
    give_consent(uow, account)
    place = uow.municipalities.all()[0].id
    for said in (MASHA, IVAN):
        request = ApplicationRequest(place, said, CONSENT_VERSION, said.child_full_name)
        send_application(uow, Family(account.id), request)


def test_cert_3_an_office_lists_looks_and_answers(
    kruzhok: Kruzhok, folder: Path, sent: None
) -> None:
    listed = told(kruzhok, "application", "list", "KLG", **OLEG)["applications"]
    looked = told(kruzhok, "application", "show", "1", **OLEG)
    confirm = ("application", "confirm", "1", "--category", CATEGORY, "--number", "3901000009")
    confirmed = tried_and_done(kruzhok, folder, *confirm, **OLEG)
    refuse = ("application", "refuse", "2", "--reason", "NOBODY_CAME", "--comment", "ждали")
    denied = tried_and_done(kruzhok, folder, *refuse, **ANNA)

    assert [(each["id"], each["answer_due"]) for each in listed] == [
        (1, "2026-08-25"), (2, "2026-08-25"),
    ]  # fmt: skip
    assert (looked["child"], looked["same_child"]) == ("Котова Мария", None)
    assert (confirmed["state"], confirmed["certificate"]) == ("CONFIRMED", "3901000009")
    assert (denied["state"], denied["reason"]) == ("REFUSED", "NOBODY_CAME")
    assert told(kruzhok, "certificate", "show", "3901000009", **OLEG)["linked"] is True
    assert told(kruzhok, "application", "list", "KLG", **OLEG)["applications"] == []
    text = kruzhok("application", "list", "KLG", "--state", "CONFIRMED", **OLEG).stdout
    assert "3901000009" in text
    assert "Котова" not in text


def test_another_reason_needs_words(kruzhok: Kruzhok, sent: None) -> None:
    words = ("application", "refuse", "1", "--reason", "OTHER")

    sentence = refused(kruzhok(*words, **OLEG))
    denied = told(kruzhok, *words, "--comment", "ремонт", **OLEG)

    assert "--comment" in sentence
    assert "(comment-needed)" in sentence
    assert (denied["reason"], denied["comment"]) == ("OTHER", "ремонт")


def test_a_number_is_drawn_where_none_is_given(kruzhok: Kruzhok, sent: None) -> None:
    words = ("application", "confirm", "1", "--category", CATEGORY)
    tried = told(kruzhok, *words, "--dry-run", **OLEG)
    said = kruzhok(*words, "--dry-run", **OLEG)
    confirmed = told(kruzhok, *words, **OLEG)

    assert (tried["state"], tried["certificate"]) == ("CONFIRMED", None)
    assert "a number will be drawn" in said.output
    assert confirmed["certificate"].startswith("3901")
    assert told(kruzhok, *words, **OLEG) == confirmed


def test_cert_2_the_same_child_is_refused_and_its_certificate_named(
    kruzhok: Kruzhok, sent: None
) -> None:
    told(
        kruzhok, "certificate", "issue", "KLG", "3901000001", "--name", "котова МАРИЯ",
        "--born", "2016-01-01", "--category", CATEGORY, **OLEG,
    )  # fmt: skip

    looked = told(kruzhok, "application", "show", "1", **OLEG)
    sentence = refused(kruzhok("application", "confirm", "1", "--category", CATEGORY, **OLEG))

    assert looked["same_child"] == "3901000001"
    assert sentence.endswith("(child-has-certificate)")
    assert "id 1" in sentence


def test_cert_9_who_comes_back_is_issued_a_new_one(kruzhok: Kruzhok, sent: None) -> None:
    told(
        kruzhok, "certificate", "issue", "KLG", "3901000001", "--name", "Котова Мария",
        "--born", "2016-01-01", "--category", CATEGORY, **OLEG,
    )  # fmt: skip
    told(kruzhok, "certificate", "close", "3901000001", "--because", "WISH", **OLEG)

    looked = told(kruzhok, "application", "show", "1", **OLEG)
    confirmed = told(kruzhok, "application", "confirm", "1", "--category", CATEGORY, **OLEG)

    assert (looked["same_child"], looked["closed_before"]) == (None, "3901000001")
    assert confirmed["certificate"] not in {None, "3901000001"}


def test_what_is_not_there_or_not_theirs_is_one_line(kruzhok: Kruzhok, sent: None) -> None:
    told(kruzhok, "municipality", "add", "SOV", "--name", "Советск", "--numbers", "3902", **ANNA)
    peter = {"actor": "municipality:SOV:Пётр"}

    foreign = refused(kruzhok("application", "show", "1", **peter))
    missing = refused(kruzhok("application", "show", "99", **peter))

    assert foreign == missing
    assert foreign.endswith("(not-allowed)")
    wrong = refused(kruzhok("application", "confirm", "1", "--category", "нет", **OLEG))
    assert wrong.endswith("(not-found)")
