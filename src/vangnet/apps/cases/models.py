"""What do we keep of a household's case? The story, the persons apart from it, and what lists need.

``CaseEvent`` is the story: append-only, codes and ids alone. ``Household``, ``Stay``, ``Person`` and
``Note`` hold what can be erased. The other columns of ``Case``, and ``Step`` and ``SearchKey``, are
projections: written by ``project`` alone and made anew at will by ``rebuild``.
"""

from datetime import date
from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vangnet.apps.accounts.tenancy import Belongs


class Household(Belongs):
    """People who live together: our own decision, with the register's id beside it.

    An address alone never makes one; strangers share addresses.
    """

    register_id = models.CharField(max_length=40, null=True, blank=True)  # noqa: DJ001 - null: not in the register

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "register_id"], name="one_household_per_register_id")
        ]


class Stay(Belongs):
    """Where a household lives, from when until when; ``until`` is empty while it lives there."""

    household = models.ForeignKey(Household, models.CASCADE, db_index=False, related_name="stays")
    street = models.CharField(max_length=100)
    number = models.PositiveIntegerField()
    letter = models.CharField(max_length=2, blank=True)
    suffix = models.CharField(max_length=10, blank=True)
    postcode = models.CharField(max_length=6, blank=True)
    city = models.CharField(max_length=80, blank=True)
    x = models.FloatField(null=True, blank=True)
    """Metres in the national plane (EPSG:28992), as is ``y``."""
    y = models.FloatField(null=True, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "household"], condition=Q(until=None), name="one_home_at_a_time"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["household", "municipality"], name="stay_by_household"),
            models.Index(fields=["municipality", "postcode", "number"], name="stay_by_address"),
        ]

    @property
    def house(self) -> str:
        """Number, letter and suffix as one writes them on a letter: ``12B-A``."""
        number = f"{self.number}{self.letter}"
        return f"{number}-{self.suffix}" if self.suffix else number

    @property
    def place(self) -> str:
        """Postcode and town: ``9102 DB Voorbeeldstad``."""
        spaced = f"{self.postcode[:4]} {self.postcode[4:]}".strip()
        return f"{spaced} {self.city}".strip()


