"""What a question finds: sets of groups and programs as bits, and how well each fits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import product
from operator import attrgetter
from typing import Final

from sqlalchemy import Connection

from core.domain.money import Money
from core.domain.searching import Conditions, Kind, Purse
from db.search.asking import NOTHING, asked, asked_kinds, avoided
from db.search.bits import any_of
from db.search.block import MONTHS, PLACES
from db.search.facts import minutes
from db.search.kept import kept_index
from db.search.lexicon import Place
from db.search.paying import paid_for
from db.search.sentence.wished import Wishes, Word
from db.search.snapshot import Snapshot
from db.search.word_bits import Bits
from db.search.words import lemmas, nominatives, tokens
from db.search.worths import NAMED_LEAST, Levels, added, added_exactly, levels_of

EXTRA: Final = 1
IN_TEXT_TOO: Final = 3
# Whoever speaks of more that is nearly the same is nearer: so much for each of the first ones.
SPEAKS_OF: Final = 1
NEARLY: Final = 4
# A title as it was typed; one that goes on behind what was typed; and one that is nothing but what
# was asked for in other words, which is more than all that a longer one can have.
AS_TYPED: Final = 100
GOES_ON: Final = 13
AS_NAMED: Final = 12
# Titles of more words are looked for as they were typed.
NAME_WORDS_MAX: Final = 2

_LAST: Final = chr(0x10FFFF)


class Matching:
    """One question on the index of one moment."""

    def __init__(
        self,
        connection: Connection,
        snapshot: Snapshot,
        bits: Bits,
        *,
        today: date,
        purse: Purse | None,
    ) -> None:
        self._connection = connection
        self.snapshot = snapshot
        self._bits = bits
        self._today = today
        self._purse = purse
        self._kept: dict[tuple[Kind, object, tuple[str, ...]], int] = {}
        self._worth: dict[str, Levels] = {}

    def groups(self, conditions: Conditions, *, but: Kind | None = None) -> int:
        """The groups that are all that is asked, and the programs that have none and fit; what is
        asked of one kind may be left out.
        """
        found = self.snapshot.groups
        for kind in asked_kinds(conditions):
            if kind is but:
                continue
            unwanted = avoided(conditions, kind)
            key = (kind, asked(conditions, kind), unwanted)
            if key not in self._kept:
                fitting = self._of_kind(kind, conditions)
                self._kept[key] = fitting ^ (fitting & self._having(kind, unwanted))
            found &= self._kept[key]
        return found

    def wished(self, wishes: Wishes) -> int | None:
        """The programs that have the words of any piece; None when no word is asked for."""
        found: int | None = None
        if wishes.pieces:
            found = any_of(self._all(piece) for piece in wishes.pieces)
        if wishes.excluded:
            unwanted = any_of(
                self._bits.phrases(word.phrases, (Place.TITLE,))
                | self._bits.phrases(word.same, (Place.SECTION,))
                for word in wishes.excluded
            )
            found = self.snapshot.ends if found is None else found
            found ^= found & unwanted
        return found

    def programs(self, groups: int, wishes: Wishes) -> int:
        wished, found = self.wished(wishes), self.programs_of(wishes)(groups)
        return found if wished is None else found & wished

    def programs_of(self, wishes: Wishes) -> Callable[[int], int]:
        """From groups to the programs that have any for a child who wishes them."""
        having = self.snapshot.programs_of
        if not wishes.ages:
            return having
        children = list(self._children(wishes))
        return lambda groups: any_of(having(one & groups) & piece for one, piece in children)

    def of_its_age(self, bit: int, groups: int, wishes: Wishes) -> int:
        """The groups of a program that are for the children who wish it."""
        if not wishes.ages:
            return groups
        return groups & any_of(one for one, piece in self._children(wishes) if piece >> bit & 1)

    def of_age(self, ages: Sequence[str], groups: int, wishes: Wishes) -> int:
        """The programs among these groups for a child of these ages, and what that child wishes."""
        if not wishes.ages:
            return self.snapshot.programs_of(groups & self._having(Kind.AGE, ages))
        own = tuple(map(int, ages))
        theirs = zip(wishes.ages, self._children(wishes), strict=True)
        having = self.snapshot.programs_of
        return any_of(having(of & groups) & piece for each, (of, piece) in theirs if each == own)

    def _children(self, wishes: Wishes) -> Iterator[tuple[int, int]]:
        """The groups for the age of each child, and the programs that it wishes."""
        for ages, piece in zip(wishes.ages, wishes.pieces, strict=True):
            yield self._having(Kind.AGE, map(str, ages)), self._all(piece)

    def scores(self, programs: int, wishes: Wishes) -> dict[int, int]:
        """The programs by what the words are worth in them."""
        totals = {0: programs}
        for piece in wishes.pieces:
            having = self._all(piece)
            of_piece = {0: having}
            for word in piece:
                levels = self._levels(word)
                of_piece = added(of_piece, levels)
                in_text = self._bits.phrases(word.same, (Place.TEXT,))
                of_piece = added(of_piece, {IN_TEXT_TOO: in_text & levels[NAMED_LEAST]})
                of_piece = added(of_piece, self._speaking(word, levels[2]))
            totals = added_exactly(totals, of_piece)
        for word in wishes.extra:
            totals = added(totals, {EXTRA: self._bits.phrases(word.same, (Place.TITLE,))})
        if wishes.title and (wishes.pieces or wishes.extra):
            totals = added(totals, self._titled(wishes))
        return totals

    def _speaking(self, word: Word, named: int) -> Levels:
        """Of those that are named so, which speak of how many things that are nearly the same."""
        speaking = [named] + [0] * NEARLY
        for phrase in (*word.akin, *word.near)[:NEARLY]:
            having = self._bits.phrase(phrase, (Place.TEXT,))
            for n in range(NEARLY, 0, -1):
                speaking[n] |= speaking[n - 1] & having
        return {SPEAKS_OF * n: speaking[n] for n in range(NEARLY, 0, -1) if speaking[n]}

    def _titled(self, wishes: Wishes) -> Levels:
        titles, title = self.snapshot.titles, wishes.title
        return {
            AS_TYPED: titles.called(title),
            GOES_ON: titles.called(f"{title} ", end=_LAST) if " " in title else 0,
            AS_NAMED: any_of(map(titles.called, _names(wishes))),
        }

    def _all(self, piece: Sequence[Word]) -> int:
        """The programs that have every word of it; the weak ones only add to the fit of others, and
        so does an adjunct that none of their titles has: «мультики на компьютере».
        """
        strong = [word for word in piece if not word.weak] or piece
        found = -1
        for word in sorted(strong, key=attrgetter("adjunct")):
            having = self.having(word)
            if found < 0 or not word.adjunct or not having or found & self.named(word):
                found &= having
        return max(found, 0)

    def wished_apart(self, wishes: Wishes) -> list[int]:
        """The programs of each piece by itself."""
        return [self._all(piece) for piece in wishes.pieces]

    def joinable(self) -> int:
        """Groups that have a free place and known days and sums, and are not over."""
        known = self.snapshot.planes("first_day")[-1] & self.snapshot.planes("most")[-1]
        return known & self.with_places()

    def having(self, word: Word) -> int:
        return any_of(self._levels(word).values())

    def named(self, word: Word) -> int:
        """The programs of which a title or a section has it."""
        return self._levels(word)[NAMED_LEAST]

    def _levels(self, word: Word) -> Levels:
        if word.chip.key not in self._worth:
            self._worth[word.chip.key] = levels_of(word, self._bits)
        return self._worth[word.chip.key]

    def _of_kind(self, kind: Kind, conditions: Conditions) -> int:
        snapshot, asking = self.snapshot, conditions
        if asked(asking, kind) == asked(NOTHING, kind):
            return snapshot.groups
        special: dict[Kind, Callable[[], int]] = {
            Kind.STARTS: lambda: self.starting(minutes(asking.starts)),
            Kind.ENDS: lambda: snapshot.at_most("ends", minutes(asking.ends)),
            Kind.PRICE: lambda: self.costing(asking.price_most),
            Kind.COVERED: self.covered,
            Kind.FREE_PLACES: self.with_places,
            Kind.NEEDS: lambda: snapshot.value(kind, "1"),
        }
        if kind in special:
            return special[kind]()
        return self._having(kind, map(str, asked(asking, kind)))

    def _having(self, kind: Kind, values: Iterable[str]) -> int:
        if kind is Kind.ADDRESS:
            return any_of(map(self.at, values))
        return any_of(self.snapshot.value(kind, each) for each in values)

    def costing(self, most: Money | None) -> int:
        """The groups whose month is known to cost the family no more."""
        if most is None:
            return 0
        snapshot = self.snapshot
        if self._purse is None:
            return snapshot.at_most("month", most.kopecks // 100)
        found = 0
        for months in snapshot.names.get(MONTHS, ()):
            added = most.kopecks * int(months)
            found |= paid_for(snapshot, self._purse, added) & snapshot.value(MONTHS, months)
        return found

    def starting(self, minute: int) -> int:
        # Those that are earlier are among those that are known.
        return self.snapshot.planes("starts")[-1] ^ self.snapshot.at_most("starts", minute - 1)

    def at(self, address: str) -> int:
        """The groups whose address has all these words."""
        found = -1
        for token in tokens(address):
            found &= self._bits.anywhere(lemmas(token), (Place.ADDRESS,))
        return max(found, 0)

    def covered(self) -> int:
        """A bound: whatever day it begins on, the certificate can pay all of it."""
        return paid_for(self.snapshot, self._purse or Purse(Money(0)), 0)

    def with_places(self) -> int:
        """By the date in UTC: a group that ends today may be shown some hours too long."""
        snapshot = self.snapshot
        over = snapshot.at_most("last_day", self._today.toordinal() - 1)
        full = kept_index(self._connection).full(self._connection, snapshot)
        having = snapshot.value(PLACES, "")
        return having ^ (having & (over | full))


def _names(wishes: Wishes) -> frozenset[str]:
    """What a program may be called that is about nothing but what was asked for."""
    if len(wishes.pieces) != 1:
        return frozenset()
    (piece,) = wishes.pieces
    same = piece[0].same if len(piece) == 1 else ()
    short = [each for each in same if len(each) <= NAME_WORDS_MAX]
    called = (product(*(_nominatives(words) for words in each)) for each in short)
    names = {" ".join(each) for some in called for each in some}
    return frozenset({*names, " ".join(word.chip.value for word in piece)})


def _nominatives(words: Iterable[str]) -> frozenset[str]:
    return frozenset(form for each in words for form in nominatives(each))
