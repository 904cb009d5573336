"""The nearest come first: by the points of groups, else by the centre of their municipality."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.ids import ProgramId
from core.domain.places import Point, distance_m
from core.domain.program import AgeRange
from core.domain.searching import Conditions, Hit, SearchQuery, Sort
from core.domain.views import Municipality
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from tests.builders import CHESS, FIRST_YEAR, NOON, TEN_PLACES, add_program, found_town
from tests.db.plain_search import FAR, Plain
from tests.db.test_search_plainly import OFFERED, ask, fill, picture

# In the town's municipality, far outside of it, and where squares have no width.
ORIGINS = [Point(54.9, 20.2), Point(-33.9, 151.2), Point(89.9995, 0), Point(54.7, -179.9995)]


@pytest.mark.parametrize("few", [0, 200], ids=["in squares", "one by one"])
@pytest.mark.parametrize("origin", ORIGINS)
async def test_the_nearest_come_first_and_what_is_nowhere_or_joined_by_nobody_last(
    database: Database, monkeypatch: pytest.MonkeyPatch, few: int, origin: Point
) -> None:
    monkeypatch.setattr("db.search.distances.FEW", few)
    made = await database.perform(fill, 7)
    plain = Plain(await database.read(picture, made), NOON.date())
    centres = {place.id: place.point for place in await database.read(places)}

    for asked in (Conditions(), Conditions(weekdays=(0, 1, 2)), Conditions(special_needs=True)):
        query = SearchQuery(chosen=asked, sort=Sort.NEAREST, origin=origin)
        found = await ask(database, query)

        fitting = plain.fitting(asked)
        ready = {each: plain.ready(each, groups) for each, groups in fitting.items()}
        far = {
            each: plain.far(each, ready[each] or groups, origin, centres)
            for each, groups in fitting.items()
        }
        in_order = sorted(
            fitting,
            key=lambda p: (not ready[p], far[p][0], plain.before(p)),
        )
        assert found.programs == tuple(in_order)
        assert {hit.program: _told(hit) for hit in found.hits} == far
        for size in (1, 3, len(made) // 2):
            pages = [await ask(database, replace(query, page=n), size=size) for n in range(1, 6)]
            # A page after the last one is the last one.
            shown = tuple(dict.fromkeys(each for page in pages for each in page.programs))
            assert shown == found.programs[: len(shown)]


def _told(hit: Hit) -> tuple[float, bool]:
    return (FAR, False) if hit.distance_m is None else (hit.distance_m, hit.to_centre)


async def test_of_several_children_each_has_the_nearest_group_of_its_age(
    database: Database,
) -> None:
    """«Сыну 7 белка, дочке 4 аист»: a group for four years brings no squirrel nearer."""
    origin, near, far = Point(54.9, 20.2), Point(54.9, 20.3), Point(54.9, 21.0)

    def made(uow: UnitOfWork) -> tuple[ProgramId, ProgramId]:
        town = found_town(uow)
        programs = []
        for title, of_seven, of_four in (("Белка", far, near), ("Аист", near, far)):
            draft = replace(CHESS, title=title, ages=AgeRange(4, 7))
            program = add_program(
                uow, draft, provider=town.provider, municipality=town.municipality
            )
            module = uow.intake.add_module(program, FIRST_YEAR, state=OFFERED)
            for point, age in ((of_seven, 7), (of_four, 4)):
                ages = AgeRange(age, age)
                group = replace(TEN_PLACES, title=f"Группа {age}", ages=ages, point=point)
                uow.intake.add_group(module, group)
            programs.append(program)
        return programs[0], programs[1]

    squirrel, stork = await database.perform(made)

    for text, far_ones in (
        ("сыну 7 белка, дочке 4 аист", [squirrel, stork]),
        ("сыну 4 белка, дочке 7 аист", []),
    ):
        found = await ask(database, SearchQuery(text, sort=Sort.NEAREST, origin=origin))

        distant = distance_m(origin, far)
        assert [hit.program for hit in found.hits if hit.distance_m == distant] == far_ones[::-1]
        assert {squirrel, stork} == set(found.programs)


def places(uow: UnitOfWork) -> tuple[Municipality, ...]:
    return uow.municipalities.all()
