"""A region of any size, made by SQL alone: a day before the charges of October 2026 are due.

Children live in its municipalities by turns; what is taught is taught in the first one, by
providers that have agreements with all.

Every second child holds two contracts, the others one; each child is linked to one account.
Contracts lie in the table in another order than their certificates, as they do when families
come as they like. The ledger, the balances and the schedules agree with each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from core.domain.calendar import Days
from core.domain.money import Money
from core.domain.pricing import Calculation, Terms, calculate
from core.ports.unit_of_work import UnitOfWork

CHARGE_DAY = date(2026, 10, 1)
# Ten in the morning in Kaliningrad.
NOW = datetime(2026, 10, 1, 8, tzinfo=UTC)
PERIOD = Days(date(2026, 1, 1), date(2026, 12, 31))
GROUP = Days(date(2026, 9, 1), date(2026, 12, 31))
PRICE = Money.roubles(9000)
NOMINAL = Money.roubles(50000)
REQUEST_FROM = date(2026, 10, 5)
# Groups in which nobody has a place yet, for the requests.
NEW_GROUPS = 64
# As many as Kaliningrad region has. Each has its period, of the same number.
MUNICIPALITIES = 22

_SOME_PRIME = 7368787
_TERMS = Terms(PRICE, PRICE, GROUP, GROUP.last)
CONTRACT = calculate(_TERMS, start=GROUP.first, available=NOMINAL)
REQUEST = calculate(_TERMS, start=REQUEST_FROM, available=NOMINAL)


@dataclass(frozen=True, slots=True)
class Region:
    """How many of everything there are; `contracts` is a multiple of three."""

    contracts: int

    @classmethod
    def of(cls, contracts: int) -> Region:
        return cls(contracts - contracts % 3)

    @property
    def certificates(self) -> int:
        return self.contracts * 2 // 3

    @property
    def groups(self) -> int:
        return max(20, self.contracts // 40)

    @property
    def programs(self) -> int:
        return self.groups // 4 + NEW_GROUPS

    @property
    def providers(self) -> int:
        return max(2, self.programs // 20)

    def new_group(self, n: int) -> int:
        """The group of the request number `n`."""
        return self.groups + 1 + n % NEW_GROUPS


def statements(region: Region, binary: str) -> list[str]:
    """What fills a database of this version with the first child in it, in order.

    Args:
        region: How much of everything.
        binary: The database's own word for bytes.
    """
    families = _families(region, binary)
    return [*_registries(region), *families, *_contracts(region), "DROP TABLE numbers"]


def home_of(certificate: str) -> str:
    """The number of a child's municipality and of its period, in SQL."""
    return f"(1 + {certificate} % {MUNICIPALITIES})"


def first_child(uow: UnitOfWork) -> None:
    """The child of which all the others are copies: only the product can seal one."""
    uow.people.add_child(
        full_name="Котова Анна Игоревна",
        born_on=date(2015, 3, 4),
        certificate_number="3901000001",
    )


