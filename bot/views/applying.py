"""Applying for a certificate: a question at a time, everything once more, then its progress."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from bot.formats import local
from bot.keyboards.application_callbacks import (
    ApplicantChosen,
    ApplicationPressed,
    ApplicationWithdraw,
    ApplicationWithdrawn,
    ApplyAnew,
    ApplyPlaceChosen,
    ApplyPlaces,
    ApplyPressed,
    ApplySent,
    ApplyStepPressed,
)
from bot.keyboards.buttons import Button, Buttons, Row, board, page_of, pairs
from bot.keyboards.callbacks import FamilyPressed
from bot.render import Html, Words, lines, paragraphs
from bot.screen import Screen
from core.domain.application import Applicant, ApplicationState, Step, may_apply_itself
from core.domain.consent import CONSENT_VERSION
from core.domain.person import short_name
from core.domain.views import Municipality
from core.services.application_drafts import ApplicationForm
from core.services.applications import ApplicationProgress

PLACES_ON_PAGE: Final = 8
STEPS: Final = tuple(Step)
# What is asked anew from the last screen, in the order of the questions.
CHANGEABLE: Final = (Step.PLACE, Step.CHILD, Step.BORN, Step.APPLICANT)


def question(words: Words, form: ApplicationForm, step: Step, *, note: str = "") -> Screen:
    """One question of the form; `note` says what was wrong with the answer before."""
    match step:
        case Step.PLACE:
            return places(words, form, page=1)
        case Step.APPLICANT:
            return _applicants(words, form)
        case Step.CHECK:
            return check(words, form, changed=bool(note))
        case _:
            button = Buttons(words)
            said = words(note, least=form.min_age) if note else None
            text = paragraphs(said, words(f"apply-{step}"))
            return Screen(text, board([_back(button, step), button.home()]))


def places(words: Words, form: ApplicationForm, page: int) -> Screen:
    """Where does the child live? All municipalities, a page at a time."""
    button = Buttons(words)
    page, pages, part = page_of(len(form.places), page, PLACES_ON_PAGE)
    pager = button.pager(page, pages, lambda each: ApplyPlaces(page=each))
    return places_of(words, form.places[part], pager)


def places_begun(words: Words, shown: Sequence[Municipality]) -> Screen:
    """Those that begin as was typed, and the way back to all of them."""
    return places_of(words, shown, [Buttons(words)("button-apply-places", ApplyPlaces(page=1))])


def places_of(words: Words, shown: Sequence[Municipality], below: Row) -> Screen:
    """The same question with these to choose from."""
    button = Buttons(words)
    rows = [
        [button("button-place-lives", ApplyPlaceChosen(municipality=each.id), place=each.name)]
        for each in shown
    ]
    return Screen(words("apply-PLACE"), board(*rows, below, [button.home()]))


def check(words: Words, form: ApplicationForm, *, changed: bool = False) -> Screen:
    """Everything that is to be sent, with the consent's version."""
    button = Buttons(words)
    draft = form.draft
    said = draft.particulars()
    own = said.applicant is Applicant.CHILD
    facts = lines(
        words("apply-check-place", place=form.place.name) if form.place else None,
        words("apply-check-child", name=said.child_full_name, date=said.child_born_on),
        words(f"apply-check-{said.applicant}", name=said.full_name),
    )
    text = paragraphs(
        words("apply-changed") if changed else None,
        words("apply-check"),
        facts,
        words("apply-check-consent", version=CONSENT_VERSION),
    )
    steps = [*CHANGEABLE, *(() if own else (Step.NAME,))]
    changes = [button(f"button-apply-{step}", ApplyStepPressed(step=step)) for step in steps]
    sending = [button("button-apply-send", ApplySent(key=draft.key))]
    return Screen(text, board(sending, *pairs(changes), [button.home()]))


def applications(words: Words, own: Sequence[ApplicationProgress]) -> Screen:
    """All of the account, the newest first; a single one in full."""
    if len(own) == 1:
        return progress(words, own[0])
    button = Buttons(words)
    listed = [
        words(
            "application-line",
            child=short_name(each.particulars.child_full_name),
            state=words(f"application-{each.application.state}"),
        )
        for each in own
    ]
    opened = [
        button(
            "button-application",
            ApplicationPressed(application=each.application.id),
            child=short_name(each.particulars.child_full_name),
        )
        for each in own
    ]
    anew = [button("button-apply-anew", ApplyAnew())]
    text = paragraphs(words("applications-title"), lines(*listed))
    return Screen(text, board(*pairs(opened), anew, [button.home()]))


def progress(words: Words, known: ApplicationProgress) -> Screen:
    """Sent, confirmed in person, issued: what is done, and what is to be done."""
    button = Buttons(words)
    id_, state = known.application.id, known.application.state
    rows: list[Row] = []
    if state is ApplicationState.SENT:
        rows.append([button("button-apply-withdraw", ApplicationWithdraw(application=id_))])
    if state is ApplicationState.CONFIRMED:
        rows.append([button("button-family", FamilyPressed())])
    rows.append([button("button-apply-anew", ApplyAnew())])
    title = words("application-title", child=short_name(known.particulars.child_full_name))
    text = paragraphs(title, lines(*_steps(words, known)))
    back = button("button-applications", ApplyPressed())
    return Screen(text, board(*rows, [back, button.home()]))


def withdraw(words: Words, known: ApplicationProgress) -> Screen:
    """Really? The way back comes first."""
    button = Buttons(words)
    id_ = known.application.id
    text = words("application-withdraw", child=short_name(known.particulars.child_full_name))
    back = button("button-back", ApplicationPressed(application=id_))
    sure = button("button-apply-withdraw-sure", ApplicationWithdrawn(application=id_))
    return Screen(text, board([sure], [back, button.home()]))


def _applicants(words: Words, form: ApplicationForm) -> Screen:
    button = Buttons(words)
    born_on = form.draft.child_born_on
    own = born_on is not None and may_apply_itself(born_on, today=form.today)
    rows = [
        [button(f"button-apply-as-{each}", ApplicantChosen(applicant=each))]
        for each in Applicant
        if own or each is not Applicant.CHILD
    ]
    back = [_back(button, Step.APPLICANT), button.home()]
    return Screen(words("apply-APPLICANT"), board(*rows, back))


def _back(button: Buttons, step: Step) -> Button:
    before = STEPS[STEPS.index(step) - 1]
    return button("button-back", ApplyStepPressed(step=before))


def _steps(words: Words, known: ApplicationProgress) -> Sequence[Html | None]:
    application, said = known.application, known.particulars
    sent = words("application-sent", date=sent_on(known))
    match application.state:
        case ApplicationState.SENT:
            documents = "child" if said.applicant is Applicant.CHILD else "parent"
            return (
                sent,
                words("application-come", place=known.municipality.name),
                words(f"application-bring-{documents}"),
                words("application-due", date=application.answer_due),
            )
        case ApplicationState.CONFIRMED:
            number = known.number or ""
            return sent, words("application-confirmed"), words("application-issued", number=number)
        case ApplicationState.REFUSED:
            reason, comment = application.refusal or ("OTHER", "")
            refused = words("application-refused", reason=words(f"no-certificate-{reason}"))
            commented = words("enrollment-comment", comment=comment) if comment else None
            return sent, refused, commented, words("application-refused-next")
        case _:
            return sent, words("application-withdrawn")


def sent_on(known: ApplicationProgress) -> date:
    """The day of sending where the municipality is."""
    return local(known.application.sent_at, ZoneInfo(known.municipality.zone)).date()
