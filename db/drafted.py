"""What a draft is in columns."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, case, update

from core.domain.drafts import GroupDraft, ModuleDraft, ProgramDraft
from core.domain.program import Duration
from core.domain.titles import title_key
from db.maps import point_columns
from db.tables.registries import groups

# The columns of a group that a file may say something of, but for its places.
_OF_GROUP = (
    "title", "first_day", "last_day", "age_least", "age_most", "address", "latitude", "longitude",
)  # fmt: skip
_TAKEN = groups.c.places_taken
_PLACES = bindparam("new_places", type_=groups.c.places_total.type)
# A group that becomes smaller keeps the places that are taken.
CHANGE_GROUPS = (
    update(groups)
    .where(groups.c.id == bindparam("of_group"))
    .values(
        {name: bindparam(f"new_{name}") for name in _OF_GROUP}
        | {"places_total": case((_TAKEN > _PLACES, _TAKEN), else_=_PLACES)}
    )
)


def program_columns(draft: ProgramDraft) -> dict[str, Any]:
    return {
        "title": draft.title,
        "title_key": title_key(draft.title),
        "annotation": draft.annotation,
        "direction": draft.direction,
        "registry": draft.registry,
        "form": draft.form,
        "age_least": draft.ages.least,
        "age_most": draft.ages.most,
        "special_needs": draft.special_needs,
        "level": draft.level,
        **_duration_columns(draft.duration),
    }


def _duration_columns(duration: Duration) -> dict[str, int | None]:
    return {
        "duration_years": duration.years,
        "duration_months": duration.months,
        "duration_hours": duration.hours,
    }


def module_columns(draft: ModuleDraft) -> dict[str, Any]:
    cost = draft.normative_cost
    return {
        "title": draft.title,
        "normative_cost_kopecks": None if cost is None else cost.kopecks,
        **_duration_columns(draft.duration),
    }


def group_columns(draft: GroupDraft) -> dict[str, Any]:
    return {
        "title": draft.title,
        "first_day": None if draft.days is None else draft.days.first,
        "last_day": None if draft.days is None else draft.days.last,
        "age_least": None if draft.ages is None else draft.ages.least,
        "age_most": None if draft.ages is None else draft.ages.most,
        "address": draft.address,
        **point_columns(draft.point),
    }
