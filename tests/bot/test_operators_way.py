"""The operator hands out an invitation; a new colleague gets in by one."""

from __future__ import annotations

import pytest

from core.services.invitations import invite_operator, invite_staff
from tests.bot.conftest import OPERATOR
from tests.bot.play import Actor, Play
from tests.bot.steps import invitation


@pytest.fixture
async def operator(play: Play, newcomer: Actor) -> Actor:
    """A newcomer who became an operator of the town."""
    place = play.town.municipality.id
    invited = await play.perform(invite_operator, OPERATOR, place, "Ольга")
    await newcomer.start(f"i_{invited.token}")
    await newcomer.press("Даю согласие")
    return newcomer


async def test_an_operator_is_linked_by_an_invitation(operator: Actor) -> None:
    assert "вы оператор" in operator.text
    assert "invite" in [each["command"] for each in operator.person.menu]
    assert "🗂 Приглашения и заявления" in await operator.start() + str(operator.buttons)


async def test_a_family_s_invitation_comes_with_its_code_and_its_end(
    play: Play, operator: Actor, stranger: Actor
) -> None:
    text = await operator.say("/invite 390 100 0001")

    assert "семьи: Анна К." in text
    assert "до 23 августа 2020, 12:00" in text
    assert operator.last.content.kind == "photo"
    link = next(word for word in text.split() if word.startswith("https://t.me/"))
    await stranger.say(link)
    await stranger.press("Даю согласие")
    assert "Доступно: 15 102,00 ₽" in stranger.text


async def test_a_number_without_the_command_is_told_the_command(
    play: Play, operator: Actor
) -> None:
    alone = await operator.say("3901000001")
    named = await operator.say("3901000001 Котова Анна")
    link = await invitation(play)
    await operator.start(link)

    assert "/invite 3901000001 смотреть" in alone
    assert "например: /invite 3901123456" in named
    assert "поделитесь своим номером телефона" in await operator.say("3901000001")


async def test_a_link_beside_one_that_holds_says_so(operator: Actor) -> None:
    first = await operator.say("/invite 3901000001")
    second = await operator.say("/invite 3901000001")
    await operator.say("/invite 3901000001")
    fourth = await operator.say("/invite 3901000001")
    looking = await operator.press("только видеть")

    assert "не использован" not in first + looking
    assert "Ещё 1 такая же ссылка к этому ребёнку не использована и тоже действует" in second
    assert "Ещё 3 такие же ссылки" in fourth


@pytest.mark.parametrize("said", ["смотреть", "только смотрет", "look", None])
async def test_a_second_parent_is_invited_to_look_only(
    operator: Actor, stranger: Actor, said: str | None
) -> None:
    if said is None:
        await operator.say("/invite 3901000001")
        text = await operator.press("только видеть")
    else:
        text = await operator.say(f"/invite № 3901000001 {said}")

    assert "записывать не сможет" in text
    await stranger.say(next(word for word in text.split() if word.startswith("https://t.me/")))
    linked = await stranger.press("Даю согласие")
    assert "Вы можете всё видеть" in linked + stranger.text
    seen = await stranger.press("Кто видит ребёнка")
    assert "Второму родителю попросите отдельное приглашение" in seen


@pytest.mark.parametrize("number", ["", "39010000", "390100000A", "Анна"])
async def test_a_number_that_is_none_gets_an_example(operator: Actor, number: str) -> None:
    assert "/invite 3901123456" in await operator.say(f"/invite {number}")


async def test_a_number_may_have_its_sign_and_a_strange_word_is_named(operator: Actor) -> None:
    strange = await operator.say("/invite 3901000001 <навсегда>")

    assert "семьи: Анна К." in await operator.say("/invite №3901000001")
    assert "Слова «навсегда» здесь не понимаю" in strange
    assert "/invite 3901000001 смотреть" in strange


async def test_an_unknown_number_is_said_to_be_unknown(operator: Actor) -> None:
    assert "Под номером 3901999999 ничего нет" in await operator.say("/invite 3901999999")


async def test_nobody_else_can_invite(stranger: Actor, parent: Actor) -> None:
    for other in (stranger, parent):
        told = await other.say("/invite 3901000001")
        assert "ничего нельзя сделать" in told
        assert "кнопка" not in told


async def test_new_staff_is_linked_by_an_invitation(play: Play, newcomer: Actor) -> None:
    invited = await play.perform(invite_staff, OPERATOR, play.town.provider)
    await newcomer.start(f"i_{invited.token}")

    text = await newcomer.press("Даю согласие")

    assert "вы отвечаете на заявки организации Шахматный клуб" in text
    assert "requests" in [each["command"] for each in newcomer.person.menu]
    assert "новых заявок нет" in await newcomer.press("Заявки")
