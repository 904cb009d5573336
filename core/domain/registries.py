"""Registries as those who keep them see them: rows with the numbers and names people use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.domain.ids import CategoryId, PeriodId
from core.domain.limits import Ceiling
from core.domain.money import Money
from core.domain.program import Program, Provider


@dataclass(frozen=True, slots=True)
class Category:
    """Children with a common nominal; `nominals` are those of the periods that have one."""

    id: CategoryId
    name: str
    nominals: Mapping[PeriodId, Money]


@dataclass(frozen=True, slots=True)
class Agreement:
    """A municipality pays this provider in this period, up to the ceiling if it has one (REG-2)."""

    period: PeriodId
    inn: str
    provider_name: str
    ceiling: Ceiling | None = None


@dataclass(frozen=True, slots=True)
class RegisteredProvider:
    """A provider with the requisites that name it (REG-1)."""

    provider: Provider
    inn: str
    ogrn: str
    address: str
    municipality_code: str


@dataclass(frozen=True, slots=True)
class RegisteredProgram:
    """A program with the number that names its provider."""

    program: Program
    inn: str
    municipality_code: str
