"""The TOML file with the defaults, and one clear sentence when something in it is wrong."""

from __future__ import annotations

import tomllib
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
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogFileRefused(
            Refusal.DEFAULTS_BROKEN, file=path.name, error=str(error)
        ) from None
    except ValidationError as error:
        raise _refusal(path.name, error.errors()[0]) from None


def _refusal(file: str, error: ErrorDetails) -> CatalogFileRefused:
    key = ".".join(map(str, error["loc"])) or "provider"
    code = _REFUSALS.get(error["type"], Refusal.DEFAULTS_VALUE)
    found = "" if isinstance(error["input"], dict) else str(error["input"])
    why = error["type"] if error["type"] in _WHY else "other"
    return CatalogFileRefused(code, file=file, key=key, found=found, why=why)
