"""Municipalities by their names and centres, districts and streets by the words of addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Final

from core.domain.ids import MunicipalityId
from core.domain.places import official_place
from core.domain.searching import Kind
from db.search.lexicon import ANYWHERE, Lexicon, Place
from db.search.sentence.text import Sentence
from db.search.words import STOP_WORDS, Token, folded, lemmas, on_the_map, positioned

GENERIC: Final = frozenset(
    [
        "город", "городской", "муниципальный", "округ", "район", "область", "республика", "край",
        "поселок", "село", "г", "обл", "респ", "го", "мо", "рп", "муниципалитет",
    ]
)  # fmt: skip
_OFFICIAL: Final = r"(?:муниципальн[а-я]+|городск[а-я]+)?\s*(?:район[а-я]*|округ[а-я]*|р-н[а-я]*|го|мо|област[а-я]+|обл\.?|кра[а-я]{1,2}|республик[а-я]+)"
_BEFORE: Final = r"(?:(?:в|во|из|под|г\.?|гор\.?|город[а-я]*)\s+(?:г\.?\s*|город[а-я]*\s+)?)"
# What people call towns, by the code of their municipality.
_COLLOQUIAL: Final = {
    "KLG": "кениг[а-я]*|кенигсберг[а-я]*|калининград[а-я]*|клд|клгд|кгд|калик[а-я]*",
    "ZEL": "зелик[а-я]*|зеленоградск[а-я]*",
    "SVL": "светлогорск[а-я]*|светлик[а-я]*",
    "BAL": "балтийск[а-я]*|балтик[а-я]*",
    "KRA": "красногорск(?:ое|ого|ому|ом|им)",
}
# What regions are called, by a part of their names.
_CALLED: Final = {
    "санкт-петербург": "питер[а-я]*|спб|петербург[а-я]*",
    "башкортостан": "башкири[а-я]+",
    "татарстан": "татари[а-я]+",
    "чуваш": "чуваши[а-я]+",
    "якути": "якути[а-я]+",
    "удмурт": "удмурти[а-я]+",
    "чечен": "чечн[а-я]+",
    "московская": "подмосковь[а-я]+",
    "ленинградская": "ленобласт[а-я]+",
    "кемеровская": "кузбасс[а-я]*",
}
_STREETS: Final = frozenset(
    [
        "улица", "ул", "проспект", "пр", "пр-т", "пр-кт", "площадь", "пл", "шоссе", "бульвар",
        "набережная", "наб", "мкр", "микрорайон", "переулок", "пер", "поселок", "пос", "село",
        "деревня", "тупик", "проезд",
    ]
)  # fmt: skip
_DISTRICT: Final = "район"
# «В центре» of a town that has a central district.
_CENTRAL: Final = "центральный"
_IN_CENTRE: Final = re.compile(
    r"(?<![^\W_])(?:в|ближе\s+к|поближе\s+к)\s+(?:самом\s+)?центр[еу](?:\s+города)?"
    r"(?=\s*(?:$|[,;.!?\d\x00]))"
)

Municipalities = Sequence[tuple[MunicipalityId, str, str]]


def take_municipalities(sentence: Sentence, known: Municipalities) -> None:
    """Municipalities of (id, code, name) that the sentence names become chips."""
    for municipality, code, name in known:
        for letters, pattern in patterns_of(code, name):
            # Most sentences name no place at all, which is seen at once.
            found = list(pattern.finditer(sentence.text)) if letters in sentence.text else ()
            for match in found:
                sentence.say(((Kind.MUNICIPALITY, str(municipality)),), *match.span())


@lru_cache(maxsize=1024)
def patterns_of(code: str, name: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """How a municipality is named, its official names first; each pattern has letters without
    which it does not match.
    """
    ordered = sorted(_patterns(code, name), key=lambda each: _OFFICIAL not in each[1])
    return tuple((letters, re.compile(pattern)) for letters, pattern in ordered)


def _patterns(code: str, name: str) -> Iterable[tuple[str, str]]:
    """Patterns of a municipality, each with letters without which there is no match."""
    place = official_place(code) or official_place(name)
    names = (name,) if place is None else (place.centre, name, *place.aliases)
    for number, each in enumerate(names):
        words = [token.word for token in positioned(folded(each))]
        telling = [word for word in words if not lemmas(word) & GENERIC and word not in GENERIC]
        if not telling:
            continue
        letters, adjective = _stem(telling[0])
        stem = re.escape(letters)
        hyphenated = f"{telling[0]}-{telling[1]}" if len(telling) > 1 else ""
        if hyphenated and hyphenated in folded(each):
            yield telling[0], _alone(rf"{telling[0]}[\s-]+{_stem(telling[1])[0]}[а-я]{{0,3}}")
            continue
        if adjective and (place is None or number > 0):
            official = _OFFICIAL if place is not None else _own_kind(words)
            yield letters, rf"{_BEFORE}?(?<![^\W_]){stem}[а-я]{{2,3}}\s+{official}(?![^\W_])"
        elif adjective:
            yield (
                letters,
                rf"{_BEFORE}{stem}(?:ый|ого|ому|ом|ым|ое|ий|им)(?![^\W_])|^\s*{stem}(?:ый|ое|ий)\s*$",
            )
        else:
            yield letters, _alone(rf"{stem}(?:а|у|е|ом|ым|о|ой|ы|и)?")
    if place is not None and place.code in _COLLOQUIAL:
        yield "", _alone(_COLLOQUIAL[place.code])
    yield from (("", _alone(said)) for part, said in _CALLED.items() if part in folded(name))


def _own_kind(words: Iterable[str]) -> str:
    """«область» of «Московская обл.»: a district of a town may have the same name."""
    kinds = [word[:3] for word in words if word in GENERIC or lemmas(word) & GENERIC]
    return rf"(?:{'|'.join(kinds)})[а-я]*\.?" if kinds else _OFFICIAL


def _alone(pattern: str) -> str:
    return rf"{_BEFORE}?(?<![^\W_])(?:{pattern})(?![^\W_])"


def _stem(word: str) -> tuple[str, bool]:
    """The unchanging part of a name, and whether it is inflected as an adjective."""
    for ending in ("ский", "ская", "ское", "ный", "лый", "рый", "ий", "ый", "ая", "ое"):
        if word.endswith(ending):
            return word[:-2], True
    return word[:-1] if word[-1] in "аоя" else word, False


def take_addresses(sentence: Sentence, lexicon: Lexicon, wanted: Callable[[Token], bool]) -> None:
    """Districts and streets; `wanted` says which words would mean something else as well."""
    if lexicon.places(_CENTRAL) & Place.ADDRESS:
        for match in list(_IN_CENTRE.finditer(sentence.text)):
            sentence.say(((Kind.ADDRESS, f"{_CENTRAL} {_DISTRICT}"),), *match.span())
    tokens = positioned(sentence.text)
    taken = _in_phrases(tokens, sentence)
    for n, token in enumerate(tokens):
        if n in taken or token.word in STOP_WORDS or lemmas(token.word) & {_DISTRICT}:
            continue
        span = _address(tokens, n, lexicon, wanted)
        if span is None:
            continue
        one, other, value = span
        # «Нижний Новгород» is one place.
        while other + 1 < len(tokens) and _DISTRICT not in value:
            more = _address(tokens, other + 1, lexicon, wanted)
            if more is None or _separated(sentence, tokens[other], tokens[other + 1]):
                break
            other, value = more[1], f"{value} {more[2]}"
        taken.update(range(one, other + 1))
        first, last = tokens[one].first, tokens[other].last
        before = one - 1
        if before >= 0 and tokens[before].word in {"в", "во", "на", "по", "у", "около"}:
            first = tokens[before].first
        sentence.say(((Kind.ADDRESS, value),), first, last)


def _in_phrases(tokens: Sequence[Token], sentence: Sentence) -> set[int]:
    """What is a theme together is no street: «чёрный пояс», «сесть на шпагат»."""
    return {
        n
        for first, last in sentence.phrases
        for n, token in enumerate(tokens)
        if first <= token.first and token.last <= last
    }


def _separated(sentence: Sentence, one: Token, other: Token) -> bool:
    between = sentence.text[one.last : other.first]
    return between.strip(" -") != ""


def _address(
    tokens: Sequence[Token], n: int, lexicon: Lexicon, wanted: Callable[[Token], bool]
) -> tuple[int, int, str] | None:
    """The first and last token of an address that begins at `n`, and what it is called."""
    word = tokens[n].word
    following = tokens[n + 1].word if n + 1 < len(tokens) else ""
    before = tokens[n - 1].word if n else ""
    if lemmas(following) & {_DISTRICT} and _adjective(word):
        return n, n + 1, f"{_named(word, lexicon)} {_DISTRICT}"
    if (word in _STREETS or lemmas(word) & _STREETS) and following and not following.isdigit():
        return n, n + 1, _named(following, lexicon)
    stands = [lemma for lemma in sorted(lemmas(word)) if lexicon.places(lemma) & Place.ADDRESS]
    if not stands or len(word) < 4 or word.isdigit() or wanted(tokens[n]):  # noqa: PLR2004 - short ones are abbreviations
        return None
    if following and (following in _STREETS or lemmas(following) & _STREETS):
        return n, n + 1, stands[0]
    elsewhere = any(lexicon.places(lemma) & ANYWHERE for lemma in lemmas(word))
    if before in {"в", "во", "на", "у"} or not elsewhere or on_the_map(word):
        return n, n, stands[0]
    return None


def _adjective(word: str) -> bool:
    return any(lemma.endswith(("ий", "ый", "ой")) for lemma in lemmas(word))


def _named(word: str, lexicon: Lexicon) -> str:
    known = [each for each in sorted(lemmas(word)) if lexicon.places(each) & Place.ADDRESS]
    return known[0] if known else min(lemmas(word))
