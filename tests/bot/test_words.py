"""All words live in the locale files, in both languages, and no value can break them."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from itertools import cycle
from types import ModuleType
from typing import Final

import pytest
from fluent.syntax import FluentParser, ast, visitor

from bot.menu import FOR_ALL, FOR_OPERATORS, FOR_STAFF
from bot.render import LANGUAGES, LOCALES, VALUE_LENGTH_MAX, Html, Words, lines, render
from core.domain.application import ApplicationRefusal, ApplicationState
from core.domain.calendar import Month
from core.domain.eligibility import Reason
from core.domain.enrollment import State
from core.domain.errors import DomainError
from core.domain.grounds import Ground, RefusalReason
from core.domain.ledger import EntryKind
from core.domain.money import Money
from core.domain.notice import NoticeKind
from core.domain.program import Direction, Form
from core.domain.unseen import has_unseen
from core.services.lessons import TOLD_ACTS
from tests.bot.sources import said, spoken_literally

NASTY: Final = (
    "<b>R&D",
    "</b></i><a href='tg://user?id=1'>",
    "&lt;&amp;&#60;",
    "{ $child } { button-home }",
    "\u202e оглы \u200f\u0301",
    "Ж" * 3000,
    "\u200b\u3164\U000e0041",
    "П" + "\u0489" * 70,
    "  \n\n  ",
    '"><script>',
)
COUNTED: Final = frozenset({"count", "waiting", "years"})

NO_PARSER = "NO TDJSON: pip install tdjson, Telegram's own parser, to have the messages judged"


@cache
def messages(language: str) -> Mapping[str, ast.Message]:
    found = {}
    for file in sorted((LOCALES / language).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text("utf-8")).body:
            assert not isinstance(entry, ast.Junk), f"{file.name}: {entry.content}"
            if isinstance(entry, ast.Message):
                assert entry.id.name not in found, f"{entry.id.name} twice in {language}"
                found[entry.id.name] = entry
    return found


class _Variables(visitor.Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()
        self.messages: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        self.messages.add(node.id.name)


def variables(language: str, message: str) -> set[str]:
    seen = _Variables()
    seen.visit(messages(language)[message])
    return seen.names.union(*(variables(language, other) for other in seen.messages))


def composed() -> Iterator[str]:
    """Messages whose ids are put together from a beginning and a member of the domain."""
    kinds = [kind for kind in EntryKind if kind is not EntryKind.ADJUST]
    for beginning, members in (
        ("state", State), ("ground", Ground), ("refusal", RefusalReason),
        ("direction", Direction), ("form", Form),
        ("kind", NoticeKind), ("short", Reason), ("reason", Reason), ("next", Reason),
        ("change", TOLD_ACTS), ("entry", kinds), ("language", LANGUAGES),
        ("actor", ("parent", "staff", "operator", "municipality", "system")),
        ("application", ApplicationState), ("no-certificate", ApplicationRefusal),
        ("command", (*FOR_ALL, *FOR_STAFF, *FOR_OPERATORS)),
    ):  # fmt: skip
        yield from (f"{beginning}-{member}" for member in members)
    yield from (f"error-{error.code}" for error in _subclasses(DomainError))
    yield from ("entry-ADJUST-up", "entry-ADJUST-down")


def _subclasses(of: type[DomainError]) -> Iterator[type[DomainError]]:
    yield of
    for child in of.__subclasses__():
        yield from _subclasses(child)


def test_both_languages_say_the_same_messages_with_the_same_values() -> None:
    russian, english = (messages(language) for language in LANGUAGES)

    assert russian.keys() == english.keys()
    for message in russian:
        assert variables("ru", message) == variables("en", message), message


def test_every_message_that_the_source_says_exists() -> None:
    known = messages("ru").keys()

    missing = [(place, id_) for place, id_ in spoken_literally() if id_ not in known]

    assert not missing


def test_every_message_that_the_domain_may_ask_for_exists() -> None:
    assert set(composed()) <= messages("ru").keys()


def test_no_message_is_left_over() -> None:
    whole, beginnings = said()
    referred = _Variables()
    for message in messages("ru").values():
        referred.visit(message)
    spoken = whole | referred.messages | set(composed())

    left = [
        id_
        for id_ in messages("ru")
        if id_ not in spoken and not any(id_.startswith(each) for each in beginnings if "-" in each)
    ]

    assert not left


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("nasty", NASTY)
def test_telegram_reads_every_message_whatever_the_values_are(language: str, nasty: str) -> None:
    tdjson = pytest.importorskip("tdjson", reason=NO_PARSER)

    for message in messages(language):
        given = values(language, message, nasty)
        text = render(language, message, **given)
        answer = parsed(tdjson, text)

        assert answer["@type"] == "formattedText", (message, answer)
        without_values = render(language, message, **values(language, message, "x"))
        assert entities(answer) == entities(parsed(tdjson, without_values)), message


def values(language: str, message: str, *texts: str, count: int = 2) -> dict[str, str | int]:
    """A text for each value of the message, of few texts in turn."""
    wanted = zip(sorted(variables(language, message)), cycle(texts), strict=False)
    return {name: count if name in COUNTED else text for name, text in wanted}


def parsed(tdjson: ModuleType, text: str) -> dict[str, object]:
    mode = {"@type": "textParseModeHTML"}
    request = {"@type": "parseTextEntities", "text": text, "parse_mode": mode}
    answer: dict[str, object] = json.loads(tdjson.td_execute(json.dumps(request).encode()))
    return answer


def entities(answer: Mapping[str, object]) -> list[str]:
    found = answer["entities"]
    assert isinstance(found, list)
    return [each["type"]["@type"] for each in found]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_child_named_with_markup_is_shown_as_exactly_that(language: str) -> None:
    tdjson = pytest.importorskip("tdjson", reason=NO_PARSER)

    text = render(language, "family-child", child="<b>R&D")

    assert text == "<b>&lt;b&gt;R&amp;D</b>"
    assert parsed(tdjson, text)["text"] == "<b>R&D"


def test_what_was_rendered_is_not_escaped_again() -> None:
    inner = render("ru", "state-ACTIVE")

    assert (
        "&amp;" not in render("ru", "list-item", text=render("ru", "list-item", text="R&D"))[8:12]
    )
    assert inner in render("ru", "list-item", text=inner)


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("title", ["«Шахматы»", "««Шахматы»»", '"Шахматы"', "Шахматы"])
def test_a_title_is_quoted_once_however_it_is_written(language: str, title: str) -> None:
    said = render(language, "module-CERTIFIED", module=title)
    plain = Words(language).plain("module-CERTIFIED", module=title)

    assert said == plain == render(language, "module-CERTIFIED", module="Шахматы")


def test_a_button_shows_a_name_as_it_is_and_is_short() -> None:
    words = Words("ru")

    assert words.label("button-child", child="<b>R&D") == "🧒 <b>R&D"
    assert len(words.label("button-child", child="Ж" * 300)) <= 48


def test_a_long_value_is_cut_before_it_is_escaped() -> None:
    text = render("ru", "list-item", text="&" * 3000)

    assert html.unescape(text) == "• " + "&" * (VALUE_LENGTH_MAX - 1) + "…"


@pytest.mark.parametrize(
    ("count", "russian", "english"),
    [
        (1, "Нашлась 1 программа", "1 program found"),
        (3, "Нашлось 3 программы", "3 programs found"),
        (5, "Нашлось 5 программ", "5 programs found"),
        (11, "Нашлось 11 программ", "11 programs found"),
        (21, "Нашлась 21 программа", "21 programs found"),
    ],
)
def test_numbers_have_their_plurals(count: int, russian: str, english: str) -> None:
    assert render("ru", "search-found", count=count, text="none") == f"🔎 {russian}"
    assert render("en", "search-found", count=count, text="none") == f"🔎 {english}"


def test_money_and_dates_are_said_as_people_say_them() -> None:
    russian = render(
        "ru", "family-next-charge", date=date(2026, 9, 1), amount=Money(1234550), program="Шахматы"
    )
    english = render("en", "notice-CHARGE_POSTED", amount=Money(0), month=Month(2026, 9))

    assert russian == "Следующее списание: 1 сентября 2026 — 12\u00a0345,50\u00a0₽, «Шахматы»"
    assert english == "💳 <b>0,00\u00a0₽</b> debited for September 2026"


def test_a_missing_value_or_message_is_a_mistake_that_shows() -> None:
    with pytest.raises(LookupError):
        render("ru", "list-item")
    with pytest.raises(LookupError):
        render("ru", "nobody-wrote-this")


def test_lines_leave_out_what_is_not_there() -> None:
    assert lines(Html("a"), None, Html("b")) == "a\nb"


@pytest.mark.parametrize("name", ["\u202eоглы", "Анна\u200b", "П" + "\u0489" * 70, "\u3164"])
def test_what_is_not_seen_is_on_no_button(name: str) -> None:
    label = Words("ru").label("button-drop", what=name)

    assert not has_unseen(label)
    assert label != Words("ru").label("button-drop", what="")
