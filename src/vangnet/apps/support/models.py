"""What did somebody tell of the own money, beside the story of a case; and who asks what we keep without having one?

No event holds it, and it goes no later than its case and its person. It is of one adult: who lives together is told
nothing of it. Amounts are euro cents.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models

from vangnet.apps.accounts.tenancy import Belongs
from vangnet.apps.cases.models import Case, Person
from vangnet.domain.codes import INCOMES, FlowKind, Rhythm


class Picture(Belongs):
    """One adult's money picture (geldplaatje), as far as it was told. Nothing in it is required."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    talk = models.TextField(blank=True)
    """How somebody is: what the conversation begins with."""
    balance = models.BigIntegerField(null=True)
    """What was on the account at the end of ``balance_on``; below zero when overdrawn."""
    balance_on = models.DateField(null=True)
    reserve = models.BigIntegerField(null=True)
    """What somebody has put by."""
    calculation = models.CharField(max_length=20, blank=True)
    """A ``domain.codes.Calculation`` of which the result follows. It was made elsewhere; we do not imitate it."""
    calculated = models.BigIntegerField(null=True)
    """So much a month, by that calculation."""
    calculated_by = models.CharField(max_length=80, blank=True)
    calculated_on = models.DateField(null=True)
    shown = models.CharField(max_length=60, blank=True)
    """The ``domain.codes.MoneyPiece`` that the resident wants the judge to see, between spaces; nothing at first."""
    version = models.PositiveIntegerField(default=0)
    """Rises with every change, so that two who write at once do not write over each other unseen."""
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+"
    )  # null: made by a command

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "case", "person"], name="one_picture_a_person"),
        ]


class Flow(Belongs):
    """Something that comes in or goes out."""

    picture = models.ForeignKey(Picture, models.CASCADE, related_name="flows")
    kind = models.CharField(max_length=24)
    """A ``domain.codes.FlowKind``; it tells whether it comes in or goes out."""
    label = models.CharField(max_length=60, blank=True)
    cents = models.BigIntegerField()
    rhythm = models.CharField(max_length=12)
    """A ``domain.codes.Rhythm``."""
    first_on = models.DateField(null=True, blank=True)
    """A day on which it comes or goes; the others are counted from it."""
    movable = models.BooleanField(default=False)
    """Whether the one who is paid agrees to another day of the month, or may."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["municipality", "picture", "id"], name="flow_by_picture")]

    @property
    def incoming(self) -> bool:
        return FlowKind(self.kind) in INCOMES

    @property
    def comes_once(self) -> bool:
        return self.rhythm == Rhythm.ONCE


class ToldDebt(Belongs):
    """A debt that no partner reported: somebody told of it."""

    picture = models.ForeignKey(Picture, models.CASCADE, related_name="debts")
    kind = models.CharField(max_length=20)
    """A ``domain.codes.MatterKind`` of debts."""
    creditor = models.CharField(max_length=80, blank=True)
    cents = models.BigIntegerField(null=True)
    """Null: how much is not known."""
    noted_in = models.ForeignKey(Case, models.SET_NULL, null=True, db_index=False, related_name="+")
    """In whose story it stands as a matter, since its creditor was asked; null while it was only told."""
    matter = models.PositiveIntegerField(null=True)
    """Under which number there."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["municipality", "picture", "id"], name="told_debt_by_picture")]


class Ticked(Belongs):
    """How it stands with one allowance or scheme for this person."""

    picture = models.ForeignKey(Picture, models.CASCADE, related_name="ticks")
    key = models.CharField(max_length=40)
    """Of ``allowances``, or ``own-`` and the number of a scheme of the municipality."""
    state = models.CharField(max_length=16)
    """A ``domain.codes.Tick``."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "picture", "key"], name="one_tick_an_allowance"),
        ]


class FundEntry(Belongs):
    """So much was put into the tailored budget of a year, or taken out of it; together they are what it holds."""

    append_only = True

    year = models.PositiveSmallIntegerField()
    cents = models.BigIntegerField()
    """Below zero when taken out."""
    why = models.CharField(max_length=200)
    erased = models.BooleanField(default=False)
    """Not put in or out by anybody: what was granted in cases that are erased since, so that it stays spent."""
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+"
    )  # null: made by an erasure

    class Meta:
        indexes: ClassVar = [models.Index(fields=["municipality", "year", "id"], name="fund_by_year")]


class Scheme(Belongs):
    """Something that this municipality itself has for people with little money."""

    name = models.CharField(max_length=80)
    url = models.URLField(blank=True)
    """Where it is told; empty where there is no page."""
    active = models.BooleanField(default=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["municipality", "active", "name"], name="scheme_by_name")]

    def __str__(self) -> str:
        return self.name


# The first talk, the plan and the decision --------------------------------------------------


class Talk(Belongs):
    """The first conversation with one adult: what was arranged around it, and what was said. Nothing is required."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    day = models.DateField(null=True, blank=True)
    at = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    led_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )
    expert = models.CharField(max_length=120, blank=True)
    """Who comes along that lived through it (ervaringsdeskundige)."""
    supporter = models.CharField(max_length=120, blank=True)
    """Whom the resident brings."""
    interpreter = models.CharField(max_length=120, blank=True)
    support_offered = models.BooleanField(default=False)
    """Whether independent support was offered."""
    well = models.TextField(max_length=5000, blank=True)
    behind = models.TextField(max_length=5000, blank=True)
    arrears = models.TextField(max_length=5000, blank=True)
    income = models.TextField(max_length=5000, blank=True)
    suits = models.TextField(max_length=5000, blank=True)
    agreed = models.TextField(max_length=5000, blank=True)
    version = models.PositiveIntegerField(default=0)
    """Rises with every change, so that two who write at once do not write over each other unseen."""
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "case", "person"], name="one_talk_a_person"),
        ]


