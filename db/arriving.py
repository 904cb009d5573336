"""Who is in a chat, with all that a search for its child begins with, in one question."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, String, bindparam, cast, func, select

from core.domain.delivery import Delivery
from core.domain.views import About
from core.ports.families import Arrival
from db.looking import EVERYBODY, PROGRAM, as_looking
from db.maps import MUNICIPALITIES
from db.offerings import as_program
from db.presence import ACCOUNT_IN_CHAT, PRESENCE, as_presence, of_chat
from db.saved_searches import as_saved
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
    question = _ARRIVING if about.program is None else _ARRIVING_AT
    if about.saved is not None:
        question = _ARRIVING_AGAIN
    said = {"program": about.program, "saved": about.saved}
    found = question(connection, {**of_chat(chat, delivery), **said, "since": earliest_date(now)})
    known = as_presence(found)
    if known is None:
        return None
    return Arrival(
        known,
        as_looking(connection, found, now),
        program=next((as_program(row) for row in found.get("program", ())), None),
        saved=next((as_saved(row) for row in found.get("saved", ())), None),
    )
