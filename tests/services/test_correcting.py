"""What was entered wrongly of a child is put right once documents were seen (CERT-1, CERT-2)."""

from __future__ import annotations

from datetime import date

import pytest

from core.domain.actor import Actor, MunicipalityOfficer
from core.domain.calendar import Days
from core.domain.certificate import Certificate, ClosingReason
from core.domain.certificate_errors import CertificateInUse
from core.domain.errors import BadValue, NotAllowed, NotAName, WrongState
from core.domain.ids import CategoryId, CertificateId, MunicipalityId
from core.domain.person import Child
from core.domain.provision import Limits
from core.ports.unit_of_work import UnitOfWork
from core.services.auditing import audit_money
from core.services.certificates import fund_certificate
from core.services.closing import close_certificate
from core.services.correcting import Correction, correct_certificate
from core.services.funding import add_category
from core.services.provisions import set_limits, set_nominal
from tests.services.world import NOMINAL, OPERATOR, World
from tests.simulation.test_twice import everything

AUGUST_2012 = date(2012, 8, 20)


async def _child(world: World, certificate: Certificate) -> Child:
    found = await world.ask(lambda uow: uow.people.children([certificate.child], of=OPERATOR))
    return found[certificate.child]


async def _now(world: World, id: CertificateId) -> Certificate:
    (found,) = await world.ask(lambda uow: uow.certificates.get([id]))
    return found


async def _other_category(world: World) -> CategoryId:
    place = world.municipality.id
    category = await world.perform(add_category, world.officer, place, "Другие")
    await world.perform(set_nominal, world.officer, category, world.period, NOMINAL)
    return category


async def test_cert_1_with_the_birth_date_the_last_valid_day_moves(world: World) -> None:
    wrong = await world.certificate("Котов Илья", AUGUST_2012)
    right = Correction("Котов Илия", date(2012, 2, 29))

    funding = await world.perform(correct_certificate, OPERATOR, wrong.id, right)

    assert funding.certificate.valid_until == date(2030, 2, 28)
    assert await _now(world, wrong.id) == funding.certificate
    child = await _child(world, wrong)
    assert (child.full_name, child.born_on) == ("Котов Илия", date(2012, 2, 29))
    number = child.certificate_number
    assert await world.ask(lambda uow: uow.people.holder_of(number)) == child.id


async def test_a7_the_trail_names_the_fields_of_a_child_and_never_says_what_they_were(
    world: World,
) -> None:
    wrong = await world.certificate("Котов Илья", AUGUST_2012)
    category = await _other_category(world)
    right = Correction("Котов Илия", date(2012, 2, 29), category)

    for _ in range(2):
        await world.perform(correct_certificate, world.officer, wrong.id, right)

    rows = await world.ask(lambda uow: uow.trail.of(f"certificate:{wrong.id}"))
    (row,) = [each for each in rows if each["act"] == "correct-certificate"]
    assert {key: value for key, value in row.items() if key != "at"} == {
        "actor": world.officer.code, "act": "correct-certificate", "changed": "full_name,born_on",
        "before": str(world.category), "after": str(category),
    }  # fmt: skip


async def test_cert_2_a_corrected_child_is_found_by_what_it_is_now_and_by_nothing_else(
    world: World,
) -> None:
    wrong = await world.certificate("Котов Илья", AUGUST_2012)
    await world.perform(correct_certificate, OPERATOR, wrong.id, Correction("Котов Илия"))

    def found(uow: UnitOfWork, name: str) -> object:
        return uow.people.namesake(full_name=name, born_on=AUGUST_2012)

    assert await world.perform(found, "котов  илия") == wrong.child
    assert await world.perform(found, "Котов Илья") is None


async def test_cert_2_nobody_is_corrected_into_another_child(world: World) -> None:
    await world.certificate("Котов Илия", AUGUST_2012)
    wrong = await world.certificate("Котов Илья", AUGUST_2012)
    before = await world.ask(everything)

    with pytest.raises(BadValue) as no:
        await world.perform(correct_certificate, OPERATOR, wrong.id, Correction("котов илия"))

    assert "has a certificate already" in str(no.value)
    assert await world.ask(everything) == before


@pytest.mark.parametrize(
    ("correction", "refusal"),
    [
        (Correction("Котов 2"), NotAName),
        (Correction(born_on=date(2002, 8, 20)), BadValue),
        (Correction(born_on=date(2015, 8, 21)), BadValue),
        (Correction(category=CategoryId(10**6)), BadValue),
    ],
)
async def test_bad_values_are_refused_and_nothing_is_written(
    world: World, correction: Correction, refusal: type[Exception]
) -> None:
    wrong = await world.certificate("Котов Илья", AUGUST_2012)
    before = await world.ask(everything)

    with pytest.raises(refusal):
        await world.perform(correct_certificate, OPERATOR, wrong.id, correction)

    assert await world.ask(everything) == before


