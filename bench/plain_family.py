"""The family screen as somebody writes it over a bare driver: eight statements and one text."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import date
from functools import partial
from html import escape
from types import MappingProxyType
from typing import Any, Final, cast

import aiosqlite
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from sqlalchemy import Connection, make_url

from bench.drivers import POSTGRESQL, SQLITE, postgresql_connection
from bot.formats import day, money
from core.domain.money import Money
from core.domain.person import short_name
from db.sealing import KeyRing, Sealed

Rows = Sequence[Sequence[Any]]
# Of a chat, a bot and an update: the children, their money, their enrollments.
Found = Callable[[int, int, int], Awaitable[tuple[Rows, Rows, Rows]]]

_AMONG: Final = MappingProxyType(
    {SQLITE: "IN (SELECT value FROM json_each({0}))", POSTGRESQL: "= ANY ({0}::bigint[])"}
)
_ACCOUNT: Final = (
    "SELECT id, language, consent_version FROM accounts WHERE chat = {0} AND erased_at IS NULL"
)
_ROLES: Final = (
    "SELECT certificate_id, mode FROM links WHERE account_id = {0}"
    " UNION ALL SELECT provider_id, 'STAFF' FROM staff WHERE account_id = {0}"
    " UNION ALL SELECT municipality_id, 'OPERATOR' FROM operators WHERE account_id = {0}"
)
_CONVERSATION: Final = "SELECT state FROM conversations WHERE account_id = {0}"
_DELIVERY: Final = "SELECT found FROM deliveries WHERE bot = {0} AND number = {1}"
_CHILDREN: Final = (
    "SELECT c.id, c.valid_until, p.key_id, p.wrapped_key, p.sealed, m.zone, c.kind, c.state"
    " FROM certificates c JOIN children p ON p.id = c.child_id"
    " JOIN municipalities m ON m.id = c.municipality_id WHERE c.id AMONG ORDER BY c.id"
)
_MONEY: Final = (
    "SELECT b.certificate_id, f.last_day, b.available_kopecks, b.reserved_kopecks,"
    " b.debited_kopecks, b.nominal_kopecks FROM certificates c"
    " JOIN funding_periods f ON f.municipality_id = c.municipality_id"
    " JOIN balances b ON b.period_id = f.id AND b.certificate_id = c.id"
    " WHERE c.id AMONG ORDER BY f.first_day"
)
_LINES: Final = (
    "SELECT e.certificate_id, e.state, e.first_day, e.last_day, p.title, s.due_on,"
    " s.first_kopecks, s.other_kopecks, s.charged_months FROM enrollments e"
    " LEFT JOIN schedules s ON s.period_id = e.period_id"
    " AND s.certificate_id = e.certificate_id AND s.enrollment_id = e.id"
    " JOIN modules m ON m.id = e.module_id JOIN programs p ON p.id = m.program_id"
    " WHERE e.certificate_id AMONG AND e.state IN ('REQUESTED', 'OFFERED', 'ACTIVE', 'ENDING')"
    " ORDER BY e.id DESC"
)
_PLACES: Final = "SELECT certificate_id, id FROM category_queue WHERE certificate_id AMONG"
_BEFORE: Final = (_ACCOUNT, _ROLES, _CONVERSATION, _DELIVERY)
_OF_CHILDREN: Final = (_CHILDREN, _MONEY, _LINES, _PLACES)


def statements(kind: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of who asks, and of the children: the placeholders are the driver's own."""
    marks = ("?1", "?2") if kind == SQLITE else ("$1", "$2")
    before, of_children = (
        tuple(each.replace("AMONG", _AMONG[kind]).format(*marks) for each in some)
        for some in (_BEFORE, _OF_CHILDREN)
    )
    return before, of_children


def asked(roles: Rows, kind: str) -> object:
    """The parameter with the certificates of an account."""
    certificates = [at for at, mode in roles if mode in {"ACTING", "LOOKING"}]
    return json.dumps(certificates) if kind == SQLITE else certificates


def plain_screen(
    children: Rows, held: Rows, lines: Rows, ring: KeyRing
) -> tuple[str, InlineKeyboardMarkup]:
    """Every child by its full name, with its money and its enrollments, in Russian."""
    named = sorted((_full_name(ring, row), row) for row in children)
    text = "\n\n".join(
        _child(
            short_name(name),
            _day(row[1]),
            [each for each in held if each[0] == row[0]],
            [each for each in lines if each[0] == row[0]],
        )
        for name, row in named
    )
    keyboard = [
        [_button("🔎 Найти кружок", "sn")],
        [_button("📋 Мои записи", "en:1"), _button("🧾 История", "hi:0:1")],
        [_button("👥 Кто видит ребёнка", "ws:0:1")],
        [_button("🏠 В начало", "h")],
    ]
    return text, InlineKeyboardMarkup(inline_keyboard=keyboard)


