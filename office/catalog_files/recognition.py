"""What a column holds, by its header: a name, a pattern, or a person who is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from office.catalog_files.columns import NAMES, PATTERNS, PERSONAL, SHORT, Field
from office.catalog_files.text import comparable

# A whole name is better than one with something in brackets behind it: «Цена» than «Цена (ГТО)».
_RANK_OF_BARE: Final = 500
# Any name is better than any pattern.
_RANK_OF_PATTERNS: Final = 1000
# And a column of titles alone is better than one that has persons beside them.
_RANK_OF_MIXED: Final = 10_000
# A longer text is a note or a row, not a header.
_HEADER_LONGEST: Final = 80

_REDUCED: Final = re.compile(r"льгот|многодет|скидк|малоимущ|малообеспеч|\b(?:2|второ)\S* реб")
_IN_BRACKETS: Final = re.compile(r"\([^)]*\)")
# «3. Направ-ленность»: the number of a column, and a word divided at the end of a line.
_NUMBER: Final = re.compile(r"^\d{1,2}[.)]\s*")
_WORD: Final = re.compile(r"[^\W\d_][\w/-]*\.?")
# Between the things that one header names.
_BETWEEN: Final = re.compile(r"\s*[,;/|()+:–—]\s*|\s+-\s+|\s+и\s+")
_KNOWN: Final[Mapping[str, tuple[Field, int]]] = {
    name: (field, rank) for field, names in NAMES.items() for rank, name in enumerate(names)
}
_FOUND: Final = tuple((field, re.compile(pattern)) for field, pattern in PATTERNS)


def recognised(header: str) -> tuple[Field, int] | None:
    """What a column with this header holds, and how good a name it is (0 is the best).

    «Стоимость, руб.» and «Возраст (лет)» are known by what stands before the unit,
    «Возраст обучающихся в группе» by a word. «Группа, педагог» holds persons: not read.
    «Объединение, педагог» holds titles too (`holds_titles_and_persons`).
    """
    written = _NUMBER.sub("", comparable(header)).replace("- ", "").strip(" :*.")
    written = written if written in _KNOWN else _in_full(written)
    if written in _KNOWN:
        return _KNOWN[written]
    if not written or len(written) > _HEADER_LONGEST:
        return None
    if PERSONAL.search(written):
        return (Field.TITLE, _RANK_OF_MIXED) if _is_mixed(written) else None
    bare = next((_KNOWN[name] for name in _without_units(written) if name in _KNOWN), None)
    more = _RANK_OF_BARE if _IN_BRACKETS.search(written) else 0
    known = _by_pattern(written) if bare is None else (bare[0], bare[1] + more)
    if known is not None and known[0] is Field.PRICE and _REDUCED.search(written):
        # What some families pay is no price of the module.
        return None
    return known


def named(header: str) -> Field | None:
    """Like `recognised`, of a whole name only: a row of the table is seldom one by chance."""
    written = comparable(header).strip(" :*.")
    known = _KNOWN.get(written) or _KNOWN.get(_in_full(written))
    return None if known is None else known[0]


def holds_persons(header: str) -> bool:
    """Names, phones and the like: never read, and the operator is told so."""
    personal = bool(PERSONAL.search(comparable(header)))
    return personal and (recognised(header) is None or holds_titles_and_persons(header))


def holds_titles_and_persons(header: str) -> bool:
    """«Объединение, педагог», «ФИО педагога / название кружка»: both in each cell."""
    return recognised(header) == (Field.TITLE, _RANK_OF_MIXED)


def _is_mixed(written: str) -> bool:
    """Whether it names a program and persons, and nothing else."""
    parts = [part for part in _BETWEEN.split(written) if part]
    person = PERSONAL.search(written)
    if len(parts) == 1 and person is not None and written[: person.start()].strip() in _KNOWN:
        # Two lines of one cell: «Объединение» over «ФИО педагога».
        parts = [written[: person.start()].strip(), written[person.start() :]]
    titles = [part for part in parts if not PERSONAL.search(part)]
    known = [_KNOWN.get(each) or _by_pattern(each) for each in titles]
    return 0 < len(titles) < len(parts) and all(
        each is not None and each[0] is Field.TITLE for each in known
    )


def _in_full(written: str) -> str:
    """«Кол-во своб. мест» is «количество свободных мест»."""
    return _WORD.sub(lambda word: SHORT.get(word[0].rstrip("."), word[0]), written)


def _without_units(written: str) -> Iterator[str]:
    bare = " ".join(_IN_BRACKETS.sub(" ", written).split())
    yield bare
    yield bare.partition(",")[0].strip()


def _by_pattern(written: str) -> tuple[Field, int] | None:
    bare = " ".join(_IN_BRACKETS.sub(" ", written).split()).partition(",")[0]
    for rank, (field, pattern) in enumerate(_FOUND, start=_RANK_OF_PATTERNS):
        if pattern.search(bare):
            return field, rank
    return None
