"""Chapters of the way: each begins where the one before ended, and checks what is seen."""

from __future__ import annotations

from playwright.async_api import expect

from sandbox.demo_people import OPERATOR, PARENT, PROVIDER
from tests.journey.eyes import Eyes, kopecks
from tests.journey.running_demo import FULL_GROUP

ANNA, MARINA, OLGA = PARENT.id, PROVIDER.id, OPERATOR.id
NOMINAL = 15_102_00
CHESS = "Шахматы с нуля"
CHESS_SHARE = 4_021_98
CHESS_MONTHS = [989_04, 1_010_98]


async def link_children(eyes: Eyes) -> None:
    """Start, consent, one invitation from the own chat and one from the operator's."""
    await eyes.look_as(ANNA)
    await eyes.remember()
    await eyes.at("start").click()
    await eyes.read("Кружок поможет записать ребёнка")
    asked = await eyes.follow("Софья О.", ANNA, "Согласие на обработку данных")
    await eyes.screenshot("consent")
    await eyes.press("Не сейчас", "Посмотрите кружки")
    asked = await eyes.follow("Софья О.", ANNA, "Согласие на обработку данных")
    assert "Редакция: 2." in asked
    await eyes.press("Даю согласие", "Софья О. теперь в вашей семье")
    money = await eyes.read("Доступно:")
    await eyes.screenshot("family")
    assert kopecks(money)[:4] == [9_612_00, 2_754_00, 2_736_00, NOMINAL]
    await eyes.look_as(OLGA)
    await eyes.screenshot("operator")
    both = await eyes.follow("Анна → Михаил О.", ANNA, "Сертификат учёта")
    assert "Софья О." in both


async def search(eyes: Eyes) -> None:
    """By words with a mistake, place, direction, age, free places; page by page."""
    await eyes.press("Найти кружок", "чем ребёнок хочет заниматься")
    await eyes.screenshot("search")
    await eyes.type("шахмты", "Для кого ищем?")
    found = await eyes.press("🧒 Софья О.", "Нашлось 3 программы")
    assert "Ищу: «шахматы»" in found
    await eyes.press("Уточнить", "Что важно?")
    await eyes.screenshot("filters")
    await eyes.press("🗺 Где", "Где искать?")
    await eyes.screenshot("places")
    near = await eyes.press("город Калининград", "Нашлась 1 программа")
    assert CHESS in near
    await eyes.press("Новый поиск", "чем ребёнок хочет заниматься")
    everything = await eyes.press("Все программы", "Нашлось 90 программ")
    await eyes.screenshot("found")
    second = await eyes.press("▶️", "6. ")
    assert everything != second
    assert "2/18" in await eyes.buttons()
    await eyes.press("Уточнить", "Что важно?")
    free = await eyes.press("Есть места", "1. ")
    await eyes.press("Уточнить", "Что важно?")
    await eyes.press("Направление", "Какое направление?")
    sports = await eyes.press("Спорт", "Понял так")
    await eyes.press("Уточнить", "Что важно?")
    await eyes.press("Возраст", "Сколько лет ребёнку?")
    grown = await eyes.press("17 лет", "17 лет")
    await eyes.screenshot("conditions")
    assert _count(everything) > _count(free) > _count(sports) > _count(grown) >= 1
    nothing = await eyes.type("ывапролд", "ничего не нашлось")
    await eyes.screenshot("nothing")
    assert "Что убрать, чтобы нашлось больше" in nothing


async def share_inline(eyes: Eyes) -> str:
    """The bot's name and words in the input line; one of the cards goes into the chat."""
    username = await eyes.page.evaluate("window.sandbox.store.state.bot.username")
    await eyes.at("composer").fill(f"@{username} шахматы")
    await expect(eyes.at("inline-result").first).to_be_visible()
    await eyes.screenshot("inline")
    await eyes.at("inline-result").first.click()
    await expect(eyes.at("inline-results")).to_be_hidden()
    opened = eyes.at("inline-button").filter(has_text="Open in Kruzhok")
    await expect(opened).to_be_visible()
    return str(await opened.inner_text())


