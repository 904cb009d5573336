"""What families write to the bot and look for nowhere: greetings, thanks, «где мои деньги»."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final


class Aside(StrEnum):
    """What a text is instead of a wish."""

    GREETING = "greeting"
    THANKS = "thanks"
    MONEY = "money"


_WORD: Final = re.compile(r"[^\W_]+")
_GREETS: Final = re.compile(
    r"(?:привет\w*|здра\w+|хай|салют|добр(?:ый|ое|ого|ой)|алло|ау|hello|hi|hey)"
    r"(?: (?:дня|день|вечер\w?|утр[оа]|ночи|времени|суток|вам|всем|есть|кто|нибудь|тут|там|бот))*"
)
_THANKS: Final = frozenset(
    _WORD.findall(
        """
        спасибо спасибки спс пасиб пасибо благодарю благодарим большое огромное вам всем тебе за
        помощь пожалуйста пока до свидания всего доброго хорошего хорошо ладно ок окей okay ok ага
        угу понятно понял поняла ясно отлично супер класс круто да нет очень thanks thank you bye
        """
    )
)
_MINE: Final = r"(?:мо[йеия]|наш\w*|как\w*|покаж\w+|узнать|проверить|посмотреть|на|по|у|меня|нас)"
_CERTIFICATE: Final = r"(?:сертификат\w*|счет[уе]?)"
_MONEY: Final = re.compile(
    rf"(?:{_MINE} )*(?:баланс\w?|остаток|номинал)(?: (?:{_MINE}|денег|средств\w*|{_CERTIFICATE}))*"
    r"|(?:а )?(?:сколько|где|как\w+|куда|есть ли|покаж\w+|проверить|узнать)(?: \w+){0,4}"
    r" (?:денег|деньги|средств\w*)(?: (?!стоит|стоят|нужно|надо)\w+){0,4}"
    rf"|(?:сколько|что)(?: у \w+)?(?: \w+)? (?:на|по)(?: \w+)? {_CERTIFICATE}(?: \w+){{0,2}}"
    r"|(?:мо[йи]|наши?) (?:деньги|средства|сертификат)"
)


def aside_of(text: str) -> Aside | None:
    """None for whatever may be a wish; «привет, есть шахматы?» is one."""
    words = _WORD.findall(text.lower().replace("ё", "е"))
    plain = " ".join(words)
    if _MONEY.fullmatch(plain):
        return Aside.MONEY
    if _GREETS.fullmatch(plain):
        return Aside.GREETING
    return Aside.THANKS if words and _THANKS.issuperset(words) else None
