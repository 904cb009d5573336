"""`kruzhok municipality`: whose children and whose money."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from core.domain.places import Point
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
from office.mistyped import misread
from office.parameters import Code, parse_point
from office.tables import pairs, table

if TYPE_CHECKING:
    from core.domain.actor import Actor
    from core.domain.places import Place
    from core.ports.unit_of_work import UnitOfWork

ZONE = "Europe/Kaliningrad"
PointOption = Annotated[
    Point | None,
    typer.Option(parser=parse_point, metavar="LATITUDE,LONGITUDE", help="Its centre, in degrees."),
]

municipalities = typer.Typer(cls=OneLineGroup, help="Municipalities.")


@municipalities.command("list")
def list_municipalities(page: Page = 1, size: Size = PAGE_SIZE, *, as_json: AsJson = False) -> None:
    """Show municipalities by name."""
    from core.services.registries import municipalities_page
    from office.opening import in_database

    found = in_database(lambda opened: opened.read(municipalities_page, page=page, size=size))
    documents = [_document(place) for place in found]
    rows = [(place.code, place.name, place.zone, place.number_prefix) for place in found]
    text = table(("code", "name", "zone", "numbers from"), rows)
    answer({"municipalities": documents, "page": page, "size": size}, text, as_json=as_json)


@municipalities.command()
def show(code: Code, *, as_json: AsJson = False) -> None:
    """Show a municipality; `period list` and `category list` say more."""
    from core.services.registries import municipality_coded
    from office.opening import in_database

    place = in_database(lambda opened: opened.read(municipality_coded, code))
    answer(_document(place), _text(place), as_json=as_json)


@municipalities.command("known")
def list_known(*, as_json: AsJson = False) -> None:
    """Show the municipalities that `municipality add --known` enters."""
    from core.domain.places import PLACES

    documents: list[dict[str, object]] = [
        {
            "code": place.code,
            "name": place.name,
            "centre": place.centre,
            "other_names": list(place.aliases),
            "zone": place.zone,
            "latitude": place.latitude,
            "longitude": place.longitude,
        }
        for place in PLACES
    ]
    rows = [(place.code, place.name, place.zone, _written(place.point)) for place in PLACES]
    answer({"known": documents}, table(("code", "name", "zone", "centre"), rows), as_json=as_json)


@municipalities.command()
def add(
    numbers: Annotated[
        str, typer.Option(metavar="DIGITS", help="First four digits of its certificates' numbers.")
    ],
    code: Annotated[
        str | None, typer.Argument(metavar="CODE", help="Letters, digits and hyphens.")
    ] = None,
    name: Annotated[str | None, typer.Option(help="As people write it.")] = None,
    zone: Annotated[str | None, typer.Option(help="Its time zone.")] = None,
    known: Annotated[
        str | None,
        typer.Option(metavar="CODE|NAME", help="One that the product knows (municipality known)."),
    ] = None,
    point: PointOption = None,
    *,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Enter a municipality. Needs KRUZHOK_ACTOR=operator:NAME.

    Of a known one code, name, zone and centre need not be typed. The same again changes
    nothing; the same code with other data is refused.
    """
    from core.domain.drafts import MunicipalityDraft
    from core.services.municipalities import add_municipality
    from office.opening import as_actor

    draft = MunicipalityDraft(code or "", name or "", zone or ZONE, numbers, point)
    if known is not None:
        built_in = _known(known)
        draft = MunicipalityDraft(
            code or built_in.code, name or built_in.name, zone or built_in.zone, numbers,
            point or built_in.point,
        )  # fmt: skip
    elif code is None or name is None:
        raise misread("municipality")
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
    point: PointOption = None,
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
        draft = MunicipalityDraft(code, known.name, known.zone, known.number_prefix, known.point)
        said = {"name": name, "zone": zone, "number_prefix": numbers, "point": point}
        named = {field: value for field, value in said.items() if value is not None}
        return change_municipality(uow, actor, replace(draft, **named))  # type: ignore[arg-type]

    place = as_actor(lambda acting: acting.perform(act, acting.actor), dry_run=dry_run)
    answer_change(_document(place), _text(place), dry_run=dry_run, as_json=as_json)


def _known(written: str) -> Place:
    from core.domain.places import known_place

    place = known_place(written)
    if place is None:
        raise misread("place", written)
    return place


def _written(point: Point | None) -> str:
    return "-" if point is None else f"{point.latitude:.4f},{point.longitude:.4f}"


def _document(place: Municipality) -> dict[str, object]:
    return {
        "code": place.code,
        "name": place.name,
        "zone": place.zone,
        "number_prefix": place.number_prefix,
        "latitude": None if place.point is None else place.point.latitude,
        "longitude": None if place.point is None else place.point.longitude,
    }


def _text(place: Municipality) -> str:
    return pairs(
        ("code", place.code),
        ("name", place.name),
        ("zone", place.zone),
        ("numbers from", place.number_prefix),
        ("centre", _written(place.point)),
    )
