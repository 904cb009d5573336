"""Everything that is kept of an account and its children, as a text that a parent reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, tzinfo
from typing import Final

from bot.formats import local
from bot.render import Value, Words
from bot.views.states import state_key
from core.domain.certificate import CertificateState
from core.domain.completeness import Completeness
from core.domain.ledger import Bucket, Entry, EntryKind, Movement
from core.domain.person import ERASED
from core.domain.views import EnrollmentLine
from core.services.own_data import OwnChild, OwnData

# Programs for text take a file without this mark for another encoding.
ENCODING: Final = "utf-8-sig"
SHORT: Final = " · "


def text_file(words: Words, known: OwnData) -> bytes:
    """Headings and sentences in the reader's language; days where the first child lives."""
    zone: tzinfo = known.children[0].zone if known.children else UTC
    parts = [
        [_say(words, "own-title", at=local(known.at, zone)), _say(words, "own-note")],
        [*_account(words, known, zone)],
        *([*_child(words, child, acting=_acts(known, child))] for child in known.children),
        *([*each] for each in _applications(words, known)),
        [*_kept(words, known.kept)],
    ]
    return "\r\n\r\n".join("\r\n".join(part) for part in parts if part).encode(ENCODING)


def _account(words: Words, known: OwnData, zone: tzinfo) -> Iterator[str]:
    account = known.account
    yield _say(words, "own-you")
    yield _say(words, "own-chat", chat=str(account.chat))
    yield _say(words, "own-language", language=words.plain(f"language-{account.language}"))
    if known.consent is not None:
        version, at = known.consent
        yield _say(words, "own-consent", version=version, at=local(at, zone))
    if account.staff_of:
        yield _say(words, "own-staff", count=len(account.staff_of))
    if account.operator_of:
        yield _say(words, "own-operator", name=account.operator_name)


def _acts(known: OwnData, child: OwnChild) -> bool:
    return child.certificate.id in known.account.acting


def _child(words: Words, own: OwnChild, *, acting: bool) -> Iterator[str]:
    child, certificate = own.child, own.certificate
    yield _say(words, "own-child", child=child.full_name)
    if child.full_name != ERASED:
        yield _say(words, "own-born", date=child.born_on)
        yield _say(words, "own-number", number=child.certificate_number)
    if own.phone is not None:
        yield _say(
            words, "own-phone", phone=own.phone if own.phone.startswith("…") else f"+{own.phone}"
        )
    yield _say(words, "own-place", place=own.municipality)
    yield words.plain("own-money" if certificate.funded else "own-no-money")
    if certificate.state is CertificateState.ACTIVE:
        yield words.plain("family-valid-until", date=certificate.valid_until)
    else:
        yield words.plain(f"own-certificate-{certificate.state}")
    yield _say(words, "own-may", may=words.plain("may-act" if acting else "may-look"))
    if own.enrollments:
        yield from ("", words.plain("own-enrollments"))
        yield from (_enrollment(words, line) for line in own.enrollments)
    titles = {line.enrollment.id: line.program_title for line in own.enrollments}
    if own.completeness:
        yield from ("", words.plain("own-completeness"))
        for contract, said in own.completeness.items():
            yield from (_said(words, own, each, titles[contract]) for each in said)
    if own.entries:
        yield from ("", words.plain("own-entries"))
        for entry in own.entries:
            about = entry.movement.enrollment
            yield _entry(words, own, entry, None if about is None else titles.get(about))


def _enrollment(words: Words, line: EnrollmentLine) -> str:
    shown = line.enrollment
    sums = shown.agreed
    return _say(
        words,
        "own-enrollment",
        program=line.program_title,
        provider=line.provider_name,
        group=line.group_title,
        first=shown.days.first,
        last=shown.days.last,
        state=words.plain(state_key(shown)),
        certificate=sums.certificate.total,
        parent=sums.parent.total,
    )


def _said(words: Words, own: OwnChild, said: Completeness, title: str) -> str:
    return _say(
        words,
        "own-month-given",
        program=title,
        month=said.month,
        percent=said.percent,
        date=local(said.recorded_at, own.zone).date(),
        who=_who(words, said.actor),
    )


def _entry(words: Words, own: OwnChild, entry: Entry, title: str | None) -> str:
    movement = entry.movement
    said = _say(
        words,
        "own-entry",
        date=local(entry.recorded_at, own.zone).date(),
        what=words.plain(entry_key(movement)),
        amount=movement.amount,
        who=_who(words, entry.actor),
    )
    month = words.plain("own-month", month=movement.month) if movement.month else ""
    return SHORT.join(_tidy(each) for each in (said, title, month) if each)


def _who(words: Words, actor: str) -> str:
    return words.plain(f"actor-{actor.partition(':')[0]}")


def entry_key(movement: Movement) -> str:
    """The message that says what a movement of money is."""
    if movement.kind is EntryKind.ADJUST:
        return f"entry-ADJUST-{'up' if movement.target is Bucket.AVAILABLE else 'down'}"
    return f"entry-{movement.kind}"


def _applications(words: Words, known: OwnData) -> Iterator[Iterator[str]]:
    for each in known.applications:
        said = each.particulars
        yield iter(
            (
                _say(words, "own-application", child=said.child_full_name),
                _say(words, "own-born", date=said.child_born_on),
                _say(words, "own-applicant", name=said.full_name),
                _say(words, "own-place", place=each.municipality.name),
                words.plain(f"application-{each.application.state}"),
            )
        )
    draft = known.draft
    written = [draft.child_full_name, draft.full_name]
    if any(written) or draft.child_born_on is not None:
        born = [words.plain("own-born", date=draft.child_born_on)] if draft.child_born_on else []
        names = [_say(words, "own-name", name=each) for each in written if each]
        yield iter((words.plain("own-draft"), *names, *born))


def _kept(words: Words, kept: Mapping[str, Sequence[object]]) -> Iterator[str]:
    """How many of each kind of other rows there are; what is in them, the other file says."""
    counted = {table: len(rows) for table, rows in kept.items() if rows}
    if not counted:
        return
    yield words.plain("own-rest")
    for table, count in counted.items():
        yield words.plain(f"own-kept-{table}", count=count)


def _say(words: Words, message: str, **values: Value) -> str:
    """As plain text, with whatever people wrote on one line, so that it cannot look like ours."""
    tidy = {name: _tidy(each) if isinstance(each, str) else each for name, each in values.items()}
    return words.plain(message, **tidy)


def _tidy(text: str) -> str:
    return " ".join(text.split()) or ERASED
