"""A column held against any number of ids, given as one parameter.

An IN of each length is another statement, which has to be made and planned anew; this one never
changes, so it can be prepared.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import ARRAY, BigInteger, Boolean, Dialect, String, TypeDecorator, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine


class _Texts(TypeDecorator[Collection[str]]):
    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return ARRAY(String) if dialect.name == "postgresql" else String()

    def process_bind_param(self, value: Collection[str] | None, dialect: Dialect) -> Any:  # noqa: ANN401 - as the driver wants it
        texts = list(value or ())
        return texts if dialect.name == "postgresql" else json.dumps(texts)


class _Ids(TypeDecorator[Collection[int]]):
    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return ARRAY(BigInteger) if dialect.name == "postgresql" else String()

    def process_bind_param(self, value: Collection[int] | None, dialect: Dialect) -> Any:  # noqa: ANN401 - as the driver wants it
        ids = value or ()
        if dialect.name == "postgresql":
            return list(ids)
        return f"[{','.join(map(str, map(int, ids)))}]"


class among(FunctionElement[bool]):  # noqa: N801 - it reads as a word of SQL
    """`among(table.c.id, "ids")`: the column holds one of the parameter's numbers, or `texts`."""

    type = Boolean()
    inherit_cache = True
    # Or SQLite is asked whether it `= 1`, for which it looks at every row.
    _is_implicitly_boolean = True

    def __init__(self, column: ColumnElement[Any], name: str, *, texts: bool = False) -> None:
        super().__init__(column, bindparam(name, type_=_Texts() if texts else _Ids()))


@compiles(among, "sqlite")
def _of_json(element: among, compiler: SQLCompiler, **kw: Any) -> str:  # noqa: ANN401
    column, given = (compiler.process(each, **kw) for each in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({given}))"  # noqa: S608 - both compiled


@compiles(among, "postgresql")
def _of_array(element: among, compiler: SQLCompiler, **kw: Any) -> str:  # noqa: ANN401
    column, given = (compiler.process(each, **kw) for each in element.clauses)
    return f"{column} = ANY ({given})"
