"""An act done twice is done once (promise M6): a table over every act there is."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Awaitable, Callable
from importlib import import_module

from sqlalchemy import select

import core.services
from core.ports.unit_of_work import UnitOfWork
from db.tables import metadata
from db.unit_of_work import SqlUnitOfWork
from tests.services.world import World
from tests.simulation.acts_to_repeat import REPEATED, Repeat
from tests.simulation.enrollments_to_repeat import confirm_too_late

# Those that only look. Some of them record the look, each time anew, as section 3 wants it.
QUESTIONS = frozenset(
    {
        "accounts_page",
        "agreement_used",
        "agreements_page",
        "application_form",
        "applying",
        "applications_page",
        "applications_waiting",
        "audit_days",
        "audit_money",
        "browse_programs",
        "categories_of",
        "category_look",
        "category_named",
        "certificate_for",
        "certificate_numbered",
        "certificates_page",
        "child_named",
        "completeness_of_group",
        "contracts",
        "conversation",
        "cost_of_leaving",
        "cost_of_termination",
        "days_due",
        "days_to_close",
        "consent_given",
        "desk",
        "desk_offer",
        "desk_offers",
        "desk_starts",
        "enrollment_card",
        "ensure_category",
        "ensure_not_set_back",
        "erasure_look",
        "noted_erasures",
        "own_data",
        "enrollments",
        "enrollments_in",
        "family_screen",
        "favorite_programs",
        "is_favorite",
        "is_parked",
        "one_child",
        "find_account",
        "group_offered",
        "group_origins",
        "groups_page",
        "groups_to_move_to",
        "history",
        "holders",
        "limits_of_period",
        "linked_children",
        "missed",
        "look_at",
        "look_at_application",
        "look_at_certificate",
        "look_at_enrollment",
        "look_at_quote",
        "look_at_trail",
        "look_at_trail_of_period",
        "look_round",
        "arriving",
        "master_keys",
        "missing_of",
        "module_registered",
        "provider_look",
        "refusal_of_module",
        "refusal_of_program",
        "modules_of",
        "month_of_group",
        "months_of_group",
        "municipalities_page",
        "municipality_coded",
        "own_application",
        "own_applications",
        "own_enrollments",
        "parent",
        "parked_page",
        "period_holding",
        "periods_of",
        "place_named",
        "presence",
        "price_cap",
        "program_card",
        "program_with_groups",
        "programs_not_named",
        "programs_page",
        "provider_details",
        "provider_drafts",
        "provider_groups",
        "provider_with_inn",
        "providers_page",
        "quote_enrollment",
        "quote_offer",
        "request_card",
        "rows_wait",
        "saved_search",
        "saved_searches",
        "search_programs",
        "news_found",
        "cards_of",
        "similar_programs",
        "other_programs",
        "staff_member",
        "spoken_of",
        "start_days",
        "switched_off",
        "times_asked_before",
        "told",
        "told_each",
        # Undone by whoever asks it.
        "try_days",
        "upload_numbered",
        "uploads_page",
        "may_have_arrived_twice",
        "prove_writable",
        "watched",
        "who_sees",
    }
)
# Parts of acts, called in their transaction, and what says that each call makes another.
PARTS = frozenset(
    {
        "accept_at_desk",
        "behind",
        "told_applicant",
        "told_office",
        "told_operator",
        "told_searcher",
        "asked",
        "fitting",
        "pages_of",
        "own_period",
        "purse_of",
        "saved_line",
        "zone_of_nobody",
        "accept_prolongation",
        "card_for",
        "card_of",
        "cards_for",
        "changes_of",
        "leaving_today",
        "named",
        "programs_for",
        "found_for",
        "found_page",
        "post_return",
        "stop_enrollments",
        "take_back",
        "take_place",
        "unlapsed_periods",
        "advance_queue",
        "bulk_of",
        "certified_by_two",
        "charge_what_is_due",
        "enter_municipality",
        "keep_first_yes_to_program",
        "note_what_is_taught",
        "program_settled",
        "program_state",
        "conclude",
        "decide_prolongations",
        "ensure_may_cost",
        "ensure_may_in",
        "ensure_may_on_certificate",
        "ensure_may_on_enrollment",
        "ensure_not_in_use",
        "ensure_prices_hold",
        "ensure_not_locked",
        "ensure_own_numbers",
        "has_one_already",
        "give_back",
        "give_back_place",
        "give_back_reserved",
        "going_on",
        "offer_late",
        "offer_prolongations",
        "ensure_consented",
        "free_number",
        "present_parameters",
        "progress_of",
        "applying_account",
        "join_queue",
        "keep_first_yes",
        "module_settled",
        "module_state",
        "second_yes",
        "locked_alone",
        "provision",
        "put_family_notice",
        "put_notice_of_certificate",
        "record_look",
        "refund_month",
        "reserve_money",
        "put_groups",
        "put_modules",
        "put_phones",
        "tell_families",
        "tell_family",
        "tell_low",
        "tell_of_termination",
        "tell_staff",
        "withdraw_prolongation_of",
        "wait_for_requests",
        "warn_of_ceiling",
    }
)
ANEW = frozenset(
    {
        "invite_families",
        "invite_family",
        "invite_operator",
        "invite_staff",
        # Sealed anew each time, under a key of its own.
        "wish_link",
    }
)


def services() -> set[str]:
    """Every public function of the services that takes a unit of work."""
    found = set()
    for module in pkgutil.iter_modules(core.services.__path__):
        members = vars(import_module(f"core.services.{module.name}"))
        for name, member in members.items():
            own = inspect.isfunction(member) and member.__module__.endswith(f".{module.name}")
            if own and not name.startswith("_") and "uow" in inspect.signature(member).parameters:
                found.add(name)
    return found


def test_m6_every_act_is_in_the_table() -> None:
    known = QUESTIONS | PARTS | ANEW | REPEATED.keys()

    assert services() - known == set(), "say in tests/simulation what doing it twice means"


def everything(uow: UnitOfWork) -> dict[str, list[str]]:
    """Every row of every table."""
    assert isinstance(uow, SqlUnitOfWork)
    ask = uow.connection.execute
    return {
        table.name: sorted(repr(tuple(row)) for row in ask(select(table)))
        for table in metadata.sorted_tables
    }


async def test_m6_what_is_done_twice_is_answered_alike_and_writes_nothing(world: World) -> None:
    repeats: dict[str, Callable[[World], Awaitable[Repeat]]] = {
        name: prepare for name, prepare in REPEATED.items() if name in services()
    }

    for name, prepare in repeats.items():
        act = await prepare(world)
        first = await world.perform(act)
        after_first = await world.ask(everything)
        second = await world.perform(act)
        assert second == first, name
        after_second = await world.ask(everything)
        for table, rows in after_first.items():
            assert after_second[table] == rows, f"{name} wrote into {table}"


async def test_m6_a_request_confirmed_too_late_expires_once(world: World) -> None:
    confirm = await confirm_too_late(world)

    first = await world.perform(confirm)
    before = await world.ask(everything)

    assert await world.perform(confirm) == first
    assert await world.ask(everything) == before
