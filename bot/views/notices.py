"""What the bot says by itself: every kind of notice, for the side that reads it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from types import MappingProxyType

from bot.keyboards.application_callbacks import ApplyPressed
from bot.keyboards.buttons import Buttons, Row, board
from bot.keyboards.callbacks import EnrollmentPressed, FamilyPressed, HistoryPressed, ProgramPressed
from bot.keyboards.search_callbacks import SearchNew
from bot.render import Html, Words, lines, paragraphs
from bot.screen import Screen
from bot.views import prolongation
from bot.views.certificate_notices import of_the_certificate, queued, unused
from bot.views.lapses import lapsed
from bot.views.notice_parts import amount_of, rest_of, what_of
from bot.views.offers import answers
from bot.views.office_notices import office_notice
from bot.views.saved_searches import news
from bot.views.staff_notices import staff_notice
from core.domain.enrollment import Origin, State
from core.domain.notice import TO_OFFICES, TO_OPERATORS, NoticeKind
from core.services.told import Told

Said = Callable[[Words, Told], Html]


def notice_screen(told: Told, language: str) -> Screen:
    """A notice as its account reads it. Its buttons open new messages and leave it as it is."""
    words = Words(language)
    if told.kind is NoticeKind.SEARCH_FOUND:
        return news(words, told)
    if told.kind in TO_OFFICES | TO_OPERATORS:
        return office_notice(words, told)
    if told.to_staff:
        return staff_notice(words, told)
    return Screen(_SAID[told.kind](words, told), board(*_doors(Buttons(words, apart=True), told)))


def _doors(button: Buttons, told: Told) -> list[Row]:
    """The next steps that fit: similar programs, the enrollment, the search; always home."""
    rows: list[Row] = [
        [
            button(
                "button-program",
                ProgramPressed(program=card.program.id, page=1),
                number=number,
                title=card.program.title,
            )
        ]
        for number, card in enumerate(told.similar, 1)
    ]
    if told.line is not None and told.line.enrollment.state is State.OFFERED and told.may_act:
        rows.append(answers(button.words, told.line.enrollment))
    if told.line is not None:
        opened = EnrollmentPressed(enrollment=told.line.enrollment.id)
        rows.append([button("button-open-enrollment", opened)])
    if told.kind in _TO_SEARCH:
        rows.append([button("button-search", SearchNew())])
    if told.kind is NoticeKind.APPLICATION_REFUSED:
        rows.append([button("button-applications", ApplyPressed())])
    if told.kind is NoticeKind.CHARGE_POSTED and told.facts.certificate is not None:
        history = HistoryPressed(certificate=told.facts.certificate, page=1)
        return [*rows, [button("button-history", history), button.home()]]
    return [*rows, [button("button-family", FamilyPressed()), button.home()]]


_TO_SEARCH = frozenset(
    {
        NoticeKind.APPLICATION_CONFIRMED,
        NoticeKind.REQUEST_REFUSED,
        NoticeKind.REQUEST_EXPIRED,
        NoticeKind.OFFER_TAKEN_BACK,
        NoticeKind.CONTRACT_TERMINATED,
        NoticeKind.PROLONGATION_IMPOSSIBLE,
        NoticeKind.PROLONGATION_EXPIRED,
        NoticeKind.MONEY_GRANTED,
        NoticeKind.CERTIFICATE_FUNDED,
        NoticeKind.CERTIFICATE_UNUSED,
        NoticeKind.MONEY_LAPSING,
        NoticeKind.MONEY_RELEASED,
    }
)


def _confirmed(words: Words, told: Told) -> Html:
    return paragraphs(
        lines(words("notice-REQUEST_CONFIRMED"), what_of(words, told, where=True)),
        lines(
            words("notice-REQUEST_CONFIRMED-starts", date=told.line.enrollment.days.first)
            if told.line
            else None,
            amount_of(words, told),
        ),
    )


def _offered(words: Words, told: Told) -> Html:
    """A place that waits for the family's word, and until when."""
    offered = told.line.enrollment if told.line is not None else None
    return paragraphs(
        lines(words(f"notice-{told.kind}"), what_of(words, told, where=True)),
        lines(
            words("notice-REQUEST_CONFIRMED-starts", date=offered.days.first) if offered else None,
            amount_of(words, told),
            words("offer-parent", amount=offered.agreed.parent.total)
            if offered and offered.agreed.parent.total and not offered.desk_offer
            else None,
            words("enrollment-sums-later") if offered and offered.desk_offer else None,
        ),
        _answer_by(words, told),
    )


def _terminated(words: Words, told: Told) -> Html:
    """The ground, the last day, what returns and when (ENR-9); before the first day all at once."""
    facts = told.facts
    ground = words(f"ground-{facts.codes[0]}") if facts.codes else None
    returns = None
    if facts.amount and len(facts.codes) > 1:
        when = date.fromisoformat(facts.codes[1])
        returns = (
            words("leave-returns", amount=facts.amount, date=when)
            if facts.on
            else words("notice-REQUEST_REFUSED-amount", amount=facts.amount)
        )
    return paragraphs(
        lines(words("notice-CONTRACT_TERMINATED"), what_of(words, told, where=True)),
        lines(
            words("notice-CONTRACT_TERMINATED-ground", ground=ground) if ground else None,
            words("notice-CONTRACT_TERMINATED-last", date=facts.on)
            if facts.on
            else words("notice-CONTRACT_TERMINATED-before"),
            returns,
        ),
        words("notice-CONTRACT_TERMINATED-next"),
    )


def _answer_by(words: Words, told: Told) -> Html | None:
    if told.line is None or told.period is None:
        return None
    offered = told.line.enrollment
    if offered.waits_since is None:
        return None
    if not told.may_act:
        return words("offer-looking")
    days = timedelta(days=told.period.parameters.request_expiry_days - 1)
    text = "desk-offer-until" if offered.origin is Origin.DESK else "offer-until"
    return words(text, date=offered.waits_since + days)


