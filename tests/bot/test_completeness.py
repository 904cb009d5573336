"""A provider says how much of a month's lessons it gave, and the family reads what it means."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.keyboards.callbacks import EnrollmentPressed
from bot.keyboards.completeness_callbacks import (
    GroupMonthsPressed,
    MonthPressed,
    PercentConfirmed,
    PercentPressed,
)
from core.domain.actor import System
from core.domain.calendar import Month
from core.domain.ids import EnrollmentId, GroupId
from core.domain.money import Money
from core.domain.movements import charge
from core.domain.notice import NoticeKind
from core.ports.unit_of_work import UnitOfWork
from core.services.completeness import refund_month
from core.services.registries import completeness_of_group
from db.clock import ClockFrom
from tests.bot.conftest import PARENT
from tests.bot.play import Actor, Play
from tests.bot.steps import to_request_button
from tests.bot.test_notices import notice, read_by
from tests.builders import AUTUMN, ZONE

OCTOBER = Month(2020, 10)
GROUP, PROVIDER = GroupId(2), 1
CONTRACT = EnrollmentId(1)


@pytest.fixture
async def contract(play: Play, parent: Actor, staff: Actor, clock: ClockFrom) -> None:
    """Anna's contract from 1 September, of which nothing is charged yet, on 31 October."""
    await to_request_button(parent)
    await parent.press("Отправить")
    await play.relay()
    await staff.press("Подтвердить")
    clock.advance_to(datetime(2020, 10, 31, 12, tzinfo=ZONE))
    await play.relay()
    await staff.start()


async def said(play: Play) -> list[int]:
    return [each.percent for each in await play.perform(completeness_of_group, GROUP)]


async def to_percents(staff: Actor) -> str:
    await staff.press("Группы")
    await staff.press("Полнота за месяц")
    await staff.press("Группа 2")
    return await staff.press("октябрь 2020")


def _charge_and_settle(uow: UnitOfWork) -> None:
    contract = uow.enrollments.locked(CONTRACT)
    charged = charge(contract, OCTOBER, contract.agreed.certificate.at(1))
    assert charged is not None
    uow.ledger.post(charged, by=System())
    refund_month(uow, System(), CONTRACT, OCTOBER)


@pytest.mark.usefixtures("contract")
async def test_led_4_group_month_share_what_it_means_yes(play: Play, staff: Actor) -> None:
    asked = await to_percents(staff)
    sure = await staff.press("75 %")
    before = await said(play)
    done = await staff.press("Записать")

    assert "октябрь 2020: сколько занятий по расписанию вы дали?" in asked
    assert "октябрь 2020: дано 75 % занятий" in sure
    assert "1 договор, за месяц сертификаты платят 2 262,29 ₽." in sure
    assert "На сертификаты вернётся 565,57 ₽, вам останется 1 696,72 ₽." in sure
    assert "Пока ничего не записано" in sure
    assert before == []
    assert "Записано: октябрь 2020, дано 75 % занятий" in done
    assert await said(play) == [75]


@pytest.mark.usefixtures("contract")
async def test_a_number_is_typed_and_typed_again(play: Play, staff: Actor) -> None:
    await to_percents(staff)

    misread = await staff.say("почти все")
    too_many = await staff.say("101")
    typed = await staff.say("80 %")
    other = await staff.say("85")
    before = await said(play)
    await staff.press("Записать")

    assert "Нужно целое число от 0 до 100" in misread
    assert "Нужно целое число от 0 до 100" in too_many
    assert "дано 80 % занятий" in typed
    assert "дано 85 % занятий" in other
    assert before == []
    assert await said(play) == [85]


@pytest.mark.usefixtures("contract")
async def test_a_whole_month_returns_nothing_and_a_correction_shows_what_was_said(
    play: Play, staff: Actor
) -> None:
    await to_percents(staff)
    whole = await staff.press("100 %")
    await staff.press("Записать")
    months = await staff.press("Другие месяцы")
    asked = await staff.press("октябрь 2020")
    await staff.press("50 %")
    corrected = await staff.press("Записать")

    assert "Всё списанное остаётся вам" in whole
    assert "• октябрь 2020: 100 %" in months
    assert "• сентябрь 2020: не указано, считается 100 %" in months
    assert "ноябрь" not in months
    assert "Сейчас указано: 100 %" in asked
    assert "вернётся 1 131,14 ₽" in corrected
    assert await said(play) == [100, 50]


@pytest.mark.usefixtures("contract")
async def test_enr_14_the_family_is_told_and_its_card_says_who_and_when(
    play: Play, staff: Actor, parent: Actor
) -> None:
    await to_percents(staff)
    await staff.press("75 %")
    await staff.press("Записать")
    await play.relay()
    notice = parent.text
    card = await parent.press("Открыть запись")
    await play.perform(_charge_and_settle)
    settled = await parent.forge(EnrollmentPressed(enrollment=CONTRACT).pack())

    assert "октябрь 2020: дано 75 % занятий" in notice
    assert "На сертификат вернётся 565,57 ₽, когда за месяц рассчитаются" in notice
    assert "дано 75 % занятий: вернётся 565,57 ₽ после расчёта за месяц" in card
    assert "• 31 октября 2020: октябрь 2020: дано 75 % занятий (организация)" in card
    assert "дано 75 % занятий: вернулось 565,57 ₽" in settled


