"""Nested JSON: things with lists of things in them, whose innermost are the rows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Final, NamedTuple, TypeAlias

from office.catalog_files.columns import Field
from office.catalog_files.groups import NO_GROUP
from office.catalog_files.header import WEEK
from office.catalog_files.problems import CatalogFileRefused, Refusal
from office.catalog_files.recognition import named, recognised
from office.catalog_files.sheets import Line, Sheet

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"


class Thing(dict[str, "Json"]):
    """An object, with its place in the document: «$.programs[2].groups[0]»."""

    def __init__(self, said: Mapping[str, Json], path: str) -> None:
        super().__init__(said)
        self.path = path
        # What its keys are called in the document, where they are called otherwise here.
        self.names: dict[str, str] = {}

    def path_of(self, key: str) -> str:
        return f"{self.path}.{self.names.get(key, key)}"


class Said(NamedTuple):
    """A text, and its place in the document."""

    text: str
    path: str


Texts: TypeAlias = dict[str, Said]
_SILENT: Final = Said("", "")

_GROUPS: Final = re.compile(r"group|групп", re.IGNORECASE)


def json_sheet(text: str, *, file: str) -> Sheet:
    """One row per innermost thing, with what the things around it say; the header is row 1.

    What two levels say under one key is said by the inner one alone, also where it is
    silent: «есть места» of a whole club is not said of each of its groups. But what groups in
    a list of groups are called is no title of the program around them.

    Raises:
        CatalogFileRefused: No JSON, or no list of things in it.
    """
    try:
        document = _lifted(_placed(json.loads(text), "$"))
    except (ValueError, RecursionError):
        raise CatalogFileRefused(Refusal.BROKEN_JSON, file=file) from None
    outermost = [document] if isinstance(document, Thing) else _things(document)
    if not outermost:
        raise CatalogFileRefused(Refusal.NOT_A_TABLE, file=file)
    way = _way_inwards(outermost)
    _name_groups(outermost, way)
    rows = list(_rows(outermost, way, {}))
    _call_groups_alike(rows)
    titles = tuple(dict.fromkeys(key for row in rows for key in row))
    if not titles:
        raise CatalogFileRefused(Refusal.NOT_A_TABLE, file=file)
    lines = [Line(1, titles)]
    for number, row in enumerate(rows, start=2):
        cells, paths = zip(*(row.get(title, _SILENT) for title in titles), strict=True)
        lines.append(Line(number, cells, paths=paths))
    return Sheet("", lines)


def _call_groups_alike(rows: Sequence[Texts]) -> None:
    """What is said of groups where there are none stands under the key that names the others."""
    ours = Field.GROUP.value
    named_by = next((key for row in rows for key in row if key != ours and _is_group(key)), ours)
    for row in rows:
        if ours in row and named_by != ours:
            row[named_by] = row.pop(ours)


def _is_group(key: str) -> bool:
    return _holds(key, Field.GROUP)


def _things(value: Json) -> list[Thing]:
    """The things of a list of things; none of anything else."""
    if not isinstance(value, list):
        return []
    things = [each for each in value if isinstance(each, Thing)]
    return things if len(things) == len(value) else []


def _placed(value: Json, path: str) -> Json:
    if isinstance(value, list):
        return [_placed(each, f"{path}[{place}]") for place, each in enumerate(value)]
    if not isinstance(value, dict):
        return value
    return Thing({key: _placed(each, f"{path}.{key}") for key, each in value.items()}, path)


def _lifted(value: Json) -> Json:
    """With what things in things hold lists in: `{"data": {"programs": […]}}` has programs."""
    if isinstance(value, list):
        return [_lifted(each) for each in value]
    if not isinstance(value, Thing):
        return value
    found = Thing({}, value.path)
    for key, each in value.items():
        inner = _lifted(each)
        if isinstance(inner, Thing) and any(map(_things, inner.values())):
            found |= inner
            found.names |= {name: f"{key}.{inner.names.get(name, name)}" for name in inner}
        else:
            found[key] = inner
    return found


def _way_inwards(things: Iterable[Thing]) -> list[str]:
    """The keys of the lists that hold lists that hold rows: of all ways the deepest."""
    inner: dict[str, list[Thing]] = {}
    for thing in things:
        for key, value in thing.items():
            inner.setdefault(key, []).extend(_things(value))
    ways = [[key, *_way_inwards(found)] for key, found in inner.items() if found]
    return max(ways, key=len, default=[])


def _name_groups(things: list[Thing], way: list[str]) -> None:
    """«title» or «name» in a list of groups is the group's, where those around have one too."""
    if not way or not _GROUPS.search(way[-1]):
        return
    around: set[str] = set()
    for name in way:
        around |= {key for thing in things for key in thing}
        things = [each for thing in things for each in _things(thing.get(name))]
    inside = {key for thing in things for key in thing}
    named = {key for key in inside if _holds(key, Field.TITLE)}
    if any(_holds(key, Field.GROUP) for key in inside) or len(named) != 1:
        return
    if any(_holds(key, Field.TITLE) for key in around):
        for thing, key in product(things, named):
            if key in thing:
                thing[Field.GROUP.value] = thing.pop(key)
                thing.names[Field.GROUP.value] = key


