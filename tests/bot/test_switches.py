"""Whoever may get a kind of notice finds its switch, whatever else the account is not."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from bot.keyboards.callbacks import NotificationPressed
from bot.render import Words
from bot.views.notifications import GROUPS, groups, kinds_of, switches
from core.domain.ids import AccountId, CertificateId, MunicipalityId, ProviderId
from core.domain.notice import TO_OFFICES, TO_OPERATORS, TO_PROVIDER, NoticeKind
from core.domain.views import Account
from tests.bot.play import Actor, Play

EVERY: Final = frozenset(NoticeKind)
TO_FAMILY: Final = EVERY - TO_PROVIDER - TO_OFFICES - TO_OPERATORS
APPLIED: Final = frozenset({NoticeKind.APPLICATION_CONFIRMED, NoticeKind.APPLICATION_REFUSED})
NEWS: Final = frozenset({NoticeKind.SEARCH_FOUND})
CHILD, PROVIDER, PLACE = CertificateId(1), ProviderId(1), MunicipalityId(1)


def account(
    *, consented: bool = False, acting: bool = False, looking: bool = False,
    staff: bool = False, operator: bool = False,
) -> Account:  # fmt: skip
    return Account(
        AccountId(1), 7, "ru", consented,
        acting=frozenset([CHILD] * acting),
        looking=frozenset([CHILD] * looking),
        staff_of=(PROVIDER,) if staff else (),
        operator_of=frozenset([PLACE] * operator),
    )  # fmt: skip


# Which kinds each receiver gets, and no others.
RECEIVERS: Final = {
    "an applicant without a child": (account(consented=True), APPLIED | NEWS),
    "a parent who acts": (account(consented=True, acting=True), TO_FAMILY),
    "a parent who looks": (account(consented=True, looking=True), TO_FAMILY),
    "staff": (account(staff=True), TO_PROVIDER | TO_OFFICES | {NoticeKind.REQUEST_EXPIRED}),
    "an operator": (account(operator=True), TO_OFFICES | TO_OPERATORS),
    "somebody who only came": (account(), frozenset()),
}


@pytest.mark.parametrize("kind", NoticeKind)
@pytest.mark.parametrize("receiver", RECEIVERS)
def test_a_switch_for_each_kind_that_a_receiver_gets_and_for_no_other(
    receiver: str, kind: NoticeKind
) -> None:
    who, gets = RECEIVERS[receiver]

    shown = set(_switches_of(who))

    assert (NotificationPressed(kind=kind, off=True).pack() in shown) == (kind in gets)


@pytest.mark.parametrize("receiver", RECEIVERS)
def test_the_way_to_each_switch_is_on_the_screen_of_groups(receiver: str) -> None:
    who, gets = RECEIVERS[receiver]
    wanted = {name for name in GROUPS if kinds_of(who, name)}

    keyboard = groups(Words("ru"), who, frozenset()).keyboard

    assert keyboard is not None
    assert len(keyboard.rows) - 1 == len(wanted)
    assert {kind for name in wanted for kind in kinds_of(who, name)} == gets


def test_staff_has_a_switch_for_whatever_an_act_tells_it() -> None:
    _, gets = RECEIVERS["staff"]

    told = {kind for path in Path("core/services").glob("*.py") for kind in _told_to_staff(path)}

    assert NoticeKind.REQUEST_EXPIRED in told
    assert told <= gets


async def test_an_applicant_switches_the_refusal_off(play: Play, mother: Actor) -> None:
    await mother.say("/notifications")

    await mother.press("Сертификат")
    await mother.press("Заявление: отказ")

    account = await play.database.read(lambda uow: uow.accounts.by_chat(mother.person.account.id))
    assert account is not None
    off = await play.database.read(lambda uow: uow.accounts.switched_off(account.id))
    assert off == {NoticeKind.APPLICATION_REFUSED}


async def test_staff_switches_off_that_an_offer_was_over(play: Play, staff: Actor) -> None:
    await staff.say("/notifications")

    await staff.press("Заявки и места")
    await staff.press("Заявка без ответа")

    account = await play.database.read(lambda uow: uow.accounts.by_chat(staff.person.account.id))
    assert account is not None
    off = await play.database.read(lambda uow: uow.accounts.switched_off(account.id))
    assert off == {NoticeKind.REQUEST_EXPIRED}


def _switches_of(who: Account) -> Iterator[str]:
    for name in GROUPS:
        if kinds_of(who, name):
            keyboard = switches(Words("ru"), who, name, frozenset()).keyboard
            assert keyboard is not None
            yield from (str(key.callback_data) for row in keyboard.rows for key in row)


def _told_to_staff(path: Path) -> Iterator[NoticeKind]:
    for call in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        if name not in {"to_staff", "tell_staff"}:
            continue
        parts = (each for given in call.args for each in ast.walk(given))
        for part in parts:
            if isinstance(part, ast.Attribute) and ast.unparse(part.value) == "NoticeKind":
                yield NoticeKind[part.attr]
