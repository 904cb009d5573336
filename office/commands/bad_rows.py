"""What could not be entered goes back to the operator, in the operator's own file."""

from __future__ import annotations

from pathlib import Path

from core.domain.drafts import RowProblem
from core.domain.ids import UploadId
from core.ports.acts import Reads
from core.ports.unit_of_work import UnitOfWork
from office.catalog_files import CatalogFileRefused, Refusal
from office.catalog_files.error_copy import Told, write_error_copy
from office.catalog_files.sources import is_workbook
from office.importing import registered_example
from office.upload_report import sentence

# The file is made for the people who made the catalog.
_TONGUE = "ru"

_PAGE = 500


async def write_bad_rows(
    read: Reads, upload: UploadId, file: Path, target: Path | None
) -> Path | None:
    """Where the copy with the errors was written; None when every row went in.

    Without a `target` it goes into the present folder, under the file's name.

    Raises:
        CatalogFileRefused: It cannot be written there; what was entered stays entered.
    """
    told: dict[tuple[str, int], str] = {}
    page, registered = 1, await read(registered_example)
    while found := await read(_fatal, upload, page):
        for each in found:
            place = each.cell.sheet, each.cell.row
            said = sentence(each, tongue=_TONGUE, registered=registered)
            known = told.setdefault(place, said)
            # A row of several groups has the same problem for each of them.
            if said not in known.split("\n"):
                told[place] = f"{known}\n{said}"
        page += 1
    return _written(file, target, told) if told else None


def _fatal(uow: UnitOfWork, upload: UploadId, page: int) -> tuple[RowProblem, ...]:
    return uow.uploads.problems(upload, fatal=True, page=page, size=_PAGE)


def _written(file: Path, target: Path | None, told: Told) -> Path:
    if target is not None and target.exists() and target.samefile(file):
        raise CatalogFileRefused(Refusal.COPY_NOT_WRITTEN, file=str(target))
    copy = target or Path(f"{file.stem}-errors{'.xlsx' if is_workbook(file) else '.csv'}")
    try:
        write_error_copy(file, copy, told)
    except OSError:
        raise CatalogFileRefused(Refusal.COPY_NOT_WRITTEN, file=str(copy)) from None
    return copy
