"""`kruzhok trail`: who did what to one object and when, before and after."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from office.commands.period import AnyDay
from office.commands.program import ProgramNumber
from office.console import AsJson, OneLineGroup, answer
from office.parameters import (
    AccountNumber,
    ApplicationNumber,
    CategoryName,
    Code,
    EnrollmentNumber,
    GroupNumber,
    Inn,
    Number,
)
from office.program_options import ModuleNumber

if TYPE_CHECKING:
    from core.domain.actor import Actor
    from core.domain.trailing import Traced, Trail
    from core.ports.unit_of_work import UnitOfWork

MOST = 100
trails = typer.Typer(
    cls=OneLineGroup,
    help="The audit trail of one object, newest last. Needs KRUZHOK_ACTOR: its municipality or an"
    " operator. Looks at children and persons are recorded.",
)
Most = Annotated[int, typer.Option("--most", min=1, max=1000, help="Of the last acts.")]
Which = Callable[["UnitOfWork", "Actor"], "Traced"]


@trails.command("certificate")
def of_certificate(number: Number, most: Most = MOST, *, as_json: AsJson = False) -> None:
    """What was done to a certificate; the look is recorded."""
    from core.domain.actor import Act
    from core.domain.trailing import Traced, TracedKind
    from core.services.certificate_looks import certificate_for

    def which(uow: UnitOfWork, actor: Actor) -> Traced:
        found = certificate_for(uow, actor, Act.SEE_TRAIL, number)
        return Traced(TracedKind.CERTIFICATE, found.id)

    _show(which, most, as_json=as_json)


@trails.command("enrollment")
def of_enrollment(
    enrollment: EnrollmentNumber, most: Most = MOST, *, as_json: AsJson = False
) -> None:
    """What was done to an enrollment; the look at the child is recorded."""
    _show_numbered("enrollment", enrollment, most, as_json=as_json)


@trails.command("application")
def of_application(
    application: ApplicationNumber, most: Most = MOST, *, as_json: AsJson = False
) -> None:
    """What was done to an application for a certificate; the look is recorded."""
    _show_numbered("application", application, most, as_json=as_json)


@trails.command("account")
def of_account(account: AccountNumber, most: Most = MOST, *, as_json: AsJson = False) -> None:
    """What an account did on its own and what was done to it; the look is recorded.

    It is read where its children, its provider or its applications are; an account without any
    by an operator. What it did for a child stands with the child.
    """
    _show_numbered("account", account, most, as_json=as_json)


@trails.command("provider")
def of_provider(inn: Inn, most: Most = MOST, *, as_json: AsJson = False) -> None:
    """What was done to a provider."""
    from core.domain.trailing import Traced, TracedKind
    from core.services.registries import provider_with_inn

    def which(uow: UnitOfWork, _: Actor) -> Traced:
        return Traced(TracedKind.PROVIDER, provider_with_inn(uow, inn).provider.id)

    _show(which, most, as_json=as_json)


@trails.command("program")
def of_program(program: ProgramNumber, most: Most = MOST, *, as_json: AsJson = False) -> None:
    """What was done to a program; what families like is their own affair."""
    _show_numbered("program", program, most, as_json=as_json)


@trails.command("module")
def of_module(module: ModuleNumber, most: Most = MOST, *, as_json: AsJson = False) -> None:
    """What was done to a module."""
    _show_numbered("module", module, most, as_json=as_json)


@trails.command("group")
def of_group(group: GroupNumber, most: Most = MOST, *, as_json: AsJson = False) -> None:
    """What was done to a group."""
    _show_numbered("group", group, most, as_json=as_json)


@trails.command("municipality")
def of_municipality(municipality: Code, most: Most = MOST, *, as_json: AsJson = False) -> None:
    """What was done to a municipality, its daily runs among it."""
    from core.domain.trailing import Traced, TracedKind
    from core.services.registries import municipality_coded

    def which(uow: UnitOfWork, _: Actor) -> Traced:
        return Traced(TracedKind.MUNICIPALITY, municipality_coded(uow, municipality).id)

    _show(which, most, as_json=as_json)


@trails.command("category")
def of_category(
    municipality: Code, name: CategoryName, most: Most = MOST, *, as_json: AsJson = False
) -> None:
    """What was done to a category of a municipality: names, nominals, limits."""
    from core.domain.trailing import Traced, TracedKind
    from core.services.registries import categories_of, category_named

    def which(uow: UnitOfWork, _: Actor) -> Traced:
        found = category_named(categories_of(uow, municipality), name)
        return Traced(TracedKind.CATEGORY, found.id)

    _show(which, most, as_json=as_json)


@trails.command("period")
def of_period(
    municipality: Code,
    period: Annotated[date, AnyDay],
    most: Most = MOST,
    *,
    as_json: AsJson = False,
) -> None:
    """What was done to a funding period of a municipality."""
    from core.services.registries import period_holding, periods_of
    from core.services.trails import look_at_trail_of_period

    def look(uow: UnitOfWork, actor: Actor) -> Trail:
        found = period_holding(periods_of(uow, municipality), period)
        return look_at_trail_of_period(uow, actor, found, most=most)

    _answer(look, as_json=as_json)


def _show_numbered(kind: str, id: int, most: int, *, as_json: bool) -> None:
    from core.domain.trailing import Traced, TracedKind

    _show(lambda uow, actor: Traced(TracedKind(kind), id), most, as_json=as_json)  # noqa: ARG005


def _show(which: Which, most: int, *, as_json: bool) -> None:
    from core.services.trails import look_at_trail

    def look(uow: UnitOfWork, actor: Actor) -> Trail:
        return look_at_trail(uow, actor, which(uow, actor), most=most)

    _answer(look, as_json=as_json)


def _answer(look: Callable[[UnitOfWork, Actor], Trail], *, as_json: bool) -> None:
    from office.opening import as_actor
    from office.trail_texts import document, report

    trail = as_actor(lambda acting: acting.perform(look, acting.actor))
    answer(document(trail), report(trail), as_json=as_json)
