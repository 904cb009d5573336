"""Each act that may be done twice (promise M6), from the files beside this one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from core.ports.unit_of_work import UnitOfWork
from tests.services.world import World
from tests.simulation.accounts_to_repeat import ACCOUNTS
from tests.simulation.applications_to_repeat import APPLICATIONS
from tests.simulation.certificates_to_repeat import CERTIFICATES
from tests.simulation.completeness_to_repeat import COMPLETENESS
from tests.simulation.enrollments_to_repeat import ENROLLMENTS
from tests.simulation.registries_to_repeat import REGISTRIES
from tests.simulation.uploads_to_repeat import UPLOADS
from tests.simulation.wishes_to_repeat import WISHES

Repeat = Callable[[UnitOfWork], object]

REPEATED: dict[str, Callable[[World], Awaitable[Repeat]]] = {
    **ACCOUNTS,
    **APPLICATIONS,
    **CERTIFICATES,
    **COMPLETENESS,
    **ENROLLMENTS,
    **REGISTRIES,
    **UPLOADS,
    **WISHES,
}
