"""Words that stand for one of a few things: directions, registries, forms, yes and no."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from core.domain.program import Direction, Form, Level, Registry
from office.catalog_files.problems import NotUnderstood, Reason
from office.catalog_files.text import comparable

# Stems, in one word: «Физкультурно - спортивной» and «физкультурно-спортивное» are one thing.
_DIRECTIONS: Final[Mapping[str, Direction]] = {
    "техническ": Direction.TECHNICAL,
    "научнотехническ": Direction.TECHNICAL,
    "естественнонаучн": Direction.NATURAL_SCIENCE,
    "экологобиологическ": Direction.NATURAL_SCIENCE,
    "физкультурноспортивн": Direction.SPORTS,
    "физкультурнооздоровительн": Direction.SPORTS,
    "спортивн": Direction.SPORTS,
    "художественн": Direction.ARTS,
    "художественноэстетическ": Direction.ARTS,
    "туристскокраеведческ": Direction.TOURISM,
    "туристическокраеведческ": Direction.TOURISM,
    "туристкокраеведческ": Direction.TOURISM,
    "социальногуманитарн": Direction.SOCIAL,
    # What people call them for short, as whole words.
    "спорт": Direction.SPORTS,
    "физкультура": Direction.SPORTS,
    "физкультураиспорт": Direction.SPORTS,
    "физическаякультураиспорт": Direction.SPORTS,
    "техника": Direction.TECHNICAL,
    "техническоетворчество": Direction.TECHNICAL,
    "художественноетворчество": Direction.ARTS,
    "искусство": Direction.ARTS,
    "туризм": Direction.TOURISM,
    "туризмикраеведение": Direction.TOURISM,
    "естественныенауки": Direction.NATURAL_SCIENCE,
    "обществоигуманитарныенауки": Direction.SOCIAL,
    "социальн": Direction.SOCIAL,
    # First letters, as in the tables of the registry.
    "тн": Direction.TECHNICAL,
    "енн": Direction.NATURAL_SCIENCE,
    "фсн": Direction.SPORTS,
    "хн": Direction.ARTS,
    "ткн": Direction.TOURISM,
    "сгн": Direction.SOCIAL,
    "спн": Direction.SOCIAL,
    # And how they cut the names.
    "тех": Direction.TECHNICAL,
    "техн": Direction.TECHNICAL,
    "естнауч": Direction.NATURAL_SCIENCE,
    "естнаучн": Direction.NATURAL_SCIENCE,
    "физкспорт": Direction.SPORTS,
    "физкультспорт": Direction.SPORTS,
    "худож": Direction.ARTS,
    "худ": Direction.ARTS,
    "художэстетич": Direction.ARTS,
    "худэстетич": Direction.ARTS,
    "физспорт": Direction.SPORTS,
    "туркраев": Direction.TOURISM,
    "туркраевед": Direction.TOURISM,
    "туристкраевед": Direction.TOURISM,
    "соцгум": Direction.SOCIAL,
    "соцгуманит": Direction.SOCIAL,
    "соцпед": Direction.SOCIAL,
    # The name until 2020.
    "социальнопедагогическ": Direction.SOCIAL,
}
# As they are cut: «технич.», «соц.-гуманит.», «физ.-культ.-спорт.»; each part begins one of these.
_PARTS_OF_NAMES: Final[Mapping[tuple[str, ...], Direction]] = {
    ("техническая",): Direction.TECHNICAL,
    ("естественнонаучная",): Direction.NATURAL_SCIENCE,
    ("естественно", "научная"): Direction.NATURAL_SCIENCE,
    ("физкультурно", "спортивная"): Direction.SPORTS,
    ("физическая", "культура", "спорт"): Direction.SPORTS,
    ("физ", "культурно", "спортивная"): Direction.SPORTS,
    ("физическая", "спортивная"): Direction.SPORTS,
    ("художественная",): Direction.ARTS,
    ("художественно", "эстетическая"): Direction.ARTS,
    ("туристско", "краеведческая"): Direction.TOURISM,
    ("социально", "гуманитарная"): Direction.SOCIAL,
    ("социально", "педагогическая"): Direction.SOCIAL,
}
_PART: Final = re.compile(r"[^\W\d_]+")
_PART_SHORTEST: Final = 3
_DIRECTION_CODES: Final = {direction.value.casefold(): direction for direction in Direction}
_ENDING: Final = re.compile(r"(?:ая|ой|ую|ое|ого|ые|ых)?$")
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
YES: Final = frozenset({"да", "есть", "возможно", "yes", "true", "1", "+"})
NO: Final = frozenset({"нет", "no", "false", "0"})
_LEVELS: Final[Mapping[str, Level | None]] = {
    "стартовый": Level.STARTING,
    "ознакомительный": Level.STARTING,
    "начальный": Level.STARTING,
    "базовый": Level.BASIC,
    "продвинутый": Level.ADVANCED,
    "углубленный": Level.ADVANCED,
    "разноуровневая": Level.MIXED,
    "разноуровневый": Level.MIXED,
    "не применимо": None,
    **{level.value.casefold(): level for level in Level},
}
_IN_BRACKETS: Final = re.compile(r"\([^)]*\)|\bуровень\b")
_SPECIAL_NEEDS: Final = re.compile(r"\bовз\b|инвалид|адаптированн")
# «1. Художественная направленность (12 программ)».
_AROUND_SECTION: Final = re.compile(
    r"^(?:раздел )?(?:\d{1,3}|[ivx]{1,5})[.)]\s*|^раздел\b|\([^)]*\)"
)
_SECTION_MAX: Final = 200
_AROUND_DIRECTION: Final = re.compile(
    r"направленност\w*|направлени\w*|\bнапр(?:авл)?\b|\bпрограмм\w*|\bкружк\w*|[\W_]|\bсекци\w*"
    r"|\b(?:дополнительн|образовательн|общеобразовательн|общеразвивающ)\w+"
)
_AROUND: Final = re.compile(
    r",?\s*с (?:применени|использовани)ем .*|\([^)]*\)|форма(?: обучения)?|реестр|программ\w*"
    r"|[\s-]"
)


def parse_direction(text: str) -> Direction:
    """One of the six, in any case, spelling and ending, with or without «направленность».

    Raises:
        NotUnderstood
    """
    written = comparable(text)
    bare = _AROUND_DIRECTION.sub("", written)
    found = (
        _DIRECTIONS.get(bare)
        or _DIRECTIONS.get(_ENDING.sub("", bare))
        or _DIRECTION_CODES.get(written)
        or _direction_cut(written)
    )
    if found is None:
        raise NotUnderstood(Reason.DIRECTION_NOT_UNDERSTOOD)
    return found


def _direction_cut(written: str) -> Direction | None:
    """Only what its dot or hyphen shows to be cut, and only where no other begins so."""
    parts = _PART.findall(written.removesuffix(" напр.").removesuffix(" направленность"))
    if not re.search(r"[.-]", written) or any(len(part) < _PART_SHORTEST for part in parts):
        return None
    found = {
        direction
        for name, direction in _PARTS_OF_NAMES.items()
        if len(name) == len(parts) and all(map(str.startswith, name, parts))
    }
    return found.pop() if len(found) == 1 else None


def direction_of_section(text: str) -> Direction | None:
    """What a line of its own or a sheet's name says of the rows under it.

    «1. Художественная направленность (12 программ)» and «Программы технической
    направленности» do; «Спортивный зал» is not one of the six, and says nothing.
    """
    if len(text) > _SECTION_MAX:
        return None
    written = _AROUND_SECTION.sub("", comparable(text)).strip(" :.")
    try:
        return parse_direction(written)
    except NotUnderstood:
        return None


def parse_registry(text: str) -> Registry:
    """The registry's word, or its code.

    Raises:
        NotUnderstood
    """
    try:
        return _REGISTRIES[_bare(text)]
    except KeyError:
        raise NotUnderstood(Reason.REGISTRY_NOT_UNDERSTOOD) from None


def parse_form(text: str) -> Form:
    """How lessons are given, or the form's code.

    Raises:
        NotUnderstood
    """
    try:
        return _FORMS[_bare(text)]
    except KeyError:
        raise NotUnderstood(Reason.FORM_NOT_UNDERSTOOD) from None


def parse_level(text: str) -> Level | None:
    """How deep a program goes; None where it says that it has no level.

    Raises:
        NotUnderstood: Not fatal.
    """
    written = " ".join(_IN_BRACKETS.sub(" ", comparable(text)).split()).strip(" .")
    if written not in _LEVELS:
        raise NotUnderstood(Reason.LEVEL_NOT_UNDERSTOOD, fatal=False)
    return _LEVELS[written]


def parse_yes_or_no(text: str) -> bool:
    """Да or Нет.

    Raises:
        NotUnderstood: Not fatal.
    """
    written = comparable(text)
    if written not in YES | NO:
        raise NotUnderstood(Reason.YES_OR_NO_NOT_UNDERSTOOD, fatal=False)
    return written in YES


def mentions_special_needs(text: str) -> bool:
    """A title says that the lessons are meant for children with special needs."""
    return bool(_SPECIAL_NEEDS.search(comparable(text)))


def _bare(text: str) -> str:
    return _AROUND.sub("", comparable(text))