async def study_card(eyes: Eyes) -> None:
    """What the certificate pays for this child, and every reason why not."""
    await eyes.press("Новый поиск", "чем ребёнок хочет заниматься")
    await eyes.type("шахматы с нуля", "Нашл")
    card = await eyes.press(CHESS, "Почему не во все группы")
    await eyes.screenshot("card")
    assert "всё платит сертификат" in card
    assert CHESS_SHARE in kopecks(card)
    assert "нет мест" in card
    assert "В группе не осталось мест. Посмотрите другие группы" in card
    assert f"✅ Записать: {FULL_GROUP}" not in await eyes.buttons()
    await eyes.press("🧒 Софья О.", "Для кого ищем?")
    refused = await eyes.press("🧒 Михаил О.", "Для кого: Михаил О.")
    await eyes.screenshot("card-accounting")
    assert "нужен сертификат с деньгами" in refused
    assert "Попросите деньги на него в «Семье»" in refused
    assert not [label for label in await eyes.buttons() if "Записать" in label]
    await eyes.press("🧒 Михаил О.", "Для кого ищем?")
    await eyes.press("🧒 Софья О.", "Для кого: Софья О.")


async def calculate(eyes: Eyes) -> None:
    """A wrong day gets its reason; a right one the calculation."""
    await eyes.press("Записать: Кони", "Когда Софья О. начнёт?")
    await eyes.screenshot("start-days")
    refused = await eyes.type("25.08.2026", "25 августа 2026 группа не работает")
    await eyes.screenshot("wrong-day")
    assert "Начать можно с 1 сентября 2026" in refused
    shown = await eyes.type("01.09.2026", "Сертификат заплатит")
    rest = 9_612_00 - CHESS_SHARE
    assert kopecks(shown) == [CHESS_SHARE, *CHESS_MONTHS, rest, CHESS_SHARE]
    assert CHESS_MONTHS[0] + 3 * CHESS_MONTHS[1] == CHESS_SHARE
    assert "📨 Отправить заявку" not in await eyes.buttons()
    await eyes.press("Принимаю договор", "Отметьте оба согласия")
    await eyes.press("Показать организации", "Всё готово")
    await eyes.screenshot("calculation")
    await eyes.picture()


async def send_request(eyes: Eyes) -> None:
    """The button is pressed twice at once; one request is sent."""
    await eyes.remember()
    await eyes.button("Отправить заявку").dblclick()
    await eyes.read("Заявка отправлена")
    await eyes.screenshot("waiting")
    waiting = await eyes.press("Открыть запись", "ждём ответа организации")
    assert CHESS_SHARE in kopecks(waiting)
    family = await eyes.type("/family", "ждём ответа")
    assert kopecks(family)[:4] == [5_590_02, 6_775_98, 2_736_00, NOMINAL]
    assert family.count("⏳") == 1


async def confirm(eyes: Eyes) -> None:
    """The provider's staff presses twice; the family is told once."""
    await expect(eyes.at(f"person-{MARINA}").get_by_test_id("unread")).to_be_visible()
    await eyes.look_as(MARINA)
    await expect(eyes.button("Подтвердить")).to_be_visible()
    await eyes.screenshot("request")
    assert await eyes.says("Заявка: Софья О., 9 лет") == 1
    await eyes.remember()
    await eyes.button("Подтвердить").dblclick()
    await eyes.read("Подтверждено: Софья О.")
    await eyes.screenshot("confirmed")
    groups = await eyes.type("/groups", "группы")
    assert "Лепка и пластилин" in groups
    await eyes.look_as(ANNA)
    await expect(eyes.at("messages").get_by_text("Место ваше!")).to_have_count(1)
    await eyes.screenshot("told-confirmed")


