"""aiogram's models are built when they are used first, and not all of them at its import."""

from __future__ import annotations

import re
import sys
from typing import Any, Final, cast

from pydantic import BaseModel

_NAME: Final = re.compile(r"[A-Za-z_]\w*")
_BUILDING: Final = "model_rebuild"


def import_aiogram() -> None:
    """Import it; where it is imported already nothing changes.

    Each model that is built keeps a validator with a copy of whatever may be in it, and nearly
    everything may be in a message: all six hundred together take two fifths of a bot's
    memory and most of its start, and most are of games, gifts and payments that it never sees.
    """
    if "aiogram" in sys.modules:
        return
    building = vars(BaseModel)[_BUILDING]
    setattr(BaseModel, _BUILDING, classmethod(_left_to_be_built))
    try:
        import aiogram  # noqa: F401, PLC0415 - that is the point
    finally:
        setattr(BaseModel, _BUILDING, building)
    _build_what_every_update_needs()


def _left_to_be_built(
    model: type[BaseModel], /, *, _types_namespace: dict[str, Any], **_: object
) -> None:
    """Instead of being built, as aiogram's own import asks of each type, a model is left to be
    built by pydantic, which does that by itself as soon as it knows the names of a field's types:
    their modules import them for type checkers alone.
    """
    known = vars(sys.modules[model.__module__])
    for base in model.__mro__:
        for annotation in vars(base).get("__annotations__", {}).values():
            for name in _NAME.findall(str(annotation)):
                if name in _types_namespace:
                    known.setdefault(name, _types_namespace[name])
    _leave_methods()


def _leave_methods() -> None:
    """Methods come after all types, and are left to be built, too."""
    from aiogram.client.context_controller import BotContextController  # noqa: PLC0415

    cast("dict[str, Any]", BotContextController.model_config)["defer_build"] = True


def _build_what_every_update_needs() -> None:
    # In this order: an update takes the message as it is built.
    from aiogram.types import Message, Update  # noqa: PLC0415

    Message.model_rebuild()
    Update.model_rebuild()
