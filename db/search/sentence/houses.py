"""«Ул. Ленина 5, кв. 12»: the number of a house is no age."""

from __future__ import annotations

import re
from typing import Final

from db.search.sentence.text import Sentence

# Without one of these letters there is no street, which is seen at once.
_HINTS: Final = ("ул", "пр", "пер", "пл", "шос", "бул", "наб", "мкр", "мик", "дом", "д.", "кв")
_STREET: Final = (
    r"(?:ул(?:иц[а-я]+)?|пр-?к?т|просп(?:ект[а-я]*)?|пер(?:еул[а-я]+)?|пл(?:ощад[а-я]+)?|шоссе"
    r"|бульвар[а-я]*|наб(?:ережн[а-я]+)?|мкр|микрорайон[а-я]*|проезд[а-я]*)"
)
_HOUSE: Final = re.compile(
    rf"(?<![^\W_]){_STREET}(?:\.\s*|\s+)[а-я][а-я-]+(?:\s+[а-я-]+)?,?\s+"
    r"(?P<number>(?:д\.?|дом)?\s*\d{1,3}[а-я]?(?:[/-]\d{1,3})?)"
    r"(?!\s*(?:-?\s?лет|год|г\b|класс|руб|час|[:.]\d))(?![^\W_])"
    r"|(?<![^\W_])(?P<part>(?:д\.|дом|кв\.?|квартира)\s*\d{1,3}[а-я]?)(?![^\W_])"
)


def take_house_numbers(sentence: Sentence) -> None:
    """Take the numbers of houses and flats, of which no address says anything."""
    if not any(each in sentence.text for each in _HINTS):
        return
    for match in list(_HOUSE.finditer(sentence.text)):
        sentence.take(*match.span("number" if match["number"] else "part"))
