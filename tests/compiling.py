"""SQL that is compiled once for all tests, though each opens its database anew."""

from collections.abc import Hashable
from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.util import LRUCache

STATEMENTS_MAX: Final = 5000


class _OfAllEngines(LRUCache[Any, Any]):
    """Compiled statements by the kind of database, not by the engine as each engine's own."""

    def get(self, key: Any, default: Any = None) -> Any:  # noqa: ANN401 - SQLAlchemy's own
        return super().get(_of_its_kind(key), default)

    def __setitem__(self, key: Any, value: Any) -> None:  # noqa: ANN401 - SQLAlchemy's own
        super().__setitem__(_of_its_kind(key), value)


def _of_its_kind(key: tuple[Any, ...]) -> Hashable:
    dialect, *statement = key
    return type(dialect), *statement


_COMPILED: Final = _OfAllEngines(STATEMENTS_MAX)


def compile_once(connection: Connection) -> None:
    """Let this connection take what another engine's has compiled.

    The product has one engine that lives long; a test whose engines compiled every statement
    again spent a third of its time on that.
    """
    connection.execution_options(compiled_cache=_COMPILED)
