"""Reading the audit trail of one object: who may, what it says, and what of it is a look."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.domain.actor import (
    Actor,
    Family,
    MunicipalityOfficer,
    Operator,
    ProviderStaff,
    System,
)
from core.domain.application import Applicant, CertificateApplication, Particulars
from core.domain.consent import CONSENT_VERSION
from core.domain.errors import NotAllowed
from core.domain.ids import MunicipalityId, PeriodId
from core.domain.money import Money
from core.domain.program import Direction
from core.domain.provision import Limits
from core.domain.trailing import Traced, TracedKind, Trail
from core.ports.unit_of_work import UnitOfWork
from core.services.applications import ApplicationRequest, send_application
from core.services.erasing import erase_account
from core.services.favorites import keep_favorite
from core.services.invitations import accept_invitation, invite_operator
from core.services.limits import limit_open
from core.services.provisions import set_limits
from core.services.trails import look_at_trail, look_at_trail_of_period
from tests.services.world import OPERATOR, World
from tests.simulation.test_twice import everything

NOTHING = 2**63 - 1
ELSEWHERE = MunicipalityId(10**6)


async def objects(world: World) -> dict[TracedKind, int]:
    """One of each kind, all of one municipality."""
    offering = await world.group()
    return {
        TracedKind.CERTIFICATE: world.anya.id,
        TracedKind.ENROLLMENT: (await world.request(offering)).id,
        TracedKind.PROVIDER: world.provider.id,
        TracedKind.PROGRAM: offering.program.id,
        TracedKind.MODULE: offering.module.id,
        TracedKind.GROUP: offering.group.id,
        TracedKind.MUNICIPALITY: world.municipality.id,
        TracedKind.CATEGORY: world.category,
        TracedKind.APPLICATION: (await applied(world, world.parent)).id,
        TracedKind.ACCOUNT: world.parent.account,
    }


async def applied(world: World, by: Family) -> CertificateApplication:
    said = Particulars("Котова Вера", date(2012, 1, 1), Applicant.PARENT, "Котова Ольга")
    request = ApplicationRequest(world.municipality.id, said, CONSENT_VERSION, "key")
    return await world.perform(send_application, by, request)


def strangers(world: World) -> tuple[Actor, ...]:
    return (
        world.parent, world.staff, System(),
        MunicipalityOfficer("Пётр", ELSEWHERE), Operator("Борис", frozenset({ELSEWHERE})),
    )  # fmt: skip


async def acts(world: World, actor: Actor, of: Traced, *, most: int = 100) -> list[str]:
    trail: Trail = await world.perform(look_at_trail, actor, of, most=most)
    return [each.act for each in trail.records]


@pytest.mark.parametrize("kind", list(TracedKind))
async def test_a7_offices_of_its_municipality_read_what_was_done_and_nobody_else(
    world: World, kind: TracedKind
) -> None:
    of = Traced(kind, (await objects(world))[kind])
    own = Operator("Анна", frozenset({world.municipality.id}))

    read = [await acts(world, actor, of) for actor in (world.officer, own, OPERATOR)]
    before = await world.ask(everything)

    assert read[0]
    assert [[each for each in one if each != "look"] for one in read] == [read[0]] * 3
    for actor in strangers(world):
        for asked in (of, Traced(kind, NOTHING)):
            with pytest.raises(NotAllowed):
                await world.perform(look_at_trail, actor, asked, most=100)
    for actor in (world.officer, OPERATOR):
        with pytest.raises(NotAllowed):
            await world.perform(look_at_trail, actor, Traced(kind, NOTHING), most=100)
    assert await world.ask(everything) == before


async def test_who_reads_what_happened_to_a_child_leaves_a_trace(world: World) -> None:
    there = await objects(world)
    certificate = Traced(TracedKind.CERTIFICATE, there.pop(TracedKind.CERTIFICATE))

    for kind, id_ in there.items():
        await acts(world, OPERATOR, Traced(kind, id_))
    first = await world.perform(look_at_trail, world.officer, certificate, most=100)
    second = await world.perform(look_at_trail, world.officer, certificate, most=100)

    looked = [each.actor for each in first.records if each.act == "look"]
    assert looked == [OPERATOR.code]
    assert [each.actor for each in second.records if each.act == "look"] == [
        OPERATOR.code, "municipality:KLG:Олег",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", [TracedKind.APPLICATION, TracedKind.ACCOUNT])
async def test_who_reads_what_happened_to_a_person_leaves_a_trace(
    world: World, kind: TracedKind
) -> None:
    of = Traced(kind, (await objects(world))[kind])

    first = await acts(world, OPERATOR, of)
    last = await world.perform(look_at_trail, world.officer, of, most=1)

    assert "look" not in first
    assert [(each.actor, each.act) for each in last.records] == [(OPERATOR.code, "look")]
    assert last.earlier


async def test_an_account_is_read_where_it_has_to_do_with_anything(world: World) -> None:
    regional, own = OPERATOR, Operator("Анна", frozenset({world.municipality.id}))
    far = [actor for actor in strangers(world) if not isinstance(actor, Family | ProviderStaff)]
    by_role = {
        "child": world.parent.account,
        "provider": world.staff.account,
        "applicant": (applicant := await world.account(901)).id,
        "operator": (operator := await world.account(902)).id,
    }
    await applied(world, Family(applicant.id))
    invited = await world.perform(invite_operator, OPERATOR, world.municipality.id, "Инна")
    await world.perform(accept_invitation, operator, invited.token)
    nobody = await world.account(903)

    for account in by_role.values():
        of = Traced(TracedKind.ACCOUNT, account)
        assert "consent" in await acts(world, world.officer, of)
        assert "consent" in await acts(world, own, of)
        for actor in far:
            with pytest.raises(NotAllowed):
                await acts(world, actor, of)
    assert await acts(world, regional, Traced(TracedKind.ACCOUNT, nobody.id)) == [
        "arrive",
        "consent",
    ]
    for actor in (own, world.officer, *far):
        with pytest.raises(NotAllowed):
            await acts(world, actor, Traced(TracedKind.ACCOUNT, nobody.id))


async def test_an_erased_account_says_that_it_was_erased(world: World) -> None:
    gone = await world.account(901)
    await world.perform(erase_account, Family(gone.id))

    found = await acts(world, OPERATOR, Traced(TracedKind.ACCOUNT, gone.id))

    assert found == ["arrive", "consent", "erase-account"]


async def test_a_categorys_limits_are_read_field_by_field(world: World) -> None:
    one, two = Limits(max_certificates=1), Limits(max_certificates=1, max_total=Money(2000000))
    for limits in (one, two):
        await world.perform(set_limits, world.officer, world.category, world.period, limits)

    of = Traced(TracedKind.CATEGORY, world.category)
    read = await world.perform(look_at_trail, world.officer, of, most=2)

    period = world.period.id
    assert [dict(each.details) for each in read.records] == [
        {"period": period, "max_certificates": "- -> 1"},
        {"period": period, "max_total": "- -> 2000000"},
    ]


def _try(uow: UnitOfWork, on: str, after: str) -> None:
    uow.trail.record(System(), "try", on, after=after)


async def test_the_last_acts_are_read_oldest_first_and_whether_there_is_more(world: World) -> None:
    enrollment = (await objects(world))[TracedKind.ENROLLMENT]
    of = Traced(TracedKind.ENROLLMENT, enrollment)
    for after in ("B", "C", "D"):
        await world.perform(_try, of.code, after)

    whole = await world.perform(look_at_trail, world.officer, of, most=4)
    last = await world.perform(look_at_trail, world.officer, of, most=2)

    assert [each.act for each in whole.records] == ["request", "try", "try", "try"]
    assert not whole.earlier
    assert whole.records[0].actor == world.parent.code
    assert [each.details["after"] for each in last.records] == ["C", "D"]
    assert last.earlier
    assert last.records[0].at.utcoffset() is not None


async def test_what_families_like_is_not_read_with_a_program(world: World) -> None:
    program = (await world.group()).program.id
    await world.perform(keep_favorite, world.parent, program)

    found = await acts(world, OPERATOR, Traced(TracedKind.PROGRAM, program))

    assert found
    assert "keep-favorite" not in found


async def test_the_trail_of_a_period_is_read_by_its_municipality(world: World) -> None:
    await world.perform(limit_open, world.officer, world.period, Direction.ARTS, 5)

    trail = await world.perform(look_at_trail_of_period, world.officer, world.period, most=1)

    assert [each.act for each in trail.records] == ["limit"]
    assert trail.records[0].details == {"of": "ARTS", "after": 5}
    assert trail.earlier
    elsewhere = replace(world.period, municipality=ELSEWHERE)
    missing = replace(world.period, id=PeriodId(NOTHING))
    for actor in strangers(world):
        for period in (world.period, missing):
            with pytest.raises(NotAllowed):
                await world.perform(look_at_trail_of_period, actor, period, most=1)
    for period in (elsewhere, missing):
        with pytest.raises(NotAllowed):
            await world.perform(look_at_trail_of_period, OPERATOR, period, most=1)
