"""An enrollment after it was asked for: its card, its months, leaving it."""

from __future__ import annotations

from datetime import datetime

from bot.keyboards.callbacks import ContractPressed
from core.domain.actor import ProviderStaff
from core.domain.enrollment import State
from core.domain.ids import EnrollmentId
from core.ports.unit_of_work import UnitOfWork
from core.services.accounts import find_account
from core.services.answers import confirm_enrollment
from db.clock import ClockFrom
from tests.bot.conftest import STAFF
from tests.bot.play import Actor, Play
from tests.bot.steps import ANNA, enrollments, money, to_request_button
from tests.builders import (
    ZONE,
    add_contract,
)


async def test_leaving_in_the_middle_says_what_returns_and_what_is_still_paid(
    play: Play, clock: ClockFrom, parent: Actor
) -> None:
    await play.perform(_contract, play)
    clock.advance_to(datetime(2020, 10, 17, 12, tzinfo=ZONE))
    await parent.say("/enrollments")
    await parent.press("Анна К.: Шахматы")
    card = parent.text

    cost = await parent.press("Уйти из кружка")
    left = await parent.press("Да, закончить")
    after = await parent.say("/enrollments") + await parent.press("Анна К.: Шахматы")

    assert "Последний день договора — 31 октября 2020" in cost
    assert "вернётся 4 524,58 ₽ — 1 ноября 2020" in cost
    assert "ещё спишется 4 475,42 ₽" in cost
    assert "Занятия закончатся 31 октября 2020" in left
    assert "запись подтверждена" in card
    assert "договор заканчивается" in after
    assert "Вернётся на сертификат 1 ноября 2020: 4 524,58 ₽" in after
    assert "ноябрь 2020: спишется" not in after
    assert "Уйти" not in str(parent.buttons)


async def test_a_yes_to_take_back_a_request_is_none_to_a_contract_concluded_meanwhile(
    play: Play, parent: Actor
) -> None:
    await to_request_button(parent)
    await parent.press("Отправить")
    await parent.say("/enrollments")
    await parent.press("Анна К.: Шахматы")
    await parent.press("Отозвать заявку")
    staff = await play.database.read(find_account, STAFF)
    assert staff is not None
    actor = ProviderStaff(staff.id, play.town.provider)
    await play.perform(confirm_enrollment, actor, EnrollmentId(1))

    asked = await parent.press("Да, отозвать")
    (still,) = await enrollments(play)
    cancelled = await parent.press("Да, отменить")
    (after,) = await enrollments(play)

    assert "Пока вы решали, условия изменились" in asked
    assert "Отменить запись до первого занятия?" in asked
    assert (still, after) == (State.ACTIVE, State.WITHDRAWN)
    assert "отменён" in cancelled


async def test_the_lessons_of_this_month_are_named_by_their_days(
    play: Play, clock: ClockFrom, parent: Actor
) -> None:
    await to_request_button(parent)
    await parent.press("Отправить")
    staff = await play.database.read(find_account, STAFF)
    assert staff is not None
    actor = ProviderStaff(staff.id, play.town.provider)
    await play.perform(confirm_enrollment, actor, EnrollmentId(1))
    clock.advance_to(datetime(2020, 9, 3, 12, tzinfo=ZONE))
    await parent.say("/enrollments")

    card = await parent.press("Анна К.: Шахматы")

    assert "Занятия в этом месяце: 1, 3, 8, 10, 15, 17, 22, 24, 29" in card
    assert "✅ сентябрь 2020" not in card
    assert "сентябрь 2020: спишется 2 213,13 ₽" in card


async def test_a_refusal_stays_readable_in_the_enrollment(play: Play, parent: Actor) -> None:
    await to_request_button(parent)
    await parent.press("Отправить")
    await play.relay()
    staff = play.actor(STAFF)
    await staff.press("Отказать")
    await staff.press("расписание")
    await staff.say("Теперь по утрам")
    await staff.press("Отказать")
    await play.relay()

    card = await parent.press("Открыть запись")

    assert "Причина: изменилось расписание" in card
    assert "«Теперь по утрам»" in card
    assert (await money(play)).reserved.kopecks == 0


async def test_a_second_request_for_the_same_club_gets_its_reason(
    play: Play, parent: Actor
) -> None:
    await to_request_button(parent)
    await parent.press("Отправить")

    found = await parent.say("шахматы")
    card = await parent.press("1. Шахматы")

    assert "такая запись уже есть" in found
    assert "уже записан на эту программу" in card
    assert not [label for label in parent.buttons if "Записать" in label]
    assert len(await enrollments(play)) == 1


def _contract(uow: UnitOfWork, play: Play) -> None:
    add_contract(uow, play.town, uow.certificates.get([ANNA])[0])


async def test_the_contract_can_be_read_once_it_is_concluded(
    play: Play, parent: Actor, staff: Actor
) -> None:
    await to_request_button(parent)
    await parent.press("Отправить")
    await parent.say("/enrollments")
    await parent.press("Анна К.: Шахматы")
    before = list(parent.buttons)
    none = await parent.forge(ContractPressed(enrollment=1).pack())
    await play.relay()
    await staff.press("Подтвердить")
    await parent.say("/enrollments")
    await parent.press("Анна К.: Шахматы")
    contract = await parent.press("📄 Договор")
    back = await parent.press("Назад")

    assert "📄 Договор" not in before
    assert "Договора ещё нет" in none
    assert "Стороны: Шахматный клуб и законный представитель ребёнка (Анна К.)" in contract
    assert "Группа 2, 1-й год обучения, с 1 сентября 2020 по 31 декабря 2020" in contract
    assert "Цена: 9 000,00 ₽, по месяцам, как в записи" in contract
    assert "Заключён 20 августа 2020" in contract
    assert "Закончить можете в любой день" in contract
    assert "запись подтверждена" in back
