"""Whatever is not one's own is refused as if it did not exist (section 3), by every public act.

The acts are found by looking: a function of `core.services` whose second parameter is `actor`.
Each is called by five strangers, with ids of others and with ids of nothing; both must be
refused alike, and nothing may be written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from core.domain.actor import (
    Actor,
)
from core.domain.errors import DomainError, NotAllowed, NotFound
from tests.services.strangers import Ids, acts, known_ids, strangers
from tests.services.world import OPERATOR, World
from tests.simulation.test_twice import PARTS, everything

# Who is no stranger to an act, whoever's the ids are; everybody else must be refused.
WELCOME: Mapping[str, frozenset[str]] = {
    # Registries of providers, programs and accounts are common to all municipalities.
    **dict.fromkeys(
        (
            "accept_for_account",
            "accounts_page",
            "add_group",
            "add_module",
            "add_municipality",
            "add_program",
            "add_provider",
            "apply_programs",
            "archive_group",
            "archive_missing",
            "begin_upload",
            "certify_module",
            "change_group",
            "change_municipality",
            "change_module",
            "change_program",
            "correct_provider",
            "drop_upload",
            "enter_account",
            "finish_staging",
            "finish_upload",
            "import_program",
            "import_programs",
            "invite_staff",
            "missing_of",
            "master_keys",
            "noted_erasures",
            "parked_page",
            "rotate_keys",
            "move_module",
            "move_program",
            "move_provider",
            "prepare_import",
            "provider_details",
            "refuse_program",
            "set_price_cap",
            "settle_provider",
            "stage_rows",
        ),
        frozenset({"operator"}),
    ),
    # An account's own applications: the ids of others in them are refused below. Its own
    # favorites, of a catalog that is common to all.
    **dict.fromkeys(
        (
            "drop_favorite",
            "drop_search",
            "consent_given",
            "saved_searches",
            "favorite_programs",
            "is_favorite",
            "keep_favorite",
            "application_form",
            "applying",
            "erase_account",
            "erasure_look",
            "own_data",
            "link_by_phone",
            "wish_link",
            "missed",
            "resend_missed",
            "drop_missed",
            "name_applicant",
            "name_child",
            "own_applications",
            "say_birth_date",
            "say_who_applies",
            "send_draft",
        ),
        frozenset({"family"}),
    ),
    # They have no subject: everybody is shown what is its own, be it nothing.
    "applications_waiting": frozenset({"operator", "officer"}),
    "own_enrollments": frozenset({"family", "staff"}),
    "advance_daily_run": frozenset({"system"}),
    "try_days": frozenset({"system"}),
    # It is handed what somebody may see, and shows nothing besides.
    "spoken_of": frozenset({"operator"}),
    "keep_news": frozenset({"system"}),
    "tell_news": frozenset({"system"}),
    "close_days": frozenset({"system"}),
    "hold_back_notices": frozenset({"system"}),
    "repeat_erasures": frozenset({"system"}),
}
# A municipality that anybody may choose to live in: only the missing one is refused.
OPEN_PLACES = frozenset({"choose_place", "send_application"})
# The actor is a `Family`, and nothing else is named: its own children, whatever is asked.
OWN_CHILDREN = frozenset(
    {
        "enrollments",
        "family_screen",
        "linked_children",
        "look_at",
        "look_round",
        "other_programs",
    }
)


async def answered(world: World, act: Callable[..., object], actor: Actor, ids: Ids) -> str:
    """The refusal's code, or what happened instead of one."""
    try:
        given = ids.arguments(act)
        await world.perform(lambda uow: act(uow, actor, **given))
    except (NotAllowed, NotFound) as refusal:
        return refusal.code
    except DomainError as refusal:
        return f"another refusal, {refusal.code}"
    except Exception as fault:  # noqa: BLE001 - said in the test's message
        return f"a fault, {fault!r}"
    return "done"


async def test_every_act_refuses_strangers_and_answers_foreign_and_missing_alike(
    world: World,
) -> None:
    known = await known_ids(world)
    foreign = Ids(world, missing=False, known=known)
    missing = Ids(world, missing=True, known=known)
    people = await strangers(world)
    before = await world.ask(everything)
    wrong = []

    for name, act in acts():
        if name in PARTS | OWN_CHILDREN:
            continue
        for who, actor in people.items():
            if who in WELCOME.get(name, ()):
                continue
            answers = [await answered(world, act, actor, ids) for ids in (foreign, missing)]
            if name in OPEN_PLACES and who == "family":
                answers = answers[1:]
                before = await world.ask(everything)
            if set(answers) not in ({NotAllowed.code}, {NotFound.code}):
                wrong.append(f"{name} by a strange {who}: foreign and missing get {answers}")

    assert not wrong, (
        "ask the permission before anything else; or say in WELCOME who is no stranger, in"
        " Ids.by_type what says whose it is, or in tests/simulation/test_twice.py that it is a"
        " PART of acts:\n" + "\n".join(wrong)
    )
    assert await world.ask(everything) == before


async def test_who_is_welcome_is_an_act_that_there_is() -> None:
    there = {name for name, _ in acts()}

    assert WELCOME.keys() | OPEN_PLACES | OWN_CHILDREN <= there


async def test_the_strangers_are_strange_and_others_are_not(world: World) -> None:
    """The same calls by those whose it is are not refused: the test tells the two apart."""
    known = await known_ids(world)
    own = Ids(world, missing=False, known=known)
    by_name = dict(acts())

    owners: Mapping[str, Actor] = {
        "enrollment_card": world.parent,
        "request_card": world.staff,
        "look_at_application": world.officer,
        "certificate_for": world.officer,
        "certificate_numbered": OPERATOR,
        "conclude_agreement": world.officer,
    }
    told = {
        name: await answered(world, by_name[name], actor, own) for name, actor in owners.items()
    }

    assert set(told.values()) == {"done"}


async def test_what_is_not_there_is_refused_to_those_who_may_do_it_everywhere_too(
    world: World,
) -> None:
    missing = Ids(world, missing=True, known=await known_ids(world))
    before = await world.ask(everything)
    wrong = []

    for name, act in acts():
        if name in PARTS | OWN_CHILDREN:
            continue
        if "operator" in WELCOME.get(name, ()):
            continue
        answer = await answered(world, act, OPERATOR, missing)
        if answer not in {NotAllowed.code, NotFound.code}:
            wrong.append(f"{name}: {answer}")

    assert not wrong, "\n".join(wrong)
    assert await world.ask(everything) == before
