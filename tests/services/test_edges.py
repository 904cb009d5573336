"""What is said twice, or is larger than anybody means, changes nothing and is refused by name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.domain.actor import System
from core.domain.calendar import Days
from core.domain.certificate import CertificateState
from core.domain.digest import DayDigest
from core.domain.drafts import CertificateDraft
from core.domain.enrollment import State
from core.domain.errors import BadValue, ConsentMissing, KeyReused, NotAllowed
from core.domain.funding import Parameters
from core.domain.ids import AccountId, ApplicationId, NoticeId
from core.domain.money import Money
from core.domain.notice import Facts, Notice, NoticeKind
from core.domain.program import Direction, Registry
from core.domain.provision import Limits
from core.services.access import existing
from core.services.accounts import give_consent, presence
from core.services.answers import confirm_enrollment
from core.services.ceilings import CEILING_MAX, set_ceiling
from core.services.certificate_imports import enter_certificates
from core.services.closed_days import audit_days, close_days
from core.services.freezing import freeze_certificate
from core.services.funding import add_category, add_period
from core.services.limits import limit_open, limit_registry
from core.services.looking import look_at
from core.services.module_prices import set_price_cap
from core.services.notices import told
from core.services.programs import change_module, change_program, program_draft
from core.services.provisions import NOMINAL_MAX, TOTAL_MAX, set_limits, set_nominal
from core.services.requests import EnrollmentRequest, request_enrollment
from core.services.starts import days_to_offer
from core.services.telling import put_family_notice
from tests.services.world import AUTUMN, OPERATOR, World
from tests.simulation.test_twice import everything

A_KOPECK = Money(1)


def test_what_is_missing_is_refused_as_what_is_another_s() -> None:
    assert existing(0) == 0
    with pytest.raises(NotAllowed):
        existing(None)


async def test_more_money_than_there_is_cannot_be_meant(world: World) -> None:
    about = world.officer, world.category, world.period
    before = await world.ask(everything)

    with pytest.raises(BadValue):
        await world.perform(set_nominal, *about, NOMINAL_MAX + A_KOPECK)
    with pytest.raises(BadValue):
        await world.perform(set_limits, *about, Limits(None, TOTAL_MAX + A_KOPECK))
    with pytest.raises(BadValue):
        await world.perform(
            set_ceiling, world.officer, world.provider.id, world.period, CEILING_MAX + A_KOPECK
        )

    assert await world.ask(everything) == before


async def test_a_period_does_not_open_before_there_were_dates(world: World) -> None:
    first_of_all = Days(date(1, 1, 5), date(1, 6, 1))

    with pytest.raises(BadValue):
        await world.perform(
            add_period, world.officer, world.municipality.id, first_of_all, Parameters()
        )


async def test_the_same_limits_and_cap_again_are_not_put_on_record_again(world: World) -> None:
    async def limit() -> None:
        await world.perform(limit_open, world.officer, world.period, Direction.SPORTS, 5)
        await world.perform(limit_open, world.officer, world.period, world.provider.id, 5)
        await world.perform(limit_registry, world.officer, world.period, Registry.GENERAL, 1)
        await world.perform(set_price_cap, OPERATOR, 110)

    await limit()
    before = await world.ask(everything)
    await limit()

    assert await world.ask(everything) == before


async def test_a_consent_to_another_text_is_none(world: World) -> None:
    account = await world.account(300, consented=False)

    with pytest.raises(ConsentMissing):
        await world.perform(give_consent, account, "a text of long ago")

    found = await world.ask(presence, 300)
    assert found is not None
    assert (found.account.consented, found.conversation) == (False, {})
    assert await world.ask(presence, 301) is None


async def test_a_notice_to_a_family_names_the_certificate_that_it_is_about(world: World) -> None:
    with pytest.raises(ValueError, match="certificate"):
        await world.perform(put_family_notice, world.period, NoticeKind.MONEY_LOW, Facts())


async def test_a_request_that_expired_is_not_confirmed_after_the_last_day_either(
    world: World,
) -> None:
    asked = await world.request(await world.group())
    await world.run_days(date(2020, 9, 10))
    world.clock.move_to(date(2021, 1, 5))

    answered = await world.perform(confirm_enrollment, world.staff, asked.id)

    assert answered.state is State.EXPIRED
    assert answered == await world.enrollment(asked.id)
    assert await world.money() == (1510200, 0, 0)


async def test_m4_days_without_a_digest_between_others_are_named_and_no_more_than_asked_for(
    world: World,
) -> None:
    place = world.municipality.id
    kept = [DayDigest(place, date(2020, 8, day), 0, bytes(32)) for day in (1, 4)]
    await world.perform(close_days, System(), kept)

    broken = await world.ask(audit_days)

    assert [each.on.day for each in broken] == [1, 2, 3, 4]
    assert [each.expected for each in broken[1:3]] == ["a digest", "a digest"]
    assert await world.ask(audit_days, most=2) == broken[:2]


async def test_a_free_contract_concluded_late_owes_nothing_for_the_months_that_are_over(
    world: World,
) -> None:
    asked = await world.request(await world.group(registry=Registry.GENERAL))
    world.clock.move_to(date(2020, 9, 2))

    concluded = await world.perform(confirm_enrollment, world.staff, asked.id)

    assert concluded.state is State.ACTIVE
    assert await world.money() == (1510200, 0, 0)
    assert NoticeKind.CHARGE_POSTED not in await world.notices()


async def test_m6_one_key_cannot_ask_for_other_sums(world: World) -> None:
    offering = await world.group()
    asked = await world.request(offering, key="a screen")
    other = EnrollmentRequest(
        world.anya.id, offering.group.id, AUTUMN.first, Money(1), Money(899999), "a screen"
    )

    with pytest.raises(KeyReused):
        await world.perform(request_enrollment, world.parent, other)

    assert await world.enrollment(asked.id) == asked


async def test_a_lapsed_period_gets_no_other_nominal_and_no_first_one(world: World) -> None:
    new = await world.perform(add_category, world.officer, world.municipality.id, "Новая")
    await world.run_days(date(2021, 1, 20))

    for category in (world.category, new):
        with pytest.raises(BadValue):
            await world.perform(set_nominal, world.officer, category, world.period, A_KOPECK)


async def test_of_several_children_one_is_chosen_before_a_program_is_shown(world: World) -> None:
    offering = await world.group()
    brother = await world.certificate("Котов Пётр Игоревич", date(2012, 5, 6))
    family = replace(world.parent, acting=frozenset({world.anya.id, brother.id}))

    asked = await world.ask(look_at, family, offering.program.id, child=None)
    chosen = await world.ask(look_at, family, offering.program.id, child=brother.id)

    assert (len(asked.children), asked.child, asked.card) == (2, None, None)
    assert chosen.card is not None


async def test_there_is_no_day_to_begin_on_after_a_group_and_without_its_dates(
    world: World,
) -> None:
    offering = await world.group()
    undated = replace(offering, group=replace(offering.group, days=None))

    assert days_to_offer(offering, date(2021, 1, 1)) == ()
    assert days_to_offer(undated, AUTUMN.first) == ()
    assert days_to_offer(offering, date(2020, 12, 29)) == (date(2020, 12, 29),)
    assert days_to_offer(offering, date(2020, 12, 30)) == ()


async def test_only_days_with_a_lesson_are_offered_to_begin_on_where_lessons_are_known(
    world: World,
) -> None:
    offering = await world.group()  # on Tuesdays
    unknown = replace(offering, group=replace(offering.group, slots=()))
    wednesday = date(2020, 9, 2)

    tuesdays = [date(2020, 9, each) for each in (8, 15, 22, 29)]
    assert days_to_offer(offering, wednesday) == (*tuesdays, date(2020, 10, 6))
    assert days_to_offer(unknown, wednesday) == (wednesday, date(2020, 10, 1))


async def test_the_same_content_of_a_program_and_title_of_a_module_change_nothing(
    world: World,
) -> None:
    offering = await world.group()
    program = await world.ask(lambda uow: uow.catalog.program(offering.program.id))
    assert program is not None
    before = await world.ask(everything)

    await world.perform(change_program, OPERATOR, program.program.id, program_draft(program))
    await world.perform(change_module, OPERATOR, offering.module.id, offering.module.title)

    assert await world.ask(everything) == before


async def test_who_may_not_read_a_notice_any_more_is_told_nothing(world: World) -> None:
    nobody, parent = 10**6, world.parent_account
    of_nothing = Facts(application=ApplicationId(nobody))
    refused = NoticeKind.APPLICATION_REFUSED
    about_anya = Facts(certificate=world.anya.id)

    for notice in (
        Notice(NoticeId(1), AccountId(nobody), 100, "ru", NoticeKind.MONEY_LOW, about_anya, 0),
        Notice(NoticeId(1), parent.id, nobody, "ru", NoticeKind.MONEY_LOW, about_anya, 0),
        Notice(NoticeId(1), parent.id, 100, "ru", refused, of_nothing, 0),
    ):
        assert await world.ask(told, notice) is None


async def test_cert_8_a_file_gives_no_money_to_a_frozen_certificate(world: World) -> None:
    await world.perform(freeze_certificate, world.officer, world.anya.id)
    anya = CertificateDraft(
        row=2,
        full_name="Котова Анна Игоревна", born_on=date(2010, 3, 4), category="Дети от 5 до 18",
        funded=True, number=None,
    )  # fmt: skip

    (row,) = await world.perform(enter_certificates, world.officer, world.municipality.id, [anya])

    assert (row.certificate, row.added, row.refused) == (world.anya.id, False, None)
    (frozen,) = await world.ask(lambda uow: uow.certificates.get([world.anya.id]))
    assert frozen.state is CertificateState.FROZEN
    assert await world.money() == (0, 0, 0)
