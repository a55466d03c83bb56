"""What do we keep of a delivery: its layout, its rows, what is wrong with them, and who was meant?

Everything that names a person is here until its retention ends, apart from the story of the case. A signal's
id is the one that events speak of.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import ClassVar, Final, Protocol

from django.conf import settings
from django.db import models
from django.db.models import Q

from vangnet.apps.accounts.tenancy import Belongs
from vangnet.apps.cases.models import Case, Household, Person
from vangnet.apps.partners.models import Partner
from vangnet.domain.codes import MatterKind, SetAside
from vangnet.domain.sieve import haste_from

STILL: Final = timedelta(seconds=30)
"""A chunk of rows takes a second; whatever did not move for so long is not being worked at."""


class SavedLayout(Belongs):
    """How a partner fills its file: the reading's ``Layout`` as JSON. The newest that fits a file is used."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="layouts")
    name = models.CharField(max_length=120)
    content = models.TextField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "partner", "name"], name="one_layout_per_partner_and_name")
        ]

    def __str__(self) -> str:
        return self.name


class Upload(Belongs):
    """A file of which nobody has said yet from which partner it is."""

    name = models.CharField(max_length=500)
    size = models.PositiveBigIntegerField()
    stored = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["municipality", "-id"], name="upload_newest_first")]

    def __str__(self) -> str:
        return self.name


