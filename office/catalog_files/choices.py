"""Words that stand for one of a few things: directions, registries, forms, yes and no."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from core.domain.program import Direction, Form, Registry
from office.catalog_files.problems import NotUnderstood, Reason
from office.catalog_files.text import comparable

_DIRECTIONS: Final[Mapping[str, Direction]] = {
    "техническая": Direction.TECHNICAL,
    "научнотехническая": Direction.TECHNICAL,
    "естественнонаучная": Direction.NATURAL_SCIENCE,
    "физкультурноспортивная": Direction.SPORTS,
    "спортивная": Direction.SPORTS,
    "художественная": Direction.ARTS,
    "художественноэстетическая": Direction.ARTS,
    "туристскокраеведческая": Direction.TOURISM,
    "туристическокраеведческая": Direction.TOURISM,
    "социальногуманитарная": Direction.SOCIAL,
    # The name until 2020.
    "социальнопедагогическая": Direction.SOCIAL,
    **{direction.value.casefold(): direction for direction in Direction},
}
_REGISTRIES: Final[Mapping[str, Registry]] = {
    "сертифицированные": Registry.CERTIFIED,
    "сертифицированных": Registry.CERTIFIED,
    "предпрофессиональные": Registry.PREPROFESSIONAL,
    "предпрофессиональных": Registry.PREPROFESSIONAL,
    "значимые": Registry.SIGNIFICANT,
    "значимых": Registry.SIGNIFICANT,
    "общеразвивающие": Registry.GENERAL,
    "общеразвивающих": Registry.GENERAL,
    "платные": Registry.PAID,
    "платных": Registry.PAID,
    **{registry.value.casefold(): registry for registry in Registry},
}
_FORMS: Final[Mapping[str, Form]] = {
    "очная": Form.IN_PERSON,
    "очно": Form.IN_PERSON,
    "очнозаочная": Form.MIXED,
    "смешанная": Form.MIXED,
    "заочная": Form.REMOTE,
    "дистанционная": Form.REMOTE,
    "дистанционно": Form.REMOTE,
    "онлайн": Form.REMOTE,
    **{form.value.casefold(): form for form in Form},
}
_YES: Final = frozenset({"да", "есть", "возможно", "yes", "true", "1", "+"})
_NO: Final = frozenset({"нет", "no", "false", "0"})
_SPECIAL_NEEDS: Final = re.compile(r"\bовз\b|инвалид|адаптированн")
_AROUND: Final = re.compile(r"направленность|форма(?: обучения)?|реестр|программ\w*|[\s-]")


def parse_direction(text: str) -> Direction:
    """One of the six, in any case and spelling, with or without «направленность».

    Raises:
        NotUnderstood
    """
    try:
        return _DIRECTIONS[_bare(text)]
    except KeyError:
        raise NotUnderstood(Reason.DIRECTION_NOT_UNDERSTOOD) from None


def parse_registry(text: str) -> Registry:
    """The registry's word, or its code.

    Raises:
        NotUnderstood
    """
    try:
        return _REGISTRIES[_bare(text)]
    except KeyError:
        raise NotUnderstood(Reason.CHOICE_NOT_UNDERSTOOD) from None


def parse_form(text: str) -> Form:
    """How lessons are given, or the form's code.

    Raises:
        NotUnderstood
    """
    try:
        return _FORMS[_bare(text)]
    except KeyError:
        raise NotUnderstood(Reason.CHOICE_NOT_UNDERSTOOD) from None


def parse_yes_or_no(text: str) -> bool:
    """Да or Нет.

    Raises:
        NotUnderstood: Not fatal.
    """
    written = comparable(text)
    if written not in _YES | _NO:
        raise NotUnderstood(Reason.CHOICE_NOT_UNDERSTOOD, fatal=False)
    return written in _YES


def mentions_special_needs(text: str) -> bool:
    """A title says that the lessons are meant for children with special needs."""
    return bool(_SPECIAL_NEEDS.search(comparable(text)))


def _bare(text: str) -> str:
    return _AROUND.sub("", comparable(text))
