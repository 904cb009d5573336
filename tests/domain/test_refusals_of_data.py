"""What is wrong with data is said in one sentence, with its figures and its field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from core.domain.application import Applicant, ApplicationDraft, Particulars, ensure_acceptable
from core.domain.calendar import Days
from core.domain.certificate_errors import UsedBefore
from core.domain.certifying import ensure_price
from core.domain.drafting import ensure_days, ensure_group, ensure_places_hold, ensure_program
from core.domain.drafts import GroupDraft, ProgramDraft, ProviderDraft
from core.domain.erasing import LastActingParent
from core.domain.errors import (
    BadValue,
    ClockSetBack,
    DomainError,
    InvitationOpen,
    NotAName,
    TooManyFavorites,
)
from core.domain.ids import EnrollmentId, PersonId, ProgramId
from core.domain.money import Money
from core.domain.person import Child
from core.domain.program import AgeRange, Direction, Form, ProviderKind, Registry, Slot
from core.domain.registering import ProviderDetails, ensure_registrable
from core.domain.registry_errors import ProgramGone
from core.domain.saved_search import SearchTooWide, TooManySavedSearches

TODAY = date(2020, 8, 20)
PROGRAM = ProgramDraft(
    "3906012340", "KLG", "Роботы", "", Direction.TECHNICAL, Registry.CERTIFIED, Form.IN_PERSON,
    AgeRange(7, 12), special_needs=False, modules=(),
)  # fmt: skip
GROUP = GroupDraft("А", 0, None, None, None, "", ())
CLUB = ProviderDraft(
    "7707083893", "1027700132195", "Клуб", ProviderKind.PRIVATE, "KLG", "ул. Мира, 1"
)
DETAILS = ProviderDetails("ООО «Клуб»", "ЛО-39 1", "4" * 20, "042748634", "Банк")
ANYA = Particulars("Котова Анна", date(2012, 3, 4), Applicant.PARENT, "Котова Ольга")
TWICE = (Slot(0, time(9)), Slot(0, time(9)))


def program(**other: object) -> Callable[[], None]:
    return lambda: ensure_program(replace(PROGRAM, **other), ProviderKind.PRIVATE)  # type: ignore[arg-type]


def group(**other: object) -> Callable[[], None]:
    return lambda: ensure_group(replace(GROUP, **other))  # type: ignore[arg-type]


def club(**other: object) -> Callable[[], None]:
    return lambda: ensure_registrable(replace(CLUB, **other), DETAILS)  # type: ignore[arg-type]


def details(**other: object) -> Callable[[], None]:
    return lambda: ensure_registrable(CLUB, replace(DETAILS, **other))  # type: ignore[arg-type]


def application(**other: object) -> Callable[[], None]:
    return lambda: ensure_acceptable(replace(ANYA, **other), today=TODAY, min_age=4)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (program(ages=AgeRange(18, 18)), "ages: from below 18 to at most 99"),
        (program(annotation="x" * 10_001), "annotation: at most 10000 characters"),
        (program(title=""), "title: one line of text"),
        (group(title="x" * 301), "title: at most 300 characters"),
        (group(address="x" * 501), "address: at most 500 characters"),
        (group(places=-1), "places: from 0 to 10000"),
        (group(slots=TWICE), "slots: two lessons at the same time"),
        (
            lambda: ensure_days(Days(date(2020, 1, 1), date(2020, 8, 19)), today=TODAY),
            "days: the group is over already",
        ),
        (
            lambda: ensure_days(Days(date(2024, 1, 1), date(2024, 8, 19)), today=TODAY),
            "days: it begins at most 3 years ahead",
        ),
        (
            lambda: ensure_days(Days(date(2020, 9, 1), date(2021, 9, 1)), today=TODAY),
            "days: a module takes at most 12 months",
        ),
        (lambda: ensure_places_hold(3, taken=4), "places: 4 are taken"),
        (
            lambda: ensure_price(Money(0), None, max_percent=100),
            "price: it must be more than 0",
        ),
        (
            club(inn="7707083894"),
            "inn: INN and OGRN with right check digits, as long as this kind has them",
        ),
        (club(name=" "), "name: a provider needs one"),
        (details(full_name=" "), "full name: as the register of organisations has it"),
        (club(address=" "), "address: where it works"),
        (details(licence=None), "licence: its number; a sole trader working alone has none"),
        (details(bank_account="1"), "bank account: twenty digits"),
        (details(bank_bic="1"), "bank bic: nine digits"),
        (details(bank_name=" "), "bank name: the bank's name"),
        (
            application(child_born_on=date(2018, 1, 1)),
            "born on: the child is 2, certificates are for 4 to 17",
        ),
        (application(applicant=Applicant.CHILD), "applicant: a child applies itself from 14 on"),
        (ApplicationDraft().particulars, "draft: it is not finished"),
    ],
)
def test_a_value_that_cannot_be_is_refused_in_one_sentence(
    act: Callable[[], object], said: str
) -> None:
    with pytest.raises(BadValue) as refused:
        act()

    assert str(refused.value) == said


@pytest.mark.parametrize(
    ("act", "field"),
    [
        (application(child_full_name="Анна"), "child_full_name"),
        (application(full_name="Ольга"), "full_name"),
    ],
)
def test_cert_2_whose_name_is_none_is_said(act: Callable[[], object], field: str) -> None:
    with pytest.raises(NotAName) as refused:
        act()

    assert refused.value.field == field
    assert "name" in refused.value.why


def test_figures_of_a_sentence_are_kept_beside_it_for_other_languages() -> None:
    refusal = BadValue("bank_bic", "At most {most}, by {day}!", most=3, day=date(2020, 9, 1))

    assert str(refusal) == "bank bic: At most 3, by 2020-09-01!"
    assert refusal.facts == {
        "field": "bank_bic",
        "why": "At most 3, by 2020-09-01!",
        "rule": "at-most-most-by-day",
        "most": 3,
        "day": "2020-09-01",
    }


@pytest.mark.parametrize(
    ("refused", "said", "facts"),
    [
        (
            lambda: InvitationOpen(datetime(2020, 9, 1, 8, 30, 15, tzinfo=UTC)),
            "one is open until 2020-09-01T08:30+00:00",
            {"until": "2020-09-01T08:30+00:00"},
        ),
        (lambda: TooManyFavorites(50), "50 programs are kept already", {"most": 50}),
        (
            lambda: ClockSetBack(datetime(2020, 9, 1, 8, 30, 15, tzinfo=UTC)),
            "something was written until 2020-09-01T08:31+00:00",
            {"latest": "2020-09-01T08:31+00:00"},
        ),
        (
            lambda: UsedBefore(date(2020, 12, 31)),
            "money of the period until 2020-12-31 was used under another certificate",
            {"until": "2020-12-31"},
        ),
        (lambda: TooManySavedSearches(10), "10 searches are saved already", {"most": 10}),
        (lambda: SearchTooWide(500), "more than 500 programs fit", {"most": 500}),
        (
            lambda: LastActingParent((EnrollmentId(1), EnrollmentId(2))),
            "nobody else may end 2 contracts",
            {"count": 2},
        ),
    ],
)
def test_a_refusal_names_its_bound(
    refused: Callable[[], DomainError], said: str, facts: dict[str, str | int]
) -> None:
    refusal = refused()

    assert str(refusal) == said
    assert refusal.facts == facts


def test_which_program_is_gone_is_kept_for_a_log() -> None:
    gone = ProgramGone(ProgramId(7))

    assert str(gone) == "program 7 is not in the catalog"
    assert gone.program == ProgramId(7)


def test_a6_what_is_left_of_a_person_tells_nothing() -> None:
    assert Child.erased(PersonId(3)) == Child(PersonId(3), "—", date(1900, 1, 1), "—")
    assert Particulars.erased() == Particulars("—", date(1900, 1, 1), Applicant.PARENT, "—")
