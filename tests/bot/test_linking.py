"""A family without an invitation: the certificate's number, then the own telephone."""

from __future__ import annotations

import pytest

from bot.handlers import linking
from core.services.linking import set_phone
from tests.bot.conftest import ENGLISH, OPERATOR, STRANGER
from tests.bot.play import Actor, Play, labels
from tests.bot.steps import ANNA


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linking, "ANSWERED_AFTER_SECONDS", 0.0)


@pytest.fixture
async def consented(play: Play, stranger: Actor) -> Actor:
    await stranger.start()
    await stranger.say("/family")
    await stranger.press("Даю согласие")
    return stranger


async def test_a3_the_number_and_the_own_telephone_link_the_child(
    play: Play, consented: Actor
) -> None:
    phone = play.sandbox.person(STRANGER).account.profile.phone
    await play.perform(set_phone, OPERATOR, ANNA, phone)

    asked = await consented.say("3901000001")
    keyboard = consented.person.keyboard
    consented.person.share_contact()
    await play.settle()

    assert "поделитесь своим номером" in asked
    assert keyboard == [["📱 Поделиться телефоном"]]
    told = [each.text for each in consented.answers[-2:]]
    assert "теперь в вашей семье" in told[0]
    assert "Доступно" in told[1]


async def test_the_button_for_the_telephone_goes_away_with_the_question(
    play: Play, consented: Actor
) -> None:
    boards = []
    for instead in ("шахматы", "/start"):
        await consented.say("3901000001")
        boards.append(consented.person.keyboard)
        await consented.say(instead)
        boards.append(consented.person.keyboard)
    await consented.say("3901000001")
    consented.person.share_contact()
    await play.settle()

    assert boards == [[["📱 Поделиться телефоном"]], []] * 2
    assert consented.person.keyboard == []
    assert "телефон не нужен" in str([each.text for each in consented.answers])


async def test_another_number_instead_of_the_telephone_is_asked_about_anew(
    consented: Actor,
) -> None:
    await consented.say("3901000001")

    assert "поделитесь своим номером" in await consented.say("390 100 0002")
    assert consented.person.keyboard == [["📱 Поделиться телефоном"]]
    assert "телефон не нужен" not in str([each.text for each in consented.answers])


async def test_a_number_that_was_typed_before_the_consent_need_not_be_typed_again(
    play: Play, stranger: Actor
) -> None:
    await stranger.start()

    await stranger.say("3901000001")
    asked = await stranger.press("Даю согласие")

    assert "поделитесь своим номером" in asked
    assert stranger.person.keyboard == [["📱 Поделиться телефоном"]]
    assert "Даю согласие" not in str([labels(each) for each in stranger.answers])


async def test_a3_every_failure_says_the_same(play: Play, consented: Actor) -> None:
    answers = []
    for number in ("3901000001", "3901999999"):
        await consented.say(number)
        consented.person.share_contact()
        await play.settle()
        answers.append(consented.text)

    assert answers[0] == answers[1]


async def test_a_contact_of_somebody_else_links_nothing(play: Play, consented: Actor) -> None:
    await consented.say("3901000001")
    consented.person.share_contact(of=play.sandbox.person(ENGLISH).account.profile)
    await play.settle()

    assert "чужой контакт" in consented.text


async def test_a4_a_number_before_the_consent_is_not_kept(play: Play) -> None:
    newcomer = play.actor(STRANGER)
    await newcomer.start()

    said = await newcomer.say("3901000001")

    assert "Согласие" in said
