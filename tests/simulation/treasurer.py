"""Money of certificates in the random acts: categories, queues, freezing, closing (section 2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.domain.actor import Actor, MunicipalityOfficer
from core.domain.certificate import ClosingReason
from core.domain.ids import CategoryId, CertificateId
from core.domain.money import Money
from core.domain.provision import Limits
from core.ports.unit_of_work import UnitOfWork
from core.services.certificates import ask_funding, fund_certificate
from core.services.closing import close_certificate
from core.services.correcting import Correction, correct_certificate
from core.services.freezing import freeze_certificate, unfreeze_certificate
from core.services.provisions import set_limits, set_nominal
from core.services.queues import leave_queue
from core.services.unfunding import unfund_certificate
from tests.simulation import model_certificates as rules
from tests.simulation.books import Books
from tests.simulation.desk import ensure_own
from tests.simulation.limiter import Limiter
from tests.simulation.model_correcting import correct
from tests.simulation.papers import Category, Child, Period
from tests.simulation.town import name_of

Act = Callable[[UnitOfWork, Actor, CertificateId], object]


@dataclass
class Treasurer(Limiter):
    """What officers do with certificates and families with their wish for money."""

    async def fund(self) -> None:
        await self._by_officer("fund", rules.fund, fund_certificate)

    async def ask_for_money(self) -> None:
        await self._by_family("ask for money for", rules.ask_for_money, ask_funding)

    async def leave_queue(self) -> None:
        queues = [c.queue for place in self.model.places for c in place.categories if c.queue]
        child = self.random.choice(self.random.choice(queues)) if queues else None
        await self._by_family("leave the queue:", rules.leave_queue, leave_queue, child)

    async def unfund(self) -> None:
        if self.random.random() < 0.5:
            await self._by_officer("unfund", rules.unfund, unfund_certificate)
        else:
            await self._by_family("give back the money of", rules.unfund, unfund_certificate)

    async def freeze(self) -> None:
        await self._by_officer("freeze", rules.freeze, freeze_certificate)

    async def unfreeze(self) -> None:
        frozen = [child for child in self.model.children if child.state == "FROZEN"]
        child = self.random.choice(frozen) if frozen else None
        await self._by_officer("unfreeze", rules.unfreeze, unfreeze_certificate, child)

    async def come_back(self) -> None:
        """A certificate is closed whose money is in use, and its child wants another (0022)."""
        used = [c for c in self.model.children if rules.in_use(self.model, c)]
        if not used:
            await self.instead(self.issue)
            return
        left = self.random.choice(used)
        await self.close(left)
        await self.issue_to(*self.comes_back(left))
        new = rules.open_of(self.model, left.person)
        if new is not None and self.random.random() < 0.7:
            await self._by_officer("fund", rules.fund, fund_certificate, new)

    async def close(self, child: Child | None = None) -> None:
        because = self.random.choice((ClosingReason.WISH, ClosingReason.MOVED))
        await self._by_officer(
            f"{because}: close",
            lambda books, child: rules.close(books, child, because.value),
            lambda uow, actor, of: close_certificate(uow, actor, of, because),
            child,
        )

    async def correct_certificate(self) -> None:
        """As the documents have it: mostly one thing; now and then what is right already."""
        child = self.random.choice(self.model.children)
        (named, born), category = child.person, child.category
        wrong = self.random.choice(("name", "born", "category", "name born category"))
        _, _, (other, birthday) = self.somebody()
        named = other if "name" in wrong else named
        born = birthday if "born" in wrong else born
        if "category" in wrong:
            place = child.place
            if self.random.random() < 0.1:
                place = self.random.choice(self.model.places)
            category = self.random.choice(place.categories)
        right = Correction(
            name_of(named) if "name" in wrong else None,
            born if "born" in wrong else None,
            CategoryId(category.id) if "category" in wrong else None,
        )
        await self._by_officer(
            f"{named}, {born}, {category.id} is right of",
            lambda books, child: correct(books, child, (named, born), category),
            lambda uow, actor, of: correct_certificate(uow, actor, of, right),
            child,
        )

    async def set_nominal(self) -> None:
        """Near what the poorest has left, so that it is refused as often as not (CERT-11)."""
        category, period, officer, foreign = self._provision()
        provision = category.provisions.get(period.id)
        before = 1000000 if provision is None else provision.nominal
        step = self.random.choice((-900000, -300000, -1, 0, 1, 250000, 700000))
        nominal = max(1, before + step)

        def in_model() -> None:
            ensure_own(foreign=foreign)
            rules.set_nominal(self.model, category, period, nominal)

        of = CategoryId(category.id)
        await self.set_in(
            f"nominal of {category.id} in {period.id} is {nominal}",
            period,
            in_model,
            lambda uow, kept: set_nominal(uow, officer, of, kept, Money(nominal)),
        )

    async def limit_category(self) -> None:
        """Near what is funded (CERT-7)."""
        category, period, officer, foreign = self._provision()
        if period.lapsed:
            return
        funded = sum(rules.counts(child, category, period) for child in self.model.children)
        provision = category.provisions.get(period.id)
        nominal = 1000000 if provision is None else provision.nominal
        most = self.random.choice((None, funded + self.random.choice((-1, 0, 0, 1, 1))))
        kopecks = self.random.choice((None, None, (funded + 1) * nominal, funded * nominal + 5))
        most = most if most is None else max(0, most)

        def in_model() -> None:
            ensure_own(foreign=foreign)
            rules.set_limits(self.model, category, period, most, kopecks)

        limits = Limits(most, None if kopecks is None else Money(kopecks))
        of = CategoryId(category.id)
        await self.set_in(
            f"category {category.id} in {period.id}: at most {most}, {kopecks}",
            period,
            in_model,
            lambda uow, kept: set_limits(uow, officer, of, kept, limits),
        )

    def _provision(self) -> tuple[Category, Period, MunicipalityOfficer, bool]:
        place = self.random.choice(self.model.places)
        category, period = self.random.choice(place.categories), self.random.choice(place.periods)
        return category, period, *self.officer(place)

    async def _by_officer(
        self,
        word: str,
        in_model: Callable[[Books, Child], None],
        act: Act,
        child: Child | None = None,
    ) -> None:
        child = child or self.random.choice(self.model.children)
        await self._do(word, in_model, act, child, self.officer(child.place))

    async def _by_family(
        self,
        word: str,
        in_model: Callable[[Books, Child], None],
        act: Act,
        child: Child | None = None,
    ) -> None:
        child = child or self.random.choice(self.model.children)
        await self._do(word, in_model, act, child, self.family(child))

    async def _do(
        self,
        word: str,
        in_model: Callable[[Books, Child], None],
        act: Act,
        child: Child,
        by: tuple[Actor, bool],
    ) -> None:
        actor, foreign = by
        certificate = CertificateId(child.id)

        def expected() -> None:
            ensure_own(foreign=foreign)
            in_model(self.model, child)

        await self.both(
            f"{word} {child.id}", expected, lambda: self.world.perform(act, actor, certificate)
        )
