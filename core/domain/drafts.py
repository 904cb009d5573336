"""Programs as an operator's file gives them, before they are in the catalog.

A draft holds what a careful person reads in the file, and nothing that is not there:
`None` means "not written", never "free", "no places" or "unlimited".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.domain.calendar import Days
from core.domain.money import Money
from core.domain.places import Point
from core.domain.program import (
    UNKNOWN_DURATION,
    AgeRange,
    Direction,
    Duration,
    Form,
    Level,
    ProviderKind,
    Registry,
    Slot,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """Where something stands in a file: `row` counts from 1, `column` is the header's text, or
    the path in a file of nested things: «$.programs[2].groups[0].age».

    `letter` is what a spreadsheet program calls the column; "" when the file has none like it.
    """

    sheet: str
    row: int
    column: str
    letter: str = ""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that stays out, or a value that was not understood.

    `found` is the cell's text, `reason` a code with a sentence in the locale files;
    `fatal` rows are not imported.
    """

    cell: Cell
    found: str
    reason: str
    fatal: bool = True


@dataclass(frozen=True, slots=True)
class GroupDraft:
    """One group; `title` is its natural key inside the module.

    `places` is how many the group has, or with `places_are_free` how many are free at the
    time of the file: 0 when it says that the group is full. `sheet` and `row` tell where the
    file has it.
    """

    title: str
    row: int
    days: Days | None
    places: int | None
    ages: AgeRange | None
    address: str
    slots: tuple[Slot, ...]
    places_are_free: bool = False
    sheet: str = ""
    # What the file calls it, where other groups of the module have the same name.
    name_in_file: str = ""
    point: Point | None = None

    @property
    def named(self) -> str:
        """Its title in the file; several groups of a module may have the same."""
        return self.name_in_file or self.title


@dataclass(frozen=True, slots=True)
class ModuleDraft:
    """One module; `title` is its natural key inside the program ("1-й год обучения")."""

    title: str
    price: Money | None
    normative_cost: Money | None
    groups: tuple[GroupDraft, ...]
    duration: Duration = UNKNOWN_DURATION


@dataclass(frozen=True, slots=True)
class ProgramDraft:
    """One program; provider's ИНН and `title` are its natural key."""

    provider_inn: str
    municipality_code: str
    title: str
    annotation: str
    direction: Direction
    registry: Registry
    form: Form
    ages: AgeRange
    special_needs: bool
    modules: tuple[ModuleDraft, ...]
    level: Level | None = None
    duration: Duration = UNKNOWN_DURATION


@dataclass(frozen=True, slots=True)
class CertificateDraft:
    """One child of a file of certificates; without a `number` one is drawn (CERT-4).

    `funded` asks for money at once (CERT-5); `row` says where it stands in the file; `phone` is
    the parent's, by which a family without an invitation is known.
    """

    row: int
    full_name: str
    born_on: date
    category: str
    number: str | None = None
    funded: bool = False
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class ProviderDraft:
    """A provider named by the file or its defaults; `inn` is its natural key (REG-1)."""

    inn: str
    ogrn: str
    name: str
    kind: ProviderKind
    municipality_code: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class MunicipalityDraft:
    """A municipality named by the file or its defaults; `code` is its natural key.

    `point` is its centre.
    """

    code: str
    name: str
    zone: str
    number_prefix: str
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class CatalogDraft:
    """All that one file proposes, with the problems of its rows.

    `ignored_columns` are the headers of columns that nobody reads, `personal_columns` those
    of them that hold names and contacts of persons: they are never kept, and it is said.
    """

    municipalities: tuple[MunicipalityDraft, ...]
    providers: tuple[ProviderDraft, ...]
    programs: tuple[ProgramDraft, ...]
    problems: tuple[RowProblem, ...]
    ignored_columns: tuple[str, ...] = ()
    personal_columns: tuple[str, ...] = ()
