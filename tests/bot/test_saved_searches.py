"""A search that goes on, from the button to the message."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.schedule import tell_of_news
from core.ports.unit_of_work import UnitOfWork
from db.clock import ClockFrom
from tests.bot.conftest import LARGE
from tests.bot.play import Actor, Play
from tests.builders import CHESS, TEN_PLACES, add_module, add_program


async def test_a_search_goes_on_and_brings_what_is_new(
    play: Play, parent: Actor, clock: ClockFrom
) -> None:
    nothing = await parent.say("гончарный круг")
    receipt = await parent.press("🔔 Сообщить, когда появится")
    listed = await parent.press("🔔 Мои поиски")

    await news(play, clock, "Гончарный круг")
    told = parent.text
    buttons = list(parent.buttons)
    card = await parent.press("1. Гончарный круг")

    assert "ничего не нашлось" in nothing
    assert "не чаще раза в день" in receipt
    assert "1. «гончарный круг», 10 лет — Анна К." in listed
    assert "Новое по вашему поиску: «гончарный круг», 10 лет — Анна К." in told
    assert "1. Гончарный круг, Шахматный клуб" in told
    assert {"🔎 Всё по этому поиску", "🔔 Мои поиски", "🏠 В начало"} <= set(buttons)
    assert card.startswith("Гончарный круг\nШахматный клуб, Калининград")


async def test_a_saved_search_opens_as_it_was_and_ends_by_a_tap(parent: Actor) -> None:
    await parent.say("шахматы")
    await parent.press("✕ Анна К., 10 лет")
    await parent.press("🔔 Сообщать о новом")
    await parent.say("робототехника")

    await parent.say("/searches")
    opened = await parent.press("1. Открыть (1)")
    await parent.say("/searches")
    ended = await parent.press("✕ Не следить за 1")

    assert "Понял так: «шахматы»" in opened
    assert "10 лет" not in opened
    assert "ни за чем не следите" in ended


async def test_news_can_be_switched_off(play: Play, parent: Actor, clock: ClockFrom) -> None:
    await parent.say("гончарный круг")
    await parent.press("🔔 Сообщить, когда появится")
    await parent.say("/notifications")
    await parent.press("Новое в каталоге: 1 из 1")
    await parent.press("Новое по моим поискам")
    before = len(parent.answers)

    await news(play, clock, "Гончарный круг")

    assert len(parent.answers) == before


async def test_a_search_is_for_the_child_that_was_chosen(play: Play) -> None:
    large = play.actor(LARGE)
    await large.say("шахматы")
    await large.press("Вера И.")
    await large.press("🔔 Сообщать о новом")
    await large.say("/family")

    listed = await large.say("/searches")

    assert "Вера И." in listed
    assert "Борис" not in listed


async def test_somebody_without_consent_is_asked_for_it_first(stranger: Actor) -> None:
    await stranger.say("шахматы")

    asked = await stranger.press("🔔 Сообщать о новом")

    assert "Согласие на обработку данных" in asked


async def news(play: Play, clock: ClockFrom, title: str) -> None:
    """A program comes in, and the scheduler ticks."""
    clock.advance_to(clock.now() + timedelta(minutes=5))
    await play.perform(_add, play, title)
    await tell_of_news(play.database.perform, play.database.read)
    await play.relay()


def _add(uow: UnitOfWork, play: Play, title: str) -> None:
    draft = replace(CHESS, title=title)
    program = add_program(
        uow, draft, provider=play.town.provider, municipality=play.town.municipality
    )
    uow.intake.add_group(add_module(uow, program), TEN_PLACES)
    uow.intake.index(program)
    uow.saved_searches.note_change(program)
