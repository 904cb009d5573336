"""Numbers as people write them: figures, words, thousands."""

from __future__ import annotations

from typing import Final

_WORDS: Final = {
    1: "один одного одному одна одной одну",
    2: "два двух двум две двое",
    3: "три трех трем трое",
    4: "четыре четырех четырем",
    5: "пять пяти",
    6: "шесть шести",
    7: "семь семи",
    8: "восемь восьми",
    9: "девять девяти",
    10: "десять десяти",
    11: "одиннадцать одиннадцати",
    12: "двенадцать двенадцати",
    13: "тринадцать тринадцати",
    14: "четырнадцать четырнадцати",
    15: "пятнадцать пятнадцати",
    16: "шестнадцать шестнадцати",
    17: "семнадцать семнадцати",
    18: "восемнадцать восемнадцати",
}
# The beginnings of «пятилетка», «семиклассник».
_STEMS: Final = {
    "одно": 1, "двух": 2, "трех": 3, "четырех": 4, "пяти": 5, "шести": 6, "семи": 7, "восьми": 8,
    "девяти": 9, "десяти": 10, "одиннадцати": 11, "двенадцати": 12, "тринадцати": 13,
    "четырнадцати": 14, "пятнадцати": 15, "шестнадцати": 16, "семнадцати": 17,
}  # fmt: skip
_ORDINALS: Final = {
    "перво": 1, "второ": 2, "третье": 3, "четверо": 4, "четверто": 4, "пяти": 5, "шести": 6,
    "семи": 7, "восьми": 8, "девяти": 9, "десяти": 10, "одиннадцати": 11,
    "перв": 1, "втор": 2, "трет": 3, "четверт": 4, "пят": 5, "шест": 6, "седьм": 7, "восьм": 8,
    "девят": 9, "десят": 10, "одиннадцат": 11,
}  # fmt: skip

VALUES: Final = {form: value for value, all_ in _WORDS.items() for form in all_.split()}
STEM_VALUES: Final = _STEMS
ORDINAL_VALUES: Final = _ORDINALS


def _either(words: object) -> str:
    return "|".join(sorted(map(str, words), key=len, reverse=True))  # type: ignore[call-overload]


WORD: Final = f"(?:{_either(VALUES)})"
NUMBER: Final = rf"(?:\d{{1,2}}|{_either(VALUES)})"
STEM: Final = f"(?:{_either(_STEMS)})"
ORDINAL: Final = f"(?:{_either(_ORDINALS)})"


def number(text: str) -> int:
    """What NUMBER, STEM or ORDINAL matched."""
    if text.isdigit():
        return int(text)
    return VALUES.get(text) or STEM_VALUES.get(text) or ORDINAL_VALUES[text]
