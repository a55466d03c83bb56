"""Who walks past which doors on which day, and what was told to which partner when?

Ids and codes, and no fact of a case: what happened at a door is an event of its case, to which the stop points.
"""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vangnet.apps.accounts.tenancy import Belongs
from vangnet.apps.cases.models import Case, CaseEvent, Person
from vangnet.domain.doors import DANGER, HASTE


class Round(Belongs):
    """A looplijst: the doors that one team passes in one day part."""

    day = models.DateField()
    day_part = models.CharField(max_length=10)
    """A ``domain.codes.DayPart``."""
    area = models.CharField(max_length=200, blank=True)
    """Beginnings of postcodes between spaces; empty for the whole municipality."""
    capacity = models.PositiveSmallIntegerField(null=True)
    """The most doors a walker was given; null: made before this was kept."""
    cards = models.BooleanField(default=False)
    """Whether first cards were brought as well."""
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+"
    )  # null: a command

    class Meta:
        indexes: ClassVar = [models.Index(fields=["municipality", "day", "id"], name="round_by_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.day_part}"


class Walker(Belongs):
    """One who walks a part of a round: a colleague who logs in, or somebody called by a name only."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="walkers")
    position = models.PositiveSmallIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+")
    called = models.CharField(max_length=60, blank=True)
    """How somebody without a login is called; else empty."""
    metres = models.PositiveIntegerField(default=0)
    """Along the street, as planned; 0 where no places were known."""
    minutes = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "round", "position"], name="one_walker_a_place"),
        ]
        indexes: ClassVar = [models.Index(fields=["municipality", "user", "round"], name="walker_by_user")]

    @property
    def name(self) -> str:
        return self.user.name if self.user else self.called


class Stop(Belongs):
    """One door on a walk. It reserves the case for its day, so no other list has it; at midnight that is over.

    The obligation stays on the agenda until the attempt is recorded.
    """

    walker = models.ForeignKey(Walker, models.CASCADE, related_name="stops")
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    day = models.DateField()
    position = models.PositiveSmallIntegerField()
    task = models.CharField(max_length=20)
    """A ``domain.doors.DoorTask``."""
    urgency = models.PositiveSmallIntegerField()
    danger_on = models.DateField(null=True)
    someone_else = models.BooleanField(default=False)
    result = models.ForeignKey(CaseEvent, models.SET_NULL, null=True, related_name="+")
    """The attempt that was recorded here; what was recorded with it has the same moment."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "case", "day"], name="one_visit_a_day"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "walker", "position"], name="stop_in_order"),
            models.Index(fields=["municipality", "result"], name="stop_by_result", condition=Q(result__isnull=False)),
        ]

    @property
    def closed(self) -> bool:
        """Whether its case was closed since this door was put on the list, so that nobody need go there."""
        return _ended(self.case) or (self.case.merged_into is not None and _ended(self.case.merged_into))

    @property
    def in_danger(self) -> bool:
        """Whether home or supply is at stake."""
        return self.urgency < DANGER

    @property
    def in_haste(self) -> bool:
        """Whether somebody rings there with haste."""
        return self.urgency < HASTE

    def over_on(self, today: date) -> bool:
        """Whether the reservation has ended."""
        return self.day < today


def _ended(case: Case) -> bool:
    """Closed, and going on nowhere else."""
    return not case.is_open and case.merged_into_id is None


ASKED_FOR = Q(case__is_open=True) | Q(case__merged_into__is_open=True) | Q(case__merged_into__merged_into__isnull=False)
"""The doors of cases that are not closed: ``Stop.closed``, the other way round."""


class Sending(Belongs):
    """One time that a partner was told results: a file, a page read over the phone. Append-only."""

    append_only = True

    partner = models.ForeignKey("partners.Partner", models.PROTECT, related_name="+")
    told_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+"
    )  # null: a command

    class Meta:
        indexes: ClassVar = [models.Index(fields=["municipality", "partner", "id"], name="sending_by_partner")]


class FeedbackLog(Belongs):
    """What a partner was told about one signal. Ids and codes only; append-only."""

    append_only = True

    sending = models.ForeignKey(Sending, models.PROTECT, related_name="lines")
    case = models.BigIntegerField(null=True)
    """The case's id; what was told is kept longer than the case. Null: it was not taken up, and no case tells of it."""
    matter = models.BigIntegerField(null=True)
    """Null also for a repeat of what its case handles already."""
    signal = models.BigIntegerField()
    """The signal's id, as the events of the case name it."""
    code = models.CharField(max_length=30)
    """A ``domain.disclosure.Told``."""
    result_on = models.DateField()
    """The day of the result that was told."""
    told_with = models.BigIntegerField(null=True)
    """The signal whose line of this sending told it: they have one reference. Null: it has a line of its own."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["municipality", "signal", "id"], name="told_of_signal")]


class FeedbackLayout(Belongs):
    """How a partner wants its feedback as a file: the names of its own columns; an empty name leaves one out."""

    class Format(models.TextChoices):
        CSV = "csv", "CSV"
        XLSX = "xlsx", "Excel (XLSX)"
        XML = "xml", "XML"
        JSON = "json", "JSON"

    class Separator(models.TextChoices):
        SEMICOLON = ";", _("puntkomma")
        COMMA = ",", _("komma")
        TAB = "\t", _("tab")

    class Days(models.TextChoices):
        """How a day is written."""

        DUTCH = "%d-%m-%Y", "31-12-2026"
        ISO = "%Y-%m-%d", "2026-12-31"
        PLAIN = "%Y%m%d", "20261231"

    partner = models.ForeignKey("partners.Partner", models.CASCADE, related_name="+")
    format = models.CharField(max_length=4, choices=Format, default=Format.CSV)
    separator = models.CharField(max_length=1, choices=Separator, default=Separator.SEMICOLON)
    days = models.CharField(max_length=10, choices=Days, default=Days.DUTCH)
    record = models.CharField(max_length=200, default="", blank=True)
    """In XML and JSON: the path of the element that is repeated, as in the partner's own files."""
    reference = models.CharField(max_length=200, default="Referentie")
    """In XML and JSON this name, like the following ones, may be a path below the record: "melding/@nr"."""
    trace = models.CharField(max_length=60, default="Herkomst", blank=True)
    """Of the column that stands there only where a reference lacks: file, row and day of the report."""
    day = models.CharField(max_length=60, default="Datum", blank=True)
    code = models.CharField(max_length=60, default="Code", blank=True)
    text = models.CharField(max_length=60, default="Resultaat", blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "partner"], name="one_feedback_layout_a_partner"),
        ]
