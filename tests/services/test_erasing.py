"""Erasing erases (promise A4): what goes, what stays, and what stands in the way."""

from __future__ import annotations

import json
from datetime import date

import pytest
from sqlalchemy import select

from bot.documents import json_file
from bot.render import Words
from bot.views.own_data import text_file
from core.domain.actor import Family, MunicipalityOfficer, Operator, System
from core.domain.application import Applicant, Particulars
from core.domain.certificate import Certificate, ClosingReason
from core.domain.certificate_errors import CertificateInUse
from core.domain.consent import CONSENT_VERSION
from core.domain.enrollment import Enrollment, State
from core.domain.erasing import Erasure, ErasureKind, LastActingParent
from core.domain.errors import NotAllowed, WrongState
from core.domain.grounds import Ground
from core.domain.ids import MunicipalityId
from core.domain.invitation import LinkMode
from core.services import accounts
from core.services.answers import confirm_enrollment
from core.services.applications import ApplicationRequest, own_applications, send_application
from core.services.auditing import audit_money
from core.services.closing import close_certificate
from core.services.erasing import erase_account, erase_child, noted_erasures, repeat_erasures
from core.services.favorites import keep_favorite
from core.services.linking import set_phone
from core.services.own_data import own_data
from core.services.terminating import cost_of_termination, terminate_enrollment
from db.journal import journal_beside, journal_read
from db.tables.people import certificate_numbers, children
from db.unit_of_work import SqlUnitOfWork
from tests.builders import child_named
from tests.services.files_of import held, leave_none
from tests.services.world import OPERATOR, World
from tests.simulation.test_twice import everything

CANARY = "Канарейкина Алёна"
WISH = ClosingReason.WISH


async def closed_child(world: World) -> tuple[Certificate, Family]:
    """A child with one acting parent; its certificate is closed."""
    child = await world.certificate(CANARY, date(2011, 2, 3))
    parent = await world.link(await world.account(300), child.id)
    await world.perform(close_certificate, world.officer, child.id, WISH)
    return child, parent


async def end_and_close(world: World, contract: Enrollment) -> None:
    """A contract that runs to the end of its month, and a certificate that is closed meanwhile."""
    await world.run_days(date(2020, 9, 10))
    last = (await world.ask(cost_of_termination, world.staff, contract.id)).last_day
    await world.perform(
        terminate_enrollment, world.staff, contract.id, Ground.LAW, shown_last_day=last
    )
    await world.perform(close_certificate, world.officer, world.anya.id, WISH)


async def test_a4_nothing_of_an_account_is_left_but_its_number(world: World) -> None:
    account = await world.account(777001)
    child = await world.certificate(CANARY, date(2011, 2, 3))
    mother = await world.link(account, child.id)
    offering = await world.group()
    await world.perform(keep_favorite, mother, offering.program.id)
    await world.perform(accounts.keep_conversation, account, {"at": "search"})
    said = Particulars("Канарейкин Ян", date(2012, 1, 1), Applicant.PARENT, "Канарейкина Римма")
    request = ApplicationRequest(world.municipality.id, said, CONSENT_VERSION, "key")
    sent = await world.perform(send_application, mother, request)

    look = await world.perform(erase_account, mother)
    first = await world.ask(everything)
    await world.perform(erase_account, mother)
    assert await world.ask(everything) == first
    again = await world.perform(accounts.arrive, 777001, "ru")

    assert (look.withdrawn, look.applications, look.linked, look.children) == ((), 1, 1, ())
    assert (again.id, again.consented, again.acting) != (account.id, True, mother.acting)
    rows = await world.ask(everything)
    of_account = {
        table: [row for row in found if f"({account.id}, " in row[:20]]
        for table, found in rows.items()
        if table in {"links", "switches", "conversations", "favorites", "application_drafts"}
    }
    assert not any(of_account.values()), of_account
    assert "777001" in str([row for row in rows["accounts"] if f"({again.id}, " in row])
    assert not [row for row in rows["accounts"] if "777001" in row and f"({account.id}, " in row]
    (application,) = rows["applicants"]
    assert "None, None, None" in application
    left = await world.ask(lambda uow: uow.people.particulars([sent.id], of=OPERATOR))
    assert left == {sent.id: Particulars.erased()}


