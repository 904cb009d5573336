"""A family's wishes about the money of a certificate (CERT-5, CERT-6)."""

from __future__ import annotations

from bot.keyboards.funding_callbacks import (
    FundingAsked,
    QueueLeft,
    UnfundingConfirmed,
    UnfundingPressed,
)
from bot.routes import Routes
from bot.talk import Talk
from bot.views import funding as views
from core.domain.ids import CertificateId
from core.services.certificates import ask_funding
from core.services.children import child_named
from core.services.families import one_child
from core.services.queues import leave_queue
from core.services.unfunding import unfund_certificate

routes = Routes()


@routes.pressed(FundingAsked)
async def funding_asked(talk: Talk, pressed: FundingAsked) -> None:
    certificate = CertificateId(pressed.certificate)
    funding = await talk.perform(ask_funding, talk.family, certificate)
    child = await talk.read(child_named, talk.family, certificate)
    await talk.show(views.funding_asked(talk.words, child.short_name, funding.place))


@routes.pressed(QueueLeft)
async def queue_left(talk: Talk, pressed: QueueLeft) -> None:
    certificate = CertificateId(pressed.certificate)
    left = await talk.perform(leave_queue, talk.family, certificate)
    child = await talk.read(child_named, talk.family, certificate)
    await talk.show(views.queue_left(talk.words, child.short_name, funded=left.funded))


@routes.pressed(UnfundingPressed)
async def unfunding_pressed(talk: Talk, pressed: UnfundingPressed) -> None:
    child = await talk.read(one_child, talk.family, CertificateId(pressed.certificate))
    await talk.show(views.unfunding(talk.words, child))


@routes.pressed(UnfundingConfirmed)
async def unfunding_confirmed(talk: Talk, pressed: UnfundingConfirmed) -> None:
    certificate = CertificateId(pressed.certificate)
    await talk.perform(unfund_certificate, talk.family, certificate)
    child = await talk.read(child_named, talk.family, certificate)
    await talk.show(views.unfunded(talk.words, child.short_name))
