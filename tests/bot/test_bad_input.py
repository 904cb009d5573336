"""Whatever people send gets a sentence with a next step, changes nothing and loses nothing."""

from __future__ import annotations

import pytest
from aiogram import Bot
from aiogram.types import ChatMemberAdministrator, Update, User
from structlog.testing import capture_logs

from bot.keyboards.provider_callbacks import ConfirmPressed
from bot.updates.dispatch import make_dispatcher
from bot.updates.lanes import Ending
from core.domain.views import Presence
from core.ports.acts import Reads
from core.ports.unit_of_work import UnitOfWork
from core.services.accounts import conversation, presence
from db.database import Database
from tests.bot.conftest import ENGLISH, PARENT, STRANGER
from tests.bot.play import NO_BREAK, Actor, Play, labels
from tests.bot.steps import enrollments, to_request_button
from tests.nowhere import Nowhere
from tests.simulation.test_twice import everything

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f"
    b"\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa75\x81\x84\x00\x00"
    b"\x00\x00IEND\xaeB`\x82"
)


async def test_an_unknown_command_points_to_help(parent: Actor) -> None:
    assert "Такой команды нет" in await parent.say("/enrol")
    assert "Такой команды нет" in await parent.say("/")
    assert "Такой команды нет" in await parent.say("/?!")


async def test_a_command_may_name_the_bot(parent: Actor) -> None:
    assert "Доступно" in await parent.say("/Family@kruzhok_sandbox_bot")


async def test_what_cannot_be_read_gets_a_next_step(parent: Actor) -> None:
    parent.person.send_sticker()
    parent.person.send_voice()
    parent.person.send_photo(PNG, caption="шахматы")
    parent.person.send_document(b"text", name="list.txt")
    before = len(parent.answers)

    await parent.play.settle()

    told = [each.text for each in parent.answers[before:]]
    assert len(told) == 4
    assert all("не умею читать" in each for each in told)


async def test_a_contact_is_not_kept_and_links_nothing(play: Play, parent: Actor) -> None:
    parent.person.share_contact()
    await play.settle()
    own = parent.text
    parent.person.share_contact(of=play.sandbox.person(ENGLISH).account.profile)
    await play.settle()

    assert "номер телефона не нужен" in own
    assert "чужой контакт" in parent.text


async def test_a_certificate_s_number_is_not_searched_for(parent: Actor) -> None:
    assert "номеру сертификата" in await parent.say("3901000001")


async def test_a_very_long_text_is_not_searched_for(parent: Actor) -> None:
    assert "слишком длинно" in await parent.say("шахматы " * 100)


async def test_a_polite_letter_is_searched_for(parent: Actor) -> None:
    letter = (
        "Здравствуйте! Ищу секцию для сына 7 лет, чтобы было недорого, два раза в неделю "
        "после школы, желательно шахматы, и чтобы ехать было не очень далеко от дома"
    )

    answer = await parent.say(letter)

    assert "слишком длинно" not in answer
    assert "шахматы" in answer.casefold()


async def test_any_words_can_be_searched_for(parent: Actor) -> None:
    for text in ("<b>R&D", "</i>&amp;", "{ $child }", "'; --", "\u202eабв", "%", "ё"):
        answer = await parent.say(text)

        assert "ничего не нашлось" in answer or "Наш" in answer, text


async def test_a_button_from_last_year_says_that_it_is_old(parent: Actor) -> None:
    await parent.start()
    screen = parent.last

    for data in ("confirm:17", "", "e:", "e:%%%", "zz:1", "+", "+e:", "st:1:1:zzzzzz:0"):
        told = await parent.forge(data)

        assert "Эта кнопка устарела" in told, data
        assert "Кружок поможет" in screen.text
        assert "🏠 В начало" in parent.buttons


async def test_what_does_not_exist_and_what_is_foreign_are_answered_alike(parent: Actor) -> None:
    await parent.start()

    told = [
        await parent.forge(data)
        for data in ("e:zz", "g:1:zz", "g:2:1", "l:zz", "fc:2", "fc:zz", "hi:2:1")
    ]

    assert set(told) == {told[0]}
    assert "Ничего не изменилось" in told[0]
    assert "Эта кнопка устарела" in await parent.forge("ss:moon:1")


