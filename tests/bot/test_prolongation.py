"""Going on into the next period, as a family reads of it and answers (ENR-10)."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from sqlalchemy import text

from core.domain.actor import System
from core.domain.calendar import Days
from core.domain.daily import Position, Step
from core.domain.enrollment import State
from core.domain.funding import Parameters
from core.domain.ledger import grant
from core.ports.daily import Today
from core.ports.unit_of_work import UnitOfWork
from core.services.prolongation_run import decide_prolongations, offer_prolongations
from db.clock import ClockFrom
from db.tables.registries import slots
from db.unit_of_work import SqlUnitOfWork
from tests.bot.conftest import LOOKING
from tests.bot.play import Actor, Play
from tests.bot.steps import ANNA, enrollments
from tests.builders import FIRST_YEAR, NOMINAL, ZONE, add_contract

OFFERED_ON, LAST_DAY = date(2020, 12, 18), date(2020, 12, 31)
NEXT_YEAR = Days(date(2021, 1, 1), date(2021, 12, 31))


@pytest.fixture
async def going_on(play: Play, clock: ClockFrom) -> None:
    """Anna's contract, whose group goes on until the end of May, and whose price stays."""

    def prepare(uow: UnitOfWork) -> None:
        town, anna = play.town, uow.certificates.get([ANNA])[0]
        add_contract(uow, town, anna)
        place = town.municipality.id
        following = uow.municipalities.add_period(place, NEXT_YEAR, Parameters())
        uow.provisions.add(town.category, following.id, NOMINAL)
        uow.municipalities.add_agreement(town.provider, place, following.id)
        uow.intake.set_price(town.module, FIRST_YEAR, periods=uow.intake.period_days())
        uow.ledger.post(grant(anna.id, following.id, funding=1, nominal=NOMINAL), by=System())
        assert isinstance(uow, SqlUnitOfWork)
        uow.connection.execute(text("UPDATE groups SET last_day = '2021-05-31'"))

    await play.perform(prepare)
    clock.advance_to(datetime(2020, 12, 18, 12, tzinfo=ZONE))


async def offer(play: Play) -> None:
    await play.perform(_step, play, Step.OFFER, OFFERED_ON)
    await play.relay()


async def decide(play: Play) -> None:
    await play.perform(_step, play, Step.CONCLUDE, LAST_DAY)
    await play.relay()


def _step(uow: UnitOfWork, play: Play, step: Step, on: date) -> None:
    place = play.town.municipality.id
    do = offer_prolongations if step is Step.OFFER else decide_prolongations
    do(uow, Today(Position(place, on, step), uow.now, 10), uow.municipalities.periods(place))


@pytest.mark.usefixtures("going_on")
async def test_the_offer_says_what_it_costs_and_what_silence_means(
    play: Play, parent: Actor
) -> None:
    await offer(play)

    assert "Продолжить занятия в новом периоде?" in parent.text
    assert "С 1 января 2021 по 31 мая 2021" in parent.text
    # Nobody knows its lessons.
    assert "Первое занятие" not in parent.text
    # 151 of 273 days of 9 000 roubles; four equal months after the first.
    assert "Сертификат заплатит 989,01 ₽ в месяц, за первый месяц 1 021,99 ₽" in parent.text
    assert "Доплачивать не нужно" in parent.text
    assert "Ответьте до 30 декабря 2020 включительно" in parent.text
    assert "Если не ответить, занятия продолжатся" in parent.text
    assert parent.buttons[:2] == ["✅ Продолжить", "Не продолжать"]


@pytest.mark.usefixtures("going_on")
async def test_the_offer_names_the_first_lesson_once_on_the_notice_and_on_the_card(
    play: Play, parent: Actor
) -> None:
    def on_tuesdays(uow: UnitOfWork) -> None:
        assert isinstance(uow, SqlUnitOfWork)
        row = {"group_id": play.town.group, "weekday": 1, "starts": time(16), "ends": None}
        uow.connection.execute(slots.insert(), row)

    await play.perform(on_tuesdays)

    await offer(play)
    notice = parent.text
    await parent.say("/enrollments")
    card = await parent.press("⏳ Анна К.: Шахматы")

    # The first of January is a Friday.
    days = "С 1 января 2021 по 31 мая 2021\n📅 Первое занятие — 5 января 2021\nСертификат"
    for each in (notice, card):
        assert days in each
        assert each.count("Первое занятие") == 1


@pytest.mark.usefixtures("going_on")
async def test_a_yes_is_kept_until_the_last_day_decides(
    play: Play, parent: Actor, staff: Actor
) -> None:
    await offer(play)

    accepted = await parent.press("✅ Продолжить")
    family = await parent.say("/family")
    listed = await parent.say("/enrollments")
    card = await parent.press("⏳ Анна К.: Шахматы")
    buttons = list(parent.buttons)
    await decide(play)

    assert "Занятия продолжатся, новый договор — с 1 января 2021" in accepted
    assert "продолжится с 1 января 2021" in family
    assert "с 1 января 2021 — семья согласилась продолжить в новом периоде" in listed
    assert "с 1 сентября 2020 — запись подтверждена" in listed
    assert "предлагает место" not in listed + card
    assert "Вы согласились: занятия продолжатся" in card
    assert card.index("предложено место") < card.index("место принято")
    assert "✅ Продолжить" not in buttons
    assert "Не продолжать" in buttons
    assert "Занятия продолжаются. Договор на новый период заключён." in parent.text
    assert "Ребёнок продолжает занятия." in staff.text
    assert "не возражала" not in staff.text
    assert await enrollments(play) == [State.ACTIVE, State.ACTIVE]


