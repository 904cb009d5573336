"""Ages as people write them: «5 лет», «От 8 до 17», «7-8 лет», «4+», «1,5–3 года»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from core.domain.program import AgeRange
from office.catalog_files.problems import NotUnderstood, Reason
from office.catalog_files.text import comparable

CHILD_UNTIL: Final = 17
MONTHS_IN_YEAR: Final = 12
AGE_MAX: Final = 99

_NUMBER: Final = r"(\d{1,3})(?:[.,][05])?"
_UNIT: Final = r"\s*(?:-?(?:х|ти|и|ми))?\s*(лет|л\.?|года?|г\.?|мес\.?|месяц(?:а|ев)?)?"
_AGE: Final = _NUMBER + _UNIT
_OR_MORE: Final = r"\s*(?:\+|и (?:старше|более|выше))"
_RANGE: Final = re.compile(rf"(?:от|с)?\s*{_AGE}\s*(?:-+|до|по|…|\.{{2,3}})\s*{_AGE}")
_FROM: Final = re.compile(
    rf"(?:(?:от|с|старше|не младше)\s*{_AGE}(?:{_OR_MORE})?|{_AGE}{_OR_MORE}(?:\s*лет)?)"
)
_UNTIL: Final = re.compile(rf"до\s*{_AGE}")
_ONE: Final = re.compile(_AGE)
_SUCCESSION: Final = re.compile(rf"\d{{1,2}}(?:-\d{{1,2}}){{2,}}{_UNIT}")
_YEARS_AND_MONTHS: Final = re.compile(
    r"(\d{1,2})\s*(?:год|года|лет|г\.)\s*(?:и )?(\d{1,2})\s*мес\w*\.?"
)
# Which ages children born then have depends on the day.
_BORN: Final = re.compile(r"(?:19|20)\d\d(?!\d)|рожд|\bг\.\s?р\b")
# «Шестилетки», «для пятилеток», «шести-семилетки».
_IN_WORDS: Final = {
    "трех": "3", "четырех": "4", "пяти": "5", "шести": "6", "семи": "7", "восьми": "8",
    "девяти": "9", "десяти": "10",
}  # fmt: skip
_YEARLINGS: Final = re.compile(
    rf"(?:для )?({'|'.join(_IN_WORDS)})(?:-({'|'.join(_IN_WORDS)}))?летк?[а-я]*"
)
_IN_BRACKETS: Final = re.compile(r"\s*\(([^)]*)\)\s*")
# What may stand beside the ages and says nothing more about them.
_CLASSES: Final = re.compile(
    r"[,;]?\s*(?:с )?\d{1,2}(?:\s*(?:-|по|и)\s*\d{1,2})?(?:-?й)?\s*кл(?:асс\w*)?\b\.?"
)
_CHILDREN: Final = re.compile(
    r"^(?:для )?(?:младш\w+ |старш\w+ |средн\w+ )?"
    r"(?:дет(?:и|ей|ям)|(?:девоч|мальчик|девуш|юнош)\w*|обучающ\w+|учащ\w+|(?:до)?школьник\w*|подростк\w*|возраст\w*|малыш\w*)"
    r"\s*:?\s*(?:в возрасте )?"
)
_SAYS_NOTHING: Final = re.compile(r"\s*(?:\*+$|\bвключительно\b)")
_BETWEEN: Final = re.compile(r"\s*(?:[,;/]|\bи\b)\s*")
_ADULTS: Final = re.compile(r"взросл|совершеннолетн|пенсионер")
# «Танцы 18+», «Йога от 18 лет»; «Шахматы 6+» is for children.
_GROWN_UP: Final = re.compile(
    r"(?<![\d.,-])(?:1[89]|[2-9]\d)\s*\+(?!\w)|\b(?:от|с|старше)\s*(?:1[89]|[2-9]\d)\s*лет\b"
)
# «16-25» is a group of grown-ups in which the youngest are nearly that; «5-18» is one of children.
_NEARLY_ADULT: Final = 16
_CHILD: Final = re.compile(r"дет[иейьяс]|ребен|подрост|школьник|юн[ыио]|мам")
# «Шахматы (7-9 лет)», «Лепка 4+», but «1-2 года обучения» and «80 лет Победы» are no ages.
_IN_TITLE: Final = re.compile(
    r"(?<!\d)(?:(?:от\s*)?\d{1,2}\s*(?:-|до)\s*\d{1,2}\s*(?:лет|года)|от\s*\d{1,2}\s*(?:лет|года)"
    r"|\d{1,2}\+)(?!\s*обуч)(?!\w)"
)
# A Russian Excel makes the 7th of August of «7-8».
_DATE: Final = re.compile(
    r"\d{1,2}\.(?:янв|фев|мар|апр|май|мая|июн|июл|авг|сен|окт|ноя|дек)\w*(?:\.\d+)?"
    r"|(?:янв|фев|мар|апр|май|июн|июл|авг|сен|окт|ноя|дек)\w*[.-]\d{1,4}"
    r"|\d{4}-\d\d-\d\d.*|\d{1,2}\.\d{1,2}\.\d{4}"
)


def parse_ages(text: str, *, youngest: int | None = None) -> AgeRange:
    """Full years, both ends included; «4+» ends with childhood.

    Args:
        youngest: Where «до 12 лет» begins; nobody guesses whether babies are meant.

    Raises:
        NotUnderstood: No ages, ages of adults only, or what Excel made a date of; «до 12 лет»
            without the youngest age.
    """
    written = _YEARLINGS.sub(_in_digits, _SAYS_NOTHING.sub("", comparable(text)))
    bare = _CHILDREN.sub("", _CLASSES.sub("", _IN_BRACKETS.sub(" ", written)).strip(" ,."))
    inside = [_CHILDREN.sub("", each) for each in _IN_BRACKETS.findall(written)]
    # «1-4 класс (7-10 лет)» has its ages in brackets, «7-10 лет (младшие)» before them.
    ends = next((found for each in (bare, *inside) if (found := _ends(each, youngest))), None)
    if ends is None:
        raise NotUnderstood(_why_not(written))
    least, most = ends
    if least > CHILD_UNTIL or (least >= _NEARLY_ADULT and most > CHILD_UNTIL + 1):
        raise NotUnderstood(Reason.ADULTS)
    if not least <= most <= AGE_MAX:
        raise NotUnderstood(Reason.AGES_NOT_UNDERSTOOD)
    return AgeRange(least, most)


def ages_in_title(title: str) -> AgeRange | None:
    """What a title says of children's ages, where it says it once."""
    found = _IN_TITLE.findall(comparable(title))
    try:
        return parse_ages(found[0]) if len(found) == 1 else None
    except NotUnderstood:
        return None