async def test_a4_an_account_cannot_go_while_nobody_else_could_end_its_contract(
    world: World,
) -> None:
    contract = await world.request(await world.group())
    await world.perform(confirm_enrollment, world.staff, contract.id)
    looking = await world.link(await world.account(301), world.anya.id, LinkMode.LOOKING)
    before = await world.ask(everything)

    with pytest.raises(LastActingParent) as refused:
        await world.perform(erase_account, world.parent)
    after = await world.ask(everything)
    await world.perform(erase_account, looking)
    await world.link(await world.account(302), world.anya.id)
    await world.perform(erase_account, world.parent)

    assert refused.value.enrollments == (contract.id,)
    assert refused.value.facts == {"count": 1}
    assert after == before
    assert (await world.enrollment(contract.id)).state is State.ACTIVE


async def test_a4_what_waits_and_nobody_else_follows_is_taken_back(world: World) -> None:
    request = await world.request(await world.group())

    look = await world.perform(erase_account, world.parent)

    assert [each.line.enrollment.id for each in look.withdrawn] == [request.id]
    assert (await world.enrollment(request.id)).state is State.WITHDRAWN
    assert await world.money() == (1510200, 0, 0)


async def test_a4_with_the_last_parent_goes_the_child_whose_certificate_is_closed(
    world: World,
) -> None:
    child, parent = await closed_child(world)

    look = await world.perform(erase_account, parent)

    assert look.children == (child.id,)
    (left,) = (
        await world.ask(lambda uow: uow.people.children([child.child], of=OPERATOR))
    ).values()
    assert (left.full_name, left.certificate_number) == ("—", "—")
    assert await world.ask(audit_money) == ()


async def test_a4_a_child_of_another_parent_or_of_a_valid_certificate_stays(world: World) -> None:
    child, parent = await closed_child(world)
    await world.link(await world.account(303), world.anya.id)
    other = await world.ask(lambda uow: uow.accounts.linked([child.id, world.anya.id], acting=True))
    second = await world.account(304)
    await world.perform(
        lambda uow: uow.accounts.link_child(second.id, child.id, LinkMode.LOOKING, at=uow.now)
    )

    looks = [await world.perform(erase_account, each) for each in (parent, world.parent)]

    assert len(other) == 2
    assert [look.children for look in looks] == [(), ()]


async def test_a4_the_operators_act_needs_a_closed_certificate_and_ended_contracts(
    world: World,
) -> None:
    contract = await world.request(await world.group())
    await world.perform(confirm_enrollment, world.staff, contract.id)
    closed, _ = await closed_child(world)
    stranger = MunicipalityOfficer("X", MunicipalityId(999))

    with pytest.raises(WrongState):
        await world.perform(erase_child, OPERATOR, world.anya.id)
    with pytest.raises(CertificateInUse):
        await world.perform(close_certificate, world.officer, world.anya.id, WISH)
    await end_and_close(world, contract)
    with pytest.raises(CertificateInUse):
        await world.perform(erase_child, OPERATOR, world.anya.id)
    for nobody in (stranger, Operator("Y", frozenset()), world.parent):
        with pytest.raises(NotAllowed):
            await world.perform(erase_child, nobody, closed.id)

    assert await world.perform(erase_child, OPERATOR, closed.id)
    assert not await world.perform(erase_child, world.officer, closed.id)


async def test_a4_an_erased_child_is_found_by_nothing_and_may_come_anew(world: World) -> None:
    child, _ = await closed_child(world)
    number = (await world.ask(lambda uow: uow.people.children([child.child], of=OPERATOR)))[
        child.child
    ].certificate_number

    await world.perform(erase_child, world.officer, child.id)

    assert await world.ask(lambda uow: uow.people.holder_of(number)) is None
    assert (await world.certificate(CANARY, date(2011, 2, 3))).id != child.id
    rows = await world.ask(everything)
    assert not [row for row in rows["links"] if f", {child.id}, " in row]
    assert not [
        row for row in rows["certificates"] if "2029, 2, 2" in row and f"({child.id}, " in row
    ]


