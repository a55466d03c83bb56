"""Before which court, where and when is a hearing, and who of us goes along?

No fact of a case: that a hearing is planned, held and decided are its events. What stands here can be erased and goes
with the case.
"""

from copy import copy
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models

from vangnet.apps.accounts.tenancy import Belongs
from vangnet.apps.cases.models import Case, Person
from vangnet.domain.codes import ListedKind


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
    court_case = models.CharField(max_length=60, blank=True)
    """The number that the court gave the proceedings."""
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
    day = models.DateField(null=True)
    """Of the hearing when time and room were filled in; empty for what was kept before this was."""
    version = models.PositiveIntegerField(default=0)
    """How often it was kept: who wrote with an older one in sight, is shown what came between."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "case", "matter", "hearing"], name="one_sitting_a_hearing"),
        ]
        indexes: ClassVar = [models.Index(fields=["case", "municipality"], name="sitting_by_case")]

    def holds_on(self, day: date | None) -> bool:
        """Whether time and room are of this day; those of an adjourned hearing are of the day it would have been."""
        return self.day is None or self.day == day

    def on(self, day: date | None) -> "Sitting":
        """What of it is true of a hearing on this day: without another day's time and room, which send nobody astray.

        Not stored: it goes when somebody keeps the new ones.
        """
        if self.holds_on(day):
            return self
        true = copy(self)
        true.at, true.room = None, ""
        return true


class RequestFile(Belongs):
    """What somebody writes for a request to the court, beside what the story shows. Goes with the case."""

    class Kind(models.TextChoices):
        """What is asked of the court; ``about`` is the resident, or for a moratorium the matter."""

        ADMINISTRATION = "administration"
        FORCED_SETTLEMENT = "forced_settlement"
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


class HearingList(Belongs):
    """A file of a court or a bailiff, and how far its intake has come. Its rows are ``ListedRow``."""

    class Status(models.TextChoices):
        """Where a list stands; see ``lists``."""

        UNMAPPED = "unmapped"
        """Nobody said yet what its columns hold."""
        READING = "reading"
        READ = "read"
        """The dry run is ready: what each row would do is known, and nothing has happened by itself."""
        TAKING = "taking"
        """Somebody said that what is clear may be recorded, and not all of it is."""
        REFUSED = "refused"
        """It cannot be read under this layout; ``failure`` says why."""

    name = models.CharField(max_length=500)
    """The file as its sender named it."""
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    stored = models.CharField(max_length=100, blank=True)
    """The file under VANGNET_DATA; empty once it was removed."""
    layout = models.TextField(blank=True)
    """The ``lists.layouts.Layout`` with which the rows were read, as JSON."""
    status = models.CharField(max_length=10, choices=Status, default=Status.UNMAPPED)
    failure = models.TextField(blank=True)
    unread = models.TextField(blank=True)
    """Sheets of the workbook with something in them that were not read."""
    read_to = models.PositiveIntegerField(default=0)
    """The last row that was read and looked up."""
    received_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+")
    kept_until = models.DateField()
    """The last day on which the file is kept, and the rows that belong to no case."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "sha256"], name="one_list_per_content"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "-id"], name="list_newest_first"),
            models.Index(fields=["municipality", "kept_until"], name="list_by_retention"),
        ]

    def __str__(self) -> str:
        return self.name


