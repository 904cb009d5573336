"""The catalog into a workbook, page by page, as it is at one moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from core.domain.ids import ModuleId, MunicipalityId, ProviderId
from core.domain.program import Group, ProgramState
from core.ports.unit_of_work import UnitOfWork
from core.services.registries import municipality_coded, provider_with_inn
from office.catalog_files.exported import Cell, ExportedProgram, rows_of
from office.console import Refused
from office.machine import not_written
from office.progress import Progress

PROGRAMS_A_PAGE = 200


def export_programs(
    uow: UnitOfWork, target: Path, *, inn: str | None, code: str | None, progress: Progress
) -> int:
    """Write all programs that are not archived, of one provider or municipality if they are
    given; how many rows. The file is there entirely or not at all.

    Raises:
        NotFound: No such provider or municipality.
        Refused: It cannot be written there.
    """
    from office.catalog_files.template import write_template  # noqa: PLC0415 - a slow library

    provider = None if inn is None else provider_with_inn(uow, inn).provider.id
    place = None if code is None else municipality_coded(uow, code).id
    codes = [each.code for each in uow.municipalities.all()]
    part = target.with_name(f".{target.name}.part")
    try:
        number = write_template(part, _rows(uow, provider, place, progress), codes)
        part.replace(target)
    except OSError as error:
        raise Refused(not_written(target, error)) from None
    finally:
        part.unlink(missing_ok=True)
    return number


def _rows(
    uow: UnitOfWork, provider: ProviderId | None, place: MunicipalityId | None, progress: Progress
) -> Iterator[list[Cell]]:
    periods, number = uow.intake.period_days(), 0
    for found in _programs(uow, provider, place):
        for row in rows_of(found, periods):
            number += 1
            progress.rows(number)
            yield row


def _programs(
    uow: UnitOfWork, provider: ProviderId | None, place: MunicipalityId | None
) -> Iterator[ExportedProgram]:
    page = 1
    while found := uow.catalog.programs(
        provider=provider, municipality=place, page=page, size=PROGRAMS_A_PAGE
    ):
        kept = [each for each in found if each.program.state is not ProgramState.ARCHIVED]
        ids = [each.program.id for each in kept]
        modules, offered = uow.catalog.modules(ids), uow.catalog.offerings(ids)
        for each in kept:
            groups: dict[ModuleId, tuple[Group, ...]] = defaultdict(tuple)
            for offering in offered.get(each.program.id, ()):
                groups[offering.module.id] += (offering.group,)
            theirs = modules.get(each.program.id, ())
            yield ExportedProgram(each, tuple((module, groups[module.id]) for module in theirs))
        page += 1
