"""Notices about a provider as a whole, for its staff and for operators; about applications."""

from __future__ import annotations

from bot.keyboards.application_callbacks import ApplicationOpened
from bot.keyboards.buttons import Buttons, board
from bot.keyboards.callbacks import OperatorPressed
from bot.keyboards.provider_callbacks import ProviderGroupsPressed
from bot.render import Html, Words, lines, paragraphs
from bot.screen import Screen
from core.domain.notice import TO_OPERATORS, NoticeKind
from core.services.told import Told


def office_notice(words: Words, told: Told) -> Screen:
    """A provider's new state, a decision about its program, or an agreement nearly used up.

    Raises:
        ValueError: It names no provider, program or municipality.
    """
    if told.kind is NoticeKind.LINKING_PAUSED:
        return _alarm(words, told)
    if told.kind in TO_OPERATORS:
        return _application(words, told)
    if told.kind is NoticeKind.PROVIDER_MOVED:
        return _moved(words, told)
    if told.kind is NoticeKind.PROGRAM_DECIDED:
        return _decided(words, told)
    provider, period, place = told.provider, told.period, told.municipality
    if provider is None or period is None or place is None:
        raise ValueError(f"{told.kind} is about a provider and a municipality")
    of = words("notice-agreement", provider=provider.name, municipality=place.name)
    days = words("notice-agreement-days", first=period.days.first, last=period.days.last)
    amount, rest = told.facts.amount, told.facts.rest
    used = None
    if amount is not None and rest is not None:
        used = words("notice-agreement-used", amount=amount, rest=rest)
    button = Buttons(words, apart=True)
    groups = button("button-groups-here", ProviderGroupsPressed(provider=provider.id, page=1))
    return Screen(
        paragraphs(
            lines(words("notice-AGREEMENT_NEARLY_USED"), of, days),
            used,
            words("notice-AGREEMENT_NEARLY_USED-next"),
        ),
        board([groups, button.home()] if told.to_staff else [button.home()]),
    )


def _alarm(words: Words, told: Told) -> Screen:
    """Somebody guesses numbers: what is stopped, what works, what to do."""
    (failures,) = told.facts.codes
    text = paragraphs(
        words("notice-LINKING_PAUSED", count=int(failures)), words("notice-LINKING_PAUSED-next")
    )
    button = Buttons(words, apart=True)
    return Screen(text, board([button("button-operator", OperatorPressed())], [button.home()]))


def _application(words: Words, told: Told) -> Screen:
    """Its number and the day for the answer; who it is about is read where looks are recorded."""
    application, place = told.application, told.municipality
    if application is None or place is None:
        raise ValueError(f"{told.kind} is about an application")
    button = Buttons(words, apart=True)
    text = lines(
        words(f"notice-{told.kind}", number=application.id, municipality=place.name),
        words("applications-due", date=application.answer_due),
    )
    opened = button("button-application-open", ApplicationOpened(application=application.id))
    return Screen(text, board([opened], [button.home()]))


def _moved(words: Words, told: Told) -> Screen:
    (state,) = told.facts.codes
    name = "" if told.provider is None else told.provider.name
    said = lines(
        words("notice-PROVIDER_MOVED", provider=name), words(f"provider-{state}"),
        _reason(words, told),
    )  # fmt: skip
    return Screen(said, board([Buttons(words, apart=True).home()]))


def _decided(words: Words, told: Told) -> Screen:
    """A program, or one of its modules, and what follows for the provider (REG-4)."""
    decided, provider = told.decided, told.provider
    if decided is None or provider is None:
        raise ValueError("a decision is about a program of a provider")
    title = words("notice-PROGRAM_DECIDED", program=decided.program, provider=provider.name)
    if decided.module is None:
        said = words(f"program-{decided.state}")
    else:
        said = words(f"module-{decided.state}", module=decided.module)
    button = Buttons(words, apart=True)
    groups = button("button-groups-here", ProviderGroupsPressed(provider=provider.id, page=1))
    return Screen(
        paragraphs(
            lines(title, said, _reason(words, told)), words(f"decided-{decided.state}-next")
        ),
        board([groups, button.home()]),
    )


def _reason(words: Words, told: Told) -> Html | None:
    return words("notice-reason", reason=told.reason) if told.reason else None
