"""Which notices an account wants: groups of switches, because there are dozens."""

from __future__ import annotations

from collections.abc import Collection
from types import MappingProxyType
from typing import Final

from bot.keyboards.buttons import Buttons, Row, board
from bot.keyboards.callbacks import (
    MorePressed,
    NotificationGroupOpened,
    NotificationGroupPressed,
    NotificationPressed,
    NotificationsOpened,
)
from bot.render import Words
from bot.screen import Screen
from core.domain.notice import (
    TO_APPLICANT,
    TO_BOTH_SIDES,
    TO_OFFICES,
    TO_OPERATORS,
    TO_PROVIDER,
    NoticeKind,
)
from core.domain.views import Account

# What is in none of the others goes to the certificate, so that no new kind is without a switch.
REST: Final = "certificate"
GROUPS: Final = MappingProxyType(
    {
        "requests": frozenset(
            {
                NoticeKind.REQUEST_CONFIRMED,
                NoticeKind.REQUEST_REFUSED,
                NoticeKind.REQUEST_EXPIRED,
                NoticeKind.PLACE_OFFERED,
                NoticeKind.OFFER_UNANSWERED,
                NoticeKind.OFFER_TAKEN_BACK,
            }
        ),
        "lessons": frozenset(
            {
                NoticeKind.LESSONS_CHANGED,
                NoticeKind.COMPLETENESS_ENTERED,
                NoticeKind.CONTRACT_TERMINATED,
                NoticeKind.PROLONGATION_OFFERED,
                NoticeKind.PROLONGATION_IMPOSSIBLE,
                NoticeKind.PROLONGATION_CONCLUDED,
                NoticeKind.PROLONGATION_EXPIRED,
                NoticeKind.PROLONGATION_WITHDRAWN,
            }
        ),
        "money": frozenset(
            {
                NoticeKind.CHARGE_POSTED,
                NoticeKind.MONEY_RELEASED,
                NoticeKind.MONEY_GRANTED,
                NoticeKind.MONEY_LOW,
                NoticeKind.MONEY_LAPSING,
                NoticeKind.MONEY_LAPSED,
                NoticeKind.NOMINAL_CHANGED,
            }
        ),
        "catalog": frozenset({NoticeKind.SEARCH_FOUND}),
        REST: frozenset(NoticeKind) - TO_PROVIDER - TO_OFFICES - TO_OPERATORS,
        "provider": TO_PROVIDER | TO_OFFICES,
        "operator": TO_OPERATORS,
    }
)


def group_of(kind: NoticeKind) -> str:
    """The group whose screen has this kind's switch; the first that names it."""
    return next(name for name, kinds in GROUPS.items() if kind in kinds)


def kinds_of(account: Account, group: str) -> list[NoticeKind]:
    """Those of a group that the account may get; none of a group that there is not."""
    return [kind for kind in NoticeKind if group_of(kind) == group and _may_get(account, kind)]


def groups(words: Words, account: Account, off: Collection[NoticeKind]) -> Screen:
    """Each group with how much of it is on."""
    button = Buttons(words)
    rows: list[Row] = []
    for group in GROUPS:
        kinds = kinds_of(account, group)
        if kinds:
            opened = NotificationGroupOpened(section=group)
            name = words.plain(f"notices-{group}")
            on = str(len(kinds) - len(set(kinds) & set(off)))
            label = "button-notices"
            rows.append([button(label, opened, name=name, on=on, all=str(len(kinds)))])
    title = words("notifications-groups" if rows else "notifications-nothing")
    return Screen(title, board(*rows, [button("button-back", MorePressed()), button.home()]))


def switches(words: Words, account: Account, group: str, off: Collection[NoticeKind]) -> Screen:
    """A switch for each kind of one group, and one for all of them."""
    kinds = kinds_of(account, group)
    if not kinds:
        return groups(words, account, off)
    button = Buttons(words)
    rows: list[Row] = [
        [
            button(
                "button-kind-off" if kind in off else "button-kind-on",
                NotificationPressed(kind=kind, off=kind not in off),
                name=words.plain(f"kind-{kind}"),
            )
        ]
        for kind in kinds
    ]
    some_on = not set(kinds) <= set(off)
    label = "button-all-off" if some_on else "button-all-on"
    if len(kinds) > 1:
        rows.append([button(label, NotificationGroupPressed(section=group, off=some_on))])
    last = [button("button-back", NotificationsOpened()), button.home()]
    title = words("notifications-group", name=words(f"notices-{group}"))
    return Screen(title, board(*rows, last))


def _may_get(account: Account, kind: NoticeKind) -> bool:
    staff, operator = bool(account.staff_of), bool(account.operator_of)
    family = bool(account.acting or account.looking)
    if kind in TO_OPERATORS:
        gets = operator
    elif kind in TO_OFFICES:
        gets = staff or operator
    elif kind in TO_PROVIDER:
        gets = staff
    elif kind is NoticeKind.SEARCH_FOUND:
        gets = account.consented
    elif kind in TO_APPLICANT:
        # Whoever has consented may have applied, and has no child here before the answer.
        gets = family or account.consented
    else:
        gets = family or (staff and kind in TO_BOTH_SIDES)
    return gets
