"""The one search behind one port; both databases give the same set, total, facets and order."""

from __future__ import annotations

from typing import Protocol

from core.domain.searching import Found, SearchQuery


class Search(Protocol):
    def find(self, query: SearchQuery, *, page_size: int) -> Found:
        """Programs that fit every condition, in the order that was asked for.

        An empty query finds the whole catalog. A page after the last one is the last one.
        """
        ...
