"""What is kept of a person is shown, handed out as a file, and erased by a button."""

from __future__ import annotations

import hashlib
import json

import pytest
from sqlalchemy import update

from bot.render import LANGUAGES, Words
from core.domain.actor import MunicipalityOfficer
from core.domain.consent import CONSENT_VERSION
from core.domain.invitation import LinkMode
from core.ports.unit_of_work import UnitOfWork
from core.services.invitations import invite_family
from db.owned import of_children, owned
from db.tables.messages import audit_trail, deliveries
from db.tables.registries import programs
from db.unit_of_work import SqlUnitOfWork
from tests.bot.conftest import LARGE, LOOKING, OPERATOR, PARENT
from tests.bot.play import NO_BREAK, Actor, Play
from tests.bot.steps import ANNA, to_request_button
from tests.builders import add_contract, add_parent, add_request

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
    assert parent.buttons[:4] == [
        "👥 Кто видит ребёнка",
        "📜 Текст согласия",
        "📄 Мои данные файлами",
        "🗑 Удалить",
    ]


async def test_the_consent_is_read_again_with_its_day(parent: Actor) -> None:
    await parent.say("/privacy")
    text = await parent.press("Текст согласия")

    assert "Вы дали согласие 20 августа 2020" in text
    assert Words("ru").plain("consent", version=CONSENT_VERSION).split("\n")[-1] in text
    assert "Даю согласие" not in str(parent.buttons)
    assert "О ваших данных" in await parent.press("Назад")


async def test_who_agreed_to_nothing_or_to_an_earlier_text_reads_the_present_one_and_may_agree(
    play: Play, parent: Actor, stranger: Actor
) -> None:
    await parent.start()
    await play.perform(earlier_consent)
    await stranger.start()
    told = []

    for actor in (parent, stranger):
        await actor.say("/privacy")
        told.append(await actor.press("Текст согласия"))
        await actor.press("Даю согласие")
        await actor.say("/privacy")

    assert "согласились с редакцией 1. С тех пор текст изменился" in told[0]
    assert "Вы ещё не давали согласия" in told[1]
    for actor in (parent, stranger):
        assert "Вы дали согласие 20 августа 2020" in await actor.press("Текст согласия")


def earlier_consent(uow: UnitOfWork) -> None:
    account = uow.accounts.by_chat(PARENT)
    assert account is not None
    uow.accounts.consent(account.id, version="1", at=uow.now)


@pytest.mark.parametrize("command", ["/family", "/privacy"])
async def test_back_from_who_sees_leads_to_where_one_came_from(
    play: Play, parent: Actor, command: str
) -> None:
    for actor, several in ((parent, False), (play.actor(LARGE), True)):
        came_from = await actor.say(command)
        await actor.press("Кто видит")
        if several:
            assert await actor.press("Назад") == came_from
            await actor.press("Кто видит")
            await actor.press("Борис")
        await actor.press("Больше не видеть")
        await actor.press("Нет, оставить")
        assert await actor.press("Назад") == came_from


async def test_the_files_hold_the_child_and_its_money_for_people_and_for_programs(
    parent: Actor,
) -> None:
    await to_request_button(parent)
    await parent.press("Отправить")
    await parent.say("/privacy")

    await parent.press("Мои данные")

    to_read, exact = (answer.content.file for answer in parent.answers[-2:])
    assert to_read is not None
    assert exact is not None
    text = to_read.content.decode("utf-8-sig").replace(NO_BREAK, " ")
    for sentence in (
        "РЕБЁНОК: Котова Анна Игоревна",
        "Дата рождения: 5 мая 2010",
        "Номер сертификата: 3901000001",
        "с 1 сентября 2020 по 31 декабря 2020; ждём ответа организации; сертификат 9 000,00 ₽",
        "зарезервировано 9 000,00 ₽ (родитель) · Шахматы для начинающих",
        "Ваше право: видеть всё и записывать",
    ):
        assert sentence in text
    assert json.loads(exact.content)["children"][0]["child"]["full_name"] == "Котова Анна Игоревна"
    assert "Борис" not in text + exact.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_to_read_has_a_word_for_whatever_belongs_to_a_family(language: str) -> None:
    for table in (*owned(), *of_children(), audit_trail, deliveries):
        assert Words(language).plain(f"own-kept-{table.name}", count=1)


