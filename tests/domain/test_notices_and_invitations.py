"""When families may be told something, whom an invitation links, how people are named."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.domain.daily import Position, Step
from core.domain.errors import InvitationExpired, InvitationUnknown, InvitationUsed
from core.domain.ids import CertificateId, InvitationId, MunicipalityId, PersonId
from core.domain.invitation import VALID_FOR, Invitation, ToChild, accept, digest, ending_at
from core.domain.notice import not_before
from core.domain.person import Child, normalized_name, short_name

KALININGRAD = ZoneInfo("Europe/Kaliningrad")
NOW = datetime(2020, 8, 20, 8, 0, tzinfo=UTC)


def told_at(hour: int, minute: int = 0) -> datetime:
    local = datetime(2020, 8, 20, hour, minute, tzinfo=KALININGRAD)
    told = not_before(local.astimezone(UTC), KALININGRAD, opens=time(9), closes=time(21))
    assert told.tzinfo is UTC
    return told.astimezone(KALININGRAD)


@pytest.mark.parametrize(
    ("hour", "minute", "day", "told_hour", "told_minute"),
    [
        (9, 0, 20, 9, 0),
        (20, 59, 20, 20, 59),
        (21, 0, 21, 9, 0),
        (8, 59, 20, 9, 0),
        (0, 10, 20, 9, 0),
    ],
)
def test_led_7_families_are_told_between_nine_and_nine_of_their_own_clock(
    hour: int, minute: int, day: int, told_hour: int, told_minute: int
) -> None:
    assert told_at(hour, minute) == datetime(
        2020, 8, day, told_hour, told_minute, tzinfo=KALININGRAD
    )


def invitation() -> Invitation:
    return Invitation(
        InvitationId(1), digest("a-token"), ToChild(CertificateId(7)), NOW + VALID_FOR, None
    )


def test_an_invitation_is_exchanged_for_a_proof_until_its_72_hours_are_over() -> None:
    last_moment = NOW + timedelta(hours=72) - timedelta(microseconds=1)

    proof = accept(invitation(), token="a-token", now=last_moment)

    assert proof.purpose == ToChild(CertificateId(7))
    with pytest.raises(InvitationExpired):
        accept(invitation(), token="a-token", now=NOW + timedelta(hours=72))


def test_a_used_invitation_and_a_wrong_token_are_told_apart() -> None:
    used = replace(invitation(), used_at=NOW)

    with pytest.raises(InvitationUsed):
        accept(used, token="a-token", now=NOW)
    with pytest.raises(InvitationUnknown):
        accept(used, token="another", now=NOW)


def test_in_whose_place_another_one_is_made_has_expired_with_the_minute() -> None:
    now = NOW.replace(minute=10, second=59, microsecond=999_999)
    ended = replace(invitation(), valid_until_at=ending_at(now))

    assert ended.valid_until_at == NOW.replace(minute=10, second=0, microsecond=0)
    # Whoever comes at once is too late, and so is a clock that was set to the same minute again.
    for late in (now, now.replace(second=0, microsecond=0)):
        with pytest.raises(InvitationExpired):
            accept(ended, token="a-token", now=late)


def test_the_token_itself_is_not_kept() -> None:
    assert b"a-token" not in invitation().token_sha256


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Котова Анна Игоревна", "Анна К."),
        ("Котова Анна", "Анна К."),
        (" Анна ", "Анна"),
        ("<b>R&D Вася", "Вася <."),
    ],
)
def test_providers_see_a_first_name_and_an_initial(full: str, short: str) -> None:
    assert short_name(full) == short


def test_cert_2_spellings_of_one_name_are_equal() -> None:
    assert normalized_name(" Семёнова  АННА ") == "семенова анна"
    assert normalized_name("Семенова Анна") != normalized_name("Семенова Анна Игоревна")


def test_a_child_is_as_old_as_its_birthdays() -> None:
    child = Child(PersonId(1), "Котова Анна", date(2013, 9, 2), "3901000001")

    assert (child.age(on=date(2020, 9, 1)), child.age(on=date(2020, 9, 2))) == (6, 7)
    assert child.short_name == "Анна К."


def test_led_5_the_steps_of_a_date_follow_each_other_and_then_the_next_date() -> None:
    position = Position(MunicipalityId(1), date(2020, 12, 31))
    steps = []

    while position.on == date(2020, 12, 31):
        steps.append(position.step)
        position = position.moved(None)

    assert steps == list(Step)
    assert position == Position(MunicipalityId(1), date(2021, 1, 1))
    assert position.moved((1, 2)).after == (1, 2)
    assert position.moved((1, 2)).moved(None).after == ()
    assert position.moved((1, 2)).step is Step.CLOSE_CERTIFICATES