async def test_a_stranger_s_press_on_a_family_s_buttons_changes_and_shows_nothing(
    play: Play, parent: Actor, stranger: Actor
) -> None:
    await to_request_button(parent)
    request = parent.data("Отправить")
    ticked = parent.data("Другой день")
    await parent.press("Отправить")
    opened = parent.data("Открыть")
    await stranger.start()

    for data in (request, ticked, opened, "fc:1", "hi:1:1"):
        told = await stranger.forge(data)
        assert "Анна" not in told
        assert "Согласие" in told or "ничего нельзя" in told

    assert len(await enrollments(play)) == 1


async def test_in_a_group_the_bot_shows_nobody_s_data(play: Play, parent: Actor) -> None:
    group = play.sandbox.add_group("Родители", [parent.person])
    private = len(parent.answers)

    for text in ("/family", "привет", "/start p_1"):
        await parent.say(text, to=group)

    told = [each.text for each in group.messages.values() if each.by_bot]
    assert len(told) == 2
    assert all("только в личных сообщениях" in each for each in told)
    assert len(parent.answers) == private


async def test_a_button_in_a_group_is_answered_and_shows_nothing(play: Play, parent: Actor) -> None:
    group = play.sandbox.add_group("Родители", [parent.person])
    await parent.say("/family", to=group)
    said = next(each for each in group.messages.values() if each.by_bot)

    query = parent.person.forge(said.id, "f", to=group)
    await play.settle()

    assert play.bot is not None
    assert parent.person.bot.queries[query].answered
    assert len([each for each in group.messages.values() if each.by_bot]) == 1


async def test_in_a_group_another_bot_s_command_is_left_to_it(play: Play, parent: Actor) -> None:
    group = play.sandbox.add_group("Родители", [parent.person])
    me = await play.bot.me()

    for text in ("/start@another_bot", f"/Start@{str(me.username).upper()}"):
        await parent.say(text, to=group)

    told = [each.text for each in group.messages.values() if each.by_bot]
    assert len(told) == 1


RIGHTS = dict.fromkeys(
    (name for name in ChatMemberAdministrator.model_fields if name.startswith("can_")), False
)


@pytest.mark.parametrize(
    ("kind", "was", "is_", "greets"),
    [
        ("group", "left", "member", True),
        ("supergroup", "kicked", "administrator", True),
        ("supergroup", "administrator", "member", False),
        ("supergroup", "member", "left", False),
        ("channel", "left", "administrator", False),
    ],
)
async def test_a_group_is_greeted_when_the_bot_is_added_and_no_channel_is(
    database: Database, kind: str, was: str, is_: str, *, greets: bool
) -> None:
    me = {"id": 42, "is_bot": True, "first_name": "K", "username": "kruzhok_bot"}
    rights = {"user": me, "until_date": 0, "is_anonymous": False, **RIGHTS}
    event = {
        "chat": {"id": -5, "type": kind, "title": "x"},
        "from": {"id": STRANGER, "is_bot": False, "first_name": "x", "language_code": "ru"},
        "date": 1,
        "old_chat_member": {"status": was, **rights},
        "new_chat_member": {"status": is_, **rights},
    }
    bot = Bot("42:nobody", session=(session := Nowhere()))
    bot._me = User.model_validate(me)  # noqa: SLF001 - Telegram tells it once

    change = Update.model_validate({"update_id": 1, "my_chat_member": event}, context={"bot": bot})
    await make_dispatcher(database.perform, database.read).feed_update(bot, change)

    assert ("t.me/kruzhok_bot" in str(getattr(session.said, "text", ""))) == greets


@pytest.mark.parametrize("under", ["a group's message", "an inline card"])
async def test_a_provider_s_button_elsewhere_gets_a_stranger_a_sentence_and_changes_nothing(
    database: Database, under: str
) -> None:
    group = {"id": -5, "type": "group", "title": "x"}
    shown = {"message": {"message_id": 7, "date": 1, "chat": group, "text": "screen"}}
    query = {
        "id": "q",
        "from": {"id": STRANGER, "is_bot": False, "first_name": "x", "language_code": "ru"},
        "chat_instance": "1",
        "data": ConfirmPressed(provider=1, enrollment=1).pack(),
        **(shown if under == "a group's message" else {"inline_message_id": "card"}),
    }
    bot = Bot("42:nobody", session=(session := Nowhere()))
    before = await database.read(everything)

    pressed = Update.model_validate({"update_id": 1, "callback_query": query}, context={"bot": bot})
    await make_dispatcher(database.perform, database.read).feed_update(bot, pressed)

    assert "только в личных сообщениях" in str(getattr(session.said, "text", ""))
    assert await database.read(everything) == before