def _button(text: str, data: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=data)


def _child(name: str, valid_until: date, held: Rows, lines: Rows) -> str:
    ((_, until, available, reserved, debited, nominal),) = held
    said = [
        f"<b>{name}</b>",
        f"💳 Доступно: <b>{_sum(available)}</b>",
        f"Зарезервировано {_sum(reserved)}, списано {_sum(debited)} из {_sum(nominal)}",
        f"Потратить до {_said(until)}",
        *_next_charge(lines),
        "Сертификат с деньгами (персонифицированное финансирование)",
        f"Действует до {_said(valid_until)}",
    ]
    running = {"ACTIVE": "запись подтверждена", "ENDING": "заканчивает"}
    for _, _, first, _, title, *_ in (each for each in lines if each[1] not in running):
        said.append(f"⏳ «{escape(title)}» — ждём ответа организации, начало {_said(first)}")
    for _, state, _, last, title, *_ in (each for each in lines if each[1] in running):
        said.append(f"✅ «{escape(title)}» — {running[state]}, до {_said(last)}")
    return "\n".join(said)


def _next_charge(lines: Rows) -> Sequence[str]:
    due = sorted((_day(row[5]), row[4], row[7] if row[8] else row[6]) for row in lines if row[5])
    if not due:
        return ()
    first = [each for each in due if each[0] == due[0][0]]
    amount, titles = _sum(sum(each[2] for each in first)), ", ".join(each[1] for each in first)
    return (f"Следующее списание: {_said(first[0][0])} — {amount}, «{escape(titles)}»",)


def _full_name(ring: KeyRing, row: Sequence[Any]) -> str:
    sealed: Any = Sealed(row[2], row[3], row[4])
    # Keys that were given are asked for in no database.
    full_name, *_ = ring.open(cast("Connection", None), sealed)
    return str(full_name)


def _sum(kopecks: int) -> str:
    return money(Money(kopecks))


def _said(on: date | str) -> str:
    return day("ru", _day(on))


def _day(on: date | str) -> date:
    return date.fromisoformat(on) if isinstance(on, str) else on


def bare_driver(url: str) -> AbstractAsyncContextManager[Found]:
    return _bare_sqlite(url) if url.startswith("sqlite") else _bare_postgresql(url)


@asynccontextmanager
async def _bare_sqlite(url: str) -> AsyncIterator[Found]:
    """All statements in one hop into the thread of aiosqlite."""
    before, of_children = statements(SQLITE)

    def read(
        connection: sqlite3.Connection, chat: int, bot: int, number: int
    ) -> tuple[Rows, Rows, Rows]:
        account, roles, conversation, delivery = before
        ((id_, *_),) = connection.execute(account, (chat,)).fetchall()
        held = connection.execute(roles, (id_,)).fetchall()
        connection.execute(conversation, (id_,)).fetchall()
        connection.execute(delivery, (bot, number)).fetchall()
        children, money, lines, _ = (
            connection.execute(each, (asked(held, SQLITE),)).fetchall() for each in of_children
        )
        return children, money, lines

    async with aiosqlite.connect(str(make_url(url).database)) as opened:
        # What runs any function there; it has no name of its own.
        run: Any = opened._execute  # noqa: SLF001
        bare: sqlite3.Connection = opened._conn  # noqa: SLF001

        async def found(chat: int, bot: int, number: int) -> tuple[Rows, Rows, Rows]:
            answer: tuple[Rows, Rows, Rows] = await run(partial(read, bare, chat, bot, number))
            return answer

        yield found


@asynccontextmanager
async def _bare_postgresql(url: str) -> AsyncIterator[Found]:
    """Each statement prepared, one after the other."""
    before, of_children = statements(POSTGRESQL)
    async with postgresql_connection(url) as connection:
        prepared: list[Any] = [await connection.prepare(each) for each in (*before, *of_children)]

        async def found(chat: int, bot: int, number: int) -> tuple[Rows, Rows, Rows]:
            account, roles, conversation, delivery, *rest = prepared
            ((id_, *_),) = await account.fetch(chat)
            held = await roles.fetch(id_)
            await conversation.fetch(id_)
            await delivery.fetch(bot, number)
            certificates = asked(held, POSTGRESQL)
            children, money, lines, _ = [await each.fetch(certificates) for each in rest]
            return children, money, lines

        yield found
