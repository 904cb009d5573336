"""The file "My data" is everything: each kind of row that concerns a family, found by looking at
the tables, and as many of them as there are.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Table, func, select

from bot.documents import json_file
from bot.render import Words
from bot.views.own_data import text_file
from core.domain.actor import Family
from core.domain.calendar import Month
from core.domain.delivery import Delivery
from core.domain.grounds import RefusalReason
from core.domain.provision import Limits
from core.ports.unit_of_work import UnitOfWork
from core.services.answers import refuse_enrollment
from core.services.certificates import fund_certificate
from core.services.completeness import enter_completeness
from core.services.deliveries import forget_deliveries
from core.services.invitations import accept_invitation, invite_operator, invite_staff
from core.services.linking import set_phone
from core.services.moving import move_enrollment
from core.services.own_data import own_data
from core.services.provisions import set_limits
from db.tables import metadata
from db.tables.enrollments import enrollments
from db.tables.messages import accounts, deliveries
from db.tables.money import applications
from db.tables.people import children
from db.unit_of_work import SqlUnitOfWork
from tests.services.given_lessons import contract
from tests.services.test_erased_everywhere import TYPED, left_behind
from tests.services.test_refunds import another_group
from tests.services.world import OPERATOR, World
from tests.simulation.test_twice import everything

Document = Mapping[str, Any]
Shown = Callable[[Document], list[object]]

WORDS_TOO_TALL: Final = "Аня выше ростом"
SEARCHED: Final = {"at": "search", "text": "Птица Зерно"}


def _of_children(*path: str) -> Shown:
    def found(document: Document) -> list[object]:
        values: list[Any] = list(document["children"])
        for name in path:
            values = [each[name] for each in values]
        return [each for each in values if each is not None]

    return found


# Told in words of their own; all other tables are read row by row, by their names.
TOLD: Final[Mapping[str, Shown]] = {
    "accounts": lambda document: [document["account"]],
    "children": _of_children("child"),
    "certificate_numbers": _of_children("child", "certificate_number"),
    "phones": _of_children("phone"),
    "certificates": _of_children("certificate"),
    "ledger": lambda document: [
        entry for each in document["children"] for entry in each["entries"]
    ],
    "applications": lambda document: document["applications"],
    "applicants": lambda document: [each["particulars"] for each in document["applications"]],
}
# Why a family is not told of its rows in a table.
LEFT_OUT: Final[Mapping[str, str]] = {
    "search_news": "which programs of the catalog a saved search has found; the search is told",
}


def concerning() -> dict[str, Table]:
    """Accounts, their chats and children, and whatever hangs on them by however many keys."""
    # What a chat said is its account's, though the chat may have none yet.
    found = {accounts, children, deliveries}
    while more := {
        table
        for table in metadata.sorted_tables
        if table not in found and any(key.column.table in found for key in table.foreign_keys)
    }:
        found |= more
    return {table.name: table for table in found}


async def lived(world: World) -> Document:
    """The file of a family of which every table holds something."""
    parent, other = world.parent, await world.certificate("Котов Иван Игоревич", date(2012, 5, 6))
    await world.link(world.parent_account, other.id)
    refused = await world.request(await world.group())
    said = (RefusalReason.OTHER, WORDS_TOO_TALL)
    await world.perform(refuse_enrollment, world.staff, refused.id, *said)
    await world.perform(set_phone, OPERATOR, world.anya.id, "+7 900 555-01-01")
    one = Limits(max_certificates=1)
    await world.perform(set_limits, world.officer, world.category, world.period, one)
    await world.perform(fund_certificate, world.officer, other.id)
    for invited in (
        await world.perform(invite_staff, OPERATOR, world.provider.id),
        await world.perform(invite_operator, OPERATOR, world.municipality.id, "Инна"),
    ):
        await world.perform(accept_invitation, world.parent_account, invited.token)
    offering, concluded = await contract(world, date(2020, 10, 20))
    there = await world.perform(another_group, offering)
    await world.perform(move_enrollment, parent, concluded.id, there)
    await world.run_days(date(2020, 11, 1))
    for group, month, percent in ((offering.group.id, 9, 70), (there, 10, 80), (there, 10, 90)):
        await world.perform(enter_completeness, world.staff, group, Month(2020, month), percent)
    # It concerns those who were there in September.
    await world.perform(enter_completeness, world.staff, there, Month(2020, 9), 10)
    await left_behind(world, world.parent_account, parent, world.anya.id)
    step = Delivery(bot=1, number=5, chat=world.parent_account.chat)
    await world.perform(lambda uow: uow.deliveries.keep(step, step=1, found=SEARCHED))
    of_another = Delivery(bot=1, number=6, chat=world.parent_account.chat + 1)
    await world.perform(lambda uow: uow.deliveries.keep(of_another, step=1, found={}))
    both = Family(parent.account, acting=frozenset({world.anya.id, other.id}))
    found: Document = json.loads(json_file(await world.ask(own_data, both)))
    return found


async def test_a4_every_row_that_concerns_a_family_is_in_its_file(world: World) -> None:
    document = await lived(world)
    there = await world.ask(_rows_of, document)

    file = {
        name: TOLD[name](document) if name in TOLD else document["kept"].get(name) for name in there
    }

    assert [name for name, rows in file.items() if rows is None] == [], (
        "rows of a new table concern a family: put them into the file (db/own_data.py), or say"
        " in LEFT_OUT why not"
    )
    assert {name: len(rows or ()) for name, rows in file.items()} == there
    assert [name for name, rows in there.items() if not rows] == [], "nothing was looked at"
    assert concerning().keys() >= TOLD.keys() | LEFT_OUT.keys()


async def test_the_file_has_the_number_that_was_typed_and_what_the_chat_said(
    world: World,
) -> None:
    kept = (await lived(world))["kept"]

    assert [each["number"] for each in kept["link_wishes"]] == [TYPED]
    assert [each["found"] for each in kept["deliveries"]] == [SEARCHED]
    assert "sealed" not in kept["link_wishes"][0]


async def test_what_was_typed_is_gone_after_an_hour_and_what_failed_after_a_day(
    world: World,
) -> None:
    await lived(world)

    left = []
    for passed in (timedelta(minutes=59), timedelta(minutes=2), timedelta(hours=23)):
        world.clock.instant += passed
        await world.perform(forget_deliveries)
        rows = await world.ask(everything)
        left.append((len(rows["link_wishes"]), len(rows["link_failures"])))

    assert left == [(1, 2), (0, 2), (0, 0)]


async def test_led_4_the_file_has_what_was_said_of_the_childs_months_and_who_did_what(
    world: World,
) -> None:
    document = await lived(world)
    anya = document["children"][0]

    said = [
        (each["month"], each["number"], each["percent"], each["actor"])
        for months in anya["completeness"].values()
        for each in months
    ]
    acts = {each["act"] for each in document["kept"]["audit_trail"]}

    staff = world.staff.code
    assert said == [("2020-09", 1, 70, staff), ("2020-10", 1, 80, staff), ("2020-10", 2, 90, staff)]
    assert acts >= {"consent", "issue", "request", "refuse", "move", "apply", "link"}
    assert WORDS_TOO_TALL in {each["refusal_comment"] for each in document["kept"]["enrollments"]}


async def test_the_file_to_read_says_how_much_of_each_month_was_given(world: World) -> None:
    await lived(world)
    known = await world.ask(own_data, world.parent)

    russian, english = (text_file(Words(each), known).decode("utf-8-sig") for each in ("ru", "en"))

    months = [line for line in russian.splitlines() if "% занятий" in line.replace("\xa0", " ")]
    assert ["70" in months[0], "80" in months[1], "90" in months[2]] == [True] * 3
    assert all("организация" in each for each in months)
    assert english.count("of the lessons were given (provider") == len(months) == 3


def _rows_of(uow: UnitOfWork, document: Document) -> dict[str, int]:
    """How many rows of each table are the family's, whatever the file holds."""
    assert isinstance(uow, SqlUnitOfWork)
    account = [document["account"]["id"]]
    contracts = select(enrollments.c.id).where(enrollments.c.certificate_id.in_(_own(document)))
    applied = select(applications.c.id).where(applications.c.account_id.in_(account))
    persons = [each["child"]["id"] for each in document["children"]]
    whose: Mapping[str, Any] = {
        "account_id": account,
        "certificate_id": _own(document),
        "enrollment_id": contracts,
        "application_id": applied,
        "child_id": persons,
        "chat": [document["account"]["chat"]],
    }
    found = {}
    for name, table in concerning().items():
        if name in LEFT_OUT:
            continue
        column = next((each for each in whose if each in table.c), "id")
        ids = whose.get(column, account if name == "accounts" else persons)
        count = select(func.count()).select_from(table).where(table.c[column].in_(ids))
        found[name] = uow.connection.scalar(count) or 0
    return found


def _own(document: Document) -> list[int]:
    return [each["certificate"]["id"] for each in document["children"]]
