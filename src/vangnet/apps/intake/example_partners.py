"""Which partners, with which layouts, does a municipality begin with that wants to try the examples?"""

from typing import Final

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases import clock
from vangnet.apps.intake.models import SavedLayout
from vangnet.apps.intake.reading import as_json, example
from vangnet.apps.partners.models import Partner

EXAMPLES: Final = {
    "woonveste": ("Woonveste", Partner.Kind.LANDLORD),
    "thuisborg": ("Thuisborg", Partner.Kind.LANDLORD),
    "vandaal-vastgoed": ("Vandaal Vastgoed", Partner.Kind.PRIVATE_LANDLORD),
    "noordgas": ("Noordgas", Partner.Kind.ENERGY),
    "lichtstroom": ("Lichtstroom", Partner.Kind.ENERGY),
    "waterland": ("Waterland", Partner.Kind.WATER),
    "zorgvast": ("Zorgvast", Partner.Kind.HEALTH),
    "vgz-plus": ("VGZ Plus", Partner.Kind.HEALTH),
}
"""By key: name and kind. Each has an example layout of the same key."""


def example_partners(municipality: Municipality) -> list[Partner]:
    """The eight example partners with their layouts; whoever is there already stays as it is."""
    partners = []
    for key, (name, kind) in EXAMPLES.items():
        partner, _ = Partner.of(municipality).get_or_create(
            key=key, municipality=municipality, defaults={"name": name, "kind": kind}
        )
        SavedLayout.of(municipality).get_or_create(
            partner=partner,
            name=key,
            municipality=municipality,
            defaults={"content": as_json(example(key)).decode(), "saved_at": clock.now()},
        )
        partners.append(partner)
    return partners
