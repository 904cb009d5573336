"""What families write to the bot and look for nowhere: greetings, thanks, «где мои деньги», and
what they want done: «отменить запись», «удалите мои данные».
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final


class Aside(StrEnum):
    """What a text is instead of a wish."""

    GREETING = "greeting"
    THANKS = "thanks"
    NOD = "nod"
    MONEY = "money"
    ENROLLMENT = "enrollment"
    APPLICATION = "application"
    HELP = "help"
    PRIVACY = "privacy"


# Faces, hands, hearts and the like say how somebody feels, and never what is looked for.
FEELINGS: Final = (
    "\u2600\u2640\u2642\u263a\u2705\u2714\u2728\u2753-\u2757\u2763\u2764\u2b50\ufe0f\u200d"
    "\U0001f31f\U0001f389\U0001f38a\U0001f3fb-\U0001f3ff\U0001f440-\U0001f450\U0001f464-\U0001f46e"
    "\U0001f476\U0001f48b-\U0001f49f\U0001f4a5\U0001f4aa\U0001f4af\U0001f50d\U0001f50e\U0001f525"
    "\U0001f600-\U0001f64f\U0001f90c-\U0001f915\U0001f917-\U0001f920\U0001f922-\U0001f92f"
    "\U0001f970-\U0001f97a\U0001fae0-\U0001faf8"
)
_FELT: Final = re.compile(rf"[\s{FEELINGS}]+")
_WORD: Final = re.compile(r"[^\W_]+")
_GREETS: Final = re.compile(
    r"(?:привет\w*|здра\w+|хай|салют|добр(?:ый|ое|ого|ой)|алло|ау|hello|hi|hey)"
    r"(?: (?:дня|день|вечер\w?|утр[оа]|ночи|времени|суток|вам|всем|есть|кто|нибудь|тут|там|бот))*"
)
_THANKS: Final = frozenset(
    _WORD.findall(
        """
        спасибо спасибки спс пасиб пасибо благодарю благодарим большое огромное вам всем тебе за
        помощь пожалуйста пока до свидания всего доброго хорошего отлично
        супер класс круто очень thanks thank you bye
        """
    )
)
_NODS: Final = frozenset(
    _WORD.findall(
        """
        да нет ок окей okay ok yes no ага угу хорошо ладно понятно понял поняла ясно ну я конечно
        согласен согласна согласны даю согласие принимаю подтверждаю отправить отправляй отправьте
        confirm agree i
        """
    )
)
# A yes or a no in more than one word, each of which alone might be a wish («все», «хочу»).
_ANSWERS: Final = re.compile(
    r"(?:(?:да|нет|спасибо) )*(?:не (?:хочу|надо|нужно)|(?:все )?(?:верно|правильно))(?: спасибо)?"
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
_ASKED: Final = (
    r"(?:(?:здравствуйте|добрый|день|вечер|как\w*|где|можно|могу|можем|хочу|хотим|хотел\w*|надо|нужно|"
    r"мне|нам|мы|я|мо[йеияю]\w?|наш\w*|прошу|пожалуйста|бы|ли|а) )*"
)
_FOR_WHOM: Final = (
    r"(?: (?:на|для|у|о|об|обо|про|и|из|в|с|ребен\w+|дет\w+|сын\w*|доч\w+|мо\w+|мне|себе|нас|нам|"
    r"бот\w?|пфдо|дополнительн\w+|образовани\w+|кружк\w*|кружок|пожалуйста))*"
)
_DONE: Final = {
    Aside.ENROLLMENT: (
        r"(?:отмен\w+|аннулир\w+|отоз\w+|снять|расторг\w+)(?: (?:мо\w+|наш\w*|эту|свою|с))*"
        r" (?:запис[ьи]|заявк[уаи]|договора?)(?: (?:на|в|с|из|от|к)(?: \w+){1,4})?(?: пожалуйста)?"
    ),
    Aside.APPLICATION: (
        r"(?:получ\w+|оформ\w+|взять|завести|сделать|нужен|нет|подать заявлен\w+ на)"
        rf"(?: (?:мне|нам|нов\w+|ребен\w+|пфдо))* сертификат\w?{_FOR_WHOM}"
    ),
    Aside.HELP: (
        r"(?:позов\w+|позвать|вызов\w+|вызвать|соедин\w+|переключ\w+|свяж\w+|связаться|поговорить|"
        r"нужен|нужна|дайте)(?: (?:меня|нас|мне|с|со|на|жив\w+))*"
        r" (?:оператор\w{0,2}|человек\w{0,2}|поддержк\w+|техподдержк\w+|администратор\w{0,2})"
        r"(?: пожалуйста)?"
        r"|(?:помогите|помощь|поддержка|техподдержка|служба поддержки)(?: (?:мне|нам|пожалуйста))*"
        r"|(?:ты|вы) кто|кто (?:ты|вы)|что (?:ты умеешь|вы умеете)|что это(?: такое| за бот)?"
        r"|как (?:этим|тут|здесь|ботом) пользоваться|как (?:это|тут|здесь) (?:все )?работает"
        r"|(?:(?:куда|кому|написать|подать|оставить|есть) )*"
        r"(?:жалоб[аыуе]|(?:по)?жаловаться|жалуюсь|жалуемся|претензи[яию])"
        r"(?: (?:на|в|о|об|обо|по|к)(?: \w+){1,4})?(?: пожалуйста)?"
        r"|(?:ничего )?не (?:понимаю|понятно)|что (?:мне |нам )?делать(?: дальше)?|что дальше"
    ),
    Aside.PRIVACY: (
        r"(?:удалите|удалить|удали|сотрите|стереть|сотри|забудьте|уничтож\w+)"
        r"(?: (?:все|мо\w+|наш\w*|персональн\w+|личн\w+|мне|обо))*"
        rf" (?:данн\w+|аккаунт\w?|профиль|информаци\w+){_FOR_WHOM}"
        r"|отозв\w+(?: мое)? согласие(?: \w+){0,4}"
    ),
}
_WANTED_DONE: Final = tuple(
    (each, re.compile(f"{_ASKED}(?:{said})")) for each, said in _DONE.items()
)


_YES: Final = frozenset(
    _WORD.findall(
        """
        да ага конечно верно отправить отправляй отправляйте отправь отправьте отправляю подтверждаю
        согласен согласна yes send confirm
        """
    )
)
_WITH_YES: Final = frozenset(_WORD.findall("все правильно пожалуйста ок ok it please я заявление"))


def is_yes(text: str) -> bool:
    """«Да, отправить», where somebody was asked whether all is right."""
    words = set(_WORD.findall(text.lower().replace("ё", "е")))
    return bool(words & _YES) and words <= _YES | _WITH_YES


def has_words(text: str) -> bool:
    """Any letter or figure: a sign alone, such as a thumb, answers no question."""
    return any(sign.isalnum() for sign in text)


def aside_of(text: str) -> Aside | None:
    """None for whatever may be a wish; «привет, есть шахматы?» is one."""
    words = _WORD.findall(text.lower().replace("ё", "е"))
    plain = " ".join(words)
    if _MONEY.fullmatch(plain):
        return Aside.MONEY
    for aside, said in _WANTED_DONE:
        if said.fullmatch(plain):
            return aside
    if _GREETS.fullmatch(plain):
        return Aside.GREETING
    if _ANSWERS.fullmatch(plain):
        return Aside.NOD
    if _NODS.issuperset(words) and (words or _FELT.fullmatch(text)):
        return Aside.NOD
    return Aside.THANKS if words and (_THANKS | _NODS).issuperset(words) else None
