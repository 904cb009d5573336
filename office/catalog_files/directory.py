"""The municipalities and providers that rows of a file may name."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.drafts import MunicipalityDraft, ProviderDraft
from core.domain.requisites import is_inn
from office.catalog_files.problems import NotUnderstood, Reason
from office.catalog_files.text import comparable


@dataclass(frozen=True, slots=True)
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
            NotUnderstood
        """
        for municipality in self.municipalities:
            if comparable(written) in map(comparable, (municipality.code, municipality.name)):
                return municipality.code
        raise NotUnderstood(Reason.UNKNOWN_MUNICIPALITY)

    def provider(self, inn: str) -> ProviderDraft:
        """Who has this ИНН.

        Raises:
            NotUnderstood: Not an ИНН, or nobody's.
        """
        number = inn.replace(" ", "")
        if not is_inn(number):
            raise NotUnderstood(Reason.INN_WRONG)
        for provider in self.providers:
            if provider.inn == number:
                return provider
        raise NotUnderstood(Reason.UNKNOWN_PROVIDER)

    def provider_named(self, written: str) -> ProviderDraft:
        """Who is called so in the registry or in the defaults; nobody guesses.

        Raises:
            NotUnderstood: Nobody, or several.
        """
        name = comparable(written)
        aliases = {inn for alias, inn in self.names if comparable(alias) == name}
        found = {
            provider.inn: provider
            for provider in self.providers
            if comparable(provider.name) == name or provider.inn in aliases
        }
        if len(found) != 1:
            raise NotUnderstood(Reason.PROVIDER_NOT_NAMED)
        return next(iter(found.values()))
