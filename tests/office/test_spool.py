"""Long answers for programs are written piece by piece, and read like any other JSON."""

from __future__ import annotations

import json

import pytest

from office.spool import HELD_MAX, Spool, pieces


@pytest.mark.parametrize("number", [0, 1, 3, HELD_MAX // 100])
def test_a_document_with_a_long_list_is_the_json_of_all_of_it(number: int) -> None:
    entries = [{"row": row, "found": "«Ёжики»\n" + "x" * 100} for row in range(number)]
    spool = Spool()
    for entry in entries:
        spool.add(entry)

    written = "".join(pieces({"file": "каталог.csv", "rows": spool, "counts": {"added": 1}}))

    assert json.loads(written) == {"file": "каталог.csv", "rows": entries, "counts": {"added": 1}}


def test_an_empty_document_is_an_empty_object() -> None:
    assert json.loads("".join(pieces({}))) == {}