class Person(Belongs):
    """Somebody of a household, as the register or a partner names them. Erasable; events hold the id."""

    class NameUse(models.TextChoices):
        """Which surname a person uses (BRP, naamgebruik)."""

        OWN = "E"
        PARTNER = "P"
        PARTNER_FIRST = "V"
        OWN_FIRST = "N"

    household = models.ForeignKey(
        Household, models.SET_NULL, null=True, blank=True, db_index=False, related_name="persons"
    )
    register_id = models.CharField(max_length=40, null=True, blank=True)  # noqa: DJ001 - null: not in the register
    initials = models.CharField(max_length=30, blank=True)
    first_names = models.CharField(max_length=200, blank=True)
    prefix = models.CharField(max_length=30, blank=True)
    surname = models.CharField(max_length=200)
    name_use = models.CharField(max_length=1, choices=NameUse, default=NameUse.OWN)
    partner_prefix = models.CharField(max_length=30, blank=True)
    partner_surname = models.CharField(max_length=200, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=3, blank=True)
    bsn_sealed = models.BinaryField(null=True, blank=True)
    bsn_lookup = models.BinaryField(max_length=32, null=True, blank=True)
    token = models.UUIDField(default=uuid4, editable=False)
    """What the sealed BSN is bound to."""
    deceased_on = models.DateField(null=True, blank=True)
    departed_on = models.DateField(null=True, blank=True)
    retention_until = models.DateField(null=True, blank=True)
    same_as = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="doubles")
    """Another record of the same person. Undone by emptying it; streams are never rewritten."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "register_id"], name="one_person_per_register_id"),
            models.CheckConstraint(condition=~Q(same_as=models.F("id")), name="nobody_doubles_oneself"),
        ]
        indexes: ClassVar = [
            # SQLite knows no numbers of a new table: it takes the index of which most columns are asked for.
            models.Index(fields=["household", "municipality"], name="person_by_household"),
            models.Index(
                fields=["municipality", "bsn_lookup"],
                name="person_by_bsn",
                condition=Q(bsn_lookup__isnull=False),
            ),
            models.Index(fields=["municipality", "retention_until"], name="person_by_retention"),
        ]

    @property
    def family_name(self) -> str:
        """The surname in use, prefix in front: ``de Jong``, ``van den Berg-Smit``."""
        return family_name(*(getattr(self, part) for part in NAME))

    @property
    def name(self) -> str:
        """Initials and surname: ``S.Y. de Jong``; without initials ``De Jong``."""
        called = f"{self.initials} {self.family_name}".strip()
        return called[:1].upper() + called[1:]

    def grown_on(self, day: date) -> bool:
        """Whether this is an adult; somebody without a birth date is taken for one."""
        born = self.birth_date
        return born is None or (day.year - born.year, day.month, day.day) >= (GROWN_AT, born.month, born.day)


GROWN_AT = 18
NAME = ("prefix", "surname", "name_use", "partner_prefix", "partner_surname")


def family_name(prefix: str, surname: str, name_use: str, partner_prefix: str, partner_surname: str) -> str:
    """The surname in use, from the columns ``NAME``."""
    own = f"{prefix} {surname}".strip()
    partner = f"{partner_prefix} {partner_surname}".strip()
    match name_use if partner_surname else Person.NameUse.OWN:
        case Person.NameUse.PARTNER:
            return partner
        case Person.NameUse.PARTNER_FIRST:
            return f"{partner}-{own}"
        case Person.NameUse.OWN_FIRST:
            return f"{own}-{partner}"
        case _:
            return own


def surnames(prefix: str, surname: str, name_use: str, partner_prefix: str, partner_surname: str) -> tuple[str, ...]:
    """Every surname somebody is looked for by, the one in use first, from the columns ``NAME``."""
    in_use = family_name(prefix, surname, name_use, partner_prefix, partner_surname)
    both = ((prefix, surname), (partner_prefix, partner_surname))
    own = [spelt for front, bare in both if bare for spelt in (bare, f"{front} {bare}".strip())]
    return tuple(dict.fromkeys([in_use, *own]))


class PersonKey(Belongs):
    """A key under which candidates for a match with this person are found (domain: blocking keys)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="keys")
    key = models.CharField(max_length=250)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "key", "person"], name="person_by_key")
        ]


class NotSame(Belongs):
    """The remembered decision that these two records are two people; kept as long as both are."""

    one = models.ForeignKey(Person, models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, models.CASCADE, related_name="+")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+"
    )
    decided_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "one", "other"], name="decided_once_that_these_are_two"),
            models.CheckConstraint(condition=Q(one__lt=models.F("other")), name="pair_in_order"),
        ]


class CaseNumber(Belongs):
    """The last case number given out in a year; locked while one is taken."""

    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["municipality", "year"], name="one_counter_a_year")]