@pytest.mark.usefixtures("contract")
@pytest.mark.parametrize(
    ("kopecks", "codes", "read"),
    [
        (56557, ("75", "1"), "565,57 ₽ will return to the certificate when the month is settled"),
        (0, ("75", "1"), "nothing will return to the certificate for this month"),
        (56557, ("75", "2"), None),
    ],
)
async def test_in_english_it_says_the_same_while_it_holds(
    play: Play, staff: Actor, kopecks: int, codes: tuple[str, ...], read: str | None
) -> None:
    await to_percents(staff)
    await staff.press("75 %")
    await staff.press("Записать")
    kind = NoticeKind.COMPLETENESS_ENTERED
    about = await notice(play, kind, chat=PARENT, language="en")
    facts = replace(about.facts, month=OCTOBER, amount=Money(kopecks), codes=codes)

    told = await read_by(play, replace(about, facts=facts))

    assert (told is None) == (read is None)
    if told is not None and read is not None:
        assert "October 2020: 75% of the lessons were given" in told
        assert read in told


@pytest.mark.usefixtures("contract")
async def test_who_switched_it_off_is_not_told_and_a_correction_to_the_whole_is(
    play: Play, staff: Actor, parent: Actor, clock: ClockFrom
) -> None:
    await parent.say("/notifications")
    await parent.press("Занятия")
    await parent.press("Часть занятий не состоялась")
    await to_percents(staff)
    await staff.press("0 %")
    await staff.press("Записать")
    await play.relay()
    silent = parent.text
    await parent.press("Часть занятий не состоялась")
    clock.advance_to(clock.now() + timedelta(minutes=1))
    await staff.press("Другие месяцы")
    await staff.press("октябрь 2020")
    await staff.press("100 %")
    await staff.press("Записать")
    await play.relay()

    assert "дано" not in silent
    assert "октябрь 2020: дано 100 % занятий" in parent.text
    assert "на сертификат ничего не вернётся" in parent.text


@pytest.mark.usefixtures("contract")
async def test_a_settled_month_is_refused_in_a_sentence(play: Play, staff: Actor) -> None:
    await to_percents(staff)
    await staff.press("75 %")
    await staff.press("Записать")
    await play.perform(_charge_and_settle)
    await staff.press("Другие месяцы")
    await staff.press("октябрь 2020")
    await staff.press("50 %")

    refused = await staff.press("Записать")

    assert "За этот месяц уже рассчитались и деньги вернулись семьям" in refused
    assert await said(play) == [75]


@pytest.mark.usefixtures("contract")
async def test_a_month_to_come_and_a_share_above_the_whole_are_refused(
    play: Play, staff: Actor
) -> None:
    about = {"provider": PROVIDER, "group": GROUP}
    december = MonthPressed(**about, month=AUTUMN.last)
    forged = [
        december.pack(),
        PercentPressed(**december.model_dump(), percent=80).pack(),
        PercentConfirmed(**december.model_dump(), percent=80).pack(),
    ]
    answers = [await staff.forge(each) for each in forged]
    beyond = december.pack().replace("kp:", "kc:") + ":1D"

    assert all("За этот месяц указать нельзя" in each for each in answers)
    assert "устарела" in await staff.forge(beyond)
    assert await said(play) == []


@pytest.mark.usefixtures("contract")
async def test_nobody_else_can_press_it_and_a_missing_group_is_answered_alike(
    play: Play, staff: Actor, parent: Actor
) -> None:
    october = OCTOBER.first_day
    buttons = [
        GroupMonthsPressed(provider=PROVIDER, group=group).pack() for group in (GROUP, 10**6)
    ] + [
        PercentConfirmed(provider=PROVIDER, group=group, month=october, percent=80).pack()
        for group in (GROUP, 10**6)
    ]

    foreign = {await parent.forge(each) for each in buttons}
    missing = {await staff.forge(each) for each in (buttons[1], buttons[3])}

    assert len(foreign) == 1
    assert foreign == missing
    assert "ничего нельзя сделать" in foreign.pop()
    assert await said(play) == []


@pytest.mark.usefixtures("contract")
async def test_a_contract_leads_to_the_months_of_its_group(staff: Actor) -> None:
    await staff.press("Договоры")
    await staff.press("Анна К.: Шахматы")

    assert "«Шахматы для начинающих», Группа 2" in await staff.press("Полнота за месяц")


async def test_before_the_first_lesson_there_is_nothing_to_say(staff: Actor) -> None:
    await staff.start()
    await staff.press("Группы")
    await staff.press("Полнота за месяц")

    assert "занятия ещё не начались" in await staff.press("Группа 2")


@pytest.mark.usefixtures("contract")
async def test_pressing_twice_says_it_once(play: Play, staff: Actor) -> None:
    await to_percents(staff)
    await staff.press("75 %")
    screen, data = staff.last, staff.data("Записать")

    first = await staff.press("Записать")
    again = await staff.forge(data, message=screen)

    assert first == again
    assert await said(play) == [75]
