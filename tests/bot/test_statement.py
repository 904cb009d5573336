"""A statement of a child's money as a file (product, History)."""

from __future__ import annotations

from bot.keyboards.callbacks import StatementPressed
from bot.views.own_data import ENCODING
from tests.bot.conftest import LARGE, LOOKING
from tests.bot.play import Actor, Play
from tests.bot.steps import to_request_button

RESERVED = (
    "20 августа 2020: зарезервировано 9 000,00 ₽ · Шахматы для начинающих · "
    "родитель · доступно 6 102,00 ₽"
)


def read(actor: Actor) -> list[str]:
    """What is in the file of the newest message, line by line, with plain spaces."""
    file = actor.last.content.file
    assert file is not None
    return file.content.decode(ENCODING).replace("\u00a0", " ").split("\r\n")


async def test_a_statement_has_every_entry_oldest_first_with_the_rest_after_it(
    play: Play, parent: Actor, staff: Actor
) -> None:
    await to_request_button(parent)
    await parent.press("Отправить")
    await play.relay()
    await staff.press("Подтвердить")
    await parent.say("/history")

    said = await parent.press("Выписка файлом")

    file = parent.last.content.file
    assert file is not None
    assert file.name == "kruzhok-vypiska.txt"
    assert "Выписка: Анна К." in said
    assert read(parent) == [
        "Кружок. Выписка по сертификату: Анна К.",
        "На 20 августа 2020 доступно 6 102,00 ₽",
        "",
        "Период 1 января 2020 – 31 декабря 2020",
        "20 августа 2020: начислено 15 102,00 ₽ · автоматически · доступно 15 102,00 ₽",
        RESERVED,
    ]


async def test_whoever_only_looks_gets_the_statement_too_and_strangers_do_not(
    parent: Actor, stranger: Actor
) -> None:
    looking = parent.play.actor(LOOKING)
    await to_request_button(parent)
    await parent.press("Отправить")
    await looking.say("/history")
    await looking.press("Выписка файлом")
    await stranger.say("/family")
    await stranger.press("Даю согласие")

    refused = await stranger.forge(StatementPressed(certificate=1).pack())

    assert "Шахматы для начинающих" in "".join(read(looking))
    assert stranger.last.content.file is None
    assert "Анна" not in refused


async def test_without_any_movement_there_is_no_statement(play: Play) -> None:
    large = play.actor(LARGE)
    await large.say("/history")
    await large.press("Борис")

    assert "Движений денег ещё не было" in large.text or "ещё не открыл" in large.text
    assert "Выписка" not in " ".join(large.buttons)
