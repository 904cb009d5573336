"""What is known of a child as a person. Everything else in the system knows only ids."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date

from core.domain.calendar import full_years
from core.domain.ids import PersonId
from core.domain.unseen import has_unseen

# What stands where a person's data was erased.
ERASED = "—"
ERASED_BORN_ON = date(1900, 1, 1)
NAME_LENGTH_MAX = 150
_APOSTROPHES = "'’`"
_IN_NAMES = f" -.{_APOSTROPHES}"


@dataclass(frozen=True, slots=True)
class Child:
    """A child as its own family and its municipality may see it."""

    id: PersonId
    full_name: str
    born_on: date
    certificate_number: str

    @classmethod
    def erased(cls, id: PersonId) -> Child:
        """What is left of a child whose data was erased."""
        return cls(id, ERASED, ERASED_BORN_ON, ERASED)

    @property
    def short_name(self) -> str:
        return short_name(self.full_name)

    def age(self, *, on: date) -> int:
        """Full years on a day (ENR-3, AGE)."""
        return full_years(self.born_on, on=on)


def short_name(full_name: str) -> str:
    """First name and the initial of the surname: `Котова Анна Игоревна` is `Анна К.`.

    Names are written surname first; a name of one word is shown as it is.
    """
    words = full_name.split()
    if len(words) < len(("surname", "name")):
        return full_name.strip()
    return f"{words[1]} {words[0][0]}."


def normalized_name(full_name: str) -> str:
    """The form in which two spellings of one full name are equal (CERT-2)."""
    composed = unicodedata.normalize("NFC", full_name)
    return " ".join(composed.casefold().replace("ё", "е").split())


def is_name(text: str) -> bool:
    """Letters of any script with spaces, hyphens, apostrophes and dots; each word has a letter,
    and every sign can be seen.

    One word is enough for an office: documents know such names.
    """
    words = text.split(" ")
    written = all(sign in _IN_NAMES or _is_letter(sign) for sign in text)
    spelled = all(_begins_with_letter(word) for word in words if word)
    shown = not has_unseen(unicodedata.normalize("NFC", text))
    return written and spelled and shown and any(words) and len(text) <= NAME_LENGTH_MAX


def is_full_name(text: str) -> bool:
    """At least a surname and a name, whatever space is between them."""
    words = text.split()
    return len(words) > 1 and is_name(" ".join(words))


def _begins_with_letter(word: str) -> bool:
    first = word.lstrip(_APOSTROPHES)[:1]
    return first.isalpha()


def _is_letter(sign: str) -> bool:
    # Marks stand over and under letters, also where a file has `й` as two signs.
    return sign.isalpha() or unicodedata.category(sign).startswith("M")