class PlanStep(Belongs):
    """One step of somebody's plan: what, who, and until when."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    what = models.CharField(max_length=200)
    who = models.CharField(max_length=12)
    """A ``domain.codes.StepOwner``."""
    name = models.CharField(max_length=80, blank=True)
    """Of who does it, where that helps."""
    due = models.DateField()
    done_on = models.DateField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["municipality", "case", "person", "due"], name="plan_step_by_person"),
        ]


class Ruling(Belongs):
    """The words of one decision on debt help; that it was taken is an event (art. 4a Wgs)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    answer = models.CharField(max_length=8)
    """A ``domain.codes.Answer``."""
    kind = models.CharField(max_length=20, blank=True)
    """A ``domain.codes.HelpKind``."""
    grounds = models.TextField(max_length=5000, blank=True)
    nevertheless = models.TextField(max_length=5000, blank=True)
    """What we do all the same for somebody who was refused."""
    on = models.DateField()
    """From the day after it the term to object runs."""
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["municipality", "case", "person", "on"], name="ruling_by_person")]


class DataRequest(Belongs):
    """What somebody of whom we keep no case asks about the own data (art. 15-18, 20, 21 AVG).

    Whoever has a case asks within it (``events.PrivacyRequestMade``). Kept for a while after the answer.
    """

    right = models.CharField(max_length=20)
    """A ``domain.codes.PrivacyRight``."""
    received_on = models.DateField()
    words = models.TextField(max_length=5000, blank=True)
    """What is asked, as it was asked."""
    initials = models.CharField(max_length=30, blank=True)
    prefix = models.CharField(max_length=30, blank=True)
    surname = models.CharField(max_length=200)
    birth_date = models.DateField(null=True, blank=True)
    """Null: not told yet."""
    street = models.CharField(max_length=100)
    number = models.PositiveIntegerField()
    suffix = models.CharField(max_length=10, blank=True)
    postcode = models.CharField(max_length=6)
    city = models.CharField(max_length=80)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=3, blank=True)
    """In which letters are read, where we write it; else Dutch."""
    agent = models.CharField(max_length=120, blank=True)
    """Who asks on behalf of this person."""
    identity = models.CharField(max_length=12)
    """A ``domain.codes.IdentityCheck``."""
    identity_on = models.DateField(null=True)
    identity_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+"
    )
    looked_on = models.DateField(null=True)
    """When a colleague last said which of what was found is of this person."""
    erased_on = models.DateField(null=True)
    """When that was erased, as was asked."""
    due_on = models.DateField(null=True)
    """The last day for the answer; null once it is given."""
    extended_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    retention_until = models.DateField(null=True)
    """The last day on which it is kept; null while it waits."""
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["municipality", "due_on", "id"],
                name="data_request_waiting",
                condition=models.Q(due_on__isnull=False),
            ),
            models.Index(fields=["municipality", "answered_on", "id"], name="data_request_answered"),
            models.Index(
                fields=["municipality", "retention_until"],
                name="data_request_kept",
                condition=models.Q(retention_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def name(self) -> str:
        """Initials and surname: ``S.Y. de Jong``; without initials ``De Jong``."""
        called = " ".join(part for part in (self.initials, self.prefix, self.surname) if part)
        return called[:1].upper() + called[1:]

    @property
    def home(self) -> str:
        """Street, number and addition."""
        return f"{self.street} {self.number}{f'-{self.suffix}' if self.suffix else ''}"

    @property
    def place(self) -> str:
        """Postcode and town."""
        return f"{self.postcode[:4]} {self.postcode[4:]} {self.city}".strip()


class Traced(Belongs):
    """Something kept outside every case of which a colleague said that it is of who asks."""

    request = models.ForeignKey(DataRequest, models.CASCADE, related_name="traced")
    kind = models.CharField(max_length=20)
    """Of ``cases.traces``."""
    subject = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "request", "kind", "subject"], name="traced_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["municipality", "kind", "subject"], name="traced_by_subject")]


class Reply(Belongs):
    """The words of one letter that answers an objection or a data request, or says that the answer takes longer.

    Of one adult in a case, or of a data request by somebody without one.
    """

    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    request = models.ForeignKey(DataRequest, models.CASCADE, null=True, related_name="replies")
    about = models.CharField(max_length=20)
    """``bezwaar``, or a ``domain.codes.PrivacyRight``."""
    outcome = models.CharField(max_length=12)
    """A ``support.replies.Outcome``."""
    given = models.TextField(max_length=5000, blank=True)
    """What changes, or what was given or done."""
    refused = models.TextField(max_length=5000, blank=True)
    """What was asked and not done."""
    grounds = models.TextField(max_length=5000, blank=True)
    asked_on = models.DateField()
    """When the objection or the request was made."""
    against = models.DateField(null=True)
    """The day of the decision that was objected to."""
    until = models.DateField(null=True)
    """The new last day, where the answer takes longer."""
    on = models.DateField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(request=None, case__isnull=False, person__isnull=False)
                | models.Q(request__isnull=False, case=None, person=None),
                name="reply_of_a_case_or_a_request",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["municipality", "case", "person", "on"], name="reply_by_person")]


class ObjectionDesk(Belongs):
    """To whom a resident of this municipality objects, and how."""

    name = models.CharField(max_length=120)
    address = models.TextField(max_length=400)
    """The lines of the address."""
    phone = models.CharField(max_length=40, blank=True)
    court = models.TextField(max_length=400, blank=True)
    """Where one appeals against a decision on an objection (art. 3:45 Awb): the administrative court, its address."""

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["municipality"], name="one_objection_desk")]
