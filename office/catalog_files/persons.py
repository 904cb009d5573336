"""Names and e-mail addresses that people write among other words: never stored either."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from office.catalog_files.columns import Field
from office.catalog_files.text import CELL_REMEMBERED_MAX, CELLS_REMEMBERED

# «ИП Иванова А. С.» is a provider, and «Чехова А. П.» a street.
_NAMES_OF_OTHERS: Final = frozenset({Field.PROVIDER, Field.PROVIDER_INN, Field.MUNICIPALITY})
# Descriptions and addresses name those who are long dead, too: there a word must announce a name.
_ANNOUNCED_ONLY: Final = frozenset({Field.ANNOTATION, Field.ADDRESS})

_MAIL: Final = re.compile(
    r"(?:(?i:\be-?mail|\b(?:эл\w*\.?\s*)?(?:почта|адрес))[\s.:–-]*)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
_WORD: Final = r"[А-ЯЁ](?:[а-яё]+|[А-ЯЁ]+)"
_SURNAME: Final = rf"(?<!\w){_WORD}(?:-{_WORD})?"
_INITIALS: Final = r"[А-ЯЁ]\.\s?[А-ЯЁ](?:\.(?!\s?[А-ЯЁ]\.)|(?!\w|\.))"
# «Группа А. Б.» has a name, and no surname.
_NO_SURNAME: Final = r"(?!(?i:групп|подгр|класс|студи|кружок|клуб|секци|модул|школ|театр|ансамб))"
# «Читаем А. С. Пушкина» has initials of what follows; «Иванов И. И. Шахматы» does not.
_USUAL: Final = r"(?i:[оеё]ва?|[иы]на?|[сц]к(?:ий|ая|ой)|ко|[ую]к|ич|ян|дзе|швили|[ыи]х)\s+"
_SURNAME_FIRST: Final = (
    rf"(?:{_NO_SURNAME}{_SURNAME}\s+{_INITIALS}(?!\s?[А-ЯЁ][а-яё])"
    rf"|(?<!\w)[А-ЯЁ]\w*{_USUAL}{_INITIALS})"
)
_INITIALS_FIRST: Final = rf"(?<![\w.]){_INITIALS}\s?[А-ЯЁ][а-яё]{{2,}}(?:-{_WORD})?"
_PATRONYMIC: Final = (
    r"(?!Цар|Корол|Попов)[А-ЯЁ](?:[а-яё]*(?:[оеё]вич|[ьъкм]ич|[оеё]вн|ичн)(?:[аыуе]|о[мй]|ем)?"
    r"|[А-ЯЁ]*(?:[ОЕЁ]ВИЧ|[ОЕЁ]ВН|ИЧН)(?:[АЫУЕ]|О[МЙ]|ЕМ)?)(?!\w)"
)
_IN_FULL: Final = rf"(?:{_SURNAME}\s+)?(?<!\w){_WORD}\s+{_PATRONYMIC}(?:\s+{_WORD})?"
# «Педагогическое образование» and «авторская песня» announce nobody.
_POST: Final = (
    r"(?<!\w)(?!\w+(?:ск(?:ая|ое|ий|ие|ой|ого|их|ую|ом)|ств[оау])\b)(?i:рук(?:овод\w+)?|педагог\w*(?:\s+доп\w*\.?\s*обр\w*)?|пдо|тренер\w*"
    r"(?:-преподавател\w+)?|преп(?:одават\w+)?|учител\w+|инструктор\w*|наставни\w+|воспитател\w+"
    r"|конц(?:ертмейстер\w*)?|хореограф\w*|балетмейстер\w*|вед[её]т|куратор\w*|автор\w*"
    r"|контакт\w*(?:\s+лицо)?|отв(?:етственн\w+)?|ф\.?\s?и\.?\s?о)"
)
# Behind a word in full a dot ends what was said.
_CUT: Final = r"(?<!\w)(?i:рук|преп|конц|отв|пед)\."
_FORMS: Final = rf"(?:{_SURNAME_FIRST}|{_INITIALS_FIRST}|{_IN_FULL})"
_SHORT: Final = rf"{_SURNAME}(?:\s+(?:[А-ЯЁ]\.|{_WORD}))?(?![\w«\"])"
_ANNOUNCED: Final = re.compile(
    rf"{_POST}\s*[.:–—-]*\s*{_FORMS}(?:\s*[,;и]+\s*{_FORMS})*"
    rf"|(?:{_POST}(?:\s*:\s*|\s+[–—-]\s+)|{_CUT}\s*){_SHORT}|{_POST}\s+{_SURNAME}\s+[А-ЯЁ]\."
)
_ALONE: Final = re.compile(
    rf"{_SURNAME_FIRST}|{_IN_FULL}|(?:^|(?<=[(,;/|–—-])|(?<=[(,;/|–—-]\s)){_INITIALS_FIRST}"
    r"(?=\s*(?:$|[),;/|]))"
)
# Whose name something bears, or who wrote it.
_IN_HONOUR: Final = re.compile(
    r"(?:\bим(?:ени|\.)|\bпамяти|\bв честь|\bпо (?:мотивам|произведени\w+|сказк\w+|методик\w+"
    r"|систем\w+)|\b(?:творчеств|методик|систем|сказк|стих|произведени|музык|читаем)\w*)\s*$",
    re.IGNORECASE,
)
# Nothing else is looked at closer: most cells are short, and there are many.
_HINT: Final = re.compile(
    rf"[А-ЯЁ]\.\s?[А-ЯЁ]|(?i:[оеё]вич|[ьъкм]ич|[оеё]вн|ичн)|{_POST}[^«\"]|{_CUT}"
)
# What may be somebody's, where the names that are sure to be one are gone already.
_LIKE_A_SURNAME: Final = re.compile(
    r"[А-ЯЁ][\w-]*(?i:[оеё]ва?|[иы]на?|[сц]к(?:ий|ая|ой)|ко|[ую]к|ич|ян|дзе|швили|[ыи]х)\b"
)
_QUOTED: Final = re.compile(r"[«\"„“][^«»\"„“”]+[»\"“”]")
_PARTS: Final = re.compile(r"[,;/|()\n]|\s[–—-]\s")
_LETTERS: Final = re.compile(r"[^\W\d_]")
_INITIAL: Final = re.compile(r"\b[А-ЯЁ]\.")
# Before a name that stands behind a title, so that no word of the title is taken for a surname.
_APART: Final = re.compile(
    rf"\s*(?:[,;/|(\n–—:]|-\s)|\s+(?:{_POST}|{_CUT}|(?:[А-ЯЁ]\w*-)?[А-ЯЁ]\w*{_USUAL}[А-ЯЁ])"
)
_EMPTY: Final = re.compile(r"\s*\([\s,;/и.–—-]*\)")
_OPENED: Final = re.compile(r"\(\s*[,;/|]\s*")
_LEFT: Final = re.compile(r"\s*[,;/|–—:-]+\s*(?=$|[,;)])|^[\s,;/|–—:.-]+")


def without_mail(text: str) -> str:
    """The text without e-mail addresses, and without the words that announce them."""
    return _tidy(_MAIL.sub("", text)) if "@" in text and _MAIL.search(text) else text


def without_names(of: Field, text: str) -> str:
    """The text without the names of those who lead a group, and without what they are.

    «Шахматы (Иванов И.И.)» and «Хор, рук. Петрова А. С.» lose them; «Театр им. Чехова А. П.»
    bears one, and a provider is called as it is.
    """
    if of in _NAMES_OF_OTHERS or not _HINT.search(text):
        return text
    announced_only = of in _ANNOUNCED_ONLY
    short = len(text) <= CELL_REMEMBERED_MAX
    return (_without if short else _without.__wrapped__)(text, announced_only)


def has_name(text: str) -> bool:
    """Whether somebody is named in it in full or with initials: «Иванов И. И.»."""
    return bool(_HINT.search(text)) and any(
        _unless_in_honour(found) == "" for found in _ALONE.finditer(text)
    )


def title_alone(text: str) -> str:
    """The title in a cell that has its leaders too, or "" where it is not sure which is which.

    Sure are names as `without_names` knows them, clearly apart, with nothing left that may be
    one more: «Шахматы, Иванов И. И.», but neither «Шахматы, Иванов» nor «Шахматы, вакансия». A
    title without any name is known by its quotes.
    """
    written = text.strip()
    kept = without_names(Field.TITLE, written).rstrip(" /–—-")
    if kept == written:
        return kept if _QUOTED.fullmatch(kept) else ""
    behind = written.startswith(kept) and _APART.match(written, len(kept)) is not None
    before = written.endswith(kept)
    return kept if (behind or before) and not _may_name(kept) else ""


def _may_name(title: str) -> bool:
    """Whether some of it may be a person: «Петрова», «Ким Анна», «Шахматы, Алиев»."""
    bare = _QUOTED.sub("«»", title)
    first, *others = ([*part.split()] for part in _PARTS.split(bare))
    beside = any(word[0].isupper() for part in others for word in part)
    named = len(first) > 1 and all(word.istitle() for word in first)
    surname = any(map(_LIKE_A_SURNAME.match, first if len(first) == 1 else first[1:]))
    no_title = _LETTERS.search(title) is None
    return beside or named or surname or no_title or _INITIAL.search(bare) is not None


@lru_cache(maxsize=CELLS_REMEMBERED)
def _without(text: str, announced_only: bool) -> str:  # noqa: FBT001 - a part of the key
    kept = _ANNOUNCED.sub("", text)
    if not announced_only:
        kept = _ALONE.sub(_unless_in_honour, kept)
    return text if kept == text else _tidy(kept)


def _unless_in_honour(name: re.Match[str]) -> str:
    return name[0] if _IN_HONOUR.search(name.string[: name.start()]) else ""


def _tidy(text: str) -> str:
    return _OPENED.sub("(", _LEFT.sub("", _EMPTY.sub("", text))).strip()
