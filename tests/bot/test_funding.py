"""Money asked for, waited for and given back, as a family sees it (CERT-5, CERT-6)."""

from __future__ import annotations

from core.domain.actor import MunicipalityOfficer
from core.domain.provision import Limits
from core.services.provisions import set_limits
from tests.bot.conftest import LOOKING
from tests.bot.play import Actor, Play
from tests.bot.steps import money, to_request_button

GIVE_BACK, YES = "Отказаться от денег: Анна К.", "Да, вернуть деньги"
ASK, LEAVE = "Попросить деньги: Анна К.", "Выйти из очереди: Анна К."


async def limit(play: Play, most: int) -> None:
    """Vera of another family is funded, and counts."""
    officer = MunicipalityOfficer("Олег", play.town.municipality.id)
    await play.perform(
        set_limits, officer, play.town.category, play.town.period, Limits(max_certificates=most)
    )


async def waiting(play: Play, parent: Actor) -> str:
    """Anna's money is given back and asked for again while somebody else has the last of it."""
    await parent.say("/family")
    await parent.press(GIVE_BACK)
    await parent.press(YES)
    await limit(play, 1)
    await play.relay()
    await parent.say("/family")
    return await parent.press(ASK)


async def test_cert_6_a_holder_sees_what_goes_back_and_gives_it_back(
    play: Play, parent: Actor
) -> None:
    await parent.say("/family")

    shown = await parent.press(GIVE_BACK)
    before = (await money(play)).available.kopecks
    done = await parent.press(YES)
    family = await parent.say("/family")

    assert "Муниципалитету вернётся 15 102,00 ₽" in shown
    assert "в конец очереди" in shown
    assert (before, (await money(play)).available.kopecks) == (1510200, 0)
    assert "теперь без денег" in done
    assert "Сертификат учёта" in family
    assert any(ASK in label for label in parent.buttons)


async def test_pressing_yes_again_changes_nothing(play: Play, parent: Actor) -> None:
    await parent.say("/family")
    await parent.press(GIVE_BACK)
    forged = parent.data(YES)
    await parent.press(YES)

    again = await parent.forge(forged)

    assert "теперь без денег" in again
    assert (await money(play)).nominal.kopecks == 0


async def test_only_who_may_act_and_uses_nothing_is_asked(play: Play, parent: Actor) -> None:
    looking = play.actor(LOOKING)
    await looking.say("/family")
    before = looking.buttons

    await to_request_button(parent)
    await parent.press("Отправить")
    await parent.say("/family")

    assert not any("Отказаться" in label for label in (*before, *parent.buttons))


async def test_a_stale_wish_is_answered_with_what_is_in_the_way(play: Play, parent: Actor) -> None:
    await parent.say("/family")
    await parent.press(GIVE_BACK)
    yes = parent.data(YES)
    await to_request_button(parent)
    await parent.press("Отправить")

    said = await parent.forge(yes)

    assert (await money(play)).nominal.kopecks == 1510200
    assert "Сначала завершите" in said


async def test_cert_5_the_place_is_said_once_and_nobody_is_told_to_ask(
    play: Play, parent: Actor
) -> None:
    asked = await waiting(play, parent)
    told = len(parent.answers)

    await play.relay()
    family = await parent.say("/family")

    assert "Ваше место — 1" in asked
    assert len(parent.answers) == told + 1
    assert "Место в очереди на деньги: 1" in family
    assert "можно попросить" not in family


async def test_a_button_to_leave_the_queue_that_is_late_says_that_the_money_has_come(
    play: Play, parent: Actor
) -> None:
    await waiting(play, parent)
    await parent.say("/family")
    old = parent.last

    await limit(play, 2)
    said = await parent.press(LEAVE, message=old)

    assert "деньги на сертификате" in said
    assert "больше не в очереди" not in said
    assert (await money(play)).available.kopecks == 1510200


async def test_what_gives_money_up_stands_behind_everything_but_the_way_home(
    parent: Actor,
) -> None:
    await parent.say("/family")

    assert parent.buttons[-2] == GIVE_BACK
