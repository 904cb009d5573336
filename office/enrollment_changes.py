"""What every command that changes one enrollment does: act, and say how it is now."""

from __future__ import annotations

from collections.abc import Callable

from core.domain.actor import Actor
from core.domain.enrollment import Enrollment
from core.domain.errors import NotAllowed
from core.domain.views import EnrollmentLine
from core.ports.unit_of_work import UnitOfWork
from office.console import answer_change
from office.enrollment_texts import document, report
from office.opening import as_actor

Doing = Callable[[UnitOfWork, Actor], Enrollment]


def change_enrollment(doing: Doing, *, dry_run: bool, as_json: bool) -> None:
    """Do it in one transaction, and say how the enrollment is now."""
    line = as_actor(
        lambda acting: acting.perform(
            lambda uow, actor: line_of(uow, actor, doing(uow, actor)), acting.actor
        ),
        dry_run=dry_run,
    )
    answer_change(document(line), report(line), dry_run=dry_run, as_json=as_json)


def line_of(uow: UnitOfWork, actor: Actor, enrollment: Enrollment) -> EnrollmentLine:
    """As a list shows it. Raise NotAllowed when the actor may not see it."""
    line = uow.enrollments.line(enrollment.id, of=actor)
    if line is None:
        raise NotAllowed
    return line