async def test_a_command_may_be_written_over_two_lines(parent: Actor) -> None:
    assert "Шахматы" in await parent.say("/search\nшахматы")


async def test_a_link_to_a_program_with_a_number_that_none_has_is_no_fault(parent: Actor) -> None:
    for payload in ("p_" + "9" * 62, "p_9223372036854775808", "p_999999999999999999", "p_0"):
        assert "сломалось" not in await parent.start(payload), payload


async def test_the_same_update_again_gives_the_same_answer_and_one_effect(
    play: Play, parent: Actor
) -> None:
    await to_request_button(parent)
    parent.person.press(parent.last.id, next(b for b in parent.buttons if "Отправить" in b))
    updates = await play.bot.get_updates(timeout=0)

    for _ in range(2):
        for update in updates:
            await play.feed(Update.model_validate(update.model_dump()))
    await play.settle()

    assert len(await enrollments(play)) == 1
    assert "Заявка отправлена" in parent.text


async def test_a_fault_is_answered_kindly_and_logged_without_data(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        async def __call__(self, question: object, *args: object, **kwargs: object) -> object:
            if getattr(question, "__name__", "") == "family_screen":
                raise RuntimeError("Котова Анна")
            return await play.database.read(question, *args, **kwargs)  # type: ignore[arg-type]

    reads: Reads = Broken()  # type: ignore[assignment]
    play.dispatcher = make_dispatcher(play.database.perform, reads)
    parent = play.actor(PARENT)

    endings: list[object] = []
    feed = play.dispatcher.feed_update

    async def fed(bot: Bot, update: Update) -> object:
        endings.append(await feed(bot, update))
        return endings[-1]

    monkeypatch.setattr(play.dispatcher, "feed_update", fed)
    with capture_logs() as logs:
        told = await parent.say("/family")

    assert endings == [Ending.FAULT]
    assert "Что-то сломалось у нас" in told
    assert "В начало" in str(labels(parent.last))
    assert [log["event"] for log in logs] == ["update_failed"]
    assert "Котова" not in str(logs)


async def test_another_language_of_telegram_gets_the_default_one(play: Play) -> None:
    english = play.actor(ENGLISH)

    assert "Kruzhok" in await english.start()


async def test_a_conversation_keeps_no_person_s_data(play: Play, parent: Actor) -> None:
    await to_request_button(parent)
    account = (await play.database.read(_account)).account

    state = await play.database.read(conversation, account)

    assert set(state) <= {
        "text",
        "child",
        "awaiting",
        "about",
        "asked_at",
        "heard_at",
        "page",
        "age",
        "list",
        "wanted",
    }
    assert not {"Анна", "Котова", NO_BREAK} & set(" ".join(state.values()).split())


def _account(uow: UnitOfWork) -> Presence:
    known = presence(uow, PARENT)
    assert known is not None
    return known


async def test_a_forged_consent_with_a_link_that_no_button_carries_shows_the_consent(
    newcomer: Actor,
) -> None:
    await newcomer.start()

    for link in ("x" * 58, "я" * 20, "%" * 40):
        assert "Согласие" in await newcomer.forge(f"co:0:{link}"), link


@pytest.mark.parametrize(
    ("language", "said"),
    [("ru", "Заявки, договоры и группы вашей организации"), ("en", "contracts and groups of your")],
)
async def test_staff_that_sends_what_nobody_reads_is_led_to_its_work(
    staff: Actor, language: str, said: str
) -> None:
    await staff.start()
    if language == "en":
        await staff.say("/language")
        await staff.press("English")

    staff.person.send_sticker()
    await staff.play.settle()
    told = staff.text
    buttons = list(staff.buttons)

    assert said in told
    assert len(buttons) == 4
    assert not any("Семья" in each or "Family" in each for each in buttons)
