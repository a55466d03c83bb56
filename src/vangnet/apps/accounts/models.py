"""Which municipalities and people are there, what is each here for, and who looked at what?"""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vangnet.apps.accounts.tenancy import Belongs

CBS_CODE = r"\A[0-9]{4}\Z"


class Municipality(models.Model):
    """One gemeente. Everything else belongs to one of these."""

    code = models.CharField(  # CBS, "0363": four digits, so never a number
        max_length=4, unique=True, validators=[RegexValidator(CBS_CODE)]
    )
    name = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(code__regex=r"^[0-9]{4}$"), name="cbs_code"),
        ]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Finds people by what they type to log in, in any case of letters."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return super().get_by_natural_key(User.normalize_username(username or ""))

    def create_user(self, username: str, name: str, password: str | None = None) -> "User":
        """A person who may log in; without a password only once one is set."""
        user = self.model(username=User.normalize_username(username), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who works with the system. Never deleted, since the log of looks names them."""

    username = models.CharField(max_length=150, unique=True)  # a short name or an e-mail address
    name = models.CharField(max_length=150)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="nl")
    is_active = models.BooleanField(default=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def normalize_username(cls, username: Any) -> Any:
        return super().normalize_username(username).strip().casefold()

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


class Membership(models.Model):
    """In which role a person works for a municipality.

    Read to learn which municipality a request acts for, so it stands before tenancy, not under it.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, db_index=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT)
    role = models.CharField(max_length=20)  # a domain.codes.Role; new ones need no migration

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "user", "role"], name="one_membership_a_role"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role} in {self.municipality_id}"


class Act(models.TextChoices):
    """What somebody did with a subject."""

    SEEN = "seen", _("bekeken")
    LISTED = "listed", _("in een lijst gezien")
    CHANGED = "changed", _("gewijzigd")
    BSN_SHOWN = "bsn_shown", _("BSN getoond")


class Ground(models.TextChoices):
    """On which ground somebody looked: the task that asked for it."""

    SIGNAL = "signal", _("signaal oppakken (Wgs 3 en 8)")
    DEBT_HELP = "debt_help", _("hulp bij schulden (Wgs 3 en 4)")
    HOME = "home", _("dreigend verlies van de woning")
    IDENTITY = "identity", _("vaststellen wie het is (Wabb 10)")
    ACCESS_REQUEST = "access_request", _("verzoek over eigen gegevens (AVG 15-21)")
    SUPERVISION = "supervision", _("toezicht (AVG 39)")


class Look(Belongs):
    """One look or change: who, when, what, on which ground. Ids and codes only; append-only.

    A row of a list (``Act.LISTED``) is told once a day for each person who sees it.
    """

    append_only = True

    at = models.DateTimeField(default=timezone.now)
    user = models.ForeignKey(  # null: a command or a job
        User, on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    role = models.CharField(max_length=20, blank=True)
    act = models.CharField(max_length=12)
    kind = models.CharField(max_length=20)
    subject = models.BigIntegerField()
    ground = models.CharField(max_length=20)

    class Meta:
        indexes = [
            models.Index(fields=["municipality", "id"], name="look_order"),
            models.Index(fields=["municipality", "kind", "subject", "id"], name="look_subject"),
            models.Index(fields=["municipality", "user", "id"], name="look_user"),
            models.Index(fields=["municipality", "at"], name="look_at"),
            models.Index(
                fields=["municipality", "user", "kind", "subject", "at"],
                condition=models.Q(act="listed"),
                name="look_listed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.kind} {self.subject}"


class LookSeal(Belongs):
    """One link of the chain over the log of looks: the digest of its rows and of the link before."""

    append_only = True

    number = models.PositiveIntegerField()
    from_id = models.BigIntegerField()
    to_id = models.BigIntegerField()
    rows = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "number"], name="one_seal_a_number"),
        ]

    def __str__(self) -> str:
        return f"seal {self.number} over {self.from_id}-{self.to_id}"


class LookPermit(Belongs):
    """Leave to erase the looks up to an id, whose retention ended; stays as the register of it. Append-only."""

    append_only = True

    to_id = models.BigIntegerField()
    permitted_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["municipality", "to_id"], name="look_permit")]

    def __str__(self) -> str:
        return f"looks up to {self.to_id}"
