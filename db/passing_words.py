"""What a chat is in the middle of, sealed: words that people typed may name a child (promise A5).

Unlike persons' values it has no key of its own: it changes with every tap and is deleted with its
account, so it is sealed under the master key itself, without a statement besides. The same words
are sealed alike, so that writing them twice writes nothing new (M6). What is under a key that is
not there any more is forgotten, as it would be after days.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Final

from sqlalchemy import Connection

from db.keys import KeysRefused
from db.sealing import ring_of

# The number of a certificate, which statements look at.
READABLE: Final = frozenset({"child"})
_KEY, _SEALED = "of", "sealed"


def sealed_words(connection: Connection, state: Mapping[str, str]) -> dict[str, str]:
    """What is kept of `state`; nothing of nothing."""
    kept = {name: value for name, value in state.items() if name in READABLE}
    words = {name: value for name, value in state.items() if name not in READABLE}
    if not words:
        return kept
    text = json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    key, sealed = ring_of(connection).seal_in_passing(connection, text)
    return {**kept, _KEY: key, _SEALED: base64.b64encode(sealed).decode()}


def opened_words(connection: Connection, kept: Mapping[str, str]) -> dict[str, str]:
    """The state of which this was kept; without its words, when their key is gone."""
    state = {name: value for name, value in kept.items() if name in READABLE}
    if _SEALED not in kept:
        return state
    try:
        sealed = base64.b64decode(kept[_SEALED])
        text = ring_of(connection).open_in_passing(connection, kept[_KEY], sealed)
    except KeysRefused:
        return {}
    return {**state, **json.loads(text)}
