"""The frozen baseline of a request: eight statements on the bare driver, and no rules.

BEGIN, the certificate with its balance, the group, an enrollment, an entry, the balance, the
group, COMMIT. It is never made faster or slower: everything is compared with it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from time import perf_counter

import asyncpg

from bench.drivers import SQLITE, kind, postgresql_dsn, sqlite_connection
from bench.region import GROUP, NOW, PRICE, REQUEST, REQUEST_FROM, Region, home_of
from bench.requesting import CLIENTS, certificate_of

_SHARE = REQUEST.certificate
_AMOUNT = _SHARE.total.kopecks
_PERIOD = home_of("CAST($1 AS bigint)")

READ_CERTIFICATE = (
    "SELECT c.kind, c.state, c.valid_until, b.available_kopecks, b.entries FROM certificates AS c"
    f" JOIN balances AS b ON b.period_id = {_PERIOD} AND b.certificate_id = c.id WHERE c.id = $1"
)
READ_GROUP = (
    "SELECT g.module_id, p.provider_id, g.first_day, g.last_day, g.places_total, g.places_taken"
    " FROM groups AS g JOIN modules AS m ON m.id = g.module_id"
    " JOIN programs AS p ON p.id = m.program_id WHERE g.id = $1"
)
ENROLL = (
    "INSERT INTO enrollments (certificate_id, period_id, group_id, module_id, provider_id, state,"
    " request_key, requested_on, first_day, last_day, agreed_last_day, price_kopecks,"
    " normative_cost_kopecks, group_first_day, group_last_day, stop_day,"
    " certificate_first_kopecks, certificate_other_kopecks, parent_first_kopecks,"
    f" parent_other_kopecks) VALUES ($1, {_PERIOD}, $2, $3, $4, 'REQUESTED', $5,"
    f" '{NOW.date()}', '{REQUEST_FROM}', '{GROUP.last}', '{GROUP.last}', {PRICE.kopecks},"
    f" {PRICE.kopecks}, '{GROUP.first}', '{GROUP.last}', '{GROUP.last}', {_SHARE.first.kopecks},"
    f" {_SHARE.other.kopecks}, 0, 0) RETURNING id"
)
RESERVE = (
    "INSERT INTO ledger (period_id, certificate_id, key, number, kind, source, target, amount,"
    f" unit, enrollment_id, actor, recorded_at) VALUES ({_PERIOD}, $1, $2, $3, 'RESERVE',"
    f" 'AVAILABLE', 'RESERVED', {_AMOUNT}, 'KOPECK', $4, 'parent:1', '2026-10-01 08:00:00.000000')"
)
MOVE = (
    f"UPDATE balances SET available_kopecks = available_kopecks - {_AMOUNT},"
    f" reserved_kopecks = reserved_kopecks + {_AMOUNT}, entries = entries + 1"
    f" WHERE period_id = {_PERIOD} AND certificate_id = $1 AND available_kopecks >= {_AMOUNT}"
)
TAKE_PLACE = (
    "UPDATE groups SET places_taken = places_taken + 1"
    " WHERE id = $1 AND places_taken < places_total"
)


async def measure(url: str, region: Region, requests: int) -> float:
    """Requests a second: one thread on SQLite, 32 connections on PostgreSQL."""
    if kind(url) == SQLITE:
        return await asyncio.to_thread(_on_sqlite, url, region, requests)
    return await _on_postgresql(url, region, requests)


def _on_sqlite(url: str, region: Region, requests: int) -> float:
    connection = sqlite_connection(url)
    # SQLite calls `$1` a name; the same statements are asked with `?1`.
    read, group, enroll, reserve, move, take = (
        statement.replace("$", "?")
        for statement in (READ_CERTIFICATE, READ_GROUP, ENROLL, RESERVE, MOVE, TAKE_PLACE)
    )
    began_at = perf_counter()
    for n in range(requests):
        certificate, wanted = certificate_of(region, n), region.new_group(n)
        connection.execute("BEGIN IMMEDIATE")
        held = connection.execute(read, (certificate,)).fetchone()
        place = connection.execute(group, (wanted,)).fetchone()
        _check(state=held[1], available=held[3], total=place[4], taken=place[5])
        row = (certificate, wanted, place[0], place[1], f"bench-{n}")
        ((new,),) = connection.execute(enroll, row).fetchall()
        connection.execute(reserve, (certificate, f"reserve:{new}", held[4] + 1, new))
        connection.execute(move, (certificate,))
        connection.execute(take, (wanted,))
        connection.execute("COMMIT")
    elapsed = perf_counter() - began_at
    connection.close()
    return requests / elapsed


async def _on_postgresql(url: str, region: Region, requests: int) -> float:
    connections = [await asyncpg.connect(postgresql_dsn(url)) for _ in range(CLIENTS)]
    warm_up = iter(range(CLIENTS))
    await asyncio.gather(*(_client(c, region, warm_up) for c in connections))
    numbers = iter(range(CLIENTS, CLIENTS + requests))
    began_at = perf_counter()
    await asyncio.gather(*(_client(c, region, numbers) for c in connections))
    elapsed = perf_counter() - began_at
    for connection in connections:
        await connection.close()
    return requests / elapsed


async def _client(connection: asyncpg.Connection, region: Region, numbers: Iterator[int]) -> None:
    for n in numbers:
        certificate, wanted = certificate_of(region, n), region.new_group(n)
        async with connection.transaction():
            (held,) = await connection.fetch(READ_CERTIFICATE, certificate)
            (place,) = await connection.fetch(READ_GROUP, wanted)
            _check(state=held[1], available=held[3], total=place[4], taken=place[5])
            new = await connection.fetchval(
                ENROLL, certificate, wanted, place[0], place[1], f"bench-{n}"
            )
            await connection.execute(RESERVE, certificate, f"reserve:{new}", held[4] + 1, new)
            await connection.execute(MOVE, certificate)
            await connection.execute(TAKE_PLACE, wanted)


def _check(*, state: str, available: int, total: int, taken: int) -> None:
    if state != "ACTIVE" or available < _AMOUNT or taken >= total:
        raise RuntimeError("the region was made so that every request fits")