async def be_refused(eyes: Eyes) -> None:
    """A second request is refused with a reason and a comment."""
    await eyes.control("restart")
    await eyes.type("лепка", "Лепка и пластилин")
    await eyes.press("1. Лепка и пластилин", "Барсуки")
    await eyes.press("Записать: Барсуки", "Когда Софья О. начнёт?")
    await eyes.type("01.09.2026", "Сертификат заплатит")
    await eyes.press("Принимаю договор", "Отметьте оба согласия")
    await eyes.press("Показать организации", "Всё готово")
    await eyes.press("Отправить заявку", "Заявка отправлена")
    await eyes.look_as(MARINA)
    await expect(eyes.button("Отказать")).to_be_visible()
    waiting = await eyes.type("/requests", "ждёт 1 заявка")
    assert "Лепка и пластилин" in waiting
    await eyes.press("Софья О.: Лепка", "Заявка: Софья О.")
    await eyes.press("Отказать", "Почему отказать?")
    await eyes.screenshot("refusal-reasons")
    await eyes.press("не хватает документов", "Напишите семье пару слов")
    await eyes.type("Принесите справку & <приходите>", "Пока ничего не отправлено")
    await eyes.press("Отказать", "Отказано: Софья О.")
    await eyes.screenshot("refused")
    await eyes.look_as(ANNA)
    await expect(eyes.button("1. ")).to_be_visible()
    told = (await eyes.bubbles())[-1].text
    await eyes.screenshot("told-refused")
    assert "Причина: не хватает документов" in told
    assert "«Принесите справку & <приходите>»" in told
    assert kopecks(told) == [3_217_59]


async def be_charged(eyes: Eyes) -> None:
    """The next month charges, once for each enrollment, and Telegram's troubles only delay it."""
    await eyes.control("panel-block")
    await eyes.control("next-day")
    await eyes.control("panel-unblock")
    await eyes.control("flood-calls")
    await eyes.control("next-month")
    await eyes.read(f"{CHESS}»")
    await expect(eyes.at("messages").get_by_text("за сентябрь 2026")).to_have_count(2)
    await eyes.screenshot("charged")
    family = await eyes.type("/family", "Доступно:")
    available, reserved, debited, nominal = kopecks(family)[:4]
    assert [available, reserved, debited] == [5_590_02, 4_868_94, 4_643_04]
    assert available + reserved + debited == nominal == NOMINAL
    await eyes.type("/history", "Чью историю показать?")
    history = await eyes.press("🧒 Софья О.", "движение денег")
    await eyes.screenshot("history")
    assert "списано из резерва 989,04 ₽" in history
    assert kopecks(history)[0] == available


async def leave(eyes: Eyes) -> None:
    """The cost first, then the receipt, and the money a month later."""
    await eyes.type("/enrollments", "Записи")
    await eyes.screenshot("enrollments")
    await eyes.press(f"✅ Софья О.: {CHESS}", "списано 989,04 ₽")
    await eyes.screenshot("enrollment")
    cost = await eyes.press("Уйти из кружка", "Закончить занятия?")
    await eyes.screenshot("leaving")
    assert "Последний день договора — 30 сентября 2026" in cost
    assert kopecks(cost) == [CHESS_SHARE - CHESS_MONTHS[0]]
    await eyes.press("Нет, оставить", "спишется")
    await eyes.press("Уйти из кружка", "Закончить занятия?")
    receipt = await eyes.press("Да, закончить", "Занятия закончатся 30 сентября 2026")
    assert kopecks(receipt) == [CHESS_SHARE - CHESS_MONTHS[0]]
    await eyes.look_as(MARINA)
    await expect(eyes.at("messages").get_by_text("Ребёнок уходит")).to_have_count(1)
    await eyes.look_as(ANNA)
    await eyes.control("next-month")
    returned = await eyes.read("На сертификат вернулось")
    await eyes.screenshot("returned")
    assert kopecks(returned) == [3_032_94, 8_622_96]


def _count(found: str) -> int:
    return int("".join(each for each in found.splitlines()[0] if each.isdecimal()))
