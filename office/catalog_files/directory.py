"""The municipalities and providers that rows of a file may name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from core.domain.drafts import MunicipalityDraft, ProviderDraft
from core.domain.places import PLACES, known_place, place_key
from core.domain.requisites import is_inn
from office.catalog_files.problems import NotUnderstood, Reason
from office.catalog_files.text import comparable

_OTHER_NAMES: Final = {place.code: place.names for place in PLACES}


@dataclass(frozen=True)
class Directory:
    """What is registered already, or comes with the file."""

    municipalities: tuple[MunicipalityDraft, ...] = ()
    providers: tuple[ProviderDraft, ...] = ()
    # Other names of providers, as files have them, with the ИНН.
    names: tuple[tuple[str, str], ...] = ()

    def __add__(self, other: Directory) -> Directory:
        return Directory(
            (*self.municipalities, *other.municipalities),
            (*self.providers, *other.providers),
            (*self.names, *other.names),
        )

    def municipality_code(self, written: str) -> str:
        """The code of the municipality that a cell names by code or by name; nobody guesses.

        Raises:
            NotUnderstood: None, or several; or the product knows it, and the registry does not.
        """
        known = self._places.get(comparable(written)) or self._places.get(place_key(written))
        if not known and known_place(written) is not None:
            raise NotUnderstood(Reason.MUNICIPALITY_NOT_REGISTERED)
        if not known or len(known) > 1:
            raise NotUnderstood(Reason.UNKNOWN_MUNICIPALITY)
        return next(iter(known))

    def provider(self, inn: str) -> ProviderDraft:
        """Who has this ИНН.

        Raises:
            NotUnderstood: Not an ИНН, or nobody's.
        """
        number = inn.replace(" ", "")
        if number not in self._by_inn:
            right = is_inn(number)
            raise NotUnderstood(Reason.UNKNOWN_PROVIDER if right else Reason.INN_WRONG)
        return self._by_inn[number]

    def provider_named(self, written: str) -> ProviderDraft:
        """Who is called so in the registry or in the defaults; nobody guesses.

        Raises:
            NotUnderstood: Nobody, or several.
        """
        known = self._by_name.get(comparable(written), set())
        if len(known) != 1:
            raise NotUnderstood(Reason.PROVIDER_NOT_NAMED)
        return self._by_inn[next(iter(known))]

    @cached_property
    def _by_inn(self) -> Mapping[str, ProviderDraft]:
        return {provider.inn: provider for provider in reversed(self.providers)}

    @cached_property
    def _by_name(self) -> Mapping[str, set[str]]:
        known: dict[str, set[str]] = {}
        for name, inn in (*((each.name, each.inn) for each in self.providers), *self.names):
            known.setdefault(comparable(name), set()).add(inn)
        return known

    @cached_property
    def _places(self) -> Mapping[str, set[str]]:
        known: dict[str, set[str]] = {}
        for place in self.municipalities:
            names = (place.name, *_OTHER_NAMES.get(place.code, ()))
            codes = {comparable(place.code), *map(comparable, names), *map(place_key, names)}
            for name in codes:
                known.setdefault(name, set()).add(place.code)
        return known
