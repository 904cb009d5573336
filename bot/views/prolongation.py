"""Going on into the next period, as a family reads of it (ENR-10)."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from bot.render import Html, Words, lines, paragraphs
from bot.views.notice_parts import what_of
from bot.views.parts import all_reasons, first_lesson
from core.domain.eligibility import Reason
from core.domain.enrollment import Enrollment
from core.domain.money import Money
from core.domain.notice import NoticeKind
from core.domain.pricing import Installments
from core.domain.views import GoingOn
from core.services.told import Told


def offer(words: Words, going_on: GoingOn) -> Html:
    """The next period's sums a month beside today's, until when to answer, what silence means."""
    new = going_on.offered
    return paragraphs(
        lines(
            words("prolongation-days", **{"from": new.days.first, "to": new.days.last}),
            first_lesson(words, going_on.group, new.days),
            *_sums(words, new, going_on.old),
        ),
        _answer(words, going_on),
    )


def _sums(words: Words, new: Enrollment, old: Enrollment) -> list[Html | None]:
    if not new.agreed.total:
        return [words("enrollment-free")]
    certificate, parent = new.agreed.certificate, new.agreed.parent
    now = old.agreed.parent
    return [
        _a_month(words, "prolongation-certificate", certificate),
        _a_month(words, "prolongation-parent", parent)
        if parent.total
        else words("prolongation-parent-nothing"),
        words("prolongation-parent-now", amount=_usual(now)) if parent.total or now.total else None,
    ]


def _a_month(words: Words, key: str, plan: Installments) -> Html:
    usual = words(key, amount=_usual(plan))
    if plan.months == 1 or plan.first == plan.other:
        return usual
    return Html(usual + words("prolongation-first", amount=plan.first))


def _usual(plan: Installments) -> Money:
    return plan.first if plan.months == 1 else plan.other


def _answer(words: Words, going_on: GoingOn) -> Html:
    if going_on.offered.accepted_on is not None:
        return words("prolongation-accepted")
    silence = "yes" if going_on.silence_concludes else "no"
    return lines(
        words("prolongation-until", date=going_on.answer_until),
        words(f"prolongation-silence-{silence}"),
    )


def _offered(words: Words, told: Told) -> Html:
    terms = offer(words, told.going_on) if told.going_on is not None else None
    what = what_of(words, told, where=True)
    return paragraphs(lines(words("notice-PROLONGATION_OFFERED"), what), terms)


def _impossible(words: Words, told: Told) -> Html:
    known = [Reason(code) for code in told.facts.codes]
    return paragraphs(
        lines(words("notice-PROLONGATION_IMPOSSIBLE"), what_of(words, told, where=True)),
        all_reasons(words, known, title="prolongation-why-not"),
    )


def _decided(words: Words, told: Told) -> Html:
    amount = told.facts.amount
    return paragraphs(
        lines(words(f"notice-{told.kind}"), what_of(words, told, where=True)),
        lines(
            words("notice-PROLONGATION_CONCLUDED-starts", date=told.facts.on)
            if told.kind is NoticeKind.PROLONGATION_CONCLUDED and told.facts.on is not None
            else None,
            words("notice-PROLONGATION-returned", amount=amount) if amount else None,
        ),
    )


SAID: MappingProxyType[NoticeKind, Callable[[Words, Told], Html]] = MappingProxyType(
    {
        NoticeKind.PROLONGATION_OFFERED: _offered,
        NoticeKind.PROLONGATION_IMPOSSIBLE: _impossible,
        NoticeKind.PROLONGATION_CONCLUDED: _decided,
        NoticeKind.PROLONGATION_EXPIRED: _decided,
        NoticeKind.PROLONGATION_WITHDRAWN: _decided,
    }
)
