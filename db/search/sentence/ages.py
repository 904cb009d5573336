"""«5летки», «сыну 7, дочке 4», «2015 г.р.», «первоклассник»: how old the children are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from core.domain.searching import Kind
from db.search.sentence.numbers import NUMBER, ORDINAL, STEM, WORD, number
from db.search.sentence.text import REFUSED, Match, Rule, rule

# Adults are understood as well, and find nothing.
OLDEST: Final = 99
OLDEST_CHILD: Final = 18
# A first form begins in the year in which most are seven.
BEFORE_SCHOOL: Final = 6
FORMS: Final = 11

_YEARS: Final = r"(?:лет(?:ия|ний|него|нему|няя|ней|ние|них|ним)?|годик(?:а|ов|у)?|годк(?:а|ов)|годочк[а-я]+|года|году|год|г)\b\.?"
_CHILD: Final = (
    r"(?:реб[её]нк[а-я]*|реб[её]нок|реб[её]ночк[а-я]+|дет[а-я]+|детк[а-я]+|детишк[а-я]+|малыш[а-я]*|сын[а-я]*|"
    r"доч[а-я]+|мальчик[а-я]*|мальчишк[а-я]*|мальчуган[а-я]*|пацан[а-я]*|парн[а-я]+|девоч[а-я]+|девчон[а-я]+|"
    r"девчушк[а-я]+|внук[а-я]*|внуч[а-я]+|брат[а-я]*|сестр[а-я]+|племянни[а-я]+|двойняш[а-я]+|близнец[а-я]*|"
    r"подрост[а-я]+|старш(?:ий|ему|ая|ей|его)|младш(?:ий|ему|ая|ей|его)|школьни[а-я]+|ученик[а-я]*)"
)
_HALF: Final = r"(?:[.,]\d|_с_половин[а-я]+)?"


def _ages(*years: int) -> Sequence[tuple[Kind, str]]:
    if any(not 0 <= each <= OLDEST for each in years) or not years:
        return REFUSED
    return tuple((Kind.AGE, str(each)) for each in years)


def _from_to(least: int, most: int) -> Sequence[tuple[Kind, str]]:
    """Years in a row are one thing that was said."""
    if not 0 <= least <= most <= OLDEST:
        return REFUSED
    return ((Kind.AGE, f"{least}-{most}" if least < most else str(least)),)


def _one(match: Match) -> Sequence[tuple[Kind, str]]:
    return _ages(number(match["n"]))


def _bare(match: Match) -> Sequence[tuple[Kind, str]]:
    alone = match[0].strip() == match.string.strip()
    return _one(match) if alone or number(match["n"]) <= OLDEST_CHILD else REFUSED


def _two(match: Match) -> Sequence[tuple[Kind, str]]:
    one, other = number(match["n"]), number(match["m"])
    return _from_to(one, other) if one <= other else _ages(one, other)


def _both(match: Match) -> Sequence[tuple[Kind, str]]:
    return _ages(number(match["n"]), number(match["m"]))


def _below(match: Match) -> Sequence[tuple[Kind, str]]:
    return _from_to(0, number(match["n"]))


def _form(match: Match) -> Sequence[tuple[Kind, str]]:
    if _SOON.search(match.string, 0, match.start()):
        return REFUSED
    form = number(match["n"])
    return _ages(form + BEFORE_SCHOOL) if 1 <= form <= FORMS else REFUSED


# Who goes there soon is prepared for it, and no form yet.
_SOON: Final = re.compile(
    r"(?:скоро|подготов[а-я]+|готов[а-я]+|через\s+год|пойд[а-я]+|ид[её]т|идти|ид[её]м)\s+(?:[а-я]+\s+)?(?:к\s+)?$"
)


def _forms(match: Match) -> Sequence[tuple[Kind, str]]:
    one, other = number(match["n"]), number(match["m"])
    if not 1 <= one <= other <= FORMS:
        return REFUSED
    return _from_to(one + BEFORE_SCHOOL, other + BEFORE_SCHOOL)


def rules(today: date) -> tuple[Rule, ...]:
    """The patterns of ages; who was born in a year is of two ages in most of the present one."""

    def born(match: Match) -> Sequence[tuple[Kind, str]]:
        years = today.year - int(match["n"])
        return _from_to(years - 1, years) if 1 <= years <= OLDEST_CHILD else REFUSED

    return (
        rule(
            r"(?:(?:родил[а-я]+|рожден[а-я]*|год_рождения)_)?(?:в_)?(?P<n>20[0-2]\d)[\s-]*(?:г\.?\s?р\.?|годов?_рожд[а-я]*\.?|года?_рожд[а-я]*\.?|года|году|год|г\.?)?",
            born,
        ),
        *_RULES,
    )


_FORM: Final = r"(?:класс[а-я]*|кл\b\.?)"
# These come before hours, of which they would be otherwise: «с 16 до 18 лет».
RANGES: Final = (
    rule(
        rf"(?:(?:для_)?{_CHILD}_)?(?:в_возрасте_)?(?:с_|от_)?(?P<n>{NUMBER})(?:[\s-]?{_YEARS})?"
        rf"\s?(?:-|до|по)\s?(?P<m>{NUMBER})[\s-]?{_YEARS}", _two),
    rule(
        rf"(?:для_|из_|в_|учени[а-я]+_)?(?:с_|от_)?(?P<n>\d{{1,2}})-?(?:й|го|м|ом)?\s?(?:-|до|по|и|или|,)\s?(?:в_)?"
        rf"(?P<m>\d{{1,2}})\s?-?(?:й|го|м|ом|ы[йе]|ий)?_?{_FORM}", _forms),
)  # fmt: skip
_RULES: Final = (
    rule(rf"(?:с_|от_|в_возрасте_)(?P<n>{NUMBER})_до_(?P<m>{NUMBER})(?:[\s-]?{_YEARS})?", _two),
    rule(rf"(?P<n>{NUMBER})(?:[\s-]?{_YEARS})?_(?:и|или)_(?P<m>{NUMBER})[\s-]?{_YEARS}", _both),
    rule(rf"{_CHILD}_(?P<n>{NUMBER})_и_(?P<m>{NUMBER})", _both),
    rule(rf"до_(?P<n>{NUMBER})[\s-]?{_YEARS}", _below),
    rule(r"(?:реб[её]нку_|малышу_)?(?:полтора(?:_года|_годика)?|полутора(?:_лет|_года)?|1[.,]5_года?|полторашк[а-я]+)", lambda _: _ages(1)),
    rule(r"(?:1|один)?_?год(?:ик)?_(?:и_)?\d{1,2}_мес[а-я]*\.?", lambda _: _ages(1)),
    rule(r"\d{1,2}_мес[а-я]*\.?", lambda _: _from_to(0, 1)),
    rule(r"годовал[а-я]+|годовас[а-я]+|годик|(?:реб[её]нку_|малышу_)год", lambda _: _ages(1)),
    rule(rf"(?:{_CHILD}_)?(?:с_|от_|по_|в_возрасте_)?(?P<n>{NUMBER}){_HALF}(?:\s*-?\s*|-?х_|-?ти_|-?ми_){_YEARS}(?:_{_CHILD})?", _one),
    rule(rf"(?:для_)?(?P<n>\d{{1,2}}|{STEM})-?(?:ти|х|ми)?\s?-?(?:летк[а-я]+|летн[а-я]+|летни[а-я]*|лет(?:ок|ка))", _one),
    rule(rf"(?P<n>{NUMBER})_с_половин[а-я]+", _one),
    rule(rf"(?:в_|для_|из_|ученик_|ученица_|учени[а-я]+_)?(?P<n>\d{{1,2}})\s?-?(?:й|го|м|ом|ый|ий|му)?_?{_FORM}", _form),
    rule(rf"(?:в_|во_|для_|из_)?(?P<n>{ORDINAL})(?:ый|ого|ом|ий|ьего|ьем|ему|ому|ой)_класс[а-я]*", _form),
    rule(rf"(?:для_)?(?P<n>\d{{1,2}}|{ORDINAL})-?(?:й|и)?-?(?:классни[а-я]+|клаш[а-я]+)", _form),
    rule(rf"(?:{_CHILD})[\s:,-]+(?:уже_|сейчас_|по_|на_)?(?P<n>{NUMBER})(?:_и_(?P<m>{NUMBER}))?", lambda match: _both(match) if match["m"] else _one(match)),
)  # fmt: skip
# What says little; it counts where nobody says how old the child is.
VAGUE: Final = (
    rule(r"(?:для_)?(?:старш[а-я]+_)?дошкольни[а-я]+|(?:для_)?дошкол[её]н[а-я]+|(?:для_)?дошколят[а-я]*|(?:для_)?дошколк[а-я]+", lambda _: _from_to(5, 6)),
    rule(r"(?:для_)?младш[а-я]+_школьни[а-я]+|начальн(?:ая|ой|ую|ых)_(?:школ[а-я]+|класс[а-я]+)", lambda _: _from_to(7, 10)),
    rule(r"(?:для_)?подрост[а-я]+|(?:для_)?тинейдж[а-я]+|средн(?:яя|ей|юю|их|ие)_(?:школ[а-я]+|класс[а-я]+)", lambda _: _from_to(12, 17)),
    rule(r"(?:для_)?старшекласс[а-я]+|старш(?:ие|их|ая|ей)_(?:класс[а-я]+|школ[а-я]+)", lambda _: _from_to(15, 17)),
    rule(r"(?:для_)?детсадов[а-я]+|(?:в|из|для)_(?:детск[а-я]+_)?(?:сад(?:а|у|ик|ика|ике)?)", lambda _: _from_to(3, 6)),
    rule(r"(?:для_)?младшекласс[а-я]+", lambda _: _from_to(7, 10)),
    rule(r"(?:для_)?взросл(?:ым|ых|ые|ому|ого|ый|ой|ая)|совершеннолетн[а-я]+|пенсионер[а-я]*|студент[а-я]*", lambda _: _ages(OLDEST)),
    # What else these say stays: «мама и малыш», «для самых маленьких».
    rule(r"(?<!не )(?<!не для )(?<!не с )(?:малыш[а-я]*|самых_маленьких)", lambda _: _from_to(0, 6), stays=True),
    rule(rf"(?<!не )(?:для_маленьких(?!_(?:групп|город|сел|компан))|(?<!не для )маленьк(?:их|им|ого|ому|ой)_{_CHILD})", lambda _: _from_to(0, 6)),
    rule(r"(?:для_)?ясельн[а-я]+|(?:для_)?ползунк[а-я]+|(?:для_)?грудничк[а-я]+", lambda _: _from_to(1, 2)),
)  # fmt: skip
# A number that nobody took is an age, as in «11» and «шахматы 8»; what is counted is none.
_COUNTED: Final = r"(?!\s+(?:раз|час|минут|занят|урок|недел|дня|дней|месяц|человек|предмет|групп|ступен|модул|уров))"
BARE: Final = (
    rule(r"(?P<n>\d{1,2})\s?\+", _one),
    rule(r"(?P<n>\d{1,2})\s?-\s?(?P<m>\d{1,2})(?!\s*(?:-?[a-zа-я%₽]|\d))", _two),
    rule(
        rf"(?:на_|для_|от_|с_)?(?P<n>\d{{1,2}}){_HALF}(?:\s?(?:л|г|л\.|г\.))?(?!\s*(?:-?[a-z%₽]|-[а-я]|\d)){_COUNTED}",
        _bare,
    ),
    rule(rf"(?:на_|для_|от_|с_)?(?P<n>(?!од|два\b|две\b){WORD}){_COUNTED}", _bare),
)
