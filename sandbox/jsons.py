"""The shape of what travels: JSON objects, where a field that says nothing is left out."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

Json: TypeAlias = dict[str, object]


def filled(**fields: object) -> Json:
    """Keep the fields that say something: Telegram never sends `null`, `""`, `[]` or `false`."""
    return {name: value for name, value in fields.items() if value not in (None, "", False, [], ())}


def as_object(value: object) -> Json | None:
    """Read `value` as a JSON object, or None when it is anything else."""
    return {str(name): item for name, item in value.items()} if isinstance(value, dict) else None


def strings(value: object) -> Iterator[str]:
    """Every string in `value`, keys included, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from strings(name)
            yield from strings(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from strings(item)
