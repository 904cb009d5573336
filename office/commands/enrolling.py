"""`kruzhok enrollment request|accept|decline|move|withdraw|terminate`: what a parent does."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from core.domain.enrollment import Enrollment
from core.domain.grounds import Ground
from core.domain.ids import EnrollmentId, GroupId
from core.domain.money import Money
from office.console import AsJson, DryRun
from office.parameters import (
    EnrollmentNumber,
    GroupNumber,
    Number,
    day_option,
    roubles_option,
)

if TYPE_CHECKING:
    from core.domain.actor import Actor
    from core.ports.unit_of_work import UnitOfWork

CERTIFICATE_PAYS = roubles_option("The certificate's share, as `quote` says it.")
GROUND = typer.Option(help="For providers, one of the first five: why the contract ends.")
PARENT_PAYS = roubles_option("The parent's share, as `quote` says it.")


def request(
    number: Number,
    group: GroupNumber,
    start: Annotated[date, day_option("The child's first day.")],
    certificate_pays: Annotated[Money, CERTIFICATE_PAYS],
    parent_pays: Annotated[Money, PARENT_PAYS],
    *,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Ask for a place. Needs KRUZHOK_ACTOR=parent:ACCOUNT, of a parent who may act.

    It carries the sums of `quote`; if they are others by now, nothing is booked. The same
    again is the same enrollment, until that one is refused, withdrawn or expired.
    """
    from core.domain.actor import Act
    from core.services.certificate_looks import certificate_for
    from core.services.enrollment_looks import times_asked_before
    from core.services.requests import EnrollmentRequest, request_enrollment
    from office.enrollment_changes import change_enrollment

    def act(uow: UnitOfWork, actor: Actor) -> Enrollment:
        child = certificate_for(uow, actor, Act.SEE_CHILD, number).id
        wanted = GroupId(group)
        asked = times_asked_before(uow, actor, child, wanted)
        key = f"line:{group}:{start}:{asked}"
        request = EnrollmentRequest(child, wanted, start, certificate_pays, parent_pays, key)
        return request_enrollment(uow, actor, request)

    change_enrollment(act, dry_run=dry_run, as_json=as_json)


def accept(
    enrollment: EnrollmentNumber,
    certificate_pays: Annotated[Money | None, CERTIFICATE_PAYS] = None,
    parent_pays: Annotated[Money | None, PARENT_PAYS] = None,
    *,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Say yes to an offered place: the contract is concluded. Needs KRUZHOK_ACTOR=parent:ACCOUNT.

    An offer from the provider's desk needs both sums, as they are today. After the last
    possible day the offer becomes EXPIRED instead. The same again changes nothing.
    """
    from core.services.acceptance import accept_enrollment
    from core.services.desk_offers import Shares
    from office.enrollment_changes import change_enrollment

    said = (
        None if certificate_pays is None or parent_pays is None else (certificate_pays, parent_pays)
    )
    shown = None if said is None else Shares(*said)
    change_enrollment(
        lambda uow, actor: accept_enrollment(uow, actor, EnrollmentId(enrollment), shown),
        dry_run=dry_run,
        as_json=as_json,
    )


def move(
    enrollment: EnrollmentNumber,
    group: GroupNumber,
    *,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Change to another group of the same module. Needs KRUZHOK_ACTOR=parent:ACCOUNT.

    The place changes, days and sums stay. The same again changes nothing.
    """
    from core.services.moving import move_enrollment
    from office.enrollment_changes import change_enrollment

    change_enrollment(
        lambda uow, actor: move_enrollment(uow, actor, EnrollmentId(enrollment), GroupId(group)),
        dry_run=dry_run,
        as_json=as_json,
    )


def decline(
    enrollment: EnrollmentNumber, *, dry_run: DryRun = False, as_json: AsJson = False
) -> None:
    """Say no to an offered place: it is withdrawn. Needs KRUZHOK_ACTOR=parent:ACCOUNT.

    What it held goes back at once. The same again changes nothing.
    """
    from core.services.acceptance import decline_enrollment
    from office.enrollment_changes import change_enrollment

    change_enrollment(
        lambda uow, actor: decline_enrollment(uow, actor, EnrollmentId(enrollment)),
        dry_run=dry_run,
        as_json=as_json,
    )


def withdraw(
    enrollment: EnrollmentNumber, *, dry_run: DryRun = False, as_json: AsJson = False
) -> None:
    """Take back a request, or a contract before its first day. Needs KRUZHOK_ACTOR=parent:ACCOUNT.

    Place and money go back at once. A contract that has begun is not ended; `terminate` does
    that. The same again changes nothing.
    """
    from core.services.leaving import withdraw_enrollment
    from office.enrollment_changes import change_enrollment

    change_enrollment(
        lambda uow, actor: withdraw_enrollment(uow, actor, EnrollmentId(enrollment)),
        dry_run=dry_run,
        as_json=as_json,
    )


def terminate(
    enrollment: EnrollmentNumber,
    last_day: Annotated[date, day_option("The contract's last day, as `show` says it.")],
    ground: Annotated[Ground | None, GROUND] = None,
    *,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """End a contract for good. Needs KRUZHOK_ACTOR=parent:ACCOUNT, or staff:ACCOUNT:INN.

    `show` says what it costs and the last day; if that is another one by now, nothing is
    ended. A provider names a ground, which the family is told. The same again changes nothing.
    """
    from core.domain.actor import ProviderStaff
    from core.domain.errors import BadValue
    from core.domain.grounds import PROVIDER_GROUNDS
    from core.services.leaving import leave_enrollment
    from core.services.terminating import terminate_enrollment
    from office.enrollment_changes import change_enrollment

    def act(uow: UnitOfWork, actor: Actor) -> Enrollment:
        id_ = EnrollmentId(enrollment)
        if ground is None and isinstance(actor, ProviderStaff):
            named = ", ".join(each for each in Ground if each in PROVIDER_GROUNDS)
            raise BadValue("ground", f"a provider names one of {named}")
        if ground is None:
            return leave_enrollment(uow, actor, id_, shown_last_day=last_day)
        return terminate_enrollment(uow, actor, id_, ground, shown_last_day=last_day)

    change_enrollment(act, dry_run=dry_run, as_json=as_json)
