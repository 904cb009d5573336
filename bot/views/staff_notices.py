"""Notices that a provider's staff reads."""

from __future__ import annotations

from bot.keyboards.buttons import Buttons, board
from bot.keyboards.provider_callbacks import ProviderGroupsPressed, WaitingPressed
from bot.render import Html, Words, lines
from bot.screen import Screen
from bot.views import provider
from bot.views.states import state_of, taken_back
from core.domain.enrollment import Enrollment, Origin, State
from core.domain.notice import NoticeKind
from core.services.told import Told


def staff_notice(words: Words, told: Told) -> Screen:
    """A request with its buttons, or news of one.

    Raises:
        ValueError: The notice is of a kind that no staff gets.
    """
    line, request = told.line, told.request
    if line is None:
        raise ValueError(f"{told.kind} tells staff about an enrollment")
    if request is not None and told.kind is NoticeKind.REQUEST_RECEIVED:
        return provider.request(words, request)
    if request is not None and told.kind is NoticeKind.REQUEST_UNANSWERED:
        return provider.request(words, request, note=words("request-still"))
    names = {"child": told.child_short_name, "program": line.program_title}
    # Of a change it is said below, from which group to which.
    changed = told.kind is NoticeKind.GROUP_CHANGED
    in_group = words("notice-what-in", group=line.group_title, **names)
    what = words("notice-what", **names) if changed else in_group
    button = Buttons(words, apart=True)
    at = line.enrollment.provider
    keyboard = board(
        [
            button("button-show-waiting", WaitingPressed(provider=at, page=1)),
            button("button-groups-here", ProviderGroupsPressed(provider=at, page=1)),
        ],
        [button.home()],
    )
    return Screen(lines(_said(words, told), what, _day(words, told)), keyboard)


def _said(words: Words, told: Told) -> Html:
    match told.kind:
        case NoticeKind.REQUEST_ANSWERED if told.line and told.line.enrollment.offer_taken_back:
            return words("notice-REQUEST_ANSWERED-taken-back")
        case NoticeKind.REQUEST_ANSWERED if told.line is not None:
            state = state_of(words, told.line.enrollment)
            return words("notice-REQUEST_ANSWERED", state=state)
        case NoticeKind.REQUEST_WITHDRAWN if told.line and taken_back(told.line.enrollment):
            return words("notice-CONTRACT_WITHDRAWN")
        case (
            NoticeKind.REQUEST_WITHDRAWN
            | NoticeKind.CONTRACT_ENDING
            | NoticeKind.OFFER_ACCEPTED
            | NoticeKind.OFFER_DECLINED
            | NoticeKind.GROUP_CHANGED
            | NoticeKind.PROLONGATION_DECLINED
            | NoticeKind.PROLONGATION_AGREED
        ):
            return words(f"notice-{told.kind}")
        case NoticeKind.REQUEST_EXPIRED:
            desk = told.line is not None and told.line.enrollment.origin is Origin.DESK
            return words("notice-staff-offer-expired" if desk else "notice-staff-expired")
        case _:
            raise ValueError(f"staff is not told of {told.kind}")


def _day(words: Words, told: Told) -> Html | None:
    if told.line is None:
        return None
    contract = told.line.enrollment
    match told.kind:
        case NoticeKind.CONTRACT_ENDING if told.facts.on is not None:
            return words("notice-CONTRACT_ENDING-last", date=told.facts.on)
        case NoticeKind.OFFER_ACCEPTED:
            return words("notice-OFFER_ACCEPTED-starts", date=contract.days.first)
        case NoticeKind.PROLONGATION_AGREED | NoticeKind.PROLONGATION_DECLINED:
            return _answered(words, contract)
        case NoticeKind.GROUP_CHANGED:
            return _moved(words, told, now=told.line.group_title)
        case _:
            return None


def _answered(words: Words, contract: Enrollment) -> Html | None:
    """From when a child goes on; and what decided where its family said nothing (ENR-10)."""
    if contract.state is State.EXPIRED:
        return words("notice-PROLONGATION_DECLINED-unanswered")
    if contract.state is State.WITHDRAWN:
        return None
    accepted = contract.accepted_on is not None
    return lines(
        words("notice-OFFER_ACCEPTED-starts", date=contract.days.first),
        None if accepted else words("notice-PROLONGATION_AGREED-silently"),
    )


def _moved(words: Words, told: Told, *, now: str) -> Html:
    if told.moved is None:  # written before notices named both
        return words("notice-GROUP_CHANGED-now", group=now)
    was, now = told.moved
    return words("notice-GROUP_CHANGED-between", was=was, now=now)