def _registries(region: Region) -> list[str]:
    first, last = PERIOD.first, PERIOD.last
    most = max(region.contracts, region.certificates, 1000)
    places = f"FROM numbers WHERE n <= {MUNICIPALITIES} ORDER BY n"
    program = f"(CASE WHEN n <= {region.groups} THEN (n - 1) / 4 + 1 ELSE n - {region.groups}"
    program += f" + {region.groups // 4} END)"
    return [
        "CREATE TABLE numbers (n integer PRIMARY KEY)",
        (
            "INSERT INTO numbers WITH RECURSIVE s (n) AS"
            f" (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {most}) SELECT n FROM s"
        ),
        (
            "INSERT INTO municipalities (id, code, name, zone, number_prefix)"
            " SELECT n, 'M' || n, 'Округ ' || n, 'Europe/Kaliningrad', CAST(3900 + n AS varchar)"
            f" {places}"
        ),
        (
            "INSERT INTO funding_periods (id, municipality_id, first_day, last_day, opens_on,"
            " conclusion, release_at, prolongation, request_reminder_days, offer_reminder_days,"
            " request_expiry_days, opens_days_before, low_percent, lapsing_days,"
            " prolongation_working_days, days_to_first_request, days_after_refusal, notices_from,"
            f" notices_until, granted, lapsed) SELECT n, n, '{first}', '{last}', '2025-12-02',"
            " 'ON_PROVIDER_CONFIRMATION', 'NEXT_MONTH', 'SILENCE', 5, 10, 14, 30, 20, '60,14',"
            f" 10, 90, 10, '09:00:00.000000', '21:00:00.000000', TRUE, FALSE {places}"
        ),
        (
            "INSERT INTO categories (id, municipality_id, name)"
            f" SELECT n, n, 'Дети от 5 до 18 лет' {places}"
        ),
        (
            "INSERT INTO nominals (category_id, period_id, nominal_kopecks)"
            f" SELECT n, n, {NOMINAL.kopecks} {places}"
        ),
        (
            "INSERT INTO daily_runs (municipality_id, on_day, step, after)"
            f" SELECT n, '{CHARGE_DAY}', 1, '[]' {places}"
        ),
        (
            "INSERT INTO providers (id, municipality_id, inn, ogrn, name, kind, state, address)"
            " SELECT n, 1, CAST(3906000000 + n AS varchar), '1023900000013', 'Клуб ' || n,"
            " 'MUNICIPAL', 'ACTIVE', '' FROM numbers"
            f" WHERE n <= {region.providers} ORDER BY n"
        ),
        (
            "INSERT INTO agreements (provider_id, municipality_id, period_id)"
            f" SELECT id, n, n FROM providers JOIN numbers ON n <= {MUNICIPALITIES} ORDER BY id, n"
        ),
        (
            "INSERT INTO programs (id, provider_id, municipality_id, title, annotation, direction,"
            " registry, form, age_least, age_most, special_needs, state)"
            f" SELECT n, 1 + n % {region.providers}, 1, 'Шахматы ' || n, '', 'SPORTS', 'CERTIFIED',"
            f" 'IN_PERSON', 5, 17, FALSE, 'CERTIFIED' FROM numbers WHERE n <= {region.programs}"
            " ORDER BY n"
        ),
        (
            "INSERT INTO modules (id, program_id, title, state, normative_cost_kopecks)"
            f" SELECT id, id, '1-й год', 'CERTIFIED', {PRICE.kopecks} FROM programs ORDER BY id"
        ),
        (
            "INSERT INTO module_prices (module_id, first_day, last_day, price_kopecks)"
            f" SELECT id, '{first}', '{last}', {PRICE.kopecks} FROM modules ORDER BY id"
        ),
        (
            "INSERT INTO groups (id, module_id, title, first_day, last_day, places_total,"
            " places_taken, address, archived)"
            f" SELECT n, {program}, 'Группа ' || n, '{GROUP.first}', '{GROUP.last}',"
            f" {region.contracts + 1000}, 0, '', FALSE FROM numbers"
            f" WHERE n <= {region.groups + NEW_GROUPS} ORDER BY n"
        ),
        (
            "INSERT INTO slots (group_id, weekday, starts) SELECT id, id % 7, '16:00:00.000000'"
            " FROM groups ORDER BY id"
        ),
    ]


def _families(region: Region, binary: str) -> list[str]:
    children = f"FROM numbers WHERE n <= {region.certificates} ORDER BY n"
    answering = f"FROM numbers WHERE n <= {region.providers} ORDER BY n"
    behind = region.certificates
    return [
        (
            "INSERT INTO children (id, key_id, wrapped_key, sealed, identity_index)"
            " SELECT n, key_id, wrapped_key, sealed, identity_index"
            f" FROM numbers JOIN children ON id = 1 WHERE n BETWEEN 2 AND {region.certificates}"
            " ORDER BY n"
        ),
        (
            "INSERT INTO certificate_numbers (child_id, number_index)"
            f" SELECT n, CAST(CAST(3901000000 + n AS varchar) AS {binary})"
            f" FROM numbers WHERE n BETWEEN 2 AND {region.certificates} ORDER BY n"
        ),
        (
            "INSERT INTO certificates (id, child_id, municipality_id, category_id, kind, state,"
            " valid_until, fundings)"
            f" SELECT n, n, {home_of('n')}, {home_of('n')}, 'FUNDED', 'ACTIVE', '2033-03-03', 1"
            f" {children}"
        ),
        (
            "UPDATE nominals SET funded ="
            " (SELECT count(*) FROM certificates AS c WHERE c.category_id = nominals.category_id)"
        ),
        "UPDATE nominals SET funded_total_kopecks = funded * nominal_kopecks",
        (
            "INSERT INTO accounts (id, chat, language, consent_version, consented_at)"
            f" SELECT n, 1000000 + n, 'ru', '1', '2026-08-01 10:00:00.000000' {children}"
        ),
        (
            "INSERT INTO links (account_id, certificate_id, mode, linked_at)"
            f" SELECT n, n, 'ACTING', '2026-08-01 10:00:00.000000' {children}"
        ),
        (
            "INSERT INTO accounts (id, chat, language, consent_version, consented_at)"
            f" SELECT {behind} + n, 1000000 + {behind} + n, 'ru', '1',"
            f" '2026-08-01 10:00:00.000000' {answering}"
        ),
        (
            "INSERT INTO staff (account_id, provider_id, linked_at)"
            f" SELECT {behind} + n, n, '2026-08-01 10:00:00.000000' {answering}"
        ),
    ]


