"""A mother without a certificate applies, changes her mind, and sees what became of it."""

from __future__ import annotations

import pytest

from core.domain.actor import Operator
from core.domain.application import ApplicationState
from core.ports.unit_of_work import UnitOfWork
from tests.bot.applications import MARIA, OLGA, states, to_check
from tests.bot.conftest import ENGLISH
from tests.bot.play import Actor, Play


async def everything(play: Play) -> str:
    """All that is kept of applications, those that are being written too."""
    return str(await play.perform(_kept))


def _kept(uow: UnitOfWork) -> list[object]:
    drafts = [uow.people.draft(account.family) for account in uow.accounts.page(page=1, size=100)]
    everywhere = Operator("Анна")
    sent = uow.people.particulars(range(100), of=everywhere)  # type: ignore[arg-type]
    return [*drafts, *sent.values()]


async def test_before_the_consent_nothing_is_asked_and_nothing_is_kept(
    play: Play, newcomer: Actor
) -> None:
    await newcomer.start()
    assert "Согласие" in await newcomer.press("Получить сертификат")
    assert "Согласие" in await newcomer.forge("aps:CHILD")
    await newcomer.say(MARIA)
    assert "Котова" not in await everything(play)

    await newcomer.say("/apply")
    assert "Где живёт ребёнок" in await newcomer.press("Даю согласие")


async def test_cert_3_a_mother_applies_and_sees_what_is_to_be_done(
    play: Play, mother: Actor
) -> None:
    text = await to_check(mother)

    assert "Ребёнок: Котова Мария Игоревна, дата рождения 4 марта 2012" in text
    assert "Родитель: Котова Ольга" in text
    assert "редакция 2" in text
    sent = await mother.press("Отправить заявление")
    assert "Отправлено 20 августа 2020" in sent
    assert "Куда прийти: Калининград" in sent
    assert "свидетельство о рождении или паспорт ребёнка" in sent
    assert "не позже 25 августа 2020" in sent
    assert await mother.say("/apply") == sent
    assert await states(play) == [ApplicationState.SENT]


async def test_the_beginning_of_a_places_name_shows_the_places_that_begin_so(
    play: Play, mother: Actor
) -> None:
    await mother.say("/apply")
    begun = await mother.say("Калин")
    places = list(mother.buttons)
    chosen = await mother.say("Калининград")

    assert "Где живёт ребёнок" in begun
    assert [places[0].split()[-1], *places[1:]] == [
        "Калининград", "📋 Весь список", "🏠 В начало",
    ]  # fmt: skip
    assert "полное имя ребёнка" in chosen


async def test_a_child_of_14_applies_itself_and_a_younger_one_cannot(mother: Actor) -> None:
    await mother.say("/apply")
    await mother.press("Калининград")
    await mother.say(MARIA)
    await mother.say("20.08.2006")
    text = await mother.press("Я и есть ребёнок")
    assert "Подаёт сам ребёнок: Котова Мария Игоревна" in text

    await mother.press("Дата рождения")
    await mother.say("21.08.2006")
    assert "Я и есть ребёнок" not in str(mother.buttons)
    assert "Кто подаёт" in await mother.forge("apa:CHILD")


async def test_a_thumb_answers_no_question_and_ends_none(play: Play, mother: Actor) -> None:
    await mother.say("/apply")
    assert "Ответьте на вопрос" in await mother.say("👍")
    assert "полное имя ребёнка" in await mother.say("Калининград")
    await mother.say(MARIA)
    assert "Дата не понята" in await mother.say("🎂")
    assert "Кто подаёт" in await mother.say("4 мар 2012")
    await mother.press("Мать или отец")
    await mother.say(OLGA)
    assert "Ответьте на вопрос" in await mother.say("👍")
    assert "Отправлено" in await mother.say("да, отправить")