def is_for_adults(title: str) -> bool:
    """A title says that the lessons are for adults, and no word of children."""
    written = comparable(title)
    said = _ADULTS.search(written) or _GROWN_UP.search(written)
    return said is not None and not _CHILD.search(written)


def _why_not(written: str) -> Reason:
    if _ADULTS.search(written):
        return Reason.ADULTS
    # Of two columns, «от» and «до», either may have become one.
    parts = re.split(r"(?:^|\s)(?:от|до)\s", written)
    if any(_DATE.fullmatch(part) for part in parts):
        return Reason.AGES_BECAME_A_DATE
    if _BORN.search(written):
        return Reason.AGES_ARE_BIRTH_YEARS
    return Reason.AGES_ARE_CLASSES if _CLASSES.search(written) else Reason.AGES_NOT_UNDERSTOOD


def _ends(written: str, youngest: int | None) -> tuple[int, int] | None:
    written = _YEARS_AND_MONTHS.sub(_as_months, written)
    if match := _RANGE.fullmatch(written):
        least, unit, most, last_unit = match.groups()
        # «18-36 месяцев», but «6 месяцев - 3 года».
        return _years(least, unit or last_unit), _years(most, last_unit or unit)
    if match := _FROM.fullmatch(written):
        after, after_unit, before, before_unit = match.groups()
        least = _years(after or before, after_unit or before_unit)
        return least, max(least, CHILD_UNTIL)
    if match := _UNTIL.fullmatch(written):
        if youngest is None:
            raise NotUnderstood(Reason.AGES_WITHOUT_YOUNGEST)
        return youngest, _years(*match.groups())
    if match := _ONE.fullmatch(written):
        years = _years(*match.groups())
        return years, years
    return _ends_of_several(written)


def _ends_of_several(written: str) -> tuple[int, int] | None:
    """«7, 8 лет» and «5-6, 7-8» without a gap between them; «5-6, 9» is two things."""
    if _SUCCESSION.fullmatch(written):
        found = [(int(each), int(each)) for each in re.findall(r"\d+", written)]
        return _without_gaps(found)
    parts = _BETWEEN.split(written)
    matches = [_RANGE.fullmatch(part) or _ONE.fullmatch(part) for part in parts]
    if len(parts) == 1 or not all(matches):
        return None
    numbers = [re.findall(r"\d{1,3}", part) for part in parts]
    in_months = "мес" in written
    return None if in_months else _without_gaps([(int(n[0]), int(n[-1])) for n in numbers])


def _without_gaps(found: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    least, most = found[0]
    for first, last in found[1:]:
        if not least <= first <= most + 1 or last < most:
            return None
        most = last
    return least, most


def _in_digits(match: re.Match[str]) -> str:
    return "-".join(_IN_WORDS[each] for each in match.groups() if each)


def _as_months(match: re.Match[str]) -> str:
    return f"{int(match[1]) * MONTHS_IN_YEAR + int(match[2])} мес."


def _years(number: str, unit: str | None) -> int:
    in_months = unit is not None and unit.startswith("мес")
    return int(number) // MONTHS_IN_YEAR if in_months else int(number)