class Case(Belongs):
    """One household's file. But for its number, its household and what its owner saw, it is projection, for lists."""

    number = models.CharField(max_length=20)
    """What people say and write: ``VN-2026-00417``."""
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, blank=True, db_index=False, related_name="cases"
    )

    sequence = models.PositiveIntegerField(default=0)
    """The last place in this case's own story."""
    version = models.BigIntegerField(default=0)
    """The id of the last event that this case tells, merged stories included: what a form has seen."""
    owner_saw = models.BigIntegerField(db_default=0)
    """The version that its owner last opened; of no meaning to the next owner, whose naming is newer."""
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    is_open = models.BooleanField(default=False)
    result = models.CharField(max_length=40, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+")
    step = models.PositiveSmallIntegerField(default=0)
    """How far on the ribbon, 1-11; 0 before the first."""
    danger = models.CharField(max_length=20, blank=True)
    danger_on = models.DateField(null=True)
    adults = models.PositiveSmallIntegerField(null=True)
    minors = models.PositiveSmallIntegerField(null=True)
    cents = models.BigIntegerField(default=0)
    """What is owed in all unsettled matters, in euro cents."""
    kinds = models.CharField(max_length=200, blank=True)
    """The kinds of the unsettled matters between spaces, so that one is found as `` rent ``."""
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, db_index=False, related_name="merged")
    rank = models.BigIntegerField(default=0)
    """The place among all cases of what presses most here; lower is sooner (``project.rank``)."""
    hides = models.BooleanField(default=False)
    """Whether something here is not for everybody's eyes: a threat without debt (``sight``)."""
    plain_rank = models.BigIntegerField(default=0)
    """The rank as it would be without that, so that no order betrays it."""
    plain_step = models.PositiveSmallIntegerField(default=0)
    """How far on the ribbon without that."""
    next_role = models.CharField(max_length=20, blank=True)
    next_by = models.DateField(null=True)
    next_change_on = models.DateField(null=True)
    """The first day on which the clock alone changes the agenda; from then on the row is due."""
    board_on = models.DateField(null=True)
    """The nearest day of its rows on the eviction board (``domain.board``); None when it is not on it."""
    retention_until = models.DateField(null=True, blank=True)
    """The last day on which a closed case is kept (``domain.keeping``); after it, it is erased."""
    name = models.CharField(max_length=250, blank=True)
    address = models.CharField(max_length=250, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "number"], name="one_case_per_number"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["household", "municipality"], name="case_by_household"),
            models.Index(fields=["municipality", "rank"], name="case_by_rank"),
            # SQLite looks no bare boolean up in an index, but knows a partial index by it; that it stands among
            # the columns as well lets counts be answered from the index alone.
            models.Index(fields=["municipality", "rank"], condition=Q(is_open=True), name="open_by_rank"),
            models.Index(fields=["municipality", "plain_rank"], name="case_by_plain_rank"),
            models.Index(fields=["municipality", "plain_rank"], condition=Q(is_open=True), name="open_by_plain_rank"),
            models.Index(
                fields=["municipality", "owner", "next_by", "is_open"],
                condition=Q(is_open=True),
                name="open_by_owner",
            ),
            models.Index(
                fields=["municipality", "owner", "-last_on", "is_open"],
                condition=Q(is_open=True, owner__isnull=False),
                name="own_by_last",
            ),
            models.Index(fields=["municipality", "step", "is_open"], condition=Q(is_open=True), name="open_by_step"),
            models.Index(
                fields=["municipality", "board_on"], condition=Q(board_on__isnull=False), name="case_on_board"
            ),
            models.Index(
                fields=["municipality", "merged_into"],
                condition=Q(merged_into__isnull=False),
                name="case_by_merger",
            ),
            models.Index(fields=["municipality", "next_change_on"], name="case_by_change"),
            models.Index(fields=["municipality", "last_on"], name="case_by_last"),
            models.Index(
                fields=["municipality", "retention_until"],
                condition=Q(retention_until__isnull=False),
                name="case_by_retention",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class SearchKey(Belongs):
    """What a case is found by, from the first letter on: surname, address, number. Erasable."""

    case = models.ForeignKey(Case, models.CASCADE, db_index=False, related_name="search_keys")
    key = models.CharField(max_length=120)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "key", "case"],
                name="case_by_key",
                opclasses=["int8_ops", "varchar_pattern_ops", "int8_ops"],
            )
        ]
        indexes: ClassVar = [models.Index(fields=["case", "municipality"], name="keys_of_a_case")]