def _refused(words: Words, told: Told) -> Html:
    reason = comment = None
    if told.line is not None and told.line.enrollment.ground is not None:
        ground = words(f"ground-{told.line.enrollment.ground}")
        reason = words("enrollment-refusal", reason=ground)
    if told.refusal is not None:
        reason = words("enrollment-refusal", reason=words(f"refusal-{told.refusal[0]}"))
        if told.refusal[1]:
            comment = words("enrollment-comment", comment=told.refusal[1])
    following = "similar" if told.similar else "no-similar"
    return paragraphs(
        lines(words("notice-REQUEST_REFUSED"), what_of(words, told, where=True), reason, comment),
        amount_of(words, told),
        words(f"notice-REQUEST_REFUSED-{following}"),
    )


def _taken_back(words: Words, told: Told) -> Html:
    return paragraphs(
        lines(words("notice-OFFER_TAKEN_BACK"), what_of(words, told, where=True)),
        words("notice-OFFER_TAKEN_BACK-next"),
    )


def _expired(words: Words, told: Told) -> Html:
    # What the desk offered was no request of theirs, and the answer was the family's to give.
    desk = told.line is not None and told.line.enrollment.origin is Origin.DESK
    closed = words("notice-offer-expired" if desk else "notice-REQUEST_EXPIRED")
    return paragraphs(
        lines(closed, what_of(words, told, where=True)),
        amount_of(words, told),
        words("notice-REQUEST_EXPIRED-next"),
    )


def _lessons_changed(words: Words, told: Told) -> Html:
    return paragraphs(
        lines(words("notice-LESSONS_CHANGED"), what_of(words, told, where=True)),
        words("notice-LESSONS_CHANGED-next"),
    )


def _completeness(words: Words, told: Told) -> Html:
    """How much of a month was given, and what comes back for the rest (LED-4)."""
    facts = told.facts
    if facts.amount is None or facts.month is None:
        raise ValueError("completeness is of a month, and something follows from it")
    said = words("notice-COMPLETENESS_ENTERED", month=facts.month, percent=int(facts.codes[0]))
    returns = words("notice-COMPLETENESS_ENTERED-returns", amount=facts.amount)
    nothing = words("notice-COMPLETENESS_ENTERED-nothing")
    what = what_of(words, told, where=True)
    return paragraphs(lines(said, what), returns if facts.amount else nothing)


def _application_refused(words: Words, told: Told) -> Html:
    reason = comment = None
    if told.application is not None and told.application.refusal is not None:
        why, said = told.application.refusal
        reason = words("enrollment-refusal", reason=words(f"no-certificate-{why}"))
        comment = words("enrollment-comment", comment=said) if said else None
    title = words("notice-APPLICATION_REFUSED", child=told.child_short_name)
    return paragraphs(lines(title, reason, comment), words("notice-APPLICATION_REFUSED-next"))


def _charged(words: Words, told: Told) -> Html:
    facts = told.facts
    if facts.amount is None or facts.month is None:
        raise ValueError("a charge has an amount and a month")
    rest = None if facts.rest is None else words("notice-CHARGE_POSTED-rest", rest=facts.rest)
    return paragraphs(
        lines(
            words("notice-CHARGE_POSTED", amount=facts.amount, month=facts.month),
            what_of(words, told),
        ),
        # Or it reads as if the sum had been taken from what is available.
        lines(words("notice-CHARGE_POSTED-held"), rest),
    )


def _released(words: Words, told: Told) -> Html:
    if told.facts.amount is None:
        raise ValueError("a release has an amount")
    said = words("notice-MONEY_RELEASED", amount=told.facts.amount)
    return lines(said, what_of(words, told), rest_of(words, told))


_SAID: MappingProxyType[NoticeKind, Said] = MappingProxyType(
    {
        **prolongation.SAID,
        NoticeKind.REQUEST_CONFIRMED: _confirmed,
        NoticeKind.REQUEST_REFUSED: _refused,
        NoticeKind.PLACE_OFFERED: _offered,
        NoticeKind.OFFER_UNANSWERED: _offered,
        NoticeKind.OFFER_TAKEN_BACK: _taken_back,
        NoticeKind.CONTRACT_TERMINATED: _terminated,
        NoticeKind.REQUEST_EXPIRED: _expired,
        NoticeKind.LESSONS_CHANGED: _lessons_changed,
        NoticeKind.COMPLETENESS_ENTERED: _completeness,
        NoticeKind.CHARGE_POSTED: _charged,
        NoticeKind.MONEY_RELEASED: _released,
        NoticeKind.MONEY_GRANTED: of_the_certificate,
        NoticeKind.MONEY_LOW: of_the_certificate,
        NoticeKind.MONEY_LAPSING: of_the_certificate,
        NoticeKind.MONEY_LAPSED: lapsed,
        NoticeKind.CERTIFICATE_CLOSED: of_the_certificate,
        NoticeKind.APPLICATION_CONFIRMED: of_the_certificate,
        NoticeKind.APPLICATION_REFUSED: _application_refused,
        NoticeKind.CERTIFICATE_FUNDED: of_the_certificate,
        NoticeKind.QUEUE_JOINED: queued,
        NoticeKind.NOMINAL_CHANGED: of_the_certificate,
        NoticeKind.CERTIFICATE_UNUSED: unused,
        NoticeKind.CERTIFICATE_FROZEN: of_the_certificate,
        NoticeKind.CERTIFICATE_UNFROZEN: of_the_certificate,
        NoticeKind.CERTIFICATE_UNFUNDED: of_the_certificate,
    }
)