def _holds(key: str, field: Field) -> bool:
    known = recognised(key)
    return known is not None and known[0] is field


def _are_one(key: str, other: str) -> bool:
    known = recognised(other)
    return known is not None and _holds(key, known[0])


def _rows(things: list[Thing], way: list[str], around: Mapping[str, Said]) -> Iterator[Texts]:
    said_inside = _keys_inside(things, way)
    for thing in things:
        texts = {**around, **_texts(thing, leave_out={*way[:1], *said_inside})}
        for name in way[:1]:
            # Where others have a list of lessons, one may have them in words.
            if isinstance(said := thing.get(name), str):
                key = next((each for each in sorted(said_inside) if _are_one(each, name)), name)
                texts[key] = Said(said, thing.path_of(name))
        inside = _things(thing.get(way[0])) if way else []
        if inside:
            yield from _rows(inside, way[1:], texts)
        else:
            # Nobody inside says it otherwise.
            texts = {**around, **_texts(thing, leave_out={*way[:1]}), **texts}
            yield texts | _no_group(thing, way, texts)


def _no_group(thing: Thing, way: list[str], texts: Texts) -> Texts:
    """An empty list of groups is none; what has lessons of its own is a group all the same."""
    key = way[0] if way else ""
    if not _GROUPS.search(key) or thing.get(key, "") not in ([], None):
        return {}
    lessons = (said.text for name, said in texts.items() if _are_lessons(name))
    return {} if any(lessons) else {Field.GROUP.value: Said(NO_GROUP, thing.path_of(key))}


def _are_lessons(key: str) -> bool:
    known = recognised(key)
    return known is not None and known[0] in WEEK


def _keys_inside(things: list[Thing], way: list[str]) -> set[str]:
    """Every key that the levels further in use."""
    keys: set[str] = set()
    for name in way:
        things = [each for thing in things for each in _things(thing.get(name))]
        keys.update(key for thing in things for key in _texts(thing, leave_out=set()))
    return keys


def _texts(thing: Thing, *, leave_out: set[str]) -> Texts:
    """The thing's own values; those of a thing in it, as of a week's days, count as its own."""
    texts: Texts = {}
    for key, value in thing.items():
        if isinstance(value, Thing):
            texts.update(_within(key, _texts(value, leave_out=leave_out)))
        elif key not in leave_out and not _things(value):
            texts[key] = Said(_text(value), thing.path_of(key))
    return texts


def _within(key: str, texts: Texts) -> Texts:
    """What a thing in a thing says; «from» and «to» under «age» say it of ages."""
    return {_whole_name(key, name): said for name, said in texts.items()}


def _whole_name(key: str, name: str) -> str:
    tried = (f"{key}_{name}", f"{name}_{key}", f"{key} {name}")
    known = (each for each in tried if recognised(name) is None and named(each) is not None)
    return next(known, name)


def _text(value: Json) -> str:
    if isinstance(value, list):
        between = ", " if all(isinstance(each, int) for each in value) else " "
        return between.join(map(_text, value))
    return "" if value is None else str(value)
