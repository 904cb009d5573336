"""What people read when something is refused: the one place where errors become screens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import structlog

from bot.handlers.applications import show_application
from bot.handlers.applying import show_progress, show_question
from bot.handlers.contracts import show_termination
from bot.handlers.enrolling import show_calculation
from bot.handlers.enrollments import show_cost
from bot.handlers.moving import show_groups
from bot.handlers.offers import show_offer, show_refused
from bot.handlers.open_offers import show_offered
from bot.handlers.programs import show_gone
from bot.handlers.provider import show_answered
from bot.keyboards.application_callbacks import ApplicationWithdrawn, ApplySent, OfApplication
from bot.keyboards.callbacks import (
    AcceptPressed,
    ConsentPressed,
    LeaveConfirmed,
    LeavePressed,
    MoveAsked,
    MoveChosen,
    MovePressed,
    OfferAccepted,
    OfferOpened,
    RequestPressed,
)
from bot.keyboards.completeness_callbacks import PercentConfirmed
from bot.keyboards.desk_callbacks import TakeBackConfirmed, TerminationConfirmed
from bot.keyboards.funding_callbacks import FundingAsked, QueueLeft, UnfundingConfirmed
from bot.keyboards.packing import Pressed
from bot.keyboards.provider_callbacks import OfRequest
from bot.render import Value
from bot.talk import Talk
from bot.views import enrolling, others, start
from bot.views.states import state_of
from core.domain.certificate import CertificateState
from core.domain.certificate_errors import ApplicationChanged
from core.domain.enrollment import State
from core.domain.errors import (
    CalculationChanged,
    ConsentMissing,
    DomainError,
    LeavingChanged,
    NotAllowed,
    RequestRefused,
    WrongState,
)
from core.domain.ids import CertificateId, EnrollmentId, GroupId
from core.domain.registry_errors import ProgramGone
from core.services.families import enrollment_card
from core.services.requests import quote_enrollment

# A button that decides is used up by being pressed: the answer takes its place.
DECIDING: Final = (
    AcceptPressed,
    ConsentPressed,
    RequestPressed,
    LeaveConfirmed,
    OfRequest,
    ApplySent,
    OfApplication,
    TerminationConfirmed,
    TakeBackConfirmed,
    OfferAccepted,
    MoveChosen,
    FundingAsked,
    QueueLeft,
    UnfundingConfirmed,
    PercentConfirmed,
)

# What a family presses about one of its enrollments.
OF_ENROLLMENT: Final = (
    AcceptPressed,
    OfferOpened,
    OfferAccepted,
    LeavePressed,
    LeaveConfirmed,
    MovePressed,
    MoveAsked,
    MoveChosen,
)

_log = structlog.get_logger(__name__)


async def explain(talk: Talk, refusal: DomainError, pressed: Pressed | None) -> None:
    """Say why nothing was changed and what can be done now."""
    _log.info("refused", code=refusal.code, account=talk.account.id)
    match refusal, pressed:
        case ConsentMissing(), _:
            link = pressed.link if isinstance(pressed, ConsentPressed) else ""
            await talk.show(start.consent(talk.words, link))
        case ProgramGone(), _:
            await show_gone(talk, refusal)
        case RequestRefused(), RequestPressed():
            await _show_reasons(talk, refusal, pressed)
        case CalculationChanged(), RequestPressed():
            await show_calculation(talk, pressed, changed=True)
        case LeavingChanged(), LeaveConfirmed():
            await show_cost(talk, pressed, changed=True)
        case ApplicationChanged(), ApplySent():
            await show_question(talk, note="apply-changed")
        case (
            WrongState(),
            OfApplication() | ApplicationWithdrawn() | OfRequest() | TakeBackConfirmed(),
        ):
            await _show_state(talk, pressed)
        case _, OfferAccepted() | MoveChosen() | TerminationConfirmed():
            await _explain_decision(talk, refusal, pressed)
        case _:
            await _say(talk, refusal, pressed)


async def _show_state(
    talk: Talk, pressed: OfApplication | ApplicationWithdrawn | OfRequest | TakeBackConfirmed
) -> None:
    """Somebody was faster: here is what became of it."""
    match pressed:
        case OfApplication():
            await show_application(talk, pressed)
        case ApplicationWithdrawn():
            await show_progress(talk, pressed.application)
        case OfRequest():
            await show_answered(talk, pressed)
        case TakeBackConfirmed():
            await show_offered(talk, pressed)


async def _explain_decision(
    talk: Talk, refusal: DomainError, pressed: OfferAccepted | MoveChosen | TerminationConfirmed
) -> None:
    """What was decided on cannot be as it was shown: here is how it is now."""
    match refusal, pressed:
        case RequestRefused(), OfferAccepted():
            await show_refused(talk, refusal, pressed)
        case RequestRefused(), MoveChosen():
            await show_groups(talk, pressed.enrollment, note="move-impossible")
        case CalculationChanged(), OfferAccepted():
            await show_offer(talk, pressed, changed=True)
        case LeavingChanged(), TerminationConfirmed():
            await show_termination(talk, pressed, changed=True)
        case _:
            await _say(talk, refusal, pressed)


async def _say(talk: Talk, refusal: DomainError, pressed: Pressed | None) -> None:
    # Who typed something pressed no button that could be old.
    typed = isinstance(refusal, NotAllowed) and talk.query is None
    key = "typed-not-allowed" if typed else f"error-{refusal.code}"
    text = talk.words(key, **await _facts(talk, refusal, pressed))
    screen = others.said(talk.words, text, account=talk.account)
    await (talk.show(screen) if isinstance(pressed, DECIDING) else talk.tell(screen))


async def _show_reasons(talk: Talk, refusal: RequestRefused, pressed: RequestPressed) -> None:
    """All reasons at once, as they were when the request was refused (ENR-3)."""
    certificate, group = CertificateId(pressed.certificate), GroupId(pressed.group)
    quote = await talk.read(quote_enrollment, talk.family, certificate, group, pressed.start)
    await talk.show(enrolling.refused(talk.words, quote, refusal.reasons))


async def _facts(talk: Talk, refusal: DomainError, pressed: Pressed | None) -> Mapping[str, Value]:
    """The refusal's facts; a state is said in words, of an enrollment in those of its card."""
    facts: dict[str, Value] = dict(refusal.facts)
    if isinstance(refusal, WrongState) and isinstance(pressed, OF_ENROLLMENT):
        enrollment = EnrollmentId(pressed.enrollment)
        card = await talk.read(enrollment_card, talk.family, enrollment)
        facts["current"] = state_of(talk.words, card.line.enrollment)
    elif isinstance(refusal, WrongState) and refusal.current in set(State):
        facts["current"] = talk.words(f"state-{refusal.current}")
    elif isinstance(refusal, WrongState) and refusal.current in set(CertificateState):
        facts["current"] = talk.words(f"certificate-{refusal.current}")
    return facts