async def test_led_5_money_is_taken_back_before_a_birth_date_gives_or_takes_a_period(
    world: World,
) -> None:
    """Whoever turns 18 on the first of January gets nothing of that year."""
    world.clock.move_to(date(2020, 8, 20))
    grown = await world.certificate("Котов Илья", date(2003, 8, 21))
    await world.perform(fund_certificate, world.officer, grown.id)
    await world.add_period(Days(date(2021, 1, 1), date(2021, 12, 31)))

    with pytest.raises(BadValue) as no:
        await world.perform(
            correct_certificate, OPERATOR, grown.id, Correction(born_on=date(2003, 1, 1))
        )
    await world.perform(
        correct_certificate, OPERATOR, grown.id, Correction(born_on=date(2003, 1, 2))
    )

    assert no.value.facts["first"] == "2021-01-01"
    assert (await _now(world, grown.id)).valid_until == date(2021, 1, 1)
    assert await world.ask(audit_money) == ()


async def test_enr_4_no_enrollment_goes_on_after_the_last_valid_day(world: World) -> None:
    request = await world.request(await world.group(price=100000), date(2020, 9, 1))
    early, late = date(2002, 12, 31), date(2003, 1, 1)

    with pytest.raises(CertificateInUse) as no:
        await world.perform(correct_certificate, OPERATOR, world.anya.id, Correction(born_on=early))
    await world.perform(correct_certificate, OPERATOR, world.anya.id, Correction(born_on=late))

    assert no.value.enrollments == (request.id,)
    assert (await _now(world, world.anya.id)).valid_until == date(2020, 12, 31)


async def test_cert_7_money_stays_in_its_category(world: World) -> None:
    category = await _other_category(world)

    with pytest.raises(BadValue) as no:
        await world.perform(
            correct_certificate, OPERATOR, world.anya.id, Correction(category=category)
        )

    assert no.value.field == "category"
    assert (await _now(world, world.anya.id)).category == world.category


async def test_cert_5_who_waits_goes_to_the_other_queue_and_is_funded_where_there_is_room(
    world: World,
) -> None:
    other = await _other_category(world)
    for category, most in ((world.category, 1), (other, 1)):
        limits = Limits(max_certificates=most)
        await world.perform(set_limits, world.officer, category, world.period, limits)
    first, second = [await world.certificate(f"Котов {name}", AUGUST_2012) for name in ("А", "Б")]
    for each in (first, second):
        await world.perform(fund_certificate, world.officer, each.id)
    moved = Correction(category=other)

    funded = await world.perform(correct_certificate, OPERATOR, first.id, moved)
    waits = await world.perform(correct_certificate, OPERATOR, second.id, moved)

    assert (funded.certificate.funded, funded.certificate.category) == (True, other)
    assert (waits.certificate.category, waits.place) == (other, 1)
    again = await world.perform(correct_certificate, OPERATOR, second.id, moved)
    assert again.place == 1
    assert await world.ask(audit_money) == ()


async def test_cert_7_a_birth_date_that_makes_room_lets_the_queue_go_on_at_once(
    world: World,
) -> None:
    """Who is 18 before the next year takes no place of it, and stands in nobody's way."""
    following = await world.add_period(Days(date(2021, 1, 1), date(2021, 12, 31)))
    limits = Limits(max_certificates=1)
    await world.perform(set_limits, world.officer, world.category, following, limits)
    first = await world.certificate("Котов А", AUGUST_2012)
    second = await world.certificate("Котов Б", date(2002, 12, 31))
    for each in (first, second):
        await world.perform(fund_certificate, world.officer, each.id)
    right = Correction(born_on=date(2003, 1, 1))

    before = [(await _now(world, each.id)).funded for each in (first, second)]
    funding = await world.perform(correct_certificate, OPERATOR, first.id, right)
    again = await world.perform(correct_certificate, OPERATOR, first.id, right)

    assert before == [False, False]
    assert (funding.certificate.funded, funding.place) == (True, None)
    assert again == funding
    assert (await _now(world, second.id)).funded
    assert await world.ask(audit_money) == ()


async def test_only_who_keeps_the_registry_corrects_and_nobody_a_closed_certificate(
    world: World,
) -> None:
    right = Correction("Котова Яна")
    strangers: list[Actor] = [
        world.parent, world.staff, MunicipalityOfficer("Олег", MunicipalityId(10**6)),
    ]  # fmt: skip
    for stranger in strangers:
        with pytest.raises(NotAllowed):
            await world.perform(correct_certificate, stranger, world.anya.id, right)
    await world.perform(close_certificate, world.officer, world.anya.id, ClosingReason.WISH)
    with pytest.raises(WrongState):
        await world.perform(correct_certificate, world.officer, world.anya.id, right)
