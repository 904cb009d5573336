"""The words of the six directions, under which programs are found."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from core.domain.program import Direction

DIRECTION_WORDS: Final = MappingProxyType(
    {
        Direction.TECHNICAL: "техническая техника технический",
        Direction.NATURAL_SCIENCE: "естественнонаучная естественные науки наука",
        Direction.SPORTS: "физкультурно-спортивная спорт физкультура",
        Direction.ARTS: "художественная искусство творчество",
        Direction.TOURISM: "туристско-краеведческая туризм краеведение",
        Direction.SOCIAL: "социально-гуманитарная",
    }
)
