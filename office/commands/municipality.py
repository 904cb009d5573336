"""`kruzhok municipality`: whose children and whose money."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from core.domain.views import Municipality
from office.console import (
    PAGE_SIZE,
    AsJson,
    DryRun,
    OneLineGroup,
    Page,
    Size,
    answer,
    answer_change,
)
from office.parameters import Code
from office.tables import pairs, table

if TYPE_CHECKING:
    from core.domain.actor import Actor
    from core.ports.unit_of_work import UnitOfWork

municipalities = typer.Typer(cls=OneLineGroup, help="Municipalities.")


@municipalities.command("list")
def list_municipalities(page: Page = 1, size: Size = PAGE_SIZE, *, as_json: AsJson = False) -> None:
    """Show municipalities by name."""
    from core.services.registries import municipalities_page
    from office.opening import in_database

    found = in_database(lambda opened: opened.read(municipalities_page, page=page, size=size))
    documents = [_document(place) for place in found]
    text = table(
        ("code", "name", "zone", "numbers from"), [list(each.values()) for each in documents]
    )
    answer({"municipalities": documents, "page": page, "size": size}, text, as_json=as_json)


@municipalities.command()
def show(code: Code, *, as_json: AsJson = False) -> None:
    """Show a municipality; `period list` and `category list` say more."""
    from core.services.registries import municipality_coded
    from office.opening import in_database

    place = in_database(lambda opened: opened.read(municipality_coded, code))
    answer(_document(place), _text(place), as_json=as_json)


@municipalities.command()
def add(
    code: Code,
    name: Annotated[str, typer.Option(help="As people write it.")],
    numbers: Annotated[
        str, typer.Option(metavar="DIGITS", help="First four digits of its certificates' numbers.")
    ],
    zone: Annotated[str, typer.Option(help="Its time zone.")] = "Europe/Kaliningrad",
    *,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Enter a municipality. Needs KRUZHOK_ACTOR=operator:NAME.

    The same again changes nothing; the same code with other data is refused.
    """
    from core.domain.drafts import MunicipalityDraft
    from core.services.municipalities import add_municipality
    from office.opening import as_actor

    draft = MunicipalityDraft(code, name, zone, numbers)
    place = as_actor(
        lambda acting: acting.perform(add_municipality, acting.actor, draft), dry_run=dry_run
    )
    answer_change(_document(place), _text(place), dry_run=dry_run, as_json=as_json)


@municipalities.command("set")
def set_municipality(
    code: Code,
    name: Annotated[str | None, typer.Option(help="As people write it.")] = None,
    numbers: Annotated[
        str | None, typer.Option(metavar="DIGITS", help="First four digits of new certificates.")
    ] = None,
    zone: Annotated[str | None, typer.Option(help="Its time zone, before any period.")] = None,
    *,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Correct what is known of a municipality. Needs KRUZHOK_ACTOR=operator:NAME.

    What is not named stays. The same again changes nothing.
    """
    from core.domain.drafts import MunicipalityDraft
    from core.services.municipalities import change_municipality
    from core.services.registries import municipality_coded
    from office.opening import as_actor

    def act(uow: UnitOfWork, actor: Actor) -> Municipality:
        known = municipality_coded(uow, code)
        draft = MunicipalityDraft(code, known.name, known.zone, known.number_prefix)
        said = {"name": name, "zone": zone, "number_prefix": numbers}
        named = {field: text for field, text in said.items() if text is not None}
        return change_municipality(uow, actor, replace(draft, **named))  # type: ignore[arg-type]

    place = as_actor(lambda acting: acting.perform(act, acting.actor), dry_run=dry_run)
    answer_change(_document(place), _text(place), dry_run=dry_run, as_json=as_json)


def _document(place: Municipality) -> dict[str, object]:
    return {
        "code": place.code,
        "name": place.name,
        "zone": place.zone,
        "number_prefix": place.number_prefix,
    }


def _text(place: Municipality) -> str:
    return pairs(
        ("code", place.code),
        ("name", place.name),
        ("zone", place.zone),
        ("numbers from", place.number_prefix),
    )