async def test_a4_erasures_are_noted_beside_the_database_and_repeated_in_an_older_copy(
    world: World, world_url: str
) -> None:
    child, parent = await closed_child(world)
    noted = [
        Erasure(world.clock.now(), ErasureKind.ACCOUNT, parent.account),
        Erasure(world.clock.now(), ErasureKind.CHILD, child.id),
        Erasure(world.clock.now(), ErasureKind.ACCOUNT, 10**6),
    ]

    first = await world.perform(repeat_erasures, System(), noted)
    second = await world.perform(repeat_erasures, System(), noted)
    await world.database.close()

    assert (first, second) == (2, 0)
    if world_url.startswith("sqlite"):
        written = journal_read(journal_beside(world_url))
        assert {(each.kind, each.subject) for each in written} == {
            (each.kind, each.subject) for each in noted
        }


async def test_only_operators_are_shown_what_was_erased(world: World) -> None:
    child, _ = await closed_child(world)
    await world.perform(erase_child, world.officer, child.id)

    shown = await world.ask(noted_erasures, OPERATOR)

    assert [(each.kind, each.subject) for each in shown] == [(ErasureKind.CHILD, child.id)]
    with pytest.raises(NotAllowed):
        await world.ask(noted_erasures, world.officer)


async def test_the_own_data_hold_everything_and_nothing_of_others(world: World) -> None:
    await world.request(await world.group())
    await world.certificate(CANARY, date(2011, 2, 3))

    document = json.loads(json_file(await world.ask(own_data, world.parent)))

    (child,) = document["children"]
    assert child["child"]["full_name"] == "Котова Анна Игоревна"
    assert child["child"]["born_on"] == "2010-03-04"
    assert len(child["entries"]) == 2
    assert child["enrollments"][0]["program_title"]
    assert document["consent"][0] == CONSENT_VERSION
    assert document["kept"]["links"][0]["mode"] == "ACTING"
    assert CANARY not in json.dumps(document, ensure_ascii=False)
    assert await world.ask(own_applications, world.parent) == ()


async def test_the_own_data_tell_the_telephone_to_who_acts_and_not_to_who_only_looks(
    world: World,
) -> None:
    await world.perform(set_phone, OPERATOR, world.anya.id, "+7 900 555-01-01")
    looking = await world.link(await world.account(301), world.anya.id, LinkMode.LOOKING)

    acts, looks = [await world.ask(own_data, each) for each in (world.parent, looking)]

    assert [each.phone for each in (*acts.children, *looks.children)] == ["79005550101", None]
    for language, said in (("ru", "Телефон родителя"), ("en", "telephone")):
        files = [text_file(Words(language), each).decode("utf-8-sig") for each in (acts, looks)]
        assert ["+79005550101" in each and said in each for each in files] == [True, False]
        assert said.lower() in Words(language)("privacy", version=CONSENT_VERSION).lower()


async def test_of_two_who_act_neither_is_told_the_telephone_that_may_be_the_others(
    world: World,
) -> None:
    await world.perform(set_phone, OPERATOR, world.anya.id, "+7 900 555-01-01")
    alone = await world.ask(own_data, world.parent)
    father = await world.link(await world.account(301), world.anya.id)

    both = [await world.ask(own_data, each) for each in (world.parent, father)]

    assert [each.phone for each in alone.children] == ["79005550101"]
    assert [child.phone for each in both for child in each.children] == ["…01", "…01"]
    for language in ("ru", "en"):
        said = text_file(Words(language), both[1]).decode("utf-8-sig")
        assert "…01" in said
        assert "79005550101" not in said


async def test_a4_no_file_holds_ciphertexts_or_indexes_of_an_erased_child(
    world: World, world_url: str
) -> None:
    """On PostgreSQL after what docs/operations.md says to do; its log keeps what it has until it
    is overwritten.
    """
    for n in range(20):
        await world.certificate(child_named(n), date(2012, 1, 1))
    child, _ = await closed_child(world)
    recorded = await world.ask(_sealed, child)
    before = await held(world_url, recorded)
    await world.perform(erase_child, world.officer, child.id)
    await world.database.close()
    await leave_none(world_url)

    assert before == recorded
    assert await held(world_url, recorded) == []


def _sealed(uow: object, child: Certificate) -> list[bytes]:
    assert isinstance(uow, SqlUnitOfWork)
    row = uow.connection.execute(select(children).where(children.c.id == child.child)).one()
    number = uow.connection.scalar(
        select(certificate_numbers.c.number_index).where(
            certificate_numbers.c.child_id == child.child
        )
    )
    return [row.wrapped_key, row.sealed, row.identity_index, number]
