"""What stands on the card that somebody keeps: whom to call when it goes wrong again? A name, a number, and no debt."""

from django.utils.translation import gettext as _

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.web.paper import Boxed, Paper, Points, Said


def call_us(municipality: Municipality, colleague: User, phone: str) -> Paper:
    """The card. It names no household and nothing that happened to it."""
    return Paper(
        title=_("Bel ons als u vastloopt"),
        sender=_("Gemeente %(name)s") % {"name": municipality.name},
        card=True,
        blocks=[
            Said(_("Gaat er iets mis met uw woning, uw post of uw geld? Bel dan. Liever te vroeg dan te laat.")),
            Boxed(colleague.name, phone),
            Points(
                [
                    _("U hoeft niets voor te bereiden."),
                    _("Bellen verplicht u tot niets."),
                    _("Bent u de naam vergeten? Laat dit kaartje zien aan het loket."),
                ]
            ),
        ],
    )
