"""«Сыну 7», «для Ани шахматы», «младшей танцы»: of which of its own children a family speaks."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from core.domain.first_names import Sex, folded, sex_of, spoken_forms
from core.domain.ids import CertificateId
from core.domain.latin_names import latin_names, sounds_of

_SON: Final = r"сын(?:у|а|ом|очку|ишке|ок)?"
_DAUGHTER: Final = r"доч(?:ь|ка|ке|ку|ери|ки|ерью|еньке|урке|енька)"
_KIN: Final = re.compile(rf"(?<!\w)(?:(?P<son>{_SON})|(?P<daughter>{_DAUGHTER}))(?!\w)")
# «Старшей группе» and «для младших школьников» speak of nobody's own child.
_ORDER: Final = re.compile(
    r"(?<!\w)(?:(?P<eldest>старш)|(?P<youngest>младш))(?:(?P<him>ему|его)|ей|ую)(?!\w)"
    r"(?!\s+(?:груп|школ|класс|возраст|дошкол|состав|подрост))"
)
# Twins, and all that is said of two children at once.
_TWO: Final = re.compile(
    r"(?<!\w)(?:двойн[а-я]+|тройн(?:я|и|е|ю|ей|яшк[а-я]+)|близнец[а-я]*|близняш[а-я]+|погодк[а-я]+"
    r"|сыновь[а-я]+|дочер(?:ям|ей|ями)|дочк(?:ам|ами)|обо(?:их|им)|обе(?:их|им)|twins|both|sons"
    r"|daughters)(?!\w)"
)
_ONE: Final = (
    r"(?:сын|доч|мальчи|девоч|реб[её]н|внук|внуч|брат|сестр|son|daughter|boy|girl)[а-яёa-z]*"
)
_ONE_AND_ANOTHER: Final = re.compile(
    rf"(?<!\w){_ONE}(?:\s+(?:[а-яёa-z]+|\d{{1,2}}(?:\s*(?:лет|года?))?))?\s*(?:и|and|,|\+)"
    rf"\s*(?:[а-яёa-z]+\s+)?{_ONE}"
    r"|(?<!\w)(?:дво(?:е|им|их)|дв(?:а|ум|ух|е)|2(?:-х|-м|-е)?|two)\s+"
    r"(?:(?:мо|наш|сво|маленьк|старш|младш|our|my)[а-я]*\s+)?"
    r"(?:дет|реб|сын|доч|девоч|мальчи|внук|внуч|child|kid|son|daughter|boy|girl)"
    r"|(?<!\d)(\d{1,2})\s*(?:лет|год[а]?|г)(?!\w).*(?<!\d)\1\s*(?:лет|год[а]?|г)(?!\w)"
)
# Whose child it is then, nobody's certificate here says.
_SOMEBODY_ELSE: Final = re.compile(
    r"(?<!\w)(?:племянни|сосед|подру[гж]|друг(?:а|у|ом)?(?!\w)|друзья|знаком|крестни|коллег"
    r"|брат|сест[ре]|ученик|friend|neighbou?r|niece|nephew|brother|sister)"
)
_BOY_OR_GIRL: Final = re.compile(
    r"(?<!\w)(?:(?P<boy>мальчи[кш]|пацан|boy|son)|(?P<girl>девоч[ек]|girl|daughter))"
)
_AGE_BEHIND: Final = re.compile(
    r"[\s,:-]*(?:уже\s+|сейчас\s+)?(\d{1,2})(?!\d|\s*(?:час|ч\b|[:.]\d))"
)
_BEFORE_NAME: Final = re.compile(
    r"(?<!\w)(?:(?:для|у|с|на|наш[а-я]{1,3}|мо(?:ей|его|ему|я|й)|for|my|our|dlya)\s+)+$",
    re.IGNORECASE,
)
_GENITIVE: Final = re.compile(r"['’]s(?!\w)")
_WORD: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class OwnChild:
    """A child of the family that searches, as old as it is today."""

    certificate: CertificateId
    full_name: str
    age: int

    @property
    def first_name(self) -> str:
        _, *names = self.full_name.split() or [""]
        return names[0] if names else self.full_name


@dataclass(frozen=True, slots=True)
class Heard:
    """A wish without the names of own children, and the one for whom it is, if it is one:
    `by_name`, or as the only daughter; then an age may still say that another one is meant.

    `another`: it is for a child that is certainly none of these.
    """

    text: str
    child: CertificateId | None = None
    another: bool = False
    by_name: bool = False


def may_speak_of(text: str, names: Collection[str]) -> bool:
    """Whether a closer look at the text is worth it. `names` are full ones."""
    written = folded(text)
    if _KIN.search(written) or _ORDER.search(written):
        return True
    said = set(_WORD.findall(written))
    children = (OwnChild(CertificateId(0), each, 0) for each in names)
    return any(_is_called(word, each) for each in children for word in said)


def speaks_of_several(text: str) -> bool:
    """«Двойняшки 6 лет», «сыну и дочке по 7»: two children, whom one age may tell."""
    written = folded(text)
    return bool(_TWO.search(written) or _ONE_AND_ANOTHER.search(written))


def of_stated_age(text: str, age: int, children: Sequence[OwnChild]) -> OwnChild | None:
    """The only one of these children that is so old, where the text may mean an own child: «шахматы
    7 лет». None where it is somebody else's («племяннику 7 лет»), where it is said of two, or of a
    boy where the child is a girl.
    """
    as_old = [each for each in children if each.age == age]
    written = folded(text)
    if len(as_old) != 1 or speaks_of_several(text) or _SOMEBODY_ELSE.search(written):
        return None
    (child,) = as_old
    kin = {_sex(each) for each in _KIN.finditer(written)}
    said = kin | {Sex.BOY if each["boy"] else Sex.GIRL for each in _BOY_OR_GIRL.finditer(written)}
    known = sex_of(child.full_name)
    return None if known is not None and said - {known} else child


def heard(text: str, children: Sequence[OwnChild]) -> Heard:
    """What the text says without names of own children.

    A name that only one of them has names that one, and the name goes: no text that is kept has
    it. Several named ones become their ages, as if these had been typed. Words such as «сыну»
    stay, and mean a child where only one fits them.
    """
    named = _named(text, children)
    meant = {child.certificate for _, _, child in named}
    if len(meant) > 1:
        return Heard(_without(text, named, aged=True))
    if meant:
        return Heard(_without(text, named, aged=False), meant.pop(), by_name=True)
    return _of_kin(text, children)


def _named(text: str, children: Sequence[OwnChild]) -> list[tuple[int, int, OwnChild]]:
    """Where each name stands, with what leads to it; a name of several children names nobody."""
    found = []
    for word in _WORD.finditer(text):
        said = folded(word[0])
        called = [each for each in children if _is_called(said, each)]
        if len(called) == 1:
            before = _BEFORE_NAME.search(text[: word.start()])
            first = word.start() if before is None else before.start()
            behind = _GENITIVE.match(text, word.end())
            found.append((first, word.end() if behind is None else behind.end(), called[0]))
    return found


def _is_called(word: str, child: OwnChild) -> bool:
    """In any case of grammar, or in Latin letters."""
    name = child.first_name
    return word in spoken_forms(name) or (word.isascii() and sounds_of(word) in latin_names(name))


def _without(text: str, named: Sequence[tuple[int, int, OwnChild]], *, aged: bool) -> str:
    for first, last, child in reversed(named):
        # A stated age comes before the one that is known.
        known = f" {child.age} лет " if aged and not _AGE_BEHIND.match(text, last) else " "
        text = text[:first] + known + text[last:]
    return " ".join(text.split()).strip(" ,;:-")


def _of_kin(text: str, children: Sequence[OwnChild]) -> Heard:
    written = folded(text)
    said = [*_KIN.finditer(written), *_ORDER.finditer(written)]
    if not said:
        return Heard(text)
    sexes = {_sex(each) for each in said}
    sons, daughters = Sex.BOY in sexes, Sex.GIRL in sexes
    if sons and daughters:
        return Heard(text)
    sex = Sex.BOY if sons else Sex.GIRL
    fitting = [each for each in children if sex_of(each.full_name) in {sex, None}]
    if not fitting and children:
        return Heard(text, another=True)
    fitting = _by_order(written, fitting)
    ages = [int(age[1]) for each in said if (age := _AGE_BEHIND.match(written, each.end()))]
    if len(set(ages)) > 1:
        return Heard(text)
    if len(fitting) > 1 and ages:
        fitting = [each for each in fitting if each.age == ages[0]]
    return Heard(text, fitting[0].certificate if len(fitting) == 1 else None)


def _sex(said: re.Match[str]) -> Sex:
    """Of whom «сыну», «дочке», «младшему» and «младшей» speak."""
    found = said.groupdict()
    return Sex.BOY if found.get("son") or found.get("him") else Sex.GIRL


def _by_order(written: str, children: Sequence[OwnChild]) -> list[OwnChild]:
    """The eldest or the youngest, where one of several is meant so."""
    said = list(_ORDER.finditer(written))
    if len(said) != 1 or not children:
        return list(children)
    ages = [each.age for each in children]
    wanted = max(ages) if said[0]["eldest"] else min(ages)
    return [each for each in children if each.age == wanted]
