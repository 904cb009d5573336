"""A place offered at the provider's desk: nothing is taken before the parent's yes (ENR-12)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.domain.actor import Family, ProviderStaff
from core.domain.eligibility import Reason
from core.domain.enrollment import Enrollment, Origin, State
from core.domain.errors import (
    CalculationChanged,
    DeskChildUnknown,
    NotAllowed,
    RequestRefused,
    TooManyAttempts,
    WrongState,
)
from core.domain.grounds import RefusalReason, Side
from core.domain.ids import GroupId, ProviderId
from core.domain.invitation import LinkMode
from core.domain.money import Money
from core.domain.notice import NoticeKind
from core.domain.program import AgeRange, Offering
from core.services.acceptance import accept_enrollment, decline_enrollment
from core.services.answers import confirm_enrollment, refuse_enrollment
from core.services.desk_offers import ATTEMPTS_A_DAY, DeskChild, Shares, offer_place, quote_offer
from core.services.families import enrollment_card
from core.services.invitations import accept_invitation, invite_family
from core.services.taking_back import desk_offer, desk_offers, take_back_offer
from tests.services.world import AUTUMN, World

NAME = "котова  анна игоревна"
ANYA = DeskChild("3901000001", NAME)
X1 = Shares(Money(900000), Money(0))


async def offered(world: World, offering: Offering, start: date = AUTUMN.first) -> Enrollment:
    made = await world.perform(offer_place, world.staff, ANYA, offering.group.id, start)
    assert isinstance(made, Enrollment)
    return made


async def test_enr_12_an_offer_takes_neither_the_place_nor_money_and_asks_the_family(
    world: World,
) -> None:
    offering = await world.group()

    offer = await offered(world, offering)
    again = await offered(world, offering)

    assert again == offer
    assert (offer.state, offer.origin, offer.holds_place) == (State.OFFERED, Origin.DESK, False)
    assert await world.money() == (1510200, 0, 0)
    assert await world.places_taken(offering.group.id) == 0
    assert await world.notices() == [NoticeKind.PLACE_OFFERED]


async def test_enr_12_the_parents_yes_takes_place_and_money_and_concludes(world: World) -> None:
    offering = await world.group()
    offer = await offered(world, offering)

    quote = await world.ask(quote_offer, world.parent, offer.id)
    first = await world.perform(accept_enrollment, world.parent, offer.id, X1)
    second = await world.perform(accept_enrollment, world.parent, offer.id, X1)

    assert quote.price.calculation is not None
    assert quote.price.calculation.certificate.total == Money(900000)
    assert second == first
    assert (first.state, first.holds_place) == (State.ACTIVE, True)
    assert await world.money() == (610200, 900000, 0)
    assert await world.places_taken(offering.group.id) == 1
    # Who accepted has it on the screen.
    assert (await world.notices())[1:] == [NoticeKind.OFFER_ACCEPTED]
    await world.run_days(date(2020, 9, 1))
    assert await world.money() == (610200, 678687, 221313)


async def test_other_sums_than_were_shown_book_nothing(world: World) -> None:
    offering = await world.group()
    offer = await offered(world, offering)

    for shown in (None, Shares(Money(899999), Money(1))):
        with pytest.raises(CalculationChanged):
            await world.perform(accept_enrollment, world.parent, offer.id, shown)

    assert (await world.enrollment(offer.id)).state is State.OFFERED
    assert await world.money() == (1510200, 0, 0)
    assert await world.places_taken(offering.group.id) == 0


async def test_enr_3_runs_in_full_when_the_parent_accepts(world: World) -> None:
    offering = await world.group(places=1)
    offer = await offered(world, offering)
    await world.request(offering)

    with pytest.raises(RequestRefused) as refused:
        await world.perform(accept_enrollment, world.parent, offer.id, X1)

    assert refused.value.reasons == (Reason.NO_PLACES, Reason.ALREADY_ENROLLED)


async def test_accepted_after_its_start_the_contract_begins_that_day(world: World) -> None:
    offering = await world.group(price=1220000)
    offer = await offered(world, offering)
    await world.run_days(date(2020, 9, 2))
    quote = await world.ask(quote_offer, world.parent, offer.id)
    calculation = quote.price.calculation
    assert calculation is not None
    shown = Shares(calculation.certificate.total, calculation.parent.total)

    accepted = await world.perform(accept_enrollment, world.parent, offer.id, shown)

    assert accepted.days.first == date(2020, 9, 2)
    assert accepted.charged_months == 1
    assert accepted.agreed.total == Money(1210000)


async def test_enr_8_an_offer_expires_after_14_days_and_gives_nothing_back(world: World) -> None:
    offering = await world.group()
    offer = await offered(world, offering)

    await world.run_days(date(2020, 9, 2))
    still = await world.enrollment(offer.id)
    await world.run_days(date(2020, 9, 3))

    assert still.state is State.OFFERED
    assert (await world.enrollment(offer.id)).state is State.EXPIRED
    assert await world.money() == (1510200, 0, 0)
    assert await world.places_taken(offering.group.id) == 0
    assert (await world.notices()).count(NoticeKind.OFFER_UNANSWERED) == 1


async def test_declined_or_taken_back_it_gives_nothing_back(world: World) -> None:
    offering = await world.group()
    offer = await offered(world, offering)
    declined = await world.perform(decline_enrollment, world.parent, offer.id)
    second = await offered(world, offering)

    taken_back = await world.perform(take_back_offer, world.staff, second.id)

    assert second.id != offer.id
    assert (declined.state, taken_back.state) == (State.WITHDRAWN, State.WITHDRAWN)
    assert await world.money() == (1510200, 0, 0)
    assert await world.places_taken(offering.group.id) == 0


async def test_taken_back_twice_it_is_told_and_recorded_once(world: World) -> None:
    offer = await offered(world, await world.group())

    first = await world.perform(take_back_offer, world.staff, offer.id)
    again = await world.perform(take_back_offer, world.staff, offer.id)
    card = await world.ask(enrollment_card, world.parent, offer.id)

    assert first == again
    assert (first.ended_by, first.terminated_on) == (Side.PROVIDER, date(2020, 8, 20))
    assert await world.notices() == [NoticeKind.PLACE_OFFERED, NoticeKind.OFFER_TAKEN_BACK]
    assert [change.act for change in card.changes] == ["offer", "take-back"]


async def test_only_its_own_desk_takes_it_back_and_only_before_the_yes(world: World) -> None:
    offering = await world.group()
    offer = await offered(world, offering)
    other = ProviderStaff(world.staff.account, ProviderId(10**6))

    for actor in (world.parent, other):
        with pytest.raises(NotAllowed):
            await world.perform(take_back_offer, actor, offer.id)
        with pytest.raises(NotAllowed):
            await world.ask(desk_offer, actor, offer.id)
        with pytest.raises(NotAllowed):
            await world.ask(desk_offers, actor, world.staff.provider)
    await world.perform(accept_enrollment, world.parent, offer.id, X1)
    with pytest.raises(WrongState):
        await world.perform(take_back_offer, world.staff, offer.id)


async def test_a_request_is_refused_and_an_offer_is_taken_back(world: World) -> None:
    offering = await world.group()
    offer = await offered(world, offering)
    request = await world.request(offering)

    with pytest.raises(WrongState):
        await world.perform(refuse_enrollment, world.staff, offer.id, RefusalReason.OTHER)
    with pytest.raises(NotAllowed):
        await world.perform(take_back_offer, world.staff, request.id)
    with pytest.raises(NotAllowed):
        await world.ask(desk_offer, world.staff, request.id)


async def test_the_desk_sees_its_open_offers_with_the_last_day_for_the_answer(world: World) -> None:
    offering = await world.group()
    offer = await offered(world, offering)

    listed = await world.ask(desk_offers, world.staff, world.staff.provider)
    await world.perform(take_back_offer, world.staff, offer.id)
    left = await world.ask(desk_offers, world.staff, world.staff.provider)
    alone = await world.ask(desk_offer, world.staff, offer.id)

    (only,) = listed.offers
    assert (only.card.enrollment, only.card.child_short_name) == (offer, "Анна К.")
    assert only.answer_until == date(2020, 9, 2)
    assert left.offers == ()
    assert (alone.card.enrollment.state, alone.answer_until) == (State.WITHDRAWN, None)


async def test_the_provider_cannot_say_yes_for_the_parent(world: World) -> None:
    offer = await offered(world, await world.group())

    with pytest.raises(WrongState):
        await world.perform(confirm_enrollment, world.staff, offer.id)
    with pytest.raises(NotAllowed):
        await world.perform(accept_enrollment, world.staff, offer.id, X1)


async def test_an_offer_stands_in_the_way_of_no_request(world: World) -> None:
    offering = await world.group()
    await offered(world, offering)

    request = await world.request(offering)

    assert request.state is State.REQUESTED


async def test_wrong_number_wrong_name_and_a_child_without_a_parent_are_answered_alike(
    world: World,
) -> None:
    offering = await world.group()
    await world.certificate("Петров Олег", date(2012, 1, 1))
    stranger = f"3901{world.made:06d}", "Петров Олег"
    tried = [
        DeskChild("3901999999", NAME),
        DeskChild(ANYA.number, "Котова Анна"),
        DeskChild(*stranger),
        DeskChild("", ""),
    ]

    answers = [
        await world.perform(offer_place, world.staff, child, offering.group.id, AUTUMN.first)
        for child in tried
    ]

    assert [type(each) for each in answers] == [DeskChildUnknown] * 4
    assert await world.notices() == []


async def test_a_parent_who_only_looks_cannot_be_offered_anything(world: World) -> None:
    offering = await world.group()
    name = "Петров Олег"
    oleg = await world.certificate(name, date(2012, 1, 1))
    looking = await world.account(777)
    invited = await world.perform(invite_family, world.officer, oleg.id, LinkMode.LOOKING)
    await world.perform(accept_invitation, looking, invited.token)

    answer = await world.perform(
        offer_place,
        world.staff,
        DeskChild(f"3901{world.made:06d}", name),
        offering.group.id,
        AUTUMN.first,
    )

    assert isinstance(answer, DeskChildUnknown)


async def test_guessing_stops_after_ten_children_a_day(world: World) -> None:
    offering = await world.group()
    wrong = DeskChild("3901999999", NAME)
    ids = offering.group.id, AUTUMN.first
    for _ in range(ATTEMPTS_A_DAY):
        await world.perform(offer_place, world.staff, wrong, *ids)

    for child in (wrong, ANYA):
        with pytest.raises(TooManyAttempts):
            await world.perform(offer_place, world.staff, child, *ids)
    world.clock.instant += timedelta(days=1, seconds=1)

    assert (await offered(world, offering)).state is State.OFFERED


async def test_the_desk_hears_of_the_group_and_of_nothing_about_the_family(world: World) -> None:
    grown = await world.group(ages=AgeRange(14, 17))
    closed = await world.group(price=None)
    costly = await world.group(price=90000000)
    spent = await world.request(costly)

    for offering, reason in ((grown, Reason.AGE), (closed, Reason.MODULE_CLOSED)):
        with pytest.raises(RequestRefused) as refused:
            await world.perform(offer_place, world.staff, ANYA, offering.group.id, AUTUMN.first)
        assert refused.value.reasons == (reason,)
    with pytest.raises(RequestRefused) as past:
        await world.perform(offer_place, world.staff, ANYA, costly.group.id, date(2020, 8, 1))

    assert past.value.reasons == (Reason.DATES,)
    assert await world.money() == (0, spent.reserved.kopecks, 0)
    assert (await offered(world, costly)).state is State.OFFERED


async def test_only_the_own_groups_staff_offers_places(world: World) -> None:
    offering = await world.group()
    foreign = ProviderStaff(world.staff.account, ProviderId(10**6))
    looking = Family(world.parent.account, looking=frozenset({world.anya.id}))
    offer = await offered(world, offering)

    for actor, group in (
        (foreign, offering.group.id),
        (world.parent, offering.group.id),
        (world.officer, offering.group.id),
        (world.staff, GroupId(10**6)),
    ):
        with pytest.raises(NotAllowed):
            await world.perform(offer_place, actor, ANYA, group, AUTUMN.first)
    with pytest.raises(NotAllowed):
        await world.perform(accept_enrollment, looking, offer.id, X1)
