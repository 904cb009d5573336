"""A family enrolls: from the invitation to the receipt, with every turn it may take."""

from __future__ import annotations

from dataclasses import replace

from core.domain.enrollment import State
from core.domain.ids import CertificateId, ProgramId
from core.domain.invitation import LinkMode
from core.domain.ledger import Balance
from core.domain.views import EnrollmentLine
from core.ports.unit_of_work import UnitOfWork
from core.services.invitations import invite_family
from db.clock import ClockFrom
from tests.bot.conftest import LARGE, LOOKING, OPERATOR
from tests.bot.play import Actor, Play
from tests.builders import YEAR, add_request

ANNA = CertificateId(1)


async def invitation(play: Play, mode: LinkMode = LinkMode.ACTING) -> str:
    made = await play.perform(invite_family, OPERATOR, ANNA, mode)
    return f"i_{made.token}"


async def money(play: Play) -> Balance:
    return await play.perform(_balance, play)


async def enrollments(play: Play) -> list[State]:
    return [line.enrollment.state for line in await play.perform(_lines)]


def _balance(uow: UnitOfWork, play: Play) -> Balance:
    return uow.ledger.balance(ANNA, play.town.period.id)


def _lines(uow: UnitOfWork) -> tuple[EnrollmentLine, ...]:
    return uow.enrollments.lines([ANNA])


async def to_calculation(actor: Actor) -> str:
    await actor.say("шахматы")
    await actor.press("1. Шахматы")
    await actor.press("Записать: Группа 2")
    return await actor.press("1 сентября")


async def to_request_button(actor: Actor) -> str:
    await to_calculation(actor)
    await actor.press("Принимаю договор")
    return await actor.press("Показать организации")


async def test_an_invitation_survives_the_consent(play: Play, newcomer: Actor) -> None:
    link = await invitation(play)

    asked = await newcomer.start(link)
    await newcomer.press("Даю согласие")

    assert "Согласие на обработку данных" in asked
    receipt, family = newcomer.answers[-2:]
    assert "Анна К. теперь в вашей семье" in receipt.text
    assert "Доступно: 15 102,00 ₽" in newcomer.text
    assert family.id == newcomer.last.id


async def test_an_invitation_survives_a_change_of_language_before_the_consent(
    play: Play, newcomer: Actor
) -> None:
    await newcomer.start(await invitation(play))

    asked = await newcomer.press("English")
    family = await newcomer.press("I agree")

    assert "Consent to data processing" in asked
    assert "Available: 15 102,00 ₽" in family


async def test_a_pasted_invitation_works_like_a_pressed_one(play: Play, newcomer: Actor) -> None:
    asked = await newcomer.say(f"https://t.me/kruzhok_bot?start={await invitation(play)}")

    assert "Согласие" in asked


async def test_without_consent_nothing_about_a_child_is_shown_or_linked(
    play: Play, newcomer: Actor
) -> None:
    link = await invitation(play)
    await newcomer.start(link)
    await newcomer.press("Не сейчас")

    for command in ("/family", "/enrollments", "/history"):
        assert "Согласие на обработку данных" in await newcomer.say(command)
    assert "Нашлась 1 программа" in await newcomer.say("шахматы")
    assert "теперь в вашей семье" not in " ".join(each.text for each in newcomer.answers)


async def test_used_expired_and_mistyped_invitations_say_so(
    play: Play, clock: ClockFrom, parent: Actor, newcomer: Actor
) -> None:
    link, late = await invitation(play), await invitation(play)
    await parent.start(link)

    await newcomer.start(link)
    used = await newcomer.press("Даю согласие")
    mistyped = await newcomer.start(link[:-1] + "_")
    too_long = await newcomer.start("i_" + "A" * 60)
    clock.advance_to(clock.now().replace(day=24))
    expired = await newcomer.start(late)

    assert "уже воспользовались" in used
    assert mistyped == too_long
    assert "Такого приглашения нет" in mistyped
    assert "Срок приглашения прошёл" in expired


async def test_the_family_screen_says_what_can_be_spent_first(parent: Actor) -> None:
    await parent.start()

    text = await parent.press("Семья")

    child, available, parts, *_ = text.splitlines()
    assert child == "Анна К."
    assert available == "💳 Доступно: 15 102,00 ₽"
    assert parts == "Зарезервировано 0,00 ₽, списано 0,00 ₽ из 15 102,00 ₽"