async def test_what_is_no_name_and_no_date_is_asked_again(mother: Actor) -> None:
    await mother.say("/apply")
    await mother.press("Калининград")
    for wrong in ("Мария", "<b>Котова</b> Мария", "шахматы"):
        assert "фамилия и имя" in await mother.say(wrong)
    assert "дату рождения" in await mother.say(MARIA)
    assert "Дата не понята" in await mother.say("весной")
    assert "от 5 до 17" in await mother.say("04.03")
    assert "от 5 до 17" in await mother.say("04.03.1985")
    assert "полное имя ребёнка" in await mother.press("Назад")
    assert "дату рождения" in await mother.say("Котова Майя")
    assert "Кто подаёт" in await mother.say("4 марта 2012")
    await mother.press("Законный представитель")
    assert "Законный представитель: Котова Ольга" in await mother.say(OLGA)


@pytest.mark.parametrize(
    "sign", ["\u202e", "\u2066", "\u200b", "\u200f", "\u2060", "\ufeff", "\u00ad"]
)
async def test_a_name_with_a_sign_that_nobody_sees_is_asked_again_and_kept_nowhere(
    play: Play, mother: Actor, sign: str
) -> None:
    await mother.say("/apply")
    await mother.press("Калининград")
    for name in (f"{sign}Котова Мария", f"Котова{sign}Мария", f"Котова Ма{sign}рия"):
        said = await mother.say(name)
        assert "фамилия и имя" in said, name
        assert sign not in said
    assert sign not in await everything(play)
    assert "дату рождения" in await mother.say(MARIA)


async def test_the_place_is_chosen_in_words_too_and_a_wish_stays_a_wish(mother: Actor) -> None:
    await mother.say("/apply")
    assert "полное имя ребёнка" in await mother.say("Калининград")

    assert "напишите название" in await mother.press("Назад")
    assert "полное имя ребёнка" in await mother.say("в Калининграде")

    for wish in ("шахматы", "шахматы в Калининграде"):
        await mother.say("/apply")
        await mother.press("Назад")
        assert "Шахматы для начинающих" in await mother.say(wish)
    assert "полное имя ребёнка" not in await mother.say("Калининград")


async def test_the_place_may_be_typed_on_another_page_of_the_list(mother: Actor) -> None:
    await mother.say("/apply")
    await mother.forge("app:1")

    assert "полное имя ребёнка" in await mother.say("Калининград")


async def test_an_answer_is_changed_from_the_last_screen(mother: Actor) -> None:
    await to_check(mother)
    old = mother.data("Отправить")

    await mother.press("Имя ребёнка")
    text = await mother.say("Котова Майя")

    assert "Котова Майя" in text
    changed = await mother.forge(old)
    assert "изменилось" in changed
    assert "Котова Майя" in changed


async def test_m6_sent_twice_it_is_sent_once_and_withdrawn_once(play: Play, mother: Actor) -> None:
    await to_check(mother)
    data = mother.data("Отправить")
    first = await mother.press("Отправить")
    assert await mother.forge(data) == first
    assert await states(play) == [ApplicationState.SENT]

    await to_check(mother)
    assert "уже подали заявление" in await mother.press("Отправить")
    await mother.say("/apply")
    await mother.press("Отозвать заявление")
    data = mother.data("Да, отозвать")
    withdrawn = await mother.press("Да, отозвать")
    assert "Заявление отозвано" in withdrawn
    assert "Заявление отозвано" in await mother.forge(data)
    assert await states(play) == [ApplicationState.WITHDRAWN]


async def test_several_applications_are_listed_and_all_is_said_in_english_too(
    play: Play, mother: Actor
) -> None:
    await to_check(mother)
    await mother.press("Отправить")
    await to_check(mother, "Котов Илья")
    await mother.press("Отправить")
    assert "Илья К. — подтвердите лично" in await mother.say("/apply")
    assert "Мария К." in await mother.press("Мария К.")

    english = play.actor(ENGLISH)
    await english.start()
    await english.press("Get a certificate")
    assert "Where does the child live" in await english.press("I agree")
