"""Before which court, where and when is a hearing, and who of us goes along?

No fact of a case: that a hearing is planned, held and decided are its events. What stands here can be erased and goes
with the case.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models

from vangnet.apps.accounts.tenancy import Belongs
from vangnet.apps.cases.models import Case


class District(Belongs):
    """Before which court the cases of this municipality come, and whom a resident can reach about it."""

    court = models.CharField(max_length=40)
    """A code of ``domain.law.courts.districts``."""
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    desk = models.CharField(max_length=200, blank=True)
    """Where one can walk in, and when."""

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["municipality"], name="one_district")]


class Sitting(Belongs):
    """What is arranged around one hearing, under the case and the number within which its events stand."""

    case = models.ForeignKey(Case, models.CASCADE, db_index=False, related_name="+")
    matter = models.PositiveIntegerField()
    hearing = models.PositiveIntegerField()
    court = models.CharField(max_length=40, blank=True)
    """Empty: the court of the municipality."""
    place = models.CharField(max_length=120, blank=True)
    """The courthouse, where the court has several."""
    room = models.CharField(max_length=40, blank=True)
    at = models.TimeField(null=True)
    attends = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+")
    """Who of us goes along."""
    travel_minutes = models.PositiveSmallIntegerField(null=True)
    """One way, for who of us goes along."""
    transport = models.CharField(max_length=200, blank=True)
    """How the resident gets there."""
    speaker = models.CharField(max_length=120, blank=True)
    """Who speaks for the resident, when somebody does."""
    proposal = models.CharField(max_length=40, blank=True)
    """A ``domain.codes.Proposal``."""
    own_words = models.TextField(max_length=4000, blank=True)
    """How it came about, as the resident tells it."""
    version = models.PositiveIntegerField(default=0)
    """How often it was kept: who wrote with an older one in sight, is shown what came between."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "case", "matter", "hearing"], name="one_sitting_a_hearing"),
        ]
        indexes: ClassVar = [models.Index(fields=["case", "municipality"], name="sitting_by_case")]


class RequestFile(Belongs):
    """What somebody writes for a request to the court, beside what the story shows. Goes with the case."""

    class Kind(models.TextChoices):
        """What is asked of the court; ``about`` is the resident, or for a moratorium the matter."""

        ADMINISTRATION = "administration"
        MORATORIUM = "moratorium"

    case = models.ForeignKey(Case, models.CASCADE, db_index=False, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    about = models.PositiveBigIntegerField()
    ground = models.CharField(max_length=40, blank=True)
    """A ``domain.codes.AdministrationGround``; empty for other requests."""
    why = models.TextField(max_length=4000, blank=True)
    """Why this is asked, in this household's own situation."""
    tried = models.TextField(max_length=4000, blank=True)
    """Why what was tried did not work, beyond what the story tells."""
    opinion = models.TextField(max_length=4000, blank=True)
    """Who gave the second opinion, and what it was."""
    until = models.DateField(null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "case", "kind", "about"], name="one_file_a_request"),
        ]
        indexes: ClassVar = [models.Index(fields=["case", "municipality"], name="request_by_case")]
