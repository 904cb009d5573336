"""The life of an application for a certificate, and what it may say (CERT-2, CERT-3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product

import pytest

from core.domain.application import (
    TRANSITIONS,
    Applicant,
    ApplicationDraft,
    ApplicationRefusal,
    ApplicationState,
    CertificateApplication,
    Particulars,
    Step,
    answer_due,
    ensure_acceptable,
    ensure_may_become,
)
from core.domain.certificate import random_number
from core.domain.errors import BadValue, WrongState
from core.domain.ids import AccountId, ApplicationId, CertificateId, MunicipalityId

TODAY = date(2020, 8, 20)
ANYA = Particulars("Котова Анна", date(2012, 3, 4), Applicant.PARENT, "Котова Ольга")
SENT = CertificateApplication(
    ApplicationId(1),
    AccountId(1),
    MunicipalityId(1),
    ApplicationState.SENT,
    "2026-11",
    datetime(2020, 8, 20, tzinfo=UTC),
    date(2020, 8, 25),
)
ALLOWED = {
    (ApplicationState.SENT, ApplicationState.CONFIRMED),
    (ApplicationState.SENT, ApplicationState.REFUSED),
    (ApplicationState.SENT, ApplicationState.WITHDRAWN),
}


@pytest.mark.parametrize(("current", "target"), list(product(ApplicationState, ApplicationState)))
def test_cert_3_an_application_is_answered_once_or_taken_back(
    current: ApplicationState, target: ApplicationState
) -> None:
    assert (target in TRANSITIONS[current]) == ((current, target) in ALLOWED)
    if (current, target) in ALLOWED:
        ensure_may_become(current, target)
        return
    with pytest.raises(WrongState) as refusal:
        ensure_may_become(current, target)
    assert (refusal.value.current, refusal.value.attempted) == (current, target)


@pytest.mark.parametrize("current", [state for state in ApplicationState if state != "SENT"])
def test_cert_3_what_is_settled_stays_as_it_is(current: ApplicationState) -> None:
    settled = replace(SENT, state=current)

    with pytest.raises(WrongState):
        settled.confirmed(CertificateId(1), on=TODAY)
    with pytest.raises(WrongState):
        settled.refused(ApplicationRefusal.AGE, "", on=TODAY)
    with pytest.raises(WrongState):
        settled.withdrawn(on=TODAY)


def test_cert_3_an_answer_keeps_its_day_and_what_it_says() -> None:
    confirmed = SENT.confirmed(CertificateId(7), on=TODAY)
    refused = SENT.refused(ApplicationRefusal.OTHER, "почему", on=TODAY)
    withdrawn = SENT.withdrawn(on=TODAY)

    assert (confirmed.state, confirmed.certificate) == (ApplicationState.CONFIRMED, 7)
    assert refused.refusal == (ApplicationRefusal.OTHER, "почему")
    assert withdrawn.state is ApplicationState.WITHDRAWN
    assert {confirmed.answered_on, refused.answered_on, withdrawn.answered_on} == {TODAY}


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        (ANYA, None),
        (replace(ANYA, child_born_on=date(2015, 8, 20)), None),
        (replace(ANYA, child_born_on=date(2015, 8, 21)), "born_on"),
        (replace(ANYA, child_born_on=date(2002, 8, 21)), None),
        (replace(ANYA, child_born_on=date(2002, 8, 20)), "born_on"),
        (replace(ANYA, child_full_name="Анна"), "child_full_name"),
        (replace(ANYA, full_name="Ольга"), "full_name"),
        (replace(ANYA, applicant=Applicant.REPRESENTATIVE), None),
        (replace(ANYA, applicant=Applicant.CHILD), "applicant"),
        (replace(ANYA, applicant=Applicant.CHILD, child_born_on=date(2006, 8, 20)), None),
        (replace(ANYA, applicant=Applicant.CHILD, child_born_on=date(2006, 8, 21)), "applicant"),
    ],
)
def test_cert_2_and_cert_3_ages_and_names_are_checked(said: Particulars, wrong: str | None) -> None:
    if wrong is None:
        ensure_acceptable(said, today=TODAY, min_age=5)
        return
    with pytest.raises(BadValue) as refusal:
        ensure_acceptable(said, today=TODAY, min_age=5)
    assert refusal.value.field == wrong


@pytest.mark.parametrize(
    ("sent_on", "working_days", "due"),
    [
        (date(2020, 8, 20), 3, date(2020, 8, 25)),  # Thursday to Tuesday
        (date(2020, 8, 22), 3, date(2020, 8, 26)),  # a Saturday does not count
        (date(2020, 8, 17), 3, date(2020, 8, 20)),
        (date(2020, 8, 21), 1, date(2020, 8, 24)),
    ],
)
def test_cert_3_the_answer_is_due_in_working_days(
    sent_on: date, working_days: int, due: date
) -> None:
    assert answer_due(sent_on, working_days=working_days) == due


def test_the_child_is_the_same_whatever_the_spelling() -> None:
    other = replace(ANYA, child_full_name="  КОТОВА   анна ", full_name="Другой Человек")

    assert other.child == ANYA.child
    assert replace(ANYA, child_born_on=date(2012, 3, 5)).child != ANYA.child


def test_a_draft_asks_for_what_is_missing_in_order() -> None:
    draft = ApplicationDraft()
    asked = []
    for said in (
        {"municipality": MunicipalityId(1)},
        {"child_full_name": "Котова Анна"},
        {"child_born_on": date(2012, 3, 4)},
        {"applicant": Applicant.PARENT},
        {"full_name": "Котова Ольга"},
    ):
        asked.append(draft.next_step(today=TODAY, min_age=5))
        draft = replace(draft, **said)

    assert [*asked, draft.next_step(today=TODAY, min_age=5)] == list(Step)
    assert draft.particulars() == ANYA


def test_a_child_that_turned_out_too_young_is_asked_who_applies_again() -> None:
    draft = ApplicationDraft(
        "key", MunicipalityId(1), "Котова Анна", date(2006, 8, 20), Applicant.CHILD
    )

    assert draft.next_step(today=TODAY, min_age=5) is Step.CHECK
    assert draft.particulars().full_name == "Котова Анна"
    younger = replace(draft, child_born_on=date(2006, 8, 21))
    assert younger.next_step(today=TODAY, min_age=5) is Step.APPLICANT


@pytest.mark.parametrize(
    "unfinished", [ApplicationDraft(), ApplicationDraft(child_born_on=date(2012, 3, 4))]
)
def test_an_unfinished_draft_has_no_particulars(unfinished: ApplicationDraft) -> None:
    with pytest.raises(BadValue):
        unfinished.particulars()


@pytest.mark.parametrize("applicant", [Applicant.PARENT, Applicant.REPRESENTATIVE])
def test_cert_3_whoever_applies_for_a_child_is_named_beside_it(applicant: Applicant) -> None:
    draft = ApplicationDraft(
        "key", MunicipalityId(1), "Котова Анна", date(2012, 3, 4), applicant, "Котова Ольга"
    )
    by_itself = replace(draft, applicant=Applicant.CHILD)

    assert draft.particulars() == Particulars(
        "Котова Анна", date(2012, 3, 4), applicant, "Котова Ольга"
    )
    assert by_itself.particulars() == Particulars(
        "Котова Анна", date(2012, 3, 4), Applicant.CHILD, "Котова Анна"
    )


def test_cert_4_a_number_is_the_prefix_and_six_drawn_digits() -> None:
    drawn: list[int] = []

    def draw(below: int) -> int:
        drawn.append(below)
        return 42

    assert random_number("3901", draw) == "3901000042"
    assert drawn == [10**6]
