"""What is kept of a person is shown, handed out as a file, and erased by a button."""

from __future__ import annotations

import hashlib
import json

from bot.render import LANGUAGES, Words
from core.domain.consent import CONSENT_VERSION
from core.ports.unit_of_work import UnitOfWork
from tests.bot.conftest import LARGE, PARENT
from tests.bot.play import Actor, Play
from tests.builders import add_contract

# The texts that people agreed to; a changed one needs a new number (`core.domain.consent`).
EDITIONS = {"2": {"en": "d2f4bea03585ddfa", "ru": "43a263e6d4fc34ba"}}


def test_the_consent_is_the_text_of_its_version() -> None:
    said = {
        language: hashlib.sha256(
            Words(language)("consent", version=CONSENT_VERSION).encode()
        ).hexdigest()[:16]
        for language in LANGUAGES
    }

    assert said == EDITIONS[CONSENT_VERSION]


async def test_privacy_says_who_sees_the_data_and_offers_both_buttons(parent: Actor) -> None:
    await parent.start()

    text = await parent.say("/privacy")

    for word in ("оператор", "муниципалитет", "зашифрованном", "Удалить"):
        assert word in text
    assert parent.buttons[:2] == ["📄 Мои данные файлом", "🗑 Удалить"]


async def test_the_file_holds_the_child_and_its_money(parent: Actor) -> None:
    await parent.start()
    await parent.say("/privacy")

    await parent.press("Мои данные")

    file = parent.last.content.file
    assert file is not None
    told = json.loads(file.content)
    assert told["children"][0]["child"]["full_name"] == "Котова Анна Игоревна"
    assert "Борис" not in json.dumps(told, ensure_ascii=False)


async def test_a4_erasing_is_said_first_and_then_makes_a_newcomer(play: Play) -> None:
    large = play.actor(LARGE)
    await large.start()
    await large.say("/privacy")

    asked = await large.press("Удалить")
    done = await large.press("навсегда")
    again = await large.press("Удалить", message=large.last) if large.buttons else ""
    home = await large.start()

    assert "остаются у муниципалитета" in asked
    assert "больше ничего нет" in done
    assert again == ""
    assert "привяжите ребёнка" in home.lower() or "Привязать" in " ".join(large.buttons)
    assert "согласие" in (await large.say("/family")).lower()


async def test_a4_the_only_acting_parent_is_told_how_to_end_the_contract(
    play: Play, parent: Actor
) -> None:
    await play.perform(_contract, play)
    await parent.start()
    await parent.say("/privacy")

    said = await parent.press("Удалить")
    forged = await parent.forge("ey")

    assert "завершить его некому" in said
    assert "Сначала завершите" in forged
    account = await play.perform(lambda uow: uow.accounts.by_chat(PARENT))
    assert account is not None
    assert account.acting


def _contract(uow: UnitOfWork, play: Play) -> None:
    account = uow.accounts.by_chat(PARENT)
    assert account is not None
    (certificate,) = uow.certificates.get(account.acting)
    add_contract(uow, play.town, certificate)
    # Another parent only looks; that is not enough.
