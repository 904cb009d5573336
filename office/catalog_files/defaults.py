"""What catalog files never hold and an operator says once, in a TOML file (`--defaults`)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from core.domain.calendar import Days
from core.domain.drafts import MunicipalityDraft, ProviderDraft
from core.domain.money import Money
from core.domain.program import AgeRange, Direction, Form, ProviderKind, Registry
from core.domain.requisites import requisites_fit
from office.catalog_files.ages import parse_ages
from office.catalog_files.dates import ensure_within_a_year
from office.catalog_files.directory import Directory
from office.catalog_files.problems import NotUnderstood


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError):
        raise PydanticCustomError("zone", "no such time zone") from None


def _money(written: object) -> object:
    try:
        return written if isinstance(written, Money) else Money.parse(str(written))
    except ValueError:
        raise PydanticCustomError("amount", "not an amount of roubles") from None


def _ages(written: object) -> object:
    try:
        return written if isinstance(written, AgeRange) else parse_ages(str(written))
    except NotUnderstood:
        raise PydanticCustomError("ages", "not a range of ages") from None


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Roubles = Annotated[Money, BeforeValidator(_money)]
Ages = Annotated[AgeRange, BeforeValidator(_ages)]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class MunicipalityDefaults(_Section):
    """The municipality of the provider; added to the registry when it is not there."""

    code: Text
    name: Text
    zone: Annotated[str, AfterValidator(_zone)]
    number_prefix: Annotated[str, StringConstraints(pattern=r"^\d{4}$")]


class ProviderDefaults(_Section):
    """The provider of all programs of the file; added to the registry when it is not there.

    `names` are the ways in which a column «Организация» of the file may call it.
    """

    inn: Text
    ogrn: Text
    name: Text
    kind: ProviderKind
    address: str = ""
    names: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _numbers_are_right(self) -> Self:
        if not requisites_fit(self.kind, inn=self.inn, ogrn=self.ogrn):
            raise PydanticCustomError("requisites", "the numbers do not fit")
        return self


class StudyYearDefaults(_Section):
    """The days of groups that have no dates of their own."""

    first: date
    last: date

    @model_validator(mode="after")
    def _one_year_at_most(self) -> Self:
        try:
            ensure_within_a_year(self.first, self.last)
        except NotUnderstood as problem:
            raise PydanticCustomError("dates", "{why}", {"why": problem.reason}) from None
        return self

    @property
    def days(self) -> Days:
        return Days(self.first, self.last)


class ProgramDefaults(_Section):
    """What is said of every program that the file leaves silent about it.

    `registry_if_free` and `registry_if_paid` come before `registry` where the file says in
    words that a program is free («на бюджетной основе») or outside the budget («на платной»).
    `ages_called` is what the operator means by «1-4 класс», «дошкольники» and the like.
    """

    registry: Registry | None = None
    registry_if_free: Registry | None = None
    registry_if_paid: Registry = Registry.PAID
    form: Form | None = None
    direction: Direction | None = None
    ages: Ages | None = None
    ages_called: dict[str, Ages] = Field(default_factory=dict)
    special_needs: bool = False


class ModuleDefaults(_Section):
    """Money, in roubles; `paid_months` makes a monthly price one of the module."""

    price: Roubles | None = None
    normative_cost: Roubles | None = None
    paid_months: Annotated[int, Field(ge=1, le=12)] | None = None

    @model_validator(mode="after")
    def _price_is_covered(self) -> Self:
        price, cost = self.price, self.normative_cost
        if price is not None and (not price or (cost is not None and price > cost)):
            raise PydanticCustomError("price", "the price is 0 or above the normative cost")
        return self


class GroupDefaults(_Section):
    """Places and address of groups without their own; an unknown number stays unknown."""

    places: Annotated[int, Field(ge=1, le=1000)] | None = None
    address: str = ""


class Defaults(_Section):
    """One section per kind of thing; every section and most keys may be left out."""

    municipality: MunicipalityDefaults | None = None
    provider: ProviderDefaults | None = None
    study_year: StudyYearDefaults | None = None
    programs: ProgramDefaults = ProgramDefaults()
    modules: ModuleDefaults = ModuleDefaults()
    groups: GroupDefaults = GroupDefaults()

    @model_validator(mode="after")
    def _provider_has_a_municipality(self) -> Self:
        if self.provider is not None and self.municipality is None:
            raise PydanticCustomError("no-municipality", "a provider needs a municipality")
        return self

    @property
    def directory(self) -> Directory:
        """The municipality and the provider as the registry wants them."""
        town, provider = self.municipality, self.provider
        towns = () if town is None else (MunicipalityDraft(**town.model_dump()),)
        if town is None or provider is None:
            return Directory(towns)
        known = provider.model_dump(exclude={"names"})
        return Directory(
            towns,
            (ProviderDraft(**known, municipality_code=town.code),),
            tuple((name, provider.inn) for name in provider.names),
        )
