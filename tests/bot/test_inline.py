"""`@bot шахматы 8 лет` in any chat: cards that anybody may pass on, and nothing of a child."""

from __future__ import annotations

from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from bot.handlers import inline
from core.ports.unit_of_work import UnitOfWork
from sandbox.inline import InlineQuery
from tests.bot.conftest import ENGLISH
from tests.bot.play import Actor, Play
from tests.builders import CHESS, TEN_PLACES, add_module, add_program


async def ask(actor: Actor, text: str, *, offset: str = "") -> InlineQuery:
    asked = actor.person.ask_inline(text, offset=offset)
    await actor.play.settle()
    assert asked.results is not None, "every question is answered"
    return asked


async def test_programs_are_offered_with_a_way_to_their_card(play: Play, parent: Actor) -> None:
    asked = await ask(parent, "шахматы")

    (result,) = asked.results or ()
    card = result.content.text.text.replace("\u00a0", " ")
    me = await play.bot.me()
    assert result.title == "Шахматы для начинающих"
    assert "Шахматный клуб, Калининград" in result.description
    assert "9 000,00 ₽ за весь курс" in card
    assert result.keyboard is not None
    assert result.keyboard.rows[0][0]["url"] == (
        f"https://t.me/{me.username}?start=p_{play.town.program}"
    )


async def test_a_card_says_nothing_of_the_child_of_who_asks(parent: Actor) -> None:
    await parent.say("шахматы")
    asked = await ask(parent, "")

    said = str(
        [(each.title, each.description, each.content.text.text) for each in asked.results or ()]
    )
    assert len(asked.results or ()) == 3
    for own in ("Анна", "сертификат платит", "15 102", "Котова", "390100"):
        assert own not in said


async def test_a_chosen_card_is_no_message_to_the_bot(parent: Actor) -> None:
    asked = await ask(parent, "шахматы")
    before = len(parent.answers)

    parent.person.choose(asked.id, (asked.results or ())[0].id)
    await parent.play.settle()

    assert len(parent.answers) == before


async def test_the_answer_is_in_the_language_of_who_asks(play: Play) -> None:
    asked = await ask(play.actor(ENGLISH), "шахматы")

    (result,) = asked.results or ()
    assert "for the whole course" in result.content.text.text
    assert asked.button == {
        "text": "🔎 Search in the bot, for your own child", "start_parameter": "find"
    }  # fmt: skip


async def test_the_line_above_leads_to_the_search(newcomer: Actor) -> None:
    assert "чем ребёнок хочет заниматься" in await newcomer.start("find")


async def test_pages_are_asked_for_one_after_the_other(
    play: Play, parent: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inline, "RESULTS_ON_PAGE", 2)
    await play.perform(_more_chess, play)

    first = await ask(parent, "шахматы")
    second = await ask(parent, "шахматы", offset=first.next_offset)

    seen = [each.id for page in (first, second) for each in page.results or ()]
    assert first.next_offset == "2"
    assert second.next_offset == ""
    assert len(seen) == len(set(seen)) == 3


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "<b>R&D",
        "'; DROP TABLE programs; --",
        "%",
        "\u202eабв",
        "ж" * 256,
        "🙂" * 100,
        "{ $x }",
    ],
)
async def test_whatever_is_asked_gets_an_answer(parent: Actor, text: str) -> None:
    with capture_logs() as logs:
        await ask(parent, text)

    assert not [log for log in logs if log["event"] == "inline_not_answered"]


@pytest.mark.parametrize("offset", ["0", "-1", "99999999999999999999", "x", "٣", "1" * 64, "51"])
async def test_an_offset_that_was_never_given_out_brings_nothing(
    parent: Actor, offset: str
) -> None:
    asked = await ask(parent, "шахматы", offset=offset)

    assert asked.results == ()
    assert asked.next_offset == ""


async def test_the_number_of_a_certificate_is_never_looked_for(parent: Actor) -> None:
    asked = await ask(parent, "3901000001 Котова")

    assert asked.results == ()
    assert asked.button is not None
    assert "3901000001" not in str(asked.button)


async def test_who_never_talked_to_the_bot_gets_cards_and_no_account(
    play: Play, newcomer: Actor
) -> None:
    asked = await ask(newcomer, "шахматы")

    assert asked.results
    known = await play.database.read(lambda uow: uow.accounts.by_chat(newcomer.person.id))
    assert known is None


def _more_chess(uow: UnitOfWork, play: Play) -> None:
    for title in ("Шахматы второй год", "Шахматы третий год"):
        draft = replace(CHESS, title=title)
        program = add_program(
            uow, draft, provider=play.town.provider, municipality=play.town.municipality
        )
        uow.intake.add_group(add_module(uow, program), TEN_PLACES)
        uow.intake.index(program)
