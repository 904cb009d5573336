"""`kruzhok enrollment list|show|quote`: looking at enrollments and at what one would cost."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from core.domain.ids import EnrollmentId, GroupId
from office.commands.answering import confirm, offer, refuse, take_back
from office.commands.enrolling import accept, decline, move, request, terminate, withdraw
from office.console import PAGE_SIZE, AsJson, OneLineGroup, Page, Size, answer
from office.parameters import EnrollmentNumber, GroupNumber, Number, day_option

if TYPE_CHECKING:
    from core.domain.actor import Actor
    from core.domain.views import EnrollmentLine
    from core.ports.unit_of_work import UnitOfWork

enrollments = typer.Typer(
    cls=OneLineGroup,
    help="Enrollments. Parents and providers act through an account that is linked to them:"
    " KRUZHOK_ACTOR=parent:ACCOUNT or staff:ACCOUNT:INN.",
)
for act in (request, confirm, refuse, offer, accept, decline, move, withdraw, terminate):
    enrollments.command()(act)
enrollments.command("take-back")(take_back)
PLACE = typer.Option(metavar="CODE", help="For operators and municipalities: whose children.")


@enrollments.command("list")
def list_enrollments(
    municipality: Annotated[str | None, PLACE] = None,
    page: Page = 1,
    size: Size = PAGE_SIZE,
    *,
    as_json: AsJson = False,
) -> None:
    """Show enrollments, newest first: a family's, a provider's, or a municipality's.

    Needs KRUZHOK_ACTOR. The looks of offices are recorded.
    """
    from core.services.enrollment_looks import enrollments_in, own_enrollments
    from core.services.registries import municipality_coded
    from office.enrollment_texts import document, lines_table
    from office.opening import as_actor

    def act(uow: UnitOfWork, actor: Actor) -> tuple[EnrollmentLine, ...]:
        if municipality is None:
            return own_enrollments(uow, actor, page=page, size=size)
        place = municipality_coded(uow, municipality)
        return enrollments_in(uow, actor, place.id, page=page, size=size)

    found = as_actor(lambda acting: acting.perform(act, acting.actor))
    listed = {"enrollments": [document(line) for line in found], "page": page, "size": size}
    answer(listed, lines_table(found), as_json=as_json)


@enrollments.command()
def show(enrollment: EnrollmentNumber, *, as_json: AsJson = False) -> None:
    """Show an enrollment with its schedule; families also see the money and the cost of leaving.

    Needs KRUZHOK_ACTOR. The looks of offices are recorded.
    """
    from core.services.enrollment_looks import look_at_enrollment
    from office.enrollment_texts import look_document, look_report
    from office.opening import as_actor

    look = as_actor(
        lambda acting: acting.perform(look_at_enrollment, acting.actor, EnrollmentId(enrollment))
    )
    answer(look_document(look), look_report(look), as_json=as_json)


@enrollments.command()
def quote(
    number: Number,
    group: GroupNumber,
    start: Annotated[date, day_option("The child's first day.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Calculate a request for a child: both shares month by month, and all reasons against.

    Needs KRUZHOK_ACTOR: whoever may see the child. The looks of offices are recorded.
    """
    from core.services.enrollment_looks import look_at_quote
    from office.enrollment_texts import quote_document, quote_report
    from office.opening import as_actor
    from office.words import reasons

    found = as_actor(
        lambda acting: acting.perform(look_at_quote, acting.actor, number, GroupId(group), start)
    )
    text = quote_report(found, reasons(found.price.reasons))
    answer(quote_document(found), text, as_json=as_json)
