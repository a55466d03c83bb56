"""Which places can the municipality offer, and what does a household need of one?

No fact of a case: what was offered and answered are events of it. What a household needs is personal, and leaves with
its case.
"""

from typing import ClassVar

from django.db import models

from vangnet.apps.accounts.tenancy import Belongs
from vangnet.apps.cases.models import Case
from vangnet.domain import places
from vangnet.domain.codes import PlaceKind


class Place(Belongs):
    """A home in the own register of places."""

    called = models.CharField(max_length=80)
    """How colleagues call it; never by the name of somebody who lives there."""
    kind = models.CharField(max_length=20)
    """A ``domain.codes.PlaceKind``."""
    rooms = models.PositiveSmallIntegerField()
    region = models.CharField(max_length=4)
    """The four digits of its postcode."""
    rent_cents = models.PositiveIntegerField()
    start = models.DateField()
    until = models.DateField(null=True, blank=True)
    """The last day on which it can be offered and lived in; null: no end is known."""
    municipal_lease = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["municipality", "until", "start"], name="place_by_end")]

    def __str__(self) -> str:
        return self.called

    @property
    def plain(self) -> places.Place:
        """As the domain weighs it."""
        return places.Place(
            number=self.pk,
            kind=PlaceKind(self.kind),
            rooms=self.rooms,
            region=self.region,
            rent_cents=self.rent_cents,
            start=self.start,
            until=self.until,
            municipal_lease=self.municipal_lease,
        )


class Need(Belongs):
    """What a household needs of a place, besides how many they are. Erased with its case."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    most_rent_cents = models.PositiveIntegerField(null=True, blank=True)
    school = models.CharField(max_length=4, blank=True)
    network = models.CharField(max_length=4, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "case"], name="one_need_a_case"),
        ]
