"""M4: the digest of a closed day, and when a day is closed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from core.domain.digest import DayDigest, begins_at, digest_of, last_closed_day
from core.domain.ids import MunicipalityId

KALININGRAD = ZoneInfo("Europe/Kaliningrad")
PLACE, DAY = MunicipalityId(1), date(2020, 9, 1)


def test_m4_a_digest_takes_in_place_day_entries_and_the_day_before() -> None:
    first = digest_of(PLACE, DAY, ["a", "b"], before=None)
    second = digest_of(PLACE, date(2020, 9, 2), ["ё"], before=first)

    assert first == DayDigest(PLACE, DAY, 2, sha256(b"1 2020-09-01\na\nb\n").digest())
    chained = sha256(first.sha256 + "1 2020-09-02\nё\n".encode()).digest()
    assert second == DayDigest(PLACE, date(2020, 9, 2), 1, chained)
    assert str(first) == f"2 entries {first.sha256.hex()}"


def test_m4_a_day_is_closed_an_hour_after_its_midnight() -> None:
    midnight = datetime(2020, 9, 2, 0, 0, tzinfo=KALININGRAD)

    assert begins_at(date(2020, 9, 2), KALININGRAD) == midnight
    assert begins_at(date(2020, 9, 2), KALININGRAD).tzinfo is UTC
    assert last_closed_day(midnight.replace(minute=59), KALININGRAD) == date(2020, 8, 31)
    assert last_closed_day(midnight.replace(hour=1), KALININGRAD) == DAY
