"""Notices of a certificate: money that comes, runs low or lapses, the queue, its state."""

from __future__ import annotations

from bot.render import Html, Words, lines, paragraphs
from bot.views.notice_parts import amount_of, rest_of
from bot.views.states import closed_because
from core.domain.notice import NoticeKind
from core.services.told import Told


def of_the_certificate(words: Words, told: Told) -> Html:
    """Money granted, low or lapsing: the kind's own sentences, and what stands."""
    title = words(f"notice-{told.kind}", child=told.child_short_name)
    following = words(f"notice-{told.kind}-next") if told.kind in _WITH_NEXT else None
    return paragraphs(
        lines(
            title,
            *closed_because(words, told.closed_because),
            amount_of(words, told),
            rest_of(words, told),
            _until(words, told),
        ),
        following,
    )


def unused(words: Words, told: Told) -> Html:
    """Its money goes back on a day, unless somebody asks for a place before."""
    day = told.facts.on
    title = words("notice-CERTIFICATE_UNUSED", child=told.child_short_name)
    when = None if day is None else words("notice-CERTIFICATE_UNUSED-on", date=day)
    return paragraphs(lines(title, when), words("notice-CERTIFICATE_UNUSED-next"))


def queued(words: Words, told: Told) -> Html:
    """Its place on the day of joining, where it is known."""
    codes = told.facts.codes
    place = words("notice-QUEUE_JOINED-place", place=codes[0]) if codes else None
    title = words("notice-QUEUE_JOINED", child=told.child_short_name)
    return paragraphs(lines(title, place), words("notice-QUEUE_JOINED-next"))


_WITH_NEXT = frozenset(
    {
        NoticeKind.CERTIFICATE_FUNDED,
        NoticeKind.NOMINAL_CHANGED,
        NoticeKind.CERTIFICATE_UNFUNDED,
        NoticeKind.CERTIFICATE_FROZEN,
        NoticeKind.CERTIFICATE_UNFROZEN,
        NoticeKind.MONEY_LOW,
        NoticeKind.MONEY_LAPSING,
        NoticeKind.CERTIFICATE_CLOSED,
        NoticeKind.APPLICATION_CONFIRMED,
    }
)
_WITH_END = frozenset(
    {
        NoticeKind.MONEY_GRANTED,
        NoticeKind.CERTIFICATE_FUNDED,
        NoticeKind.MONEY_LOW,
        NoticeKind.MONEY_LAPSING,
    }
)


def _until(words: Words, told: Told) -> Html | None:
    if told.period is None or told.kind not in _WITH_END:
        return None
    return words("notice-until", date=told.period.days.last)
