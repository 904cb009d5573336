"""Files of the catalog in the random acts: brought, and what they do not name put away (M1)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from core.domain.actor import Actor
from core.domain.calendar import Days
from core.domain.drafts import GroupDraft, ModuleDraft, ProgramDraft
from core.domain.ids import ProviderId, UploadId
from core.domain.money import Money
from core.domain.program import AgeRange, Direction, Form, Registry
from core.domain.uploads import Chunk, Missing, NewUpload, ReadProgram, StagedRow
from core.ports.catalog import KnownProgram
from core.ports.unit_of_work import UnitOfWork
from core.services import uploads
from core.services.missing import archive_missing, missing_of
from tests.services.world import INN, OPERATOR
from tests.simulation import model_files as rules
from tests.simulation.catalog import Course, Module, Program
from tests.simulation.certifier import COST
from tests.simulation.desk import ensure_own
from tests.simulation.model_files import File, GroupRow, ModuleRow
from tests.simulation.newcomers import CODES, Newcomers
from tests.simulation.programs import ADDRESS, BORIS, SLOTS, STUDIO_INN
from tests.simulation.timetabler import AGES, NEW_DAYS

Brought = tuple[UploadId, tuple[Missing, ...], KnownProgram]


@dataclass
class Clerk(Newcomers):
    """Operators, who bring one program in a file and later look what it did not name."""

    brought: list[UploadId] = field(default_factory=list)

    async def bring_file(self) -> None:
        program = self._program()
        by = self.random.choice((OPERATOR, BORIS))
        foreign = self.random.random() < 0.05
        actor = self.staff(program.provider)[0] if foreign else by
        file = File(by.code, self.random.random() < 0.7, program, self._rows(program))
        draft, sentence = self._draft(file), f"{actor.code} brings {file.certify} {program.id}"

        def in_model() -> tuple[list[Module], list[Course]]:
            ensure_own(foreign=foreign)
            return rules.bring(self.model, file)

        def act(uow: UnitOfWork) -> Brought:
            new = NewUpload("каталог.csv", f"file {len(self.said)}", certify=file.certify)
            upload = uploads.begin_upload(uow, actor, new).id
            rows = Chunk(0, 1, (StagedRow(1, "one", "{}"),), (), ())
            uploads.stage_rows(uow, actor, upload, rows)
            uploads.finish_staging(uow, actor, upload, ignored=(), personal=())
            read = ReadProgram("one", 1, program.title, draft, (), whole=True)
            uploads.apply_programs(uow, actor, upload, [read], lambda _: "")
            uploads.finish_upload(uow, actor, upload)
            known = uow.intake.known(ProviderId(program.provider), program.title)
            assert known is not None
            return upload, missing_of(uow, actor, upload), known

        done = await self.both(
            f"{sentence}: {file.modules}", in_model, lambda: self.world.perform(act)
        )
        if done is None:
            return
        (modules, courses), (upload, missed, known) = done
        self._note_new(modules, courses, known)
        found = {(each.kind.value, each.id) for each in missed}
        expected = rules.missed(self.model, file)
        assert found == expected, f"{found ^ expected}\n{self.story}"
        self.brought.append(upload)

    async def archive_missed(self) -> None:
        """Something that one of the files did not name, if it is there and still missed."""
        if not self.brought:
            await self.instead(self.bring_file)
            return
        upload, by = self.random.choice(self.brought[-3:]), self.random.choice((OPERATOR, BORIS))
        missed = await self.world.ask(missing_of, by, upload)
        if not missed:
            return
        missing, foreign = self.random.choice(missed), self.random.random() < 0.1
        actor: Actor = self.world.staff if foreign else by

        def in_model() -> None:
            ensure_own(foreign=foreign)
            rules.archive_missed(self.model, missing.kind.value, missing.id, by.code)

        await self.both(
            f"{actor.code} archives {missing}",
            in_model,
            lambda: self.world.perform(archive_missing, actor, upload, missing),
        )

    def _note_new(self, modules: list[Module], courses: list[Course], known: KnownProgram) -> None:
        groups = {module.title: (module, groups) for module, groups in known.modules}
        for module in modules:
            module.id = groups[module.title][0].id
        for course in courses:
            titled = {group.title: group.id for group in groups[course.module.title][1]}
            course.group = titled[course.title]
        self.model.modules += modules
        self.model.courses += courses

    def _rows(self, program: Program) -> tuple[ModuleRow, ...]:
        """Mostly what is there, now and then with something new or without something."""
        modules = [each for each in self.model.modules_of(program) if self.random.random() < 0.8]
        rows = [self._row(program, module, module.title) for module in modules]
        if not rows or self.random.random() < 0.1:
            titles = {module.title for module in self.model.modules_of(program)}
            if "из файла" not in titles:
                rows.append(self._row(program, None, "из файла"))
        return tuple(rows)

    def _row(self, program: Program, module: Module | None, title: str) -> ModuleRow:
        price, cost = None, None
        if not program.budget:
            cost = module.cost if module is not None and module.cost else COST
            cost = self.random.choice((cost, cost, cost, cost, COST + 700))
            prices = [] if module is None else [*module.prices.values()]
            price = self.random.choice((*prices * 2, None, cost, max(0, cost - 100), cost + 1, 1))
        courses = [each for each in self.model.courses if each.module is module]
        named = [each for each in courses if self.random.random() < 0.8]
        groups = [
            self._group(each.title, each.days, each.places, each.own_ages, each.address)
            for each in named
        ]
        if self.random.random() < 0.15 and all(each.title != "Из файла" for each in courses):
            groups.append(self._group("Из файла", NEW_DAYS[1], 2, None, ADDRESS))
        return ModuleRow(title, price, cost, tuple(groups))

    def _group(
        self,
        title: str,
        days: tuple[date, date] | None,
        places: int | None,
        ages: tuple[int, int] | None,
        address: str,
    ) -> GroupRow:
        """As it is, or with one thing changed."""
        free = False
        match self.random.randrange(12):
            case 0:
                days = self.random.choice((None, *NEW_DAYS))
            case 1:
                places = self.random.choice((0, 1, 5))
            case 2:
                places, free = self.random.choice((0, 1, 2)), True
            case 3:
                ages = self.random.choice(AGES)
            case 4:
                address = self.random.choice((ADDRESS, "ул. Садовая, 2"))
            case _:
                pass
        return GroupRow(title, days, places, free, ages, address)

    def _draft(self, file: File) -> ProgramDraft:
        program = file.program
        inns = {int(self.world.provider.id): INN, self.town.staff[1].provider: STUDIO_INN}
        inns |= {provider: inn for inn, (provider, _) in self.model.newcomers.items()}
        places = [place.id for place in self.model.places]
        return ProgramDraft(
            inns[program.provider], CODES[places.index(program.place)], program.title, "",
            Direction(program.direction), Registry(program.registry), Form.IN_PERSON,
            AgeRange(*program.ages), False,  # noqa: FBT003 - in order
            tuple(_module(each) for each in file.modules),
        )  # fmt: skip


def _module(row: ModuleRow) -> ModuleDraft:
    price = None if row.price is None else Money(row.price)
    cost = None if row.cost is None else Money(row.cost)
    return ModuleDraft(row.title, price, cost, tuple(_group(each) for each in row.groups))


def _group(row: GroupRow) -> GroupDraft:
    days = None if row.days is None else Days(*row.days)
    ages = None if row.ages is None else AgeRange(*row.ages)
    return GroupDraft(
        row.title, 2, days, row.places, ages, row.address, SLOTS, places_are_free=row.free
    )