@pytest.mark.usefixtures("going_on")
async def test_where_silence_is_a_yes_nobody_s_answer_concludes_and_an_old_button_says_so(
    play: Play, parent: Actor, staff: Actor
) -> None:
    await offer(play)
    asked = parent.last

    await decide(play)
    told = parent.text
    late = await parent.press("✅ Продолжить", message=asked)

    assert "Занятия продолжаются. Договор на новый период заключён." in told
    assert "Анна К.: «Шахматы для начинающих», Группа" in told
    assert "Начало договора — 1 января 2021" in told
    assert late
    assert "Ребёнок продолжает занятия. Договор на новый период заключён." in staff.text
    assert "Анна К.: «Шахматы для начинающих», Группа" in staff.text
    assert "Начало договора — 1 января 2021" in staff.text
    assert "Семья не возражала: доплата не выросла." in staff.text
    assert await enrollments(play) == [State.ACTIVE, State.ACTIVE]


@pytest.mark.usefixtures("going_on")
async def test_m7_what_missed_days_have_decided_already_is_not_asked_any_more(
    play: Play, parent: Actor
) -> None:
    await play.perform(_step, play, Step.OFFER, OFFERED_ON)
    await decide(play)

    assert "Занятия продолжаются" in parent.text
    assert not any("Продолжить занятия в новом периоде?" in each.text for each in parent.answers)


@pytest.mark.usefixtures("going_on")
async def test_a_no_is_confirmed_first_and_leaves_the_present_contract(
    play: Play, parent: Actor, staff: Actor
) -> None:
    await offer(play)
    waiting = await parent.say("/family")
    await parent.say("/enrollments")
    await parent.press("⏳ Анна К.: Шахматы")

    asked = await parent.press("Не продолжать")
    declined = await parent.press("Да, не продолжать")
    listed = await parent.say("/enrollments")
    await play.relay()

    assert "продолжить с 1 января 2021? Ждём ответа" in waiting
    assert "Нынешний договор остаётся" in asked
    assert "Занятия не продолжатся" in declined
    assert "с 1 января 2021 — в новом периоде занятия не продолжатся" in listed
    assert "Ребёнок не продолжит занятия" in staff.text
    assert "не ответила" not in staff.text
    assert sorted(await enrollments(play)) == [State.ACTIVE, State.WITHDRAWN]


@pytest.mark.usefixtures("going_on")
async def test_a_growing_share_is_named_beside_the_present_one(
    play: Play, parent: Actor, staff: Actor
) -> None:
    def poor(uow: UnitOfWork) -> None:
        assert isinstance(uow, SqlUnitOfWork)
        uow.connection.execute(
            text(
                "UPDATE balances SET nominal_kopecks = 100000, available_kopecks = 100000"
                " WHERE period_id = 2"
            )
        )

    await play.perform(poor)

    await offer(play)
    offered = parent.text
    await decide(play)

    # 3 978.03 of 4 978.03 roubles, over five months.
    assert "Вы доплатите 790,33 ₽ в месяц, за первый месяц 816,71 ₽" in offered
    assert "Сейчас вы доплачиваете 0,00 ₽ в месяц" in offered
    assert "Если не ответить, занятия не продолжатся и место освободится" in offered
    assert "Занятия не продолжатся: согласия не было" in parent.text
    assert "На сертификат вернулось 1 000,00 ₽" in parent.text
    assert "Ребёнок не продолжит занятия" in staff.text
    assert "Семья не ответила, а без её согласия договор не продолжается." in staff.text
    listed = await parent.say("/enrollments")
    assert "согласия не было, в новом периоде занятия не продолжатся" in listed


@pytest.mark.usefixtures("going_on")
async def test_the_family_is_told_why_it_cannot_go_on(play: Play, parent: Actor) -> None:
    def close(uow: UnitOfWork) -> None:
        assert isinstance(uow, SqlUnitOfWork)
        uow.connection.execute(text("DELETE FROM agreements WHERE period_id = 2"))

    await play.perform(close)

    await offer(play)

    assert "Продолжить занятия в новом периоде не получится" in parent.text
    assert "Почему продолжить нельзя:" in parent.text
    assert "договор" in parent.text


@pytest.mark.usefixtures("going_on")
async def test_the_provider_sees_in_its_groups_who_goes_on(
    play: Play, parent: Actor, staff: Actor
) -> None:
    await offer(play)
    asked = await staff.say("/groups")
    await parent.press("✅ Продолжить")
    agreed = await staff.say("/groups")

    assert "В новом периоде: продолжат 0, ждём ответа 1" in asked
    assert "В новом периоде: продолжат 1, ждём ответа 0" in agreed


@pytest.mark.usefixtures("going_on")
async def test_who_only_looks_reads_it_and_is_not_asked(play: Play) -> None:
    await offer(play)

    looking = play.actor(LOOKING)

    assert "Продолжить занятия в новом периоде?" in looking.text
    assert "✅ Продолжить" not in looking.buttons
