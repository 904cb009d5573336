"""A certificate as a document and as lines on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from core.domain.certificate import Certificate, CertificateState
from core.domain.ledger import Balance, Entry
from core.services.certificate_looks import CertificateLook, PeriodAccount
from office.said import in_words, named, say, yes_no
from office.tables import pairs, table

BUCKETS = ("nominal", "available", "reserved", "debited", "lapsed")
HIDDEN = "…"
# Of a corrected certificate these are told always, the others when a correction changed them.
_ALWAYS = ("number", "kind", "state", "valid_until")
_CORRECTED = (
    "number", "child", "born_on", "category", "kind", "state", "valid_until", "place_in_queue",
)  # fmt: skip


def document(look: CertificateLook) -> dict[str, object]:
    """Sums are in kopecks."""
    frozen, closed = look.certificate.frozen_amount, look.certificate.closed_because
    return {
        "number": look.child.certificate_number,
        "child": look.child.full_name,
        "born_on": look.child.born_on.isoformat(),
        "municipality": look.municipality.code,
        "category": look.category,
        "kind": look.certificate.kind.value,
        "state": look.certificate.state.value,
        "funded_on": _day(look.certificate.funded_on),
        "frozen_on": _day(look.certificate.frozen_on),
        "frozen_kopecks": None if frozen is None else frozen.kopecks,
        "closed_because": None if closed is None else closed.value,
        "valid_until": look.certificate.valid_until.isoformat(),
        "linked": look.linked,
        "place_in_queue": look.waits,
        "periods": [
            {
                "first": money.period.days.first.isoformat(),
                "last": money.period.days.last.isoformat(),
                **{name: getattr(money.balance, name).kopecks for name in BUCKETS},
                "entries": [entry_document(entry) for entry in money.entries],
            }
            for money in look.money
        ],
    }


def correction_document(
    before: CertificateLook, after: CertificateLook, *, hidden: bool
) -> dict[str, object]:
    """The certificate as it is by then; what is another, as it was, unless that is `hidden`, and
    as it is.
    """
    was, became = document(before), document(after)
    changes = {
        name: {"before": None if hidden else was[name], "after": became[name]}
        for name in _CORRECTED
        if was[name] != became[name]
    }
    told = {name: became[name] for name in (*_ALWAYS, "place_in_queue")}
    return {**told, "changes": changes}


def correction_report(before: CertificateLook, after: CertificateLook, *, hidden: bool) -> str:
    """The same in lines, what is another with an arrow."""
    was, became = document(before), document(after)
    always = {*_ALWAYS, "place_in_queue"} if after.waits else {*_ALWAYS}
    names = [name for name in _CORRECTED if name in always or was[name] != became[name]]
    return pairs(
        *(
            (name.replace("_", " "), _turned(name, was[name], became[name], hidden=hidden))
            for name in names
        )
    )


def entry_document(entry: Entry) -> dict[str, object]:
    """One movement of money."""
    movement = entry.movement
    return {
        "number": entry.number,
        "kind": movement.kind.value,
        "from": movement.source.value,
        "to": movement.target.value,
        "kopecks": movement.amount.kopecks,
        "enrollment": movement.enrollment,
        "month": None if movement.month is None else str(movement.month),
        "actor": entry.actor,
        "recorded_at": entry.recorded_at.isoformat(timespec="seconds"),
    }


def report(look: CertificateLook) -> str:
    """Sums are in roubles."""
    about = pairs(
        ("number", look.child.certificate_number),
        ("child", _born(look)),
        ("category", f"{look.category}, {look.municipality.name}"),
        ("certificate", f"{in_words(look.certificate.kind)}, {_state(look.certificate)}"),
        ("valid until", look.certificate.valid_until),
        ("linked", yes_no(look.linked)),
        *([] if look.waits is None else [("queue", say("said-place", {"place": str(look.waits)}))]),
    )
    return "\n\n".join([about, *map(_money, look.money)])


def entries_table(entries: Sequence[Entry]) -> str:
    """Every movement in the order in which it was posted."""
    rows = [
        (
            entry.number,
            entry.movement.kind,
            _moved(entry),
            entry.movement.amount,
            entry.movement.month or "-",
            entry.movement.enrollment or "-",
        )
        for entry in entries
    ]
    return table(("entry", "kind", "moved", "roubles", "month", "enrollment"), rows)


def _born(look: CertificateLook) -> str:
    return say("said-born", {"name": look.child.full_name, "on": str(look.child.born_on)})


def _turned(name: str, before: object, after: object, *, hidden: bool) -> str:
    codes = name in {"kind", "state"}
    said = [in_words(each) if codes else str(each or "-") for each in (before, after)]
    if before == after:
        return said[1]
    return say("said-turned", {"before": HIDDEN if hidden else said[0], "after": said[1]})


def _moved(entry: Entry) -> str:
    ends = {"source": entry.movement.source, "target": entry.movement.target}
    return say("said-moved", {name: in_words(bucket) for name, bucket in ends.items()})


def _state(certificate: Certificate) -> str:
    """The state, and since when or why."""
    state = in_words(certificate.state)
    if certificate.closed_because is not None:
        return f"{state}: {in_words(certificate.closed_because)}"
    if certificate.state is CertificateState.FROZEN:
        facts = {"on": str(certificate.frozen_on), "sum": str(certificate.frozen_amount)}
        return say("said-frozen", {"state": state, **facts})
    return state


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _money(money: PeriodAccount) -> str:
    days = money.period.days
    period = say("said-period", {"first": str(days.first), "last": str(days.last)})
    return f"{period}\n{_balance(money.balance)}\n{entries_table(money.entries)}"


def _balance(balance: Balance) -> str:
    return ", ".join(f"{named(name)} {getattr(balance, name)}" for name in BUCKETS)
