"""Buttons of the search. `pick` stands for a value whose own words may be too long for a button:
it is looked up among those of the question, and means nothing beside it.
"""

from __future__ import annotations

from bot.keyboards.packing import Number, Pressed
from core.domain.searching import Kind, Sort


class SearchNew(Pressed, prefix="sn"):
    """Forget the words and conditions and ask for new ones."""


class SearchAll(Pressed, prefix="sa"):
    """The whole catalog, without a word."""


class SearchPage(Pressed, prefix="sp"):
    """Page 0 is the one that was seen last."""

    page: Number


class ChipPressed(Pressed, prefix="sx"):
    """Drop one thing that was understood."""

    pick: Number


class DropPressed(Pressed, prefix="sd"):
    """Drop the condition that was offered to be dropped."""

    pick: Number


class WordChosen(Pressed, prefix="sw"):
    """Take a word that programs have in place of one that none has."""

    pick: Number


class FiltersOpened(Pressed, prefix="sf"):
    pass


class FilterOpened(Pressed, prefix="sc"):
    kind: Kind
    page: Number


class FilterChosen(Pressed, prefix="ss"):
    """One value of a kind; 0 stands for any."""

    kind: Kind
    pick: Number


class SortOpened(Pressed, prefix="so"):
    pass


class SortChosen(Pressed, prefix="sr"):
    sort: Sort


class SearchSaved(Pressed, prefix="sv"):
    """Go on searching for the present question."""


class SavedSearchesPressed(Pressed, prefix="svl"):
    pass


class SavedSearchOpened(Pressed, prefix="svo"):
    search: Number


class SavedSearchDropped(Pressed, prefix="svx"):
    search: Number
