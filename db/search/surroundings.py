"""What a sentence is understood by at one moment of the index."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from core.domain.ids import MunicipalityId
from db.search.lexicon import Lexicon
from db.search.reading import Surroundings
from db.search.snapshot import Snapshot


def surroundings(
    lexicon: Lexicon, snapshot: Snapshot, places: Sequence[Any], today: date
) -> Surroundings:
    """With the municipalities among the rows of NOW_AND_PLACES."""
    known = tuple((MunicipalityId(row.id), row.code, row.name) for row in places)
    return Surroundings(lexicon, lambda title: bool(snapshot.titles.called(title)), known, today)