async def test_a_family_enrolls_and_sees_the_money_reserved(play: Play, parent: Actor) -> None:
    calculation = await to_calculation(parent)
    unticked = parent.buttons
    await parent.press("Принимаю договор")
    await parent.press("Показать организации")

    receipt = await parent.press("Отправить заявку")

    assert "Сертификат заплатит 9 000,00 ₽" in calculation
    assert "сентябрь 2020: 2 213,13 ₽" in calculation
    assert "3 месяца: по 2 262,29 ₽" in calculation
    assert "останется 6 102,00 ₽" in calculation
    assert not [label for label in unticked if "Отправить" in label]
    assert "Заявка отправлена" in receipt
    assert await enrollments(play) == [State.REQUESTED]
    assert (await money(play)).available.kopecks == 610200
    family = await parent.say("/family")
    assert "Зарезервировано 9 000,00 ₽" in family
    assert "⏳ «Шахматы для начинающих» — ждём ответа" in family


async def test_pressing_send_twice_asks_once(play: Play, parent: Actor) -> None:
    await to_request_button(parent)
    data, screen = parent.data("Отправить"), parent.last
    first = await parent.press("Отправить")

    second = await parent.forge(data, message=screen)

    assert second == first
    assert await enrollments(play) == [State.REQUESTED]


async def test_changed_sums_are_shown_with_a_button_of_their_own(play: Play, parent: Actor) -> None:
    await to_request_button(parent)
    await play.perform(_spend_on_robots, play)

    changed = await parent.press("Отправить")
    sent = await parent.press("Отправить")

    assert "Суммы изменились" in changed
    assert "Вы доплатите 2 898,00 ₽" in changed
    assert "Заявка отправлена" in sent
    assert (await money(play)).available.kopecks == 0


async def test_all_reasons_are_said_when_it_is_too_late(play: Play, parent: Actor) -> None:
    await to_request_button(parent)
    await play.perform(_fill_group_two, play)

    refused = await parent.press("Отправить")

    assert "заявка не отправлена" in refused
    assert "В группе не осталось мест. Посмотрите другие группы" in refused
    assert await enrollments(play) == []
    assert "Похожих программ пока нет" in await parent.press("Похожие")


async def test_a_date_may_be_typed(parent: Actor) -> None:
    await parent.say("шахматы")
    await parent.press("1. Шахматы")
    await parent.press("Записать: Группа 2")

    misread = await parent.say("99.99.2020")
    calculation = await parent.say("16 октября")

    assert "Не получилось прочитать дату" in misread
    assert "С 16 октября 2020 по 31 декабря 2020" in calculation


async def test_a_date_outside_the_group_gets_its_reason(parent: Actor) -> None:
    await parent.say("шахматы")
    await parent.press("1. Шахматы")
    await parent.press("Записать: Группа 2")

    refused = await parent.say("25.08.2020")

    assert "В этот день начать нельзя" in refused
    assert "Другой день" in " ".join(parent.buttons)


async def test_other_words_instead_of_a_date_are_a_new_search(parent: Actor) -> None:
    await parent.say("шахматы")
    await parent.press("1. Шахматы")
    await parent.press("Записать: Группа 2")

    found = await parent.say("робототехника")
    again = await parent.say("15.09.2020")

    assert "Робототехника" in found
    assert "15.09.2020" in again
    assert "ничего не нашлось" in again


async def test_a_looking_parent_sees_and_cannot_request(play: Play) -> None:
    looking, acting = play.actor(LOOKING), play.actor(101)
    await to_request_button(acting)
    data = acting.data("Отправить")

    await looking.say("шахматы")
    card = await looking.press("1. Шахматы")
    refused = await looking.forge(data)

    assert "записывает другой родитель" in card
    assert not [label for label in looking.buttons if "Записать" in label]
    assert "ничего нельзя сделать" in refused
    assert await enrollments(play) == []


async def test_leaving_shows_its_cost_first_and_happens_once(play: Play, parent: Actor) -> None:
    await to_request_button(parent)
    await parent.press("Отправить")
    await parent.press("Открыть запись")

    cost = await parent.press("Отозвать заявку")
    data, screen = parent.data("Да, отозвать"), parent.last
    left = await parent.press("Да, отозвать")
    again = await parent.forge(data, message=screen)

    assert "сразу вернётся 9 000,00 ₽" in cost
    assert "Запись отменена" in left
    assert again == left
    assert await enrollments(play) == [State.WITHDRAWN]
    assert (await money(play)).available.kopecks == 1510200


