"""Random acts through the public services, each done to the model too, compared after each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from core.domain.actor import Family, ProviderStaff
from core.domain.enrollment import Enrollment, Ground, RefusalReason
from core.domain.ids import CertificateId, EnrollmentId, GroupId, ProviderId
from core.domain.money import Money
from core.services.acceptance import accept_enrollment, decline_enrollment
from core.services.answers import confirm_enrollment, refuse_enrollment
from core.services.leaving import leave_enrollment, withdraw_enrollment
from core.services.requests import EnrollmentRequest, request_enrollment
from core.services.terminating import terminate_enrollment
from tests.simulation.auditor import ensure_same
from tests.simulation.desk import NOBODY, ensure_own
from tests.simulation.limiter import Limiter
from tests.simulation.papers import Child, Contract
from tests.simulation.sums import DAY

Act = Callable[..., Enrollment]


@dataclass
class Player(Limiter):
    """Plays one sequence of acts of families, staff and officers."""

    asked: list[tuple[EnrollmentRequest, Child]] = field(default_factory=list)

    async def play(self, steps: int) -> None:
        acts = [self.ask] * 6 + [self.confirm] * 5 + [self.accept] * 4 + [self.leave] * 2
        acts += [self.run] * 3 + [self.wait] * 3 + [self.fund] * 2 + [self.ask_again]
        acts += [self.issue, self.refuse, self.decline, self.withdraw, self.terminate]
        acts += [self.limit, self.cap, self.close_requests]
        for _ in range(steps):
            await self.random.choice(acts)()
            await ensure_same(self.world, self.model, self.said)

    async def ask(self) -> None:
        child = self.random.choice(self.model.children)
        going = [c for c in self.model.courses if c.last >= self.model.today]
        course = self.random.choice(going or self.model.courses)
        start = self.random.choice(
            (course.first, self.model.today, self.model.today + 4 * DAY, self.model.today - DAY)
            if self.random.random() < 0.3
            else (max(course.first, self.model.today),)
        )
        certificate, parent = self.model.shown(child, course, start)
        if self.random.random() < 0.1:
            certificate += 1
        request = EnrollmentRequest(
            CertificateId(child.id), GroupId(course.group), start,
            Money(certificate), Money(parent), f"key-{len(self.said)}",
        )  # fmt: skip
        await self._ask(request, child)

    async def ask_again(self) -> None:
        """The same screen once more, or a forged one under its key."""
        if not self.asked:
            await self.ask()
        else:
            request, child = self.random.choice(self.asked)
            group, share = request.group, request.certificate_share
            forged = (request.group, share, request.parent_share + Money(1))
            other = (GroupId(self.random.choice(self.model.courses).group), share, Money(0))
            same = (group, share, request.parent_share)
            group, share, rest = self.random.choice((same, same, forged, other))
            again = EnrollmentRequest(
                request.certificate, group, request.start, share, rest, request.key
            )
            await self._ask(again, child)

    async def _ask(self, request: EnrollmentRequest, child: Child) -> None:
        course = next(c for c in self.model.courses if c.group == request.group)
        sums = request.certificate_share.kopecks, request.parent_share.kopecks
        family, foreign = self._family(child)

        def in_model() -> Contract | None:
            ensure_own(foreign=foreign)
            return self.model.request(child, course, request.start, sums, request.key)

        done = await self.both(
            f"{child.id} asks for {request.group} from {request.start} at {sums} {request.key}",
            in_model,
            lambda: self.world.perform(request_enrollment, family, request),
        )
        if done is None:
            return
        earlier, enrollment = done
        if earlier is None:
            self.model.book(enrollment.id, child, course, request.start, request.key)
            self.asked.append((request, child))
        else:
            assert earlier.id == enrollment.id, self.story

    async def confirm(self) -> None:
        await self._answer("confirm", self.model.confirm, confirm_enrollment)

    async def refuse(self) -> None:
        await self._answer(
            "refuse", self.model.refuse, refuse_enrollment, RefusalReason.LEVEL_MISMATCH
        )

    async def _answer(
        self, word: str, in_model: Callable[[Contract], None], act: Act, *more: RefusalReason
    ) -> None:
        contract = self._contract()
        if contract is None:
            await self.ask()
            return
        staff, foreign = self._staff()
        concluded = contract.concluded

        def both() -> None:
            ensure_own(foreign=foreign)
            in_model(contract)

        await self.both(
            f"{word} {contract.id}",
            both,
            lambda: self.world.perform(act, staff, EnrollmentId(contract.id), *more),
        )
        await self.ask_late(contract, concluded)

    async def accept(self) -> None:
        await self._say("accept", self.model.accept, accept_enrollment)

    async def decline(self) -> None:
        await self._say("decline", self.model.decline, decline_enrollment)

    async def withdraw(self) -> None:
        await self._say("withdraw", self.model.withdraw, withdraw_enrollment)

    async def _say(self, word: str, in_model: Callable[[Contract], None], act: Act) -> None:
        """The family's word about an enrollment of its child."""
        contract = self._contract()
        if contract is None:
            await self.ask()
            return
        family, foreign = self._family(contract.child)
        concluded = contract.concluded

        def expected() -> None:
            ensure_own(foreign=foreign)
            in_model(contract)

        await self.both(
            f"{word} {contract.id}",
            expected,
            lambda: self.world.perform(act, family, EnrollmentId(contract.id)),
        )
        await self.ask_late(contract, concluded)

    async def terminate(self) -> None:
        contract = self._contract()
        if contract is None:
            await self.ask()
            return
        staff, foreign = self._staff()
        shown = self.model.last_day_if_left(contract)

        def in_model() -> None:
            ensure_own(foreign=foreign)
            self.model.terminate(contract, shown)

        await self.both(
            f"terminate {contract.id}, shown {shown}",
            in_model,
            lambda: self.world.perform(
                terminate_enrollment, staff, EnrollmentId(contract.id), Ground.PAYMENT_OVERDUE,
                shown_last_day=shown,
            ),
        )  # fmt: skip

    def _staff(self) -> tuple[ProviderStaff, bool]:
        foreign = self.random.random() < 0.1
        provider = ProviderId(NOBODY) if foreign else self.world.provider.id
        return ProviderStaff(self.world.staff.account, provider), foreign

    async def leave(self) -> None:
        contract = self._contract()
        if contract is None:
            await self.ask()
            return
        family, foreign = self._family(contract.child)
        shown = self.model.last_day_if_left(contract)
        if self.random.random() < 0.1:
            shown += DAY

        def in_model() -> None:
            ensure_own(foreign=foreign)
            self.model.leave(contract, shown)

        await self.both(
            f"leave {contract.id}, shown {shown}",
            in_model,
            lambda: self.world.perform(
                leave_enrollment, family, EnrollmentId(contract.id), shown_last_day=shown
            ),
        )

    def _contract(self) -> Contract | None:
        contracts = list(self.model.contracts.values())
        return self.random.choice(contracts) if contracts else None

    def _family(self, child: Child) -> tuple[Family, bool]:
        foreign = self.random.random() < 0.1
        certificate = CertificateId(NOBODY if foreign else child.id)
        account = self.world.parent_account.id
        return Family(account, acting=frozenset({certificate})), foreign
