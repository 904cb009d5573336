"""The audit trail of one object as a document and as lines on a terminal."""

from __future__ import annotations

import re

from core.domain.trailing import Recorded, Trail
from office.said import act_in_words, in_words, named, say, yes_no
from office.tables import table

# Of a state or a reason; names of people and things are as they were written.
_CODE = re.compile("[A-Z][A-Z_]+", re.ASCII)
# As acts note what a setting was and became.
_TURNED = " -> "
_BOTH_SIDES = ("before", "after")


def document(trail: Trail) -> dict[str, object]:
    """`before` and `after` are null where an act has none; `earlier` is whether more went before.

    Instants are in UTC, sums in kopecks.
    """
    return {"acts": [_act(each) for each in trail.records], "earlier": trail.earlier}


def report(trail: Trail) -> str:
    """One act in each line, the newest last."""
    rows = [
        (
            f"{each.at:%Y-%m-%d %H:%M:%S}",
            each.actor,
            act_in_words(each.act),
            *(_said(each.details.get(side, "")) for side in _BOTH_SIDES),
            "; ".join(f"{named(name)}: {_said(value)}" for name, value in _others(each).items()),
        )
        for each in trail.records
    ]
    lines = table(("at (UTC)", "who", "act", "before", "after", "details"), rows)
    if not trail.earlier:
        return lines
    return f"{say('said-trail-earlier', {'count': str(len(rows))})}\n{lines}"


def _act(each: Recorded) -> dict[str, object]:
    return {
        "at": each.at.isoformat(),
        "actor": each.actor,
        "act": each.act,
        **{side: each.details.get(side) for side in _BOTH_SIDES},
        "details": dict(_others(each)),
    }


def _others(each: Recorded) -> dict[str, str | int]:
    return {name: said for name, said in each.details.items() if name not in _BOTH_SIDES}


def _said(value: str | int) -> str:
    if isinstance(value, bool):
        return yes_no(value)
    before, turned, after = str(value).partition(_TURNED)
    if turned:
        return say("said-turned", {"before": _said(before), "after": _said(after)})
    return in_words(value) if _CODE.fullmatch(str(value)) else str(value)
