"""Providers on the command line: entered, corrected, accepted, suspended, excluded."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.office.conftest import Kruzhok, refused
from tests.office.region import ANNA, INN, OLEG, PARENT, REQUEST, built, files, region
from tests.office.typed import dumped, told, tried_and_done

__all__ = ["built", "files", "region"]

NEW = "7707083893"
ADD = (
    "provider", "add", NEW, "--ogrn", "1027700132195", "--name", "Танцы", "--full-name",
    "ООО «Танцы»", "--kind", "PRIVATE", "--municipality", "KLG", "--address", "ул. Мира, 1",
    "--bank-account", "4" * 20, "--bank-bic", "042748634", "--bank-name", "Банк",
)  # fmt: skip
LICENSED = (*ADD, "--licence", "ЛО-39 1")


def test_a_provider_is_entered_refused_corrected_and_accepted(
    kruzhok: Kruzhok, region: Path
) -> None:
    added = tried_and_done(kruzhok, region, *LICENSED, **ANNA)
    no = tried_and_done(kruzhok, region, "provider", "refuse", NEW, "--reason", "адрес", **ANNA)
    words = ("provider", "set", NEW, "--address", "ул. Мира, 2")
    shown = told(kruzhok, "provider", "show", NEW)
    read = kruzhok("provider", "show", NEW).stdout
    corrected = tried_and_done(kruzhok, region, *words, **ANNA)
    accepted = tried_and_done(kruzhok, region, "provider", "accept", NEW, **ANNA)

    assert (added["state"], added["licence"], added["reason"]) == ("NEW", "ЛО-39 1", None)
    assert (no["state"], no["reason"]) == ("REFUSED", "адрес")
    assert (shown["state"], shown["licence"], shown["reason"]) == ("REFUSED", "ЛО-39 1", "адрес")
    assert "bank_account" not in shown
    assert re.search(r"^licence +ЛО-39 1$", read, re.MULTILINE)
    assert re.search(r"^reason +адрес$", read, re.MULTILINE)
    assert "reason" not in kruzhok("provider", "show", NEW).stdout
    assert (corrected["state"], corrected["address"]) == ("NEW", "ул. Мира, 2")
    assert accepted["state"] == "ACTIVE"
    assert "active" in kruzhok("provider", "show", NEW).stdout


def test_a_provider_may_be_accepted_at_once(kruzhok: Kruzhok, region: Path) -> None:
    assert tried_and_done(kruzhok, region, *LICENSED, "--accept", **ANNA)["state"] == "ACTIVE"


def test_what_waits_with_a_suspended_provider_is_refused(kruzhok: Kruzhok, region: Path) -> None:
    told(kruzhok, *REQUEST, **PARENT)
    suspending = ("provider", "suspend", INN, "--reason", "жалобы")

    suspended = tried_and_done(kruzhok, region, *suspending, **ANNA)
    why = refused(kruzhok(*REQUEST, **PARENT))
    resumed = tried_and_done(kruzhok, region, "provider", "resume", INN, **ANNA)
    gone = tried_and_done(kruzhok, region, "provider", "exclude", INN, "--reason", "x", **ANNA)

    assert [suspended["state"], resumed["state"], gone["state"]] == [
        "SUSPENDED", "ACTIVE", "EXCLUDED",
    ]  # fmt: skip
    assert "PROVIDER_INACTIVE" in why
    (line,) = told(kruzhok, "enrollment", "list", **PARENT)["enrollments"]
    assert line["state"] == "REFUSED"
    assert told(kruzhok, "audit")["clean"]


@pytest.mark.parametrize(
    ("words", "settings", "why"),
    [
        (ADD, ANNA, "licence"),
        (LICENSED, OLEG, "not-allowed"),
        ((*LICENSED[:2], "7707083894", *LICENSED[3:]), ANNA, "bad-value"),
        (("provider", "set", NEW, "--name", "N"), ANNA, "not-found"),
        (("provider", "set", INN, "--name", "N"), OLEG, "not-allowed"),
        (("provider", "accept", NEW), ANNA, "not-found"),
        (("provider", "refuse", INN, "--reason", "поздно"), ANNA, "wrong-state"),
        (("provider", "exclude", INN, "--reason", " "), ANNA, "bad-value"),
        (("provider", "exclude", INN), ANNA, "--reason"),
        (("provider", "suspend", INN), OLEG, "not-allowed"),
    ],
)
def test_what_is_no_step_of_a_provider_is_one_sentence_and_nothing_is_written(
    kruzhok: Kruzhok, region: Path, words: tuple[str, ...], settings: dict[str, str], why: str
) -> None:
    before = dumped(region)

    assert why in refused(kruzhok(*words, **settings))
    assert dumped(region) == before
