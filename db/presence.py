"""Who is in a chat, with which roles, and what it is in the middle of: every update begins so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    bindparam,
    literal,
    select,
    union_all,
)

from core.domain.consent import CONSENT_VERSION
from core.domain.delivery import Delivery
from core.domain.ids import AccountId
from core.domain.invitation import LinkMode
from core.domain.views import Account, Presence
from db.deliveries import HANDLED, as_handled
from db.passing_words import opened_words
from db.statements import Columns
from db.tables.messages import accounts, conversations, links, operators, staff
from db.together import Question, Together


def roles(held_by: Callable[[ColumnElement[Any]], ColumnElement[bool]]) -> CompoundSelect[Any]:
    """Every role of accounts: its table, what it is a role at, the link's mode or a name.

    Args:
        held_by: The condition that a column with an account's id fulfils.
    """
    return union_all(
        select(
            links.c.account_id.label("account"), literal("link").label("role"),
            links.c.certificate_id.label("at"), links.c.mode,
        ).where(held_by(links.c.account_id)),
        select(staff.c.account_id, literal("staff"), staff.c.provider_id, literal(""))
        .where(held_by(staff.c.account_id)),
        select(
            operators.c.account_id, literal("operator"),
            operators.c.municipality_id, operators.c.name,
        ).where(held_by(operators.c.account_id)),
    ).order_by("role", "at")  # fmt: skip


_IN_CHAT = (accounts.c.chat == bindparam("chat"), accounts.c.erased_at.is_(None))
ACCOUNT_IN_CHAT = select(accounts.c.id).where(*_IN_CHAT).scalar_subquery()
PRESENCE: Final[Mapping[str, Question]] = {
    "account": select(accounts).where(*_IN_CHAT),
    "roles": roles(lambda column: column == ACCOUNT_IN_CHAT),
    "conversation": select(conversations.c.state).where(
        conversations.c.account_id == ACCOUNT_IN_CHAT
    ),
    "handled": HANDLED,
}
_PRESENCE = Together(**PRESENCE)


def presence(connection: Connection, chat: int, delivery: Delivery | None) -> Presence | None:
    """See `Accounts.presence`."""
    return as_presence(connection, _PRESENCE(connection, of_chat(chat, delivery)))


def of_chat(chat: int, delivery: Delivery | None) -> Mapping[str, int | None]:
    """The parameters of PRESENCE."""
    return {
        "chat": chat,
        "the_bot": None if delivery is None else delivery.bot,
        "the_number": None if delivery is None else delivery.number,
    }


def as_presence(connection: Connection, found: Mapping[str, Sequence[Any]]) -> Presence | None:
    """Of the rows that PRESENCE found."""
    if not found["account"]:
        return None
    (row,) = found["account"]
    kept: Mapping[str, str] = next((each.state for each in found["conversation"]), {})
    conversation = opened_words(connection, kept)
    handled = next((as_handled(connection, each) for each in found["handled"]), None)
    return Presence(as_account(row, found["roles"]), conversation, handled)


def as_account(row: Columns, held: Sequence[Columns]) -> Account:
    """Of the account's row and those of its roles."""

    def at(role: str, *modes: str) -> list[Any]:
        return [each.at for each in held if each.role == role and (not modes or each.mode in modes)]

    return Account(
        id=AccountId(row.id),
        chat=row.chat,
        language=row.language,
        consented=row.consent_version == CONSENT_VERSION,
        acting=frozenset(at("link", LinkMode.ACTING)),
        looking=frozenset(at("link", LinkMode.LOOKING)),
        staff_of=tuple(at("staff")),
        operator_of=frozenset(at("operator")),
        operator_name=next((each.mode for each in held if each.role == "operator"), ""),
    )
