"""What is kept of a person, the files with all of it, erasing it, and who sees a child."""

from __future__ import annotations

from bot.keyboards.callbacks import PrivacyPressed
from bot.keyboards.privacy_callbacks import (
    ConsentTextPressed,
    ErasureConfirmed,
    ErasurePressed,
    OwnDataPressed,
    UnlinkConfirmed,
    UnlinkPressed,
    WhoSeesPressed,
)
from bot.routes import Routes
from bot.talk import Talk
from bot.views import privacy as views
from bot.views import who_sees as who_views
from core.domain.ids import CertificateId
from core.domain.roles import Role, RoleKind
from core.services.accounts import consent_given
from core.services.children import child_named, linked_children, who_sees
from core.services.erasing import erase_account, erasure_look
from core.services.own_data import own_data
from core.services.roles import take_role

routes = Routes()


@routes.command("privacy")
async def privacy_command(talk: Talk, _: str) -> None:
    await talk.show(views.privacy(talk.words))


@routes.pressed(PrivacyPressed)
async def privacy_pressed(talk: Talk, _: PrivacyPressed) -> None:
    await talk.show(views.privacy(talk.words))


@routes.pressed(ConsentTextPressed)
async def consent_text_pressed(talk: Talk, _: ConsentTextPressed) -> None:
    given = await talk.read(consent_given, talk.anybody)
    await talk.show(views.consent_text(talk.words, given))


@routes.pressed(OwnDataPressed)
async def own_data_pressed(talk: Talk, _: OwnDataPressed) -> None:
    for screen in views.own_data(talk.words, await talk.read(own_data, talk.anybody)):
        await talk.tell(screen)


@routes.pressed(ErasurePressed)
async def erasure_pressed(talk: Talk, _: ErasurePressed) -> None:
    await talk.show(views.erasure(talk.words, await talk.read(erasure_look, talk.anybody)))


@routes.pressed(ErasureConfirmed)
async def erasure_confirmed(talk: Talk, _: ErasureConfirmed) -> None:
    await talk.perform(erase_account, talk.anybody)
    await talk.show(views.erased(talk.words))


@routes.pressed(WhoSeesPressed)
async def who_sees_pressed(talk: Talk, pressed: WhoSeesPressed) -> None:
    """Certificate 0 is the only child, or asks which."""
    family, certificate = talk.family, pressed.certificate
    if not certificate and len(family.certificates) == 1:
        certificate = next(iter(family.certificates))
    if not certificate:
        children = await talk.read(linked_children, family)
        await talk.show(who_views.choose_child(talk.words, children, family=pressed.family))
        return
    child, found = await talk.read(who_sees, family, CertificateId(certificate))
    own, origin = talk.account.id, pressed.family
    await talk.show(who_views.who_sees(talk.words, child, found, own, family=origin))


@routes.pressed(UnlinkPressed)
async def unlink_pressed(talk: Talk, pressed: UnlinkPressed) -> None:
    child = await talk.read(child_named, talk.family, CertificateId(pressed.certificate))
    await talk.show(who_views.unlinking(talk.words, child, family=pressed.family))


@routes.pressed(UnlinkConfirmed)
async def unlink_confirmed(talk: Talk, pressed: UnlinkConfirmed) -> None:
    role = Role(RoleKind.CHILD, pressed.certificate)
    await talk.perform(take_role, talk.family, role, talk.account.id)
    await talk.show(who_views.unlinked(talk.words))
