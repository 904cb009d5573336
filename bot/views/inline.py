"""A program as anybody may see it: no child, no sums of a certificate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from aiogram.enums import ParseMode
from aiogram.types import (
    InlineQueryResultArticle,
    InlineQueryResultUnion,
    InputTextMessageContent,
)

from bot.keyboards.buttons import Buttons, board
from bot.render import Html, Words, lines, shortened
from bot.screen import NO_PREVIEW
from bot.views.parts import ages, cost, timetable
from core.domain.catalog_views import ProgramCard

TITLE_LENGTH_MAX: Final = 100
DESCRIPTION_LENGTH_MAX: Final = 200


def articles(
    words: Words, cards: Sequence[ProgramCard], *, link: str
) -> list[InlineQueryResultUnion]:
    """One for each program; `link` with `p_` and its id behind opens the card."""
    return [_article(words, card, f"{link}p_{card.program.id}") for card in cards]


def _article(words: Words, card: ProgramCard, link: str) -> InlineQueryResultArticle:
    description = words.plain(
        "inline-description",
        provider=card.provider.name,
        municipality=card.municipality.name,
        ages=ages(words, card.program.ages),
    )
    opened = Buttons(words).link("inline-open", link)
    return InlineQueryResultArticle(
        id=str(card.program.id),
        title=shortened(card.program.title, TITLE_LENGTH_MAX),
        description=shortened(description, DESCRIPTION_LENGTH_MAX),
        input_message_content=InputTextMessageContent(
            message_text=_text(words, card),
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
        ),
        reply_markup=board([opened]).markup(),
    )


def _text(words: Words, card: ProgramCard) -> Html:
    program = card.program
    shown = card.offerings[0].offering if card.offerings else None
    return lines(
        words("program-title", title=program.title),
        words("inline-place", provider=card.provider.name, municipality=card.municipality.name),
        words(
            "inline-about",
            direction=words(f"direction-{program.direction}"),
            ages=ages(words, program.ages),
            form=words(f"form-{program.form}"),
        ),
        None if shown is None else timetable(words, shown.group.slots),
        None if shown is None else words("inline-cost", cost=cost(words, shown)),
    )