class CaseEvent(Belongs):
    """One fact in its place. Triggers refuse every change, and removal without an ``ErasurePermit``."""

    append_only = True

    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    payload = models.TextField()
    on = models.DateField()
    turn = models.PositiveSmallIntegerField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+"
    )
    token = models.CharField(max_length=64, null=True)  # noqa: DJ001 - null: not from a form
    seal = models.BinaryField(max_length=32)
    """SHA-256 over the seal before it and all of this row: no event goes missing or changes unseen."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "case", "sequence"], name="one_event_per_place"),
            models.UniqueConstraint(
                fields=["municipality", "token", "case"],
                condition=Q(token__isnull=False),
                name="a_form_counts_once",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["municipality", "kind", "on", "case"], name="event_by_kind")]


class Confirmation(Belongs):
    """What did not seem to fit when a fact was recorded, and was confirmed by who recorded it; leaves with the fact.

    Codes, days and numbers of a ``domain.doubts.Doubt``, as JSON. When and by whom, its event says.
    """

    append_only = True

    event = models.ForeignKey(CaseEvent, models.CASCADE, related_name="confirmations")
    doubt = models.TextField()


class ErasureGround(models.TextChoices):
    """Why something was erased."""

    RETENTION_ENDED = "retention_ended", _("de bewaartermijn is voorbij")
    WRONG_PERSON = "wrong_person", _("het ging over iemand anders")
    ASKED = "asked", _("de bewoner vroeg erom (AVG 17)")
    UNLAWFUL = "unlawful", _("het mocht niet bewaard worden")


NO_CASE = 0
"""In the register of what was erased: it was kept outside every case."""


class ErasurePermit(Belongs):
    """Leave to erase one event, or a whole case where ``sequence`` is empty; stays as the register of it."""

    append_only = True

    case = models.BigIntegerField()
    """The case's id, which outlives the case; or ``NO_CASE``."""
    sequence = models.PositiveIntegerField(null=True)
    seal = models.BinaryField(max_length=32, null=True)
    """Of the erased event, so that the chain of what remains can still be followed."""
    ground = models.CharField(max_length=40)
    permitted_on = models.DateField()
    permitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+"
    )

    class Meta:
        indexes: ClassVar = [models.Index(fields=["municipality", "case"], name="permit_by_case")]


class Remembered(Belongs):
    """What the statistics keep of a case that was erased: a month and codes, and nothing that leads to it."""

    append_only = True

    month = models.CharField(max_length=7)
    """The month in which it was closed, ``2026-11``; of the erasure where it was still open."""
    codes = models.TextField()
    """As ``domain.keeping.remembered`` says, with the ground of the erasure, as JSON."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["municipality", "month"], name="remembered_by_month")]


class Step(Belongs):
    """One obligation on the agenda of a case, as it stands until the case's ``next_change_on``."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    """Its place on the case's own agenda, from 0."""
    rank = models.BigIntegerField()
    """Its place among all steps of the municipality; lower is sooner (``project.rank``)."""
    rule = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=10)
    subject_id = models.BigIntegerField()
    role = models.CharField(max_length=20)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+")
    by = models.DateField()
    late_on = models.DateField()
    """From this day on, not yet done, it also stands on the coordinator's agenda (sieve, P1)."""
    stage = models.CharField(max_length=40, blank=True)
    danger_on = models.DateField(null=True)
    haste_on = models.DateField(null=True)
    """From this day on it is done with haste; None when it never is."""
    within = models.CharField(max_length=40, blank=True)
    """The rule whose step shows this one within it; such a step has no card of its own."""
    because = models.TextField()
    """The facts with their dates, as JSON."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "case", "rule", "subject_kind", "subject_id"],
                name="one_step_per_subject",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "role", "within", "owner", "rank", "by"], name="step_by_role"),
            models.Index(fields=["municipality", "owner", "within", "rank", "by"], name="step_by_owner"),
            models.Index(
                fields=["municipality", "within", "late_on", "rank", "owner", "role"], name="step_by_lateness"
            ),
            models.Index(fields=["municipality", "rule", "by"], name="step_by_rule"),
            models.Index(
                fields=["municipality", "owner", "within", "haste_on", "role", "case"],
                condition=Q(haste_on__isnull=False),
                name="step_by_haste",
            ),
        ]


class Note(Belongs):
    """Free text beside the story, for colleagues; erasable on its own day."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="notes")
    event = models.ForeignKey(CaseEvent, models.SET_NULL, null=True, blank=True, related_name="notes")
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+"
    )
    retention_until = models.DateField(null=True, blank=True)

    def kept_on(self, day: date) -> bool:
        return self.retention_until is None or day <= self.retention_until
