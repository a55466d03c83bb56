"""How does a municipality come into being, and how do people get or lose their work there?"""

from vangnet.apps.accounts.models import Membership, Municipality, User
from vangnet.domain.codes import Role


class WhichMunicipality(LookupError):  # noqa: N818 - named as the thing that is wrong
    """No municipality, or more than one, answers to what was asked."""


def make_municipality(code: str, name: str = "") -> Municipality:
    """The municipality with this CBS code; made when new, renamed when a name is given.

    Raises ValidationError when the code is no four digits.
    """
    made = Municipality.objects.filter(code=code).first() or Municipality(code=code)
    made.name = name or made.name or f"Gemeente {code}"
    made.full_clean()
    made.save()
    return made


def the_municipality(code: str | None = None) -> Municipality:
    """The one with this code; without a code the only one there is. Raises WhichMunicipality."""
    found = list(Municipality.objects.filter(code=code) if code else Municipality.objects.all()[:2])
    if len(found) == 1:
        return found[0]
    if found:
        raise WhichMunicipality("there is more than one municipality: give its CBS code")
    raise WhichMunicipality(f"no municipality {code or 'yet: make one with `vangnet init`'}")


def make_user(username: str, name: str, password: str | None = None, language: str = "nl") -> User:
    """A person who may log in once a password is set. The password's strength is the caller's
    to check (django.contrib.auth.password_validation). Raises ValidationError.
    """
    user = User(username=User.normalize_username(username), name=name, language=language)
    user.set_password(password)
    user.full_clean()
    user.save()
    return user


def grant(user: User, municipality: Municipality, role: Role) -> Membership:
    """Let a person work in this role; nothing changes when the person does already."""
    return Membership.objects.get_or_create(user=user, municipality=municipality, role=role)[0]


def withdraw(user: User, municipality: Municipality, role: Role) -> None:
    """End it, from the next request on. What the person did stays in the log."""
    Membership.objects.filter(user=user, municipality=municipality, role=role).delete()
