"""Which of the usual encodings a file was saved in, found out without holding it in memory."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from office.catalog_files.problems import CatalogFileRefused, Refusal

# Stands where letters were damaged; the row reader refuses cells that hold it.
DAMAGED: Final = "\ufffd"

# Excel of before 2007, and of today where a password hides everything.
_OLD_WORKBOOK: Final = b"\xd0\xcf\x11\xe0"
_SIGNATURES: Final = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
    b"Rar!",
)
_BYTE_ORDER_MARKS: Final = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
# In a CP1251 text read as UTF-8 nearly every letter is damaged, in a damaged UTF-8 text few are.
_DAMAGED_ONE_IN: Final = 200
_CHUNK: Final = 1_000_000


def encoding_of(path: Path) -> str:
    """UTF-8 or UTF-16 with a byte order mark, UTF-8 without one, else CP1251.

    Raises:
        CatalogFileRefused: Empty, an old or a locked workbook, or not a text at all.
        OSError
    """
    with path.open("rb") as content:
        beginning = content.read(4)
    if beginning.startswith(_OLD_WORKBOOK):
        raise CatalogFileRefused(Refusal.OLD_WORKBOOK, file=path.name)
    if beginning.startswith(_SIGNATURES):
        raise CatalogFileRefused(Refusal.BINARY, file=path.name)
    marked = (name for mark, name in _BYTE_ORDER_MARKS.items() if beginning.startswith(mark))
    encoding = next(marked, "utf-8")
    letters, blanks, damaged = 0, 0, 0
    for text in _texts(path, encoding):
        if "\0" in text:
            raise CatalogFileRefused(Refusal.BINARY, file=path.name)
        letters, damaged = letters + len(text), damaged + text.count(DAMAGED)
        blanks += sum(map(str.isspace, text)) if blanks + len(text) >= letters else 0
    if letters == blanks:
        raise CatalogFileRefused(Refusal.EMPTY, file=path.name)
    return "cp1251" if encoding == "utf-8" and damaged * _DAMAGED_ONE_IN > letters else encoding


def _texts(path: Path, encoding: str) -> Iterator[str]:
    decode = codecs.getincrementaldecoder(encoding)(errors="replace").decode
    with path.open("rb") as content:
        for chunk in iter(partial(content.read, _CHUNK), b""):
            yield decode(chunk)
    yield decode(b"", final=True)
