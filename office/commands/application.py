"""`kruzhok application`: families' applications for a certificate, answered by their office."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from core.domain.application import ApplicationRefusal, ApplicationState
from core.domain.ids import ApplicationId
from office.console import (
    PAGE_SIZE,
    AsJson,
    DryRun,
    OneLineGroup,
    Page,
    Size,
    answer,
    answer_change,
)
from office.parameters import ApplicationNumber, Code
from office.said import minute_said, say
from office.tables import pairs, table

if TYPE_CHECKING:
    from core.domain.actor import Actor
    from core.ports.unit_of_work import UnitOfWork
    from core.services.application_looks import ApplicationLook
    from core.services.applications import ApplicationProgress

applications = typer.Typer(
    cls=OneLineGroup, help="Families' applications for a certificate, confirmed in person."
)


@applications.command("list")
def list_applications(
    municipality: Code,
    state: Annotated[ApplicationState, typer.Option(help="Only these.")] = ApplicationState.SENT,
    page: Page = 1,
    size: Size = PAGE_SIZE,
    *,
    as_json: AsJson = False,
) -> None:
    """Show applications by the day on which the answer is due, without names.

    Needs KRUZHOK_ACTOR; the look is recorded for each of them.
    """
    from core.services.application_looks import applications_page
    from core.services.registries import municipality_coded
    from office.opening import as_actor

    def act(uow: UnitOfWork, actor: Actor) -> tuple[ApplicationProgress, ...]:
        place = municipality_coded(uow, municipality)
        return applications_page(uow, actor, place.id, states=(state,), page=page, size=size)

    found = as_actor(lambda acting: acting.perform(act, acting.actor))
    documents = [_document(each) for each in found]
    rows = [[each[name] or "-" for name in ("id", "state", "sent", "answer_due", "certificate")]
            for each in documents]  # fmt: skip
    text = table(("id", "state", "sent", "answer due", "certificate"), rows)
    answer({"applications": documents, "page": page, "size": size}, text, as_json=as_json)


@applications.command()
def show(application: ApplicationNumber, *, as_json: AsJson = False) -> None:
    """Show an application with its persons, and whether the same child has a certificate.

    Needs KRUZHOK_ACTOR; the look is recorded.
    """
    from core.services.application_looks import look_at_application
    from office.opening import as_actor

    id_ = ApplicationId(application)
    look = as_actor(lambda acting: acting.perform(look_at_application, acting.actor, id_))
    document = _whole(look)
    answer(document, _pairs(document), as_json=as_json)


@applications.command()
def confirm(
    application: ApplicationNumber,
    category: Annotated[str, typer.Option(help="A category of the municipality, by name.")],
    number: Annotated[str | None, typer.Option(help="Drawn when it is not given.")] = None,
    *,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Issue the certificate: the applicant came in person and showed the documents.

    Needs KRUZHOK_ACTOR. The family is linked and told; the same again changes nothing.
    """
    from core.services.application_answers import confirm_application
    from core.services.application_looks import look_at_application
    from core.services.registries import category_named
    from office.opening import as_actor

    def act(uow: UnitOfWork, actor: Actor) -> tuple[ApplicationLook, ApplicationLook]:
        id_ = ApplicationId(application)
        before = look_at_application(uow, actor, id_, recorded=False)
        chosen = category_named(before.categories, category).id
        confirm_application(uow, actor, id_, chosen, number)
        return before, look_at_application(uow, actor, id_, recorded=False)

    before, confirmed = as_actor(lambda acting: acting.perform(act, acting.actor), dry_run=dry_run)
    # What a trial draws is not what will be drawn.
    drawn = dry_run and number is None and before.progress.number is None
    _say(confirmed, dry_run=dry_run, as_json=as_json, drawn=drawn)


@applications.command()
def refuse(
    application: ApplicationNumber,
    reason: Annotated[ApplicationRefusal, typer.Option(help="The family is told.")],
    comment: Annotated[str, typer.Option(help="Told to the family, too; needed with OTHER.")] = "",
    *,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Refuse an application. Needs KRUZHOK_ACTOR. The same again changes nothing."""
    from core.services.application_answers import refuse_application
    from core.services.application_looks import look_at_application
    from office.opening import as_actor

    def act(uow: UnitOfWork, actor: Actor) -> ApplicationLook:
        id_ = ApplicationId(application)
        refuse_application(uow, actor, id_, reason, comment)
        return look_at_application(uow, actor, id_, recorded=False)

    refused = as_actor(lambda acting: acting.perform(act, acting.actor), dry_run=dry_run)
    _say(refused, dry_run=dry_run, as_json=as_json)


def _say(look: ApplicationLook, *, dry_run: bool, as_json: bool, drawn: bool = False) -> None:
    document = _document(look.progress)
    if drawn:
        document["certificate"] = None
    said = {**document, "certificate": say("said-number-drawn")} if drawn else document
    answer_change(document, _pairs(said), dry_run=dry_run, as_json=as_json)


def _document(known: ApplicationProgress) -> dict[str, object]:
    application = known.application
    return {
        "id": int(application.id),
        "state": application.state.value,
        "municipality": known.municipality.code,
        "sent": application.sent_at.isoformat(timespec="seconds"),
        "answer_due": application.answer_due.isoformat(),
        "certificate": known.number,
        "reason": application.refusal[0].value if application.refusal else None,
        "comment": application.refusal[1] if application.refusal else None,
    }


def _whole(look: ApplicationLook) -> dict[str, object]:
    said = look.progress.particulars
    return {
        **_document(look.progress),
        "child": said.child_full_name,
        "born": said.child_born_on.isoformat(),
        "applicant": said.applicant.value,
        "applicant_name": said.full_name,
        "consent_version": look.progress.application.consent_version,
        "same_child": look.same_child_number,
        "same_child_elsewhere": look.same_child_elsewhere or None,
        "closed_before": ", ".join(look.closed_numbers) or None,
    }


def _pairs(document: dict[str, object]) -> str:
    sent = minute_said(datetime.fromisoformat(str(document["sent"])))
    said = {**document, "sent": sent}
    known = ((name.replace("_", " "), value) for name, value in said.items())
    return pairs(*((name, value) for name, value in known if value is not None))