class Delivery(Belongs):
    """One file of one partner, and how far its intake has come."""

    class Status(models.TextChoices):
        """Where a delivery stands; see ``deliveries``."""

        UNMAPPED = "unmapped"
        """No layout of this partner fits the file."""
        STAGING = "staging"
        """Rows are being read and checked, unseen by others."""
        STAGED = "staged"
        """The dry run is ready: what would happen is known, nothing has happened."""
        WAITING = "waiting"
        """The brake: far larger or smaller than usual, so somebody must confirm it."""
        RUNNING = "running"
        DONE = "done"
        CANCELLING = "cancelling"
        """Somebody cancelled it, and what it did is being undone."""
        CANCELLED = "cancelled"
        FAILED = "failed"
        """Refused as a whole; ``failure`` says why."""

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="deliveries")
    name = models.CharField(max_length=500)
    """The file as its sender named it, or its path as given on the command line."""
    period = models.CharField(max_length=7)
    """The month it speaks of, ``2026-11``: a debt told twice in it is one signal, in the next a repeat."""
    dated_on = models.DateField()
    """Nothing in the file can have happened later; a number of days in arrears counts back from it."""
    received_on = models.DateField()
    """When the municipality had it: from here the 28 days run (Wgs)."""
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    stored = models.CharField(max_length=100, blank=True)
    """The file under VANGNET_DATA; empty once it was removed."""
    layout = models.TextField(blank=True)
    """The layout as it was when the rows were read."""
    status = models.CharField(max_length=10, choices=Status, default=Status.STAGING)
    failure = models.TextField(blank=True)
    """Why it failed: a code and its facts, as JSON."""
    counts = models.JSONField(default=dict)
    """How many rows were read, and what would become or became of them; see ``tally``. ``mended``: see ``mends``."""
    staged_to = models.PositiveIntegerField(default=0)
    """The last row that was read; ``checked_to`` and ``done_to`` follow it."""
    checked_to = models.PositiveIntegerField(default=0)
    done_to = models.PositiveIntegerField(default=0)
    confirmed = models.BooleanField(default=False)
    """Somebody said that its size is right."""
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+")
    began_at = models.DateTimeField(null=True)
    """When cases began to be made; the facts it recorded carry this moment."""
    moved_at = models.DateTimeField(null=True)
    """When it last came further; long ago while it is under way means that nothing works at it."""
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["municipality", "-id"], name="delivery_newest_first"),
            models.Index(fields=["municipality", "partner", "status", "-id"], name="delivery_by_partner"),
            models.Index(fields=["municipality", "sha256"], name="delivery_by_content"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def at_rest(self) -> bool:
        """Nothing is going on and nothing can go on."""
        return self.status in {self.Status.DONE, self.Status.CANCELLED, self.Status.FAILED}

    @property
    def nothing_new(self) -> bool:
        """It was tried, and all that can be taken in of it was taken in before."""
        planned = self.counts.get("planned", {})
        would_stay = (*WAITING, Signal.Status.TAKEN_UP, Signal.Status.SET_ASIDE)
        return bool(planned.get(Signal.Status.KNOWN)) and not any(planned.get(plan) for plan in would_stay)

    def mends(self, before: Iterable["Delivery"]) -> bool:
        """Whether it brings rows that were set apart earlier: our own file of them come back, or no more rows than
        one of these of the same month set apart.
        """
        rows = self.counts.get("read", {}).get("rows", 0)
        apart = [one.counts.get("read", {}).get("apart", 0) for one in before if one.period == self.period]
        return bool(self.counts.get("mended")) or 0 < rows <= max(apart, default=0)

    def stands_still(self, now: datetime) -> bool:
        """It should go on by itself, and does not: its worker was killed, or there is none."""
        under_way = self.status in GOING
        return under_way and now - (self.moved_at or self.made_at) > STILL


GOING = (Delivery.Status.STAGING, Delivery.Status.RUNNING, Delivery.Status.CANCELLING)
"""These go on by themselves."""


class RowProblem(Belongs):
    """One thing wrong with, or remarkable about, one row. Holds what the row said, so it is erasable."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="problems", db_index=False)
    row = models.PositiveIntegerField()
    line = models.PositiveIntegerField()
    column = models.CharField(max_length=200, blank=True)
    value = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=30)
    facts = models.TextField(blank=True)
    apart = models.BooleanField()
    """The row waits for mending; otherwise it is a remark."""

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["municipality", "delivery", "row"], name="problem_by_row"),
        ]


class Signal(Belongs):
    """One row of a delivery: what the partner said, who was meant, and what became of it."""

    class Status(models.TextChoices):
        """Where a signal stands."""

        STAGED = "staged"
        """Unseen by others; ``plan`` tells what it would become."""
        WAITING_WHO = "waiting_who"
        """Nobody can tell yet who is meant, nor which household."""
        WAITING_PERSON = "waiting_person"
        """It stands in the household's case; which person it is must be settled."""
        WAITING_TRIAGE = "waiting_triage"
        """Somebody must decide whether it is taken up; ``remarks`` tells why."""
        TAKEN_UP = "taken_up"
        SET_ASIDE = "set_aside"
        KNOWN = "known"
        """A plan only: it came before, and is left out."""
        UNLAWFUL = "unlawful"
        """A plan only: it may not be kept, so it is erased and only counted."""

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="signals", db_index=False)
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+", db_index=False)
    row = models.PositiveIntegerField()
    content_key = models.CharField(max_length=64)
    received_on = models.DateField()

    reference = models.CharField(max_length=100, blank=True)
    name_whole = models.CharField(max_length=200, blank=True)
    surname = models.CharField(max_length=200, blank=True)
    prefix = models.CharField(max_length=60, blank=True)
    initials = models.CharField(max_length=40, blank=True)
    first_name = models.CharField(max_length=200, blank=True)
    birth_date = models.DateField(null=True)
    bsn_lookup = models.BinaryField(max_length=32, null=True)
    address_whole = models.CharField(max_length=300, blank=True)
    street = models.CharField(max_length=200, blank=True)
    number = models.CharField(max_length=30, blank=True)
    letter = models.CharField(max_length=10, blank=True)
    suffix = models.CharField(max_length=40, blank=True)
    postcode = models.CharField(max_length=12, blank=True)
    city = models.CharField(max_length=200, blank=True)
    postcode_city = models.CharField(max_length=200, blank=True)
    sent_municipality = models.CharField(max_length=10, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    email = models.CharField(max_length=254, blank=True)
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in MatterKind])
    cents = models.BigIntegerField()
    whole_euros = models.BooleanField(default=False)
    """The partner counts in whole euros, so that "risen" means beyond rounding."""
    since = models.DateField(null=True)
    months = models.PositiveSmallIntegerField(null=True)
    reported_on = models.DateField(null=True)
    contact_on = models.DateField(null=True)
    pointed_to_help = models.BooleanField(null=True)
    reminder_on = models.DateField(null=True)
    report_offered = models.BooleanField(null=True)
    objection = models.BooleanField(null=True)
    crisis = models.BooleanField(default=False)
    disconnection = models.BooleanField(default=False)
    disconnection_on = models.DateField(null=True)
    eviction = models.BooleanField(default=False)
    eviction_on = models.DateField(null=True)
    warm_handover = models.BooleanField(default=False)

    status = models.CharField(max_length=20, choices=Status, default=Status.STAGED)
    plan = models.CharField(max_length=20, choices=Status, blank=True)
    set_aside = models.CharField(max_length=20, choices=[(r.value, r.value) for r in SetAside], blank=True)
    """The DDAS reason: why it was set aside, or what is proposed to the one who decides."""
    band = models.CharField(max_length=4, blank=True)
    fingerprint = models.CharField(max_length=24, blank=True)
    """This spelling of this person, without saying it: under it a decision is remembered."""
    matching = models.TextField(blank=True)
    """Why this person, household or nobody: ``Explained`` as JSON."""
    remarks = models.TextField(blank=True)
    """What triage found: a list of codes with facts, as JSON."""
    person = models.ForeignKey(Person, models.SET_NULL, null=True, db_index=False, related_name="signals")
    household = models.ForeignKey(Household, models.SET_NULL, null=True, db_index=False, related_name="signals")
    newcomer = models.BooleanField(default=False)
    """The person and household were made from this signal: the register does not have them."""
    case = models.ForeignKey(Case, models.PROTECT, null=True, db_index=False, related_name="signals")
    matter = models.PositiveIntegerField(null=True)
    due_on = models.DateField(null=True)
    """By when it must be settled, while it waits."""
    settled_on = models.DateField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+"
    )
    retention_until = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "delivery", "row"], name="one_signal_per_row"),
            models.UniqueConstraint(
                fields=["municipality", "partner", "content_key"],
                condition=~Q(status="staged"),
                name="a_signal_counts_once",
            ),
        ]
        indexes: ClassVar = [
            # Only what waits has a day by which it must be settled. SQLite takes a partial index for "is not null", and
            # not for a status that comes as a parameter.
            models.Index(
                fields=["municipality", "due_on", "id"], condition=Q(due_on__isnull=False), name="signal_waiting"
            ),
            models.Index(fields=["municipality", "status", "-settled_on", "-id"], name="signal_by_status"),
            # Looked up for every row that comes in, staged ones too; a partial index would not be used for that.
            models.Index(fields=["municipality", "partner", "content_key"], name="signal_by_content"),
            models.Index(fields=["municipality", "partner", "reference"], name="signal_by_reference"),
            models.Index(fields=["municipality", "fingerprint"], name="signal_by_fingerprint"),
            models.Index(fields=["person", "municipality"], name="signal_by_person"),
            models.Index(fields=["household", "municipality"], name="signal_by_household"),
            models.Index(fields=["case", "municipality"], name="signal_by_case"),
            models.Index(fields=["municipality", "retention_until"], name="signal_by_retention"),
        ]

    @property
    def waits(self) -> bool:
        return self.status in WAITING

    @property
    def shown_name(self) -> str:
        """The name as the partner wrote it."""
        parts = (self.initials or self.first_name, self.prefix, self.surname)
        return self.name_whole or " ".join(part for part in parts if part)

    @property
    def shown_address(self) -> str:
        """The address as the partner wrote it."""
        if self.address_whole:
            return f"{self.address_whole} {self.postcode_city}".strip()
        house = " ".join(part for part in (self.street, self.number, self.letter, self.suffix) if part)
        place = self.postcode_city or f"{self.postcode} {self.city}".strip()
        return ", ".join(part for part in (house, place) if part)

    def in_haste_on(self, day: date) -> bool:
        """Whether it is settled with haste: by the days of danger that the partner named, else because it is urgent."""
        nearest = min([on for on in (self.disconnection_on, self.eviction_on) if on], default=None)
        since = haste_from(nearest, self.due_on or day, otherwise=is_urgent(self))
        return self.waits and since is not None and since <= day

    def late_on(self, day: date) -> bool:
        return self.waits and self.due_on is not None and self.due_on < day


class AtStake(Protocol):
    """What a partner says is at stake, in whichever form its words are kept."""

    @property
    def crisis(self) -> bool: ...
    @property
    def disconnection(self) -> bool: ...
    @property
    def eviction(self) -> bool: ...


def is_urgent(said: AtStake) -> bool:
    """Whether the partner says that the home or the supply is at stake now."""
    return said.crisis or said.disconnection or said.eviction


WAITING = (Signal.Status.WAITING_WHO, Signal.Status.WAITING_PERSON, Signal.Status.WAITING_TRIAGE)


class MatchDecision(Belongs):
    """A remembered answer: this spelling of a person is (or is not) this person. Lives as long as the person."""

    fingerprint = models.CharField(max_length=24)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    same = models.BooleanField()
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "fingerprint", "person"], name="decided_once_who_is_meant"),
            models.UniqueConstraint(
                fields=["municipality", "fingerprint"], condition=Q(same=True), name="one_person_is_meant"
            ),
        ]
