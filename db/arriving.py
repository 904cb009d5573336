"""Who is in a chat, with all that a search for its child begins with, in one question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, String, bindparam, cast, func, select

from core.domain.delivery import Delivery
from core.domain.views import About, Presence
from core.ports.families import Arrival, Looking
from db.looking import EVERYBODY, PROGRAM, as_looking, named
from db.maps import MUNICIPALITIES, by_name
from db.offerings import as_program
from db.own_standings import about_each, as_standings
from db.presence import ACCOUNT_IN_CHAT, PRESENCE, as_presence, of_chat
from db.saved_searches import as_saved
from db.search.foreseen import QUESTIONS, foreseen
from db.standing import about_standing, earliest_date
from db.tables.base import Id
from db.tables.messages import conversations, links
from db.tables.money import certificates
from db.tables.wishes import saved_searches
from db.together import Question, Together, given

_OWN = select(links.c.certificate_id).where(links.c.account_id == ACCOUNT_IN_CHAT)
# As `core.services.looking.chosen_child`: the only one, else the one that is spoken of.
_ONLY = _OWN.with_only_columns(func.min(links.c.certificate_id)).having(func.count() == 1)
_SPOKEN_OF = select(conversations.c.state["child"].as_string()).where(
    conversations.c.account_id == ACCOUNT_IN_CHAT
)
_CHOSEN = _OWN.where(cast(links.c.certificate_id, String) == _SPOKEN_OF.scalar_subquery())
_SAVED = select(saved_searches).where(
    saved_searches.c.id == bindparam("saved", type_=Id),
    saved_searches.c.account_id == ACCOUNT_IN_CHAT,
)
# Whom a saved search is for is spoken of from then on.
_SAVED_FOR = _OWN.where(
    links.c.certificate_id == _SAVED.with_only_columns(saved_searches.c.certificate_id)
    .scalar_subquery()
)  # fmt: skip


def _begun(*chosen: ColumnElement[int], **besides: Question) -> Together:
    """With the standing of the first one that there is."""
    child = func.coalesce(*chosen)
    standing = about_standing(None).items()
    return Together(
        **PRESENCE,
        children=EVERYBODY.where(certificates.c.id.in_(_OWN)),
        places=MUNICIPALITIES,
        **{name: given(each, certificate=child) for name, each in standing},
        **besides,
    )


_OF_FAMILY = (_ONLY.scalar_subquery(), _CHOSEN.scalar_subquery())
_ARRIVING = _begun(*_OF_FAMILY)
_ARRIVING_AT = _begun(*_OF_FAMILY, program=PROGRAM)
# Words may name any child, so the standing of each comes along.
_IN_WORDS: Final[Mapping[str, Question]] = {
    **PRESENCE,
    "children": EVERYBODY.where(certificates.c.id.in_(_OWN)),
    "places": MUNICIPALITIES,
    **about_each(_OWN),
}
_ARRIVING_IN_WORDS = Together(**_IN_WORDS)
# And what the index says of those words that this process hears for the first time.
_ARRIVING_IN_NEW_WORDS = Together(**_IN_WORDS, **QUESTIONS)
_ARRIVING_AGAIN = _begun(
    _ONLY.scalar_subquery(),
    _SAVED_FOR.scalar_subquery(),
    _CHOSEN.scalar_subquery(),
    saved=_SAVED,
)


def arriving(
    connection: Connection, chat: int, delivery: Delivery | None, about: About, *, now: datetime
) -> Arrival | None:
    """See `Families.arriving`."""
    said = {"program": about.program, "saved": about.saved}
    given = {**of_chat(chat, delivery), **said, "since": earliest_date(now)}
    # SQLite reads in one hop whatever it has to.
    far = bool(about.words) and connection.dialect.name == "postgresql"
    ahead = foreseen(connection, about.words, now.date()) if far else None
    if ahead is None:
        found = _question(about)(connection, given)
    else:
        found = _ARRIVING_IN_NEW_WORDS(connection, {**given, **ahead.given})
        ahead.learn(found)
    known = as_presence(connection, found)
    if known is None:
        return None
    return Arrival(
        known,
        _of_each(connection, known, found, now)
        if about.words
        else as_looking(connection, found, now),
        program=next((as_program(row) for row in found.get("program", ())), None),
        saved=next((as_saved(row) for row in found.get("saved", ())), None),
    )


def _question(about: About) -> Together:
    if about.words:
        return _ARRIVING_IN_WORDS
    if about.saved is not None:
        return _ARRIVING_AGAIN
    return _ARRIVING if about.program is None else _ARRIVING_AT


def _of_each(
    connection: Connection, known: Presence, found: Mapping[str, Sequence[Any]], now: datetime
) -> Looking:
    """For the child that the chat speaks of, as `_begun` finds it, and ready for another one."""
    rows = found["children"]
    standings = as_standings(connection, rows, found, now=now)
    spoken_of = known.conversation.get("child")
    chosen = [row.id for row in rows if len(rows) == 1 or str(row.id) == spoken_of]
    return Looking(
        named(connection, rows),
        by_name(found["places"]),
        standings[chosen[0]] if chosen else None,
        standings,
    )