async def test_what_people_wrote_cannot_look_like_a_heading_of_the_file(
    play: Play, parent: Actor
) -> None:
    await play.perform(_title, play, "Шахматы\r\n\r\nРЕБЁНОК: Чужая")
    await play.perform(_request, play)
    await parent.say("/privacy")

    await parent.press("Мои данные")

    file = parent.answers[-2].content.file
    assert file is not None
    assert "\r\nРЕБЁНОК: Чужая" not in file.content.decode("utf-8-sig")
    assert "Шахматы РЕБЁНОК: Чужая" in file.content.decode("utf-8-sig")


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
    buttons = list(parent.buttons)
    forged = await parent.forge("ey")

    assert "кроме вас завершить их некому" in said
    assert "Анна К.: «Шахматы для начинающих» — занятия ещё не начались" in said
    assert "вернётся 9 000,00 ₽" in said
    assert buttons[0] == "✖️ Анна К.: Шахматы для начинающих"
    assert not any("навсегда" in label for label in buttons)
    assert "Сначала завершите" in forged
    account = await play.perform(lambda uow: uow.accounts.by_chat(PARENT))
    assert account is not None
    assert account.acting


async def test_a4_each_request_is_named_with_its_end_before_the_button(
    play: Play, parent: Actor
) -> None:
    await play.perform(_request, play)
    await parent.say("/privacy")

    alone = await parent.press("Удалить")
    await play.perform(_second_parent)
    together = await parent.forge("er")

    assert "Анна К.: «Шахматы для начинающих» — заявка; на сертификат вернётся 9 000,00 ₽" in alone
    assert "Анна К.: «Шахматы для начинающих» — ждёт ответа, дальше её ведёт другой" in together
    assert any("навсегда" in label for label in parent.buttons)


async def test_a_parent_sees_who_sees_the_child_and_may_go(play: Play) -> None:
    looking = play.actor(LOOKING)
    await looking.say("/privacy")

    shown = await looking.press("Кто видит")
    asked = await looking.press("Больше не видеть")
    done = await looking.press("Да, больше не видеть")
    family = await looking.say("/family")

    assert "Вы: только видеть, с 20 августа 2020, кто пригласил, не записано" in shown
    assert "Ещё один человек: видеть всё и записывать, с 20 августа 2020" in shown
    assert "(связь № 1)" in shown
    assert "Убрать чужую связь может тот, кто приглашает" in shown
    assert "У других ничего не изменится" in asked
    assert "больше не видите" in done
    assert "ни один ребёнок не привязан" in family


async def test_who_sees_a_child_is_told_with_who_let_them(
    play: Play, parent: Actor, stranger: Actor
) -> None:
    officer = MunicipalityOfficer("Олег", play.town.municipality.id)
    for actor, by in ((stranger, OPERATOR), (play.actor(LARGE), officer)):
        made = await play.perform(invite_family, by, ANNA, LinkMode.LOOKING)
        await actor.start(f"i_{made.token}")
        if "Даю согласие" in str(actor.buttons):
            await actor.press("Даю согласие")
    await parent.say("/privacy")

    shown = await parent.press("Кто видит")
    await parent.say("/language")
    await parent.press("English")
    await parent.say("/privacy")
    in_english = await parent.press("Who sees")

    day = "с 20 августа 2020"
    assert f"• Ещё один человек: только видеть, {day}, по приглашению оператора (связь" in shown
    assert f"• Ещё один человек: только видеть, {day}, по приглашению муниципалитета" in shown
    assert "Another person: looking only, since 20 August 2020, invited by the operator" in (
        in_english
    )


async def test_of_several_children_it_asks_which(play: Play) -> None:
    large = play.actor(LARGE)
    await large.say("/privacy")

    asked = await large.press("Кто видит")
    shown = await large.press("Борис К.")

    assert "Про кого показать?" in asked
    assert "Кто видит: Борис К." in shown
    assert "Ещё один человек" not in shown


async def test_the_only_acting_parent_does_not_leave_a_contract_alone(
    play: Play, parent: Actor
) -> None:
    await play.perform(_contract, play)
    await parent.say("/privacy")
    await parent.press("Кто видит")
    await parent.press("Больше не видеть")

    refused = await parent.press("Да, больше не видеть")

    assert "кроме вас завершить их некому" in refused
    assert "Анна К." in await parent.say("/family")


def _title(uow: UnitOfWork, play: Play, title: str) -> None:
    assert isinstance(uow, SqlUnitOfWork)
    changed = update(programs).where(programs.c.id == play.town.program).values(title=title)
    uow.connection.execute(changed)


def _request(uow: UnitOfWork, play: Play) -> None:
    (certificate,) = uow.certificates.get([ANNA])
    add_request(uow, play.town, certificate)


def _second_parent(uow: UnitOfWork) -> None:
    (certificate,) = uow.certificates.get([ANNA])
    add_parent(uow, certificate, chat=LOOKING)


def _contract(uow: UnitOfWork, play: Play) -> None:
    account = uow.accounts.by_chat(PARENT)
    assert account is not None
    (certificate,) = uow.certificates.get(account.acting)
    add_contract(uow, play.town, certificate)
    # Another parent only looks; that is not enough.