def _contracts(region: Region) -> list[str]:
    share, parents = CONTRACT.certificate, CONTRACT.parent
    # The contract number e of the region belongs to the certificate (2e + 2) / 3, which makes
    # certificates with one and with two take turns.
    shuffled = (
        f"SELECT n AS id, (CAST(n AS bigint) * {_SOME_PRIME}) % {region.contracts} + 1 AS e"
        f" FROM numbers WHERE n <= {region.contracts}"
    )
    contracts = (
        f"SELECT id, e, (2 * e + 2) / 3 AS c, 2 - (2 * e + 2) / 3 % 2 AS held,"
        f" CASE e % 3 WHEN 0 THEN 2 ELSE 1 END AS nth FROM ({shuffled}) AS s"
    )
    held = "(2 - n % 2)"
    columns = (
        "INSERT INTO ledger (period_id, certificate_id, key, number, kind, source, target, amount,"
        " unit, enrollment_id, month, actor, recorded_at)"
    )
    return [
        (
            "INSERT INTO enrollments (id, certificate_id, period_id, group_id, module_id,"
            " provider_id, state, request_key, requested_on, concluded_on, first_day, last_day,"
            " agreed_last_day, price_kopecks, normative_cost_kopecks,"
            " group_first_day, group_last_day, stop_day,"
            " certificate_first_kopecks, certificate_other_kopecks, parent_first_kopecks,"
            " parent_other_kopecks)"
            f" SELECT e.id, e.c, {home_of('e.c')}, g.id, g.module_id, p.provider_id, 'ACTIVE',"
            f" 'key-' || e.id, '2026-08-20', '2026-08-25', '{GROUP.first}', '{GROUP.last}',"
            f" '{GROUP.last}', {PRICE.kopecks}, {PRICE.kopecks}, '{GROUP.first}', '{GROUP.last}',"
            f" '{GROUP.last}', {share.first.kopecks}, {share.other.kopecks},"
            f" {parents.first.kopecks}, {parents.other.kopecks}"
            f" FROM ({contracts}) AS e JOIN groups AS g ON g.id = 1 + e.e % {region.groups}"
            " JOIN programs AS p ON p.id = g.module_id ORDER BY e.id"
        ),
        (
            "INSERT INTO schedules (period_id, certificate_id, enrollment_id, charged_months,"
            " due_on, last_day, first_kopecks, other_kopecks) SELECT period_id, certificate_id, id,"
            f" 1, '{CHARGE_DAY}', last_day, certificate_first_kopecks, certificate_other_kopecks"
            " FROM enrollments ORDER BY id"
        ),
        (
            "UPDATE groups SET places_taken ="
            " (SELECT count(*) FROM enrollments WHERE enrollments.group_id = groups.id)"
        ),
        (
            "INSERT INTO balances (period_id, certificate_id, nominal_kopecks, available_kopecks,"
            " reserved_kopecks, debited_kopecks, lapsed_kopecks, entries, low_told)"
            f" SELECT {home_of('n')}, n, {NOMINAL.kopecks},"
            f" {NOMINAL.kopecks} - {share.total.kopecks} * {held},"
            f" {_later(CONTRACT)} * {held}, {share.first.kopecks} * {held}, 0, 1 + 2 * {held},"
            " FALSE"
            f" FROM numbers WHERE n <= {region.certificates} ORDER BY n"
        ),
        (
            f"{columns} SELECT {home_of('n')}, n, 'grant:1', 1, 'GRANT', 'FUND', 'AVAILABLE',"
            f" {NOMINAL.kopecks}, 'KOPECK', NULL, NULL, 'system', '2026-01-01 10:00:00.000000'"
            f" FROM numbers WHERE n <= {region.certificates} ORDER BY n"
        ),
        (
            f"{columns} SELECT {home_of('c')}, c, 'reserve:' || id, 1 + nth, 'RESERVE',"
            f" 'AVAILABLE', 'RESERVED', {share.total.kopecks}, 'KOPECK', id, NULL, 'parent:' || c,"
            f" '2026-08-20 10:00:00.000000' FROM ({contracts}) AS e ORDER BY id"
        ),
        (
            f"{columns} SELECT {home_of('c')}, c, 'charge:' || id || ':2026-09', 1 + held + nth,"
            f" 'CHARGE', 'RESERVED', 'DEBITED', {share.first.kopecks}, 'KOPECK', id, '2026-09',"
            f" 'system', '2026-09-01 10:00:00.000000' FROM ({contracts}) AS e ORDER BY c, id"
        ),
    ]


def _later(contract: Calculation) -> int:
    return (contract.certificate.total - contract.certificate.first).kopecks
