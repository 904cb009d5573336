"""What many notices say: whose and what, how much, and what is left."""

from __future__ import annotations

from bot.render import Html, Words
from core.domain.notice import NoticeKind
from core.services.told import Told

_WITH_AMOUNT = frozenset(
    {
        NoticeKind.PLACE_OFFERED,
        NoticeKind.OFFER_UNANSWERED,
        NoticeKind.REQUEST_CONFIRMED,
        NoticeKind.REQUEST_REFUSED,
        NoticeKind.REQUEST_EXPIRED,
        NoticeKind.MONEY_GRANTED,
        NoticeKind.MONEY_LAPSING,
        NoticeKind.CERTIFICATE_FUNDED,
        NoticeKind.CERTIFICATE_UNFUNDED,
        NoticeKind.CERTIFICATE_FROZEN,
        NoticeKind.NOMINAL_CHANGED,
    }
)


def what_of(words: Words, told: Told, *, where: bool = False) -> Html | None:
    """Whose and what: the child and the program, with the provider where it matters."""
    line = told.line
    if line is None:
        return words("family-child", child=told.child_short_name)
    if where:
        return words(
            "notice-what-at",
            child=told.child_short_name,
            program=line.program_title,
            group=line.group_title,
            provider=line.provider_name,
        )
    return words("notice-what", child=told.child_short_name, program=line.program_title)


def amount_of(words: Words, told: Told) -> Html | None:
    amount = told.facts.amount
    if not amount or told.kind not in _WITH_AMOUNT:
        return None
    return words(f"notice-{told.kind}-amount", amount=amount)


def rest_of(words: Words, told: Told) -> Html | None:
    return None if told.facts.rest is None else words("notice-rest", rest=told.facts.rest)
