"""Every parameter of a funding period as an option of a command, with the rules' defaults."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import time
from typing import Annotated, Any, Final

import typer

from core.domain.certificate import AGE_OF_MAJORITY
from core.domain.errors import BadValue
from core.domain.funding import (
    DAYS_AFTER_REFUSAL_MIN,
    DAYS_TO_FIRST_REQUEST_MIN,
    PERCENT_MAX,
    PROLONGATION_WORKING_DAYS_MIN,
    Parameters,
)
from office.console import Refused
from office.parameters import parse_counts, parse_time
from office.words import refusal

COUNT_MAX: Final = 1000
# What the rules allow, so that it stands in the help; the others are days, from 1 on.
RANGES: Final[Mapping[str, tuple[int, int]]] = {
    "opens_days_before": (0, COUNT_MAX),
    "low_percent": (0, PERCENT_MAX),
    "prolongation_working_days": (PROLONGATION_WORKING_DAYS_MIN, COUNT_MAX),
    "days_to_first_request": (DAYS_TO_FIRST_REQUEST_MIN, COUNT_MAX),
    "days_after_refusal": (DAYS_AFTER_REFUSAL_MIN, COUNT_MAX),
    "min_age": (0, AGE_OF_MAJORITY - 1),
}
_DEFAULTS: Final = Parameters()
_ABOUT: Final[Mapping[str, str]] = {
    "conclusion": "Whose word concludes a contract.",
    "release_at": "When the money of a terminated contract's later months comes back.",
    "prolongation": "What no answer to an offer of prolongation means.",
    "request_reminder_days": "When a provider is reminded of a request.",
    "offer_reminder_days": "When a parent is reminded of an offer.",
    "request_expiry_days": "When a request or an offer expires without an answer.",
    "opens_days_before": "How long before its first day the period's money is given.",
    "low_percent": "Below this part of the nominal the family is told that little is left.",
    "lapsing_days": "Days before the end on which the family is told what will lapse.",
    "prolongation_working_days": "Working days before the next period for offers, at least 5.",
    "days_to_first_request": "After how long a certificate without requests returns.",
    "days_after_refusal": "The same after the last refusal, at least 10.",
    "notices_from": "Families are told from this hour on.",
    "notices_until": "And until this hour.",
    "issue_working_days": "Working days in which an application is answered.",
    "run_from": "From this hour on a date's daily run is due.",
    "min_age": "From this age on there are certificates for children, at most 17.",
}


def with_parameters(command: Callable[..., None]) -> Callable[..., None]:
    """A command that takes `parameters`, with an option for each of them instead."""
    return _spread(command, Parameters(), optional=False)


def with_changes(command: Callable[..., None]) -> Callable[..., None]:
    """A command that takes `changes`, parameters by name, with an option for each instead.

    Those that are not typed are not among the changes.
    """
    return _spread(command, None, optional=True)


def changed(parameters: Parameters, changes: Mapping[str, Any]) -> Parameters:
    """The parameters with these changes; raise Refused for what the rules do not allow."""
    try:
        return replace(parameters, **changes)
    except BadValue as error:
        raise Refused(refusal(error)) from None


def _spread(
    command: Callable[..., None], whole: Parameters | None, *, optional: bool
) -> Callable[..., None]:
    @functools.wraps(command)
    def spread(**given: Any) -> None:  # noqa: ANN401 - typer has checked the options
        named = {name: given.pop(name) for name in _ABOUT}
        if whole is None:
            typed = {name: value for name, value in named.items() if value is not None}
            command(changes=typed, **given)
        else:
            command(parameters=changed(whole, named), **given)

    own = inspect.signature(command, eval_str=True).parameters.values()
    kept = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY)
            for each in own if each.name not in {"parameters", "changes"}]  # fmt: skip
    options = [_option(field, optional=optional) for field in fields(Parameters)]
    spread.__signature__ = inspect.Signature([*kept, *options])  # type: ignore[attr-defined]
    return spread


def _option(field: Any, *, optional: bool) -> inspect.Parameter:  # noqa: ANN401 - a dataclass's
    default = getattr(_DEFAULTS, field.name)
    about = _ABOUT[field.name]
    kind: Any = type(default)
    option = typer.Option(help=about)
    if isinstance(default, int):
        least, most = RANGES.get(field.name, (1, COUNT_MAX))
        option = typer.Option(min=least, max=most, help=about)
    if isinstance(default, time):
        option = typer.Option(parser=parse_time, metavar="HH:MM", help=about)
        default = default.isoformat("minutes")  # typer reads defaults as it reads what is typed
    elif isinstance(default, tuple):
        kind, option = str, typer.Option(callback=_counts, metavar="DAYS,DAYS", help=about)
        default = ",".join(map(str, default))
    return inspect.Parameter(
        field.name,
        inspect.Parameter.KEYWORD_ONLY,
        default=None if optional else default,
        annotation=Annotated[kind | None if optional else kind, option],
    )


def _counts(text: str | None) -> Any:  # noqa: ANN401 - typer passes on what a callback returns
    return None if text is None else parse_counts(text)
