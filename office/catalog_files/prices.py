"""Prices as people write them: «бесплатно», «700 ₽», «от 600 ₽», «4 500,0 руб. в месяц»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from core.domain.money import Money
from office.catalog_files.choices import NO, YES, parse_yes_or_no
from office.catalog_files.problems import NotUnderstood, Reason
from office.catalog_files.text import comparable

_FREE: Final = re.compile(
    r"бесплатн|\bбеспл\b|безвозмездн|\bбюджет|\b(?:гос|мун)\w*\.? ?задани|не взимается"
    r"|без оплаты"
)
_PAID: Final = re.compile(r"(?<!бес)платн|внебюджет")
_AMOUNT: Final = re.compile(
    r"[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]{1,2})?(?!\d)|[0-9]+(?:[.,][0-9]{1,2})?(?!\d)"
)
# «1.500» and «1,500»: money has no three decimals. «1500-00»: the kopecks behind a dash.
_POINT_OF_THOUSANDS: Final = re.compile(r"(?<![\d.,])([1-9]\d{0,2})[.,](\d{3})(?![\d.,])")
_DASH_OF_KOPECKS: Final = re.compile(r"(?<=\d)\s?-\s?00(?=\s*(?:$|р|₽))")
_THOUSANDS: Final = re.compile(r"(?<![\d.,])(\d{1,3})(?:[.,](\d))?\s*(?:тыс\w*\b\.?|т\.\s*р\b\.?)")
# A sum with more digits is a telephone number, or an accident.
_AMOUNT_LONGEST: Final = len("999 999 999,99")
_NO_KOPECKS: Final = re.compile(r"\s*\b00\s*коп\w*\.?")
_PER_MONTH: Final = re.compile(
    r"\(?\b(?:(?:в|за)\s*)?(?:мес(?:яц)?\b\.?)\)?|/\s*мес\w*\.?|ежемесячно"
)
# A pack of lessons is no more the price of a module than one of them.
_LESSONS: Final = re.compile(r"\(\d{1,2}\s*(?:занят|урок)\w*(?P<monthly>\s*(?:в|/) ?мес\w*\.?)?\)")
_HOURS: Final = re.compile(r"\(\d{1,2}\s*час\w*(?: в месяц)?\)")
_PACK: Final = re.compile(r"(за |/ ?)\d{1,2}\s*(?=зан(?:ят|\b)|урок|час)")
_RANGE: Final = re.compile(r"^(?:от )?[\d ]+(?:руб\w*\.?|р\.?|₽)?\s*(?:-|до)\s*\d")
# «1 занятие — 600 руб.», «разовое занятие 500».
_ONE_LESSON: Final = re.compile(
    r"\b(?:1|одно|один|разов\w+)\s+(?:заняти[ея]|урок|посещени[ея])\b\s*[-:=]*"
)
_PER_LESSON: Final = re.compile(
    r"(?:\b(?:заняти[ея]|урок)\s*$)"
    r"|(?:в|за|/)\s*(?:1 |одно |один )?(?:заняти\w*|зан\b|абонемент\w*|урок\w*|час\w*|ч\b|раз)"
)
_PER_MODULE: Final = re.compile(
    r"(?:в|за|/)\s*(?:(?:учебный|весь|всю|все|целый) )?"
    r"(?:год|курс|модуль|смену|период|программу|лето)\b"
    r"|\(?курс\)?"
)
_BY_CERTIFICATE: Final = re.compile(
    r"(?:бесплатно )?\(?(?:по |за счет )?(?:(?:соц\w*|пф) )?(?:сертификат\w*|пфдо)(?: пфдо| до)?\)?"
)
# Somebody looked, and there is no sum yet.
_LATER: Final = re.compile(
    r"(?:цена |стоимость )?(?:уточня(?:ется|ть|йте)\b|(?:по )?договор(?:н|енн)\w*|по запросу).*"
)
_AT_LEAST: Final = re.compile(r"^от\b|\(от\)$")
# What may stand around an amount and says nothing about it.
_WORDS: Final = re.compile(
    r"\b(?:на )?(?:платн\w+|внебюджетн\w+) основ\w+|\bплатн\w*|\bвнебюджет\w*"
    r"|руб(?:л\w*)?\b\.?|\bр\b\.?"
    r"|₽|\brub\b|стоимость|цена"
)


@dataclass(frozen=True, slots=True)
class WrittenPrice:
    """What a cell says about the price; an `amount` is of the whole module unless `monthly`.

    `amount` None: free, or paid with a sum that nobody wrote. `outside_budget` is said
    in words («на платной основе»): a bare sum says nothing about the registry. So is
    `by_certificate`, which says nothing about the sum.
    """

    amount: Money | None = None
    free: bool = False
    monthly: bool = False
    outside_budget: bool = False
    by_certificate: bool = False


def parse_price(text: str) -> WrittenPrice:
    """Read what one cell says; a sum that is no price of a module is a refusal, not a guess.

    Raises:
        NotUnderstood: Not a price (fatal), or one that is not the module's (not fatal).
    """
    written = _in_roubles(comparable(text))
    if written in NO - {"0"}:
        # «Нет» in a column of prices is no price, which is not "free".
        raise NotUnderstood(Reason.PRICE_NOT_WRITTEN, fatal=False)
    if written in YES - {"1"}:
        return WrittenPrice(outside_budget=True)
    if _LATER.fullmatch(written):
        return WrittenPrice()
    if _BY_CERTIFICATE.fullmatch(written):
        return WrittenPrice(by_certificate=True)
    written = _of_what(_HOURS.sub("", _NO_KOPECKS.sub("", written)))
    written = _PACK.sub(r"\1", written).rstrip("= ")
    written = _ONE_LESSON.sub(" за занятие ", written)
    free, paid = bool(_FREE.search(written)), bool(_PAID.search(written))
    amounts = _AMOUNT.findall(written)
    too_long = any(len(amount) > _AMOUNT_LONGEST for amount in amounts)
    if _RANGE.match(written) and len(amounts) == len(("from", "to")) and not free:
        raise NotUnderstood(Reason.PRICE_RANGE, fatal=False)
    if (free and (paid or amounts)) or len(amounts) > 1 or too_long:
        raise NotUnderstood(Reason.PRICE_NOT_UNDERSTOOD)
    if free:
        return WrittenPrice(free=True)
    if not amounts:
        return _without_amount(written, paid=paid)
    return _with_amount(written, amounts[0], paid=paid)


def parse_paid(text: str) -> WrittenPrice:
    """A cell of a column «Платно»: Да, Нет or a price.

    Raises:
        NotUnderstood
    """
    if comparable(text) in NO:
        return WrittenPrice(free=True)
    return parse_price(text)


def parse_free(text: str) -> WrittenPrice:
    """A cell of a column «Бесплатно»: Да or Нет.

    Raises:
        NotUnderstood
    """
    free = parse_yes_or_no(text)
    return WrittenPrice(free=free, outside_budget=not free)


def parse_amount(text: str) -> Money:
    """A bare sum, as of a normative cost.

    Raises:
        NotUnderstood
    """
    price = parse_price(text)
    if price.amount is None or price.monthly:
        raise NotUnderstood(Reason.PRICE_NOT_UNDERSTOOD)
    return price.amount


def _in_roubles(written: str) -> str:
    """The sum without what only divides or shortens it."""
    bare = _DASH_OF_KOPECKS.sub("", _POINT_OF_THOUSANDS.sub(r"\1\2", written))
    return _THOUSANDS.sub(lambda sum_: f"{sum_[1]}{sum_[2] or 0}00", bare)


def _of_what(written: str) -> str:
    """«3000 руб. (8 занятий в месяц)» is monthly, and «(8 занятий)» a pack of lessons, unless
    something else says what the sum is for.
    """
    lessons = _LESSONS.search(written)
    if lessons is None:
        return written
    bare = _LESSONS.sub("", written)
    if _PER_MONTH.search(bare) or _PER_MODULE.search(bare):
        return bare
    return f"{bare} в месяц" if lessons["monthly"] else f"{bare} за занятие"


def _without_amount(written: str, *, paid: bool) -> WrittenPrice:
    if not paid or _WORDS.sub("", written).strip(" .,-"):
        raise NotUnderstood(Reason.PRICE_NOT_UNDERSTOOD)
    return WrittenPrice(outside_budget=True)


def _with_amount(written: str, amount: str, *, paid: bool) -> WrittenPrice:
    around = written.replace(amount, " ", 1)
    monthly = bool(_PER_MONTH.search(around))
    if _PER_LESSON.search(around):
        raise NotUnderstood(Reason.PRICE_PER_LESSON, fatal=False)
    if _AT_LEAST.search(around):
        raise NotUnderstood(Reason.PRICE_FROM, fatal=False)
    for known in (_PER_MONTH, _PER_MODULE, _WORDS):
        around = known.sub(" ", around)
    if around.strip(" .,-()") or written.startswith("-"):
        raise NotUnderstood(Reason.PRICE_NOT_UNDERSTOOD)
    money = Money.parse(amount)
    return WrittenPrice(amount=money or None, free=not money, monthly=monthly, outside_budget=paid)