class ListedRow(Belongs):
    """One row of a list: what the court or the bailiff wrote, who was meant, and what became of it.

    With a case it goes with that case; without one it goes with the list.
    """

    class Status(models.TextChoices):
        """What would become, or became, of it."""

        PROBLEM = "problem"
        """Something in it cannot be read; ``problems`` tells what, and how to mend it."""
        READY = "ready"
        """Dossier and matter are clear: it will be recorded."""
        KNOWN = "known"
        """All of it stands in the dossier already."""
        OTHER_DAY = "other_day"
        """The dossier has another day or time: somebody says what that means."""
        PAST = "past"
        """A hearing in the past of which the dossier knows nothing."""
        WHICH = "which"
        """The dossier is clear and the matter is not."""
        WHO = "who"
        """Several may be meant, or one who does not quite fit."""
        NO_CASE = "no_case"
        """A resident whom we know, without an open dossier."""
        NOBODY = "nobody"
        """Nobody here is known by this name or at this address."""
        DONE = "done"
        LEFT = "left"
        """Somebody looked and said that nothing is to be recorded of it."""

    hearing_list = models.ForeignKey(HearingList, models.CASCADE, related_name="rows", db_index=False)
    row = models.PositiveIntegerField()
    line = models.PositiveIntegerField()

    name_whole = models.CharField(max_length=200, blank=True)
    surname = models.CharField(max_length=200, blank=True)
    prefix = models.CharField(max_length=60, blank=True)
    initials = models.CharField(max_length=40, blank=True)
    first_name = models.CharField(max_length=200, blank=True)
    birth_date = models.DateField(null=True)
    address_whole = models.CharField(max_length=300, blank=True)
    street = models.CharField(max_length=200, blank=True)
    number = models.CharField(max_length=30, blank=True)
    letter = models.CharField(max_length=10, blank=True)
    suffix = models.CharField(max_length=40, blank=True)
    postcode = models.CharField(max_length=12, blank=True)
    city = models.CharField(max_length=200, blank=True)
    postcode_city = models.CharField(max_length=200, blank=True)
    creditor = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=10, choices=[(one.value, one.value) for one in ListedKind])
    day = models.DateField(null=True)
    at = models.TimeField(null=True)
    served_on = models.DateField(null=True)
    court = models.CharField(max_length=40, blank=True)
    """A code of ``domain.law.courts.districts``; empty where none was said or we do not know it."""
    place = models.CharField(max_length=120, blank=True)
    room = models.CharField(max_length=40, blank=True)
    court_case = models.CharField(max_length=60, blank=True)

    status = models.CharField(max_length=10, choices=Status)
    problems = models.TextField(blank=True)
    """What is wrong or remarkable: a list of the reading's ``Problem`` as JSON. Holds what the row said."""
    fingerprint = models.CharField(max_length=24, blank=True)
    """This spelling of this person, without saying it: under it a choice is remembered."""
    matching = models.TextField(blank=True)
    """Why this person or nobody, and who else may be meant: ``lists.planning.Likely`` as JSON."""
    differs = models.TextField(blank=True)
    """What the dossier has instead: a code and its facts as JSON."""
    person = models.ForeignKey(Person, models.SET_NULL, null=True, db_index=False, related_name="+")
    chosen = models.BooleanField(default=False)
    """Somebody said that it is this person."""
    case = models.ForeignKey(Case, models.SET_NULL, null=True, db_index=False, related_name="+")
    matter = models.PositiveBigIntegerField(null=True)
    """As the case tells it; guessed, unless somebody chose it."""
    matter_chosen = models.BooleanField(default=False)
    """Somebody said that it is about this matter; without one, what was chosen does not fit any longer."""
    hearing = models.PositiveIntegerField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "hearing_list", "row"], name="one_row_of_a_list"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "hearing_list", "status", "row"], name="listed_by_status"),
            models.Index(fields=["municipality", "fingerprint"], name="listed_by_fingerprint"),
            models.Index(fields=["case", "municipality"], name="listed_by_case"),
            models.Index(fields=["person", "municipality"], name="listed_by_person"),
        ]

    phone = ""
    """No list tells one; matching asks for it."""

    @property
    def shown_name(self) -> str:
        """The name as it was written."""
        parts = (self.initials or self.first_name, self.prefix, self.surname)
        return self.name_whole or " ".join(part for part in parts if part)

    @property
    def shown_address(self) -> str:
        """The address as it was written."""
        house = " ".join(part for part in (self.street, self.number, self.letter, self.suffix) if part)
        place = self.postcode_city or f"{self.postcode} {self.city}".strip()
        return ", ".join(part for part in (self.address_whole or house, place) if part)

    @property
    def waits(self) -> bool:
        """Somebody must look at it."""
        return self.status in WAITING


WAITING = (
    ListedRow.Status.OTHER_DAY,
    ListedRow.Status.PAST,
    ListedRow.Status.WHICH,
    ListedRow.Status.WHO,
    ListedRow.Status.NO_CASE,
    ListedRow.Status.NOBODY,
)
"""These are never recorded without somebody who looked."""
