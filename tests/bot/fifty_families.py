"""Fifty families in two towns, each with words of its own in all that is known of its children."""

from __future__ import annotations

from datetime import date
from typing import Final

from core.domain.actor import Family
from core.domain.application import Applicant, Particulars
from core.domain.consent import CONSENT_VERSION
from core.ports.unit_of_work import UnitOfWork
from core.services import accounts
from core.services.applications import ApplicationRequest, send_application
from core.services.linking import set_phone
from tests.bot.two_towns import second_town
from tests.builders import (
    Town,
    add_funded_child,
    add_parent,
    add_request,
    add_staff,
    found_town,
)
from tests.services.world import OPERATOR

FAMILIES = 50
FIRST_CHAT = 1000
# The first families live in the first town, so many in the second.
ELSEWHERE = 12
# Of each town the staff of its provider, and its operator.
STAFF: Final = (9000, 9001)
OPERATORS: Final = (9100, 9101)
CHATS: Final = (*range(FIRST_CHAT, FIRST_CHAT + FAMILIES), *STAFF, *OPERATORS)


def _letters(n: int) -> str:
    """A name has no digits."""
    return "".join("абвгдежзик"[int(digit)] for digit in f"{n:02}")


def surname(n: int) -> str:
    return f"Канарейкин{_letters(n)}ъ"


def first_name(n: int) -> str:
    return f"Кенар{_letters(n)}ъ"


def applied_name(n: int) -> str:
    """Of another child, for whom the family applies."""
    return f"Щегол{_letters(n)}ъ"


def number(n: int) -> str:
    return f"3901{(n + 7) * 7919 % 10**6:06}"


def phone(n: int) -> str:
    return f"79{(n + 3) * 7919 * 7919 % 10**9:09}"


def born_on(n: int) -> date:
    return date(2008 + n % 6, 1 + n % 12, 1 + n % 28)


def town_of(n: int) -> int:
    return int(n >= FAMILIES - ELSEWHERE)


def canaries(n: int) -> tuple[str, ...]:
    return surname(n), first_name(n), number(n), phone(n), applied_name(n)


def forbidden(n: int, chat: int) -> tuple[str, ...]:
    """What of this family nobody may say in this chat; of chat 0 it is not known whose it is."""
    if chat == FIRST_CHAT + n:
        return ()
    if chat == STAFF[town_of(n)]:
        # Whose child asks for a place is named as far as a desk needs it.
        return surname(n), number(n), phone(n), applied_name(n)
    if chat == OPERATORS[town_of(n)]:
        # An operator answers applications, and is shown nobody's telephone.
        return (phone(n),)
    return canaries(n)


def fill(uow: UnitOfWork) -> Town:
    """Every second child asks for a place, for every fifth a brother or sister is applied for."""
    towns = found_town(uow, places=FAMILIES), second_town(uow)
    for n in range(FAMILIES):
        _family(uow, towns[town_of(n)], n)
    for town, staff, operator in zip(towns, STAFF, OPERATORS, strict=True):
        add_staff(uow, town.provider, chat=staff)
        account = uow.accounts.add(operator, language="ru")
        uow.accounts.link_operator(account.id, town.municipality.id, name="Ольга", at=uow.now)
    for chat in CHATS:
        accounts.give_consent(uow, accounts.arrive(uow, chat, "ru"))
    for n in range(0, FAMILIES, 5):
        _applied(uow, towns[town_of(n)], n)
    return towns[0]


def _family(uow: UnitOfWork, town: Town, n: int) -> None:
    name = f"{surname(n)} {first_name(n)} Птахович"
    child = add_funded_child(uow, town, n=int(number(n)[4:]), full_name=name, born_on=born_on(n))
    set_phone(uow, OPERATOR, child.id, phone(n))
    add_parent(uow, child, chat=FIRST_CHAT + n)
    if n % 2:
        add_request(uow, town, child)


def _applied(uow: UnitOfWork, town: Town, n: int) -> None:
    account = accounts.arrive(uow, FIRST_CHAT + n, "ru")
    child = f"{surname(n)} {applied_name(n)}"
    said = Particulars(child, date(2012, 1, 1), Applicant.PARENT, f"{surname(n)} Римма")
    wanted = ApplicationRequest(town.municipality.id, said, CONSENT_VERSION, f"apply-{n}")
    send_application(uow, Family(account.id, account.acting), wanted)
