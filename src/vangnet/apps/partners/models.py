"""Who reports to this municipality, and what has the municipality agreed with itself?"""

from typing import ClassVar

from django.conf import settings
from django.db import models

from vangnet.apps.accounts.tenancy import Belongs


class Partner(Belongs):
    """Somebody who reports arrears: a landlord, an energy, water or insurance company, a bailiff."""

    class Kind(models.TextChoices):
        """What a partner is; which windows and which feedback hold for it follows from this."""

        LANDLORD = "landlord"
        PRIVATE_LANDLORD = "private_landlord"
        MORTGAGE_LENDER = "mortgage_lender"
        ENERGY = "energy"
        WATER = "water"
        HEALTH = "health"
        BAILIFF = "bailiff"
        COLLECTION = "collection"
        OTHER = "other"

    key = models.SlugField(max_length=40)
    """How commands and files name the partner."""
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=Kind)
    contact_name = models.CharField(max_length=120, blank=True)
    contact_email = models.CharField(max_length=254, blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    active = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["municipality", "key"], name="one_partner_per_key")]

    def __str__(self) -> str:
        return self.name


class Covenant(Belongs):
    """Which reports of a partner fit what was agreed with it, from a day on; a later row replaces an earlier one."""

    append_only = True

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    valid_from = models.DateField()
    least_age_days = models.PositiveSmallIntegerField(null=True)
    """Arrears younger than this, or older than ``most_age_days``, are marked; where both are null the national
    window does that."""
    most_age_days = models.PositiveSmallIntegerField(null=True)
    least_cents = models.PositiveIntegerField(null=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(least_age_days__isnull=True)
                | models.Q(most_age_days__isnull=True)
                | models.Q(least_age_days__lte=models.F("most_age_days")),
                name="window_lets_something_in",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "partner", "valid_from"], name="covenant_by_day"),
        ]


class Agreement(Belongs):
    """The municipality's working agreements from a day on; a later row replaces an earlier one."""

    append_only = True

    valid_from = models.DateField()
    values = models.TextField()
    """What was chosen, as JSON of the domain's ``Agreement``; what is absent keeps the guide's default."""
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["municipality", "valid_from"], name="agreement_by_day")]
