"""Any text at all in every value of every message, judged by Telegram's own parser (promise R2)."""

from __future__ import annotations

from functools import cache
from types import ModuleType
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.render import LANGUAGES, render
from tests.bot.test_words import (
    NASTY,
    NO_PARSER,
    entities,
    messages,
    parsed,
    values,
    variables,
)
from tests.simulation.share import share

# What an HTML parser, the locale files or a reader of invisible signs could stumble over.
SIGNS: Final = (
    "<>&;#'\"/=!-{}[]%$\\`*_|()x0 aЖé😀\n\t\r\0\x1b\u0301\u00a0\u200b\u200d\u200f\u2028\u202e"
    "\u2066\ufe0f\ufeff\ufffe\ue000\ue001\U000e0041"
)
PIECES: Final = (
    "<b>", "</b>", "</i>", '<a href="tg://user?id=1">', "<tg-spoiler>", "<code", "<pre><code>",
    "&lt;", "&amp;", "&#60;", "&#x3c;", "&#0;", "&#1114112;", "&nbsp;", "<!--", "]]>", "{ $child }",
    "{ button-home }", "%s", "%(x)s", "%", "{", "«", "»", "@kruzhok_bot", "/start", "*",
    "Ж" * 600, *NASTY,
)  # fmt: skip
ANY_TEXT: Final = st.one_of(
    st.text(),
    st.text(alphabet=SIGNS),
    st.lists(st.sampled_from(PIECES), max_size=6).map("".join),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(alphabet=SIGNS, max_size=4))).map("".join),
)
# Neighbours differ, and no message has as many values that it is not another mix each time.
TEXTS: Final = st.lists(ANY_TEXT, min_size=3, max_size=7)
COUNTS: Final = st.integers(0, 10**9)


@cache
def with_values(language: str) -> tuple[str, ...]:
    return tuple(message for message in messages(language) if variables(language, message))


@cache
def meant(language: str, message: str) -> list[str]:
    """The markup that the message itself has."""
    tdjson = pytest.importorskip("tdjson", reason=NO_PARSER)
    return entities(parsed(tdjson, render(language, message, **values(language, message, "x"))))


def ensure_read(tdjson: ModuleType, language: str, texts: list[str], count: int) -> None:
    """Every message with these texts is read, and has the markup that it was written with."""
    for message in with_values(language):
        said = render(language, message, **values(language, message, *texts, count=count))
        answer = parsed(tdjson, said)

        assert answer["@type"] == "formattedText", (message, answer)
        assert entities(answer) == meant(language, message), message


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts=TEXTS, count=COUNTS)
def test_r2_telegram_reads_every_message_with_any_text(
    language: str, texts: list[str], count: int
) -> None:
    tdjson = pytest.importorskip("tdjson", reason=NO_PARSER)

    ensure_read(tdjson, language, texts, count)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@settings(
    max_examples=share(1_000, least=20), deadline=None, suppress_health_check=list(HealthCheck)
)
@given(texts=TEXTS, count=COUNTS)
def test_r2_telegram_reads_every_message_with_a_thousand_mixes_of_texts(
    language: str, texts: list[str], count: int
) -> None:
    tdjson = pytest.importorskip("tdjson", reason=NO_PARSER)

    ensure_read(tdjson, language, texts, count)
