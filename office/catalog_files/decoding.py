"""The text of a file, whichever of the usual encodings it was saved in."""

from __future__ import annotations

from typing import Final

from office.catalog_files.problems import CatalogFileRefused, Refusal

# Stands where letters were damaged; the row reader refuses cells that hold it.
DAMAGED: Final = "\ufffd"

_SIGNATURES: Final = (
    b"\xd0\xcf\x11\xe0",
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


def decoded(content: bytes, *, file: str) -> str:
    """UTF-8 or UTF-16 with a byte order mark, UTF-8 without one, else CP1251.

    Raises:
        CatalogFileRefused: Empty, or not a text at all.
    """
    if not content.strip():
        raise CatalogFileRefused(Refusal.EMPTY, file=file)
    if content.startswith(_SIGNATURES):
        raise CatalogFileRefused(Refusal.BINARY, file=file)
    text = _text(content)
    if "\0" in text:
        raise CatalogFileRefused(Refusal.BINARY, file=file)
    return text


def _text(content: bytes) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    text = content.decode("utf-8", errors="replace")
    if text.count(DAMAGED) * _DAMAGED_ONE_IN <= len(text):
        return text
    return content.decode("cp1251", errors="replace")
