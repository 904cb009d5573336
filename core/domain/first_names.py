"""First names as families say them: «Анна» is Аня, «Александр» is Саша; in any case of grammar."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from functools import lru_cache
from typing import Final

# By the name in a document, what people call whoever has it.
_SHORT: Final[Mapping[str, str]] = {
    "александр": "саша саня сашка шура", "александра": "саша саня сашка шура",
    "алексей": "леша алеша лешка", "алена": "аленка", "алина": "алинка", "алиса": "алиска",
    "анастасия": "настя ася стася", "анатолий": "толя", "андрей": "андрюша", "анна": "аня анечка",
    "антон": "антоша тоша", "антонина": "тоня", "арина": "ариша", "артем": "тема артемка",
    "артемий": "артем тема", "богдан": "богданчик", "борис": "боря", "вадим": "вадик",
    "валентина": "валя", "валерий": "валера", "валерия": "лера", "варвара": "варя",
    "василий": "вася", "василиса": "вася", "вера": "верочка", "вероника": "ника", "виктор": "витя",
    "виктория": "вика", "виталий": "виталик", "владимир": "вова володя", "владислав": "влад владик",
    "вячеслав": "слава", "галина": "галя", "георгий": "гоша жора", "глеб": "глебушка",
    "григорий": "гриша", "даниил": "даня данил данила", "данил": "даня данила", "дарья": "даша",
    "денис": "дениска", "дмитрий": "дима митя", "ева": "евочка", "евгений": "женя",
    "евгения": "женя", "егор": "егорка", "екатерина": "катя", "елена": "лена", "елизавета": "лиза",
    "захар": "захарка", "зоя": "зоечка", "иван": "ваня", "игорь": "игорек", "илья": "илюша",
    "ирина": "ира", "кирилл": "кирюша киря", "кира": "кирочка", "константин": "костя",
    "ксения": "ксюша", "лев": "лева", "леонид": "леня", "лидия": "лида", "любовь": "люба",
    "людмила": "люда мила", "макар": "макарка", "максим": "макс", "маргарита": "рита",
    "марина": "маринка", "мария": "маша маруся", "марк": "марик", "матвей": "мотя",
    "милана": "мила", "мирослава": "мира слава", "михаил": "миша", "надежда": "надя",
    "наталья": "наташа", "наталия": "наташа", "никита": "никитка", "николай": "коля",
    "оксана": "ксана", "олег": "олежка", "ольга": "оля", "павел": "паша", "петр": "петя",
    "платон": "платоша", "полина": "поля", "роман": "рома", "светлана": "света",
    "святослав": "слава", "семен": "сема", "сергей": "сережа", "софия": "соня софья софа",
    "софья": "соня софия софа", "станислав": "стас", "степан": "степа", "таисия": "тася",
    "тамара": "тома", "татьяна": "таня", "тимофей": "тима", "тимур": "тима", "ульяна": "уля",
    "федор": "федя", "эмилия": "эмма мила", "юлия": "юля", "юрий": "юра", "яков": "яша",
    "ярослав": "ярик слава", "ярослава": "яся слава",
}  # fmt: skip
# These are other words too, and names only in the cases in which somebody is given something.
WORDS_TOO: Final = frozenset(
    {"вера", "надежда", "любовь", "роман", "лев", "слава", "мира", "тема", "поля", "тома", "света",
     "марк", "роза", "лилия", "майя", "мила", "паша", "софа", "макс", "мир", "тоша"}
)  # fmt: skip
_IRREGULAR: Final[Mapping[str, str]] = {
    "лев": "льва льву львом", "павел": "павла павлу павлом", "петр": "петра петру петром",
    "любовь": "любови любовью",
}  # fmt: skip
_MEN_WITH_A: Final = frozenset(
    {"никита", "илья", "данила", "савва", "фома", "лука", "кузьма", "добрыня", "мустафа", "муса"}
)


class Sex(Enum):
    """As far as a full name tells it."""

    BOY = auto()
    GIRL = auto()


def folded(word: str) -> str:
    return word.casefold().replace("ё", "е")


@lru_cache(maxsize=1000)
def spoken_forms(first_name: str) -> frozenset[str]:
    """All that the name is called, in all its cases: small letters, е for ё."""
    found = {form for each in called(first_name) for form in _cases(each)}
    return frozenset(found - WORDS_TOO)


def called(first_name: str) -> tuple[str, ...]:
    """The name as it is, then what it is called for short."""
    name = folded(first_name)
    return (name, *_SHORT.get(name, "").split())


def is_first_name(word: str) -> bool:
    """Whether documents have it as a first name: «Анна», but neither «Аня» nor «Роза»."""
    return folded(word) in _SHORT


def sex_of(full_name: str) -> Sex | None:
    """By the patronymic, else by the name; None where neither tells."""
    names = folded(full_name).split()[1:]
    if any(each.endswith(("вич", "ьич", "кич", "мич", "оглы")) for each in names[1:]):
        return Sex.BOY
    if any(each.endswith(("вна", "ична", "кызы")) for each in names[1:]):
        return Sex.GIRL
    if not names or not names[0].isalpha():
        return None
    if names[0] in _MEN_WITH_A:
        return Sex.BOY
    if names[0].endswith(("а", "я")):
        return Sex.GIRL
    # «Любовь», «Николь» and «Игорь» end alike.
    return None if names[0].endswith(("ь", "и", "е", "о", "у")) else Sex.BOY


def _cases(name: str) -> frozenset[str]:
    if name in _IRREGULAR:
        return frozenset({name, *_IRREGULAR[name].split()})
    stem, last = name[:-1], name[-1:]
    if name.endswith("ия"):
        return frozenset({name, *(stem + each for each in ("и", "ю", "ей"))})
    endings = {
        "а": ("ы", "и", "е", "у", "ой", "ей"),
        "я": ("и", "е", "ю", "ей"),
        "й": ("я", "ю", "ем", "е"),
        "ь": ("я", "ю", "ем", "е", "и"),
    }.get(last)
    if endings is not None:
        return frozenset({name, *(stem + each for each in endings)})
    if last in "еиоуюэы":
        return frozenset({name})
    # «Игорёк» is «Игорьку», «Владик» is «Владику».
    cut = {f"{name[:-2]}ьк{each}" for each in ("а", "у", "ом")} if name.endswith("ек") else set()
    return frozenset({name, *cut, *(name + each for each in ("а", "у", "ом", "е"))})
