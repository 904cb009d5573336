"""The life of an enrollment: transitions, conclusion, charges that are due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from core.domain.calendar import Month
from core.domain.enrollment import (
    LIVE,
    OPEN,
    TRANSITIONS,
    WAITING,
    Origin,
    State,
    ensure_may_become,
)
from core.domain.errors import WrongState
from core.domain.ledger import Bucket, EntryKind
from core.domain.money import ZERO, Money
from core.domain.movements import charge, release, reserve
from tests.domain.autumn import AUTUMN, NEXT_MONTH, concluded, requested


@pytest.mark.parametrize(("current", "target"), list(product(State, State)))
def test_only_the_steps_of_section_5_are_possible(current: State, target: State) -> None:
    steps = {
        ("REQUESTED", "OFFERED"), ("REQUESTED", "ACTIVE"), ("REQUESTED", "REFUSED"),
        ("REQUESTED", "WITHDRAWN"), ("REQUESTED", "EXPIRED"),
        ("OFFERED", "ACTIVE"), ("OFFERED", "REFUSED"), ("OFFERED", "WITHDRAWN"),
        ("OFFERED", "EXPIRED"),
        ("ACTIVE", "WITHDRAWN"), ("ACTIVE", "ENDING"), ("ACTIVE", "CLOSED"),
        ("ENDING", "CLOSED"),
    }  # fmt: skip

    if (current.value, target.value) in steps:
        ensure_may_become(current, target)
    else:
        with pytest.raises(WrongState) as refused:
            ensure_may_become(current, target)
        assert refused.value.facts == {"current": current, "attempted": target}


def test_open_and_live_are_the_sets_of_section_1() -> None:
    assert {"REQUESTED", "OFFERED"} == WAITING
    assert {"REQUESTED", "OFFERED", "ACTIVE"} == OPEN
    assert {"REQUESTED", "OFFERED", "ACTIVE", "ENDING"} == LIVE
    assert set(TRANSITIONS) == set(State)


def test_enr_2_a_timely_confirmation_concludes_what_was_asked_and_saves_nothing() -> None:
    request = requested()

    confirmed, saved = request.confirmed(on=date(2020, 8, 28))

    assert saved == ZERO
    assert confirmed.state is State.ACTIVE
    assert confirmed.concluded_on == date(2020, 8, 28)
    assert confirmed.agreed == request.agreed


def test_enr_7_confirmed_on_the_first_day_nothing_changes_and_a_day_later_it_does() -> None:
    request = requested()

    on_time = request.confirmed(on=date(2020, 9, 1))
    a_day_late = request.confirmed(on=date(2020, 9, 2))

    assert on_time[1] == ZERO
    assert on_time[0].days.first == date(2020, 9, 1)
    assert a_day_late[1] > ZERO
    assert a_day_late[0].days.first == date(2020, 9, 2)
    assert a_day_late[0].agreed.certificate.total + a_day_late[1] == Money(900000)


def test_enr_7_confirmed_after_the_stop_the_request_expires_and_everything_is_saved() -> None:
    last_chance = requested().confirmed(on=AUTUMN.last)
    too_late = requested().confirmed(on=date(2021, 1, 1))

    assert last_chance[0].state is State.ACTIVE
    assert too_late[0].state is State.EXPIRED
    assert too_late[1] == Money(900000)
    assert not too_late[0].concluded


@pytest.mark.parametrize("state", [State.REFUSED, State.WITHDRAWN, State.EXPIRED, State.CLOSED])
def test_an_ended_enrollment_cannot_be_confirmed_refused_left_or_expired(state: State) -> None:
    ended = replace(requested(), state=state)

    for act in (
        lambda: ended.confirmed(on=date(2020, 8, 28)),
        ended.refused,
        ended.expired,
        lambda: ended.left(on=date(2020, 8, 28), release_at=NEXT_MONTH),
        ended.closed,
    ):
        with pytest.raises(WrongState):
            act()


def test_enr_2_an_offered_place_keeps_its_sums_and_waits_for_the_family_from_that_day() -> None:
    asked = requested()

    offered = asked.offered(on=date(2020, 8, 25))

    assert offered == replace(asked, state=State.OFFERED, waits_since=date(2020, 8, 25))
    for answered in (offered, concluded()):
        with pytest.raises(WrongState):
            answered.offered(on=date(2020, 8, 26))


def test_what_is_refused_or_expires_says_so_and_keeps_its_sums() -> None:
    request = requested()

    refused, expired = request.refused(), request.expired()

    assert (refused.state, expired.state) == (State.REFUSED, State.EXPIRED)
    assert refused.agreed == expired.agreed == request.agreed


def test_led_3_a_month_is_due_on_its_first_day_the_first_of_study_or_the_conclusion() -> None:
    early = concluded(start=date(2020, 10, 16), price=1220000)
    late = concluded(on=date(2020, 10, 20), start=date(2020, 10, 16), price=1220000)

    assert early.next_charge_on == date(2020, 10, 16)
    assert late.next_charge_on == date(2020, 10, 20)
    assert replace(early, charged_months=1).next_charge_on == date(2020, 11, 1)


def test_led_3_nothing_is_due_before_the_conclusion_or_after_the_last_month() -> None:
    request, contract = requested(), concluded()

    assert request.next_charge_on is None
    assert contract.next_charge_on == date(2020, 9, 1)
    assert replace(contract, charged_months=4).next_charge_on is None


def test_led_3_every_month_due_by_a_day_is_posted_in_order() -> None:
    contract = concluded()

    due = list(contract.months_due(on=date(2020, 11, 1)))

    assert due == [
        (Month(2020, 9), Money(221313)),
        (Month(2020, 10), Money(226229)),
        (Month(2020, 11), Money(226229)),
    ]
    assert len(list(contract.months_due(on=date(2020, 10, 31)))) == 2
    assert list(contract.months_due(on=date(2020, 8, 31))) == []


def test_what_is_held_falls_with_every_charged_month() -> None:
    contract = concluded()

    assert contract.reserved == Money(900000)
    assert replace(contract, charged_months=1).reserved == Money(678687)
    assert replace(contract, charged_months=4).reserved == ZERO


def test_led_2_each_movement_of_a_contract_has_a_key_that_says_what_it_is_for() -> None:
    contract = concluded()

    reserved = reserve(contract)
    charged = charge(contract, Month(2020, 9), Money(221313))
    released = release(contract, Money(1), because="termination")

    assert reserved is not None
    assert charged is not None
    assert released is not None
    assert (reserved.key, reserved.kind) == ("reserve:7", EntryKind.RESERVE)
    assert (charged.key, charged.month) == ("charge:7:2020-09", Month(2020, 9))
    assert (charged.source, charged.target) == (Bucket.RESERVED, Bucket.DEBITED)
    assert (released.key, released.target) == ("release:7:termination", Bucket.AVAILABLE)
    assert reserved.enrollment == released.enrollment == 7
    assert (reserved.certificate, reserved.period, reserved.amount.kopecks) == (1, 2, 900000)


def test_led_1_a_movement_of_0_is_no_movement() -> None:
    free = requested(price=0)

    assert reserve(free) is None
    assert charge(free, Month(2020, 9), ZERO) is None


def test_enr_6_only_live_enrollments_hold_a_place() -> None:
    active = concluded()

    ended = [
        requested().refused(),
        requested().expired(),
        active.left(on=date(2020, 8, 29), release_at=NEXT_MONTH),
        active.closed(),
    ]

    assert active.left(on=date(2020, 10, 17), release_at=NEXT_MONTH).holds_place
    assert [each.holds_place for each in (requested(), active)] == [True, True]
    assert [each.holds_place for each in ended] == [False] * len(ended)


def test_enr_12_only_an_offer_from_the_desk_holds_nothing() -> None:
    offered = replace(requested(), state=State.OFFERED)

    desk = replace(offered, origin=Origin.DESK, holds_place=False)

    assert (offered.desk_offer, offered.reserved) == (False, Money(900000))
    assert (desk.desk_offer, desk.reserved) == (True, ZERO)
    assert replace(desk, state=State.ACTIVE).reserved == Money(900000)
