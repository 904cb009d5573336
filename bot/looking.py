"""What a chat looks for, kept in its conversation under the names of the query's fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.domain.ids import CertificateId, MunicipalityId
from core.domain.program import Direction
from core.domain.searching import Conditions, SearchQuery

ANY: Final = "any"
CHILD: Final = "child"
CONDITIONS: Final = ("text", "municipality", "direction", "age", "free_places")


def query_of(conversation: Mapping[str, str]) -> SearchQuery:
    """The query that was built so far; what cannot be read does not limit."""
    municipality = _number(conversation.get("municipality"))
    direction = conversation.get("direction")
    age = _number(conversation.get("age"))
    chosen = Conditions(
        municipalities=() if municipality is None else (MunicipalityId(municipality),),
        directions=(Direction(direction),) if direction in set(Direction) else (),
        ages=() if age is None else (age,),
        free_places=bool(conversation.get("free_places")),
    )
    return SearchQuery(
        text=conversation.get("text", ""),
        chosen=chosen,
        page=_number(conversation.get("page")) or 1,
    )


def any_age(conversation: Mapping[str, str]) -> bool:
    """Whether the child's age was dropped on purpose."""
    return conversation.get("age") == ANY


def child_of(conversation: Mapping[str, str]) -> CertificateId | None:
    """The child that was chosen, if one was."""
    number = _number(conversation.get(CHILD))
    return None if number is None else CertificateId(number)


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and text.isascii() and text.isdigit() else None