async def test_a_cost_that_was_shown_yesterday_is_shown_anew(
    play: Play, clock: ClockFrom, parent: Actor
) -> None:
    await to_request_button(parent)
    await parent.press("Отправить")
    await parent.press("Открыть запись")
    await parent.press("Отозвать заявку")
    clock.advance_to(clock.now().replace(day=21))

    changed = await parent.press("Да, отозвать")
    left = await parent.press("Да, отозвать")

    assert "условия изменились" in changed
    assert "Запись отменена" in left


async def test_with_several_children_the_child_is_chosen_once(play: Play) -> None:
    large = play.actor(LARGE)

    asked = await large.say("танцы")
    found = await large.press("Борис К.")
    later = await large.say("робототехника")
    switched = await large.press("👧 Борис К.")
    other = await large.press("Вера И.")

    assert asked == "Для кого ищем?"
    assert "Народные танцы" in found
    assert "бесплатно" in found
    assert "Для кого: Борис К." in later
    assert "нужен сертификат с деньгами" in later
    assert switched == "Для кого ищем?"
    assert "Для кого: Вера И." in other


async def test_nothing_found_says_which_condition_to_drop(parent: Actor) -> None:
    await parent.say("шахматы")
    await parent.press("Направление")
    await parent.press("Искусство")

    nothing = parent.text
    found = await parent.press("Любое направление: 1")

    assert "ничего не нашлось" in nothing
    assert "1. Шахматы для начинающих" in found


async def test_conditions_go_away_by_one_tap(parent: Actor) -> None:
    await parent.say("/search")
    await parent.press("Спорт")
    with_age = parent.buttons

    await parent.press("✕ 10 лет")
    await parent.press("✕ Спорт")

    assert "✕ 10 лет" in with_age
    assert {"🎨 Направление", "🎂 Возраст"} <= set(parent.buttons)
    assert "Нашлось 3 программы" in parent.text


async def test_a_misspelt_word_is_found_and_the_correction_is_shown(parent: Actor) -> None:
    found = await parent.say("роботехника")

    assert "Ищу: «робототехника»" in found
    assert "1. Робототехника" in found


async def test_a_program_opens_from_a_link_without_consent(play: Play, newcomer: Actor) -> None:
    card = await newcomer.start(f"p_{play.town.program}")

    assert "Шахматы для начинающих" in card
    assert "9 000,00 ₽ за весь курс" in card
    assert "привяжите ребёнка" in card


async def test_history_names_every_movement_with_the_rest_after_it(parent: Actor) -> None:
    await to_request_button(parent)
    await parent.press("Отправить")

    history = await parent.say("/history")

    assert (
        "зарезервировано 9 000,00 ₽\nШахматы для начинающих\nродитель; осталось 6 102,00 ₽"
        in history
    )
    assert "начислено 15 102,00 ₽" in history


async def test_each_kind_of_notice_is_switched_by_a_tap(parent: Actor) -> None:
    await parent.say("/notifications")

    await parent.press("Списания")
    off = list(parent.buttons)
    await parent.press("Списания")

    assert "🔕 Списания" in off
    assert "✅ Списания" in parent.buttons


async def test_the_language_is_chosen_and_kept(parent: Actor) -> None:
    await parent.say("/language")

    await parent.press("English")

    assert "Available: 15 102,00 ₽" in await parent.say("/family")
    assert parent.person.menu[0]["description"] == "Home"


async def test_the_year_of_the_town_is_the_family_s(play: Play, parent: Actor) -> None:
    assert f"Потратить до 31 декабря {YEAR.last.year}" in await parent.say("/family")


def _spend_on_robots(uow: UnitOfWork, play: Play) -> None:
    """A request elsewhere, so that only its money is in the way."""
    robots = uow.catalog.offerings([ProgramId(2)])[ProgramId(2)][0]
    elsewhere = replace(play.town, module=robots.module.id, group=robots.group.id)
    add_request(uow, elsewhere, uow.certificates.get([ANNA])[0], key="elsewhere")


def _fill_group_two(uow: UnitOfWork, play: Play) -> None:
    offerings = uow.catalog.offerings([play.town.program])[play.town.program]
    group = next(each.group for each in offerings if each.group.title == "Группа 2")
    for _ in range(group.places or 0):
        uow.groups.take_place(group.id)
