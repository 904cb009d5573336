"""All tables, in one place for migrations and repositories."""

from db.tables import completeness as _completeness
from db.tables import enrollments as _enrollments
from db.tables import erasures as _erasures
from db.tables import messages as _messages
from db.tables import money as _money
from db.tables import people as _people
from db.tables import periods as _periods
from db.tables import registries as _registries
from db.tables import search as _search
from db.tables import uploads as _uploads
from db.tables import wishes as _wishes
from db.tables.base import metadata

__all__ = ["metadata"]
del _completeness, _enrollments, _erasures, _messages, _money, _people, _periods, _registries
del _search, _uploads, _wishes
