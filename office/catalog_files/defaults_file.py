"""The TOML file with the defaults, and one clear sentence when something in it is wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pydantic import ValidationError

from office.catalog_files.defaults import Defaults
from office.catalog_files.problems import CatalogFileRefused, Refusal

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_REFUSALS: Final = {
    "missing": Refusal.DEFAULTS_KEY_MISSING,
    "extra_forbidden": Refusal.DEFAULTS_KEY_UNKNOWN,
}
# Reasons that have a sentence of their own; the others share one.
_WHY: Final = frozenset(
    {"requisites", "zone", "amount", "ages", "dates", "price", "no-municipality"}
)
# What Python's reader says of a file that is no TOML, at which place of it.
_MISSPELT: Final = {
    "Expected '='": "no-equals",
    "Expected newline": "more-in-line",
    "Invalid value": "no-value",
    "Unclosed": "unclosed",
    "Cannot": "twice",
    "Illegal character": "character",
    "Unescaped": "backslash",
}
_NO_TEXT: Final[Mapping[str, str | int]] = {"error": "no-text", "line": 0, "character": 0}
_PLACE: Final = re.compile(r"at line (\d+), column (\d+)", re.ASCII)


def read_defaults(path: Path) -> Defaults:
    """What the operator's file says, checked.

    Raises:
        CatalogFileRefused: No such file, no TOML, or the first wrong key with what stands there.
    """
    try:
        # Amounts stay as they are written: a float is no money.
        written = tomllib.loads(path.read_text("utf-8-sig"), parse_float=str)
        return Defaults.model_validate(written)
    except FileNotFoundError:
        raise CatalogFileRefused(Refusal.NOT_FOUND, file=path.name) from None
    except OSError:
        raise CatalogFileRefused(Refusal.UNREADABLE, file=path.name) from None
    except UnicodeDecodeError:
        raise CatalogFileRefused(Refusal.DEFAULTS_BROKEN, file=path.name, **_NO_TEXT) from None
    except tomllib.TOMLDecodeError as error:
        facts = _misspelt(str(error))
        raise CatalogFileRefused(Refusal.DEFAULTS_BROKEN, file=path.name, **facts) from None
    except ValidationError as error:
        raise _refusal(path.name, error.errors()[0]) from None


def _refusal(file: str, error: ErrorDetails) -> CatalogFileRefused:
    key = ".".join(map(str, error["loc"])) or "provider"
    code = _REFUSALS.get(error["type"], Refusal.DEFAULTS_VALUE)
    found = "" if isinstance(error["input"], dict) else str(error["input"])
    why = error["type"] if error["type"] in _WHY else "other"
    return CatalogFileRefused(code, file=file, key=key, found=found, why=why)


def _misspelt(said: str) -> Mapping[str, str | int]:
    error = next((code for begins, code in _MISSPELT.items() if said.startswith(begins)), "other")
    place = _PLACE.search(said)
    line, character = (0, 0) if place is None else map(int, place.groups())
    return {"error": error, "line": line, "character": character}
