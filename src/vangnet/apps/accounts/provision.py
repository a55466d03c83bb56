"""How does a municipality come into being, and how do people get or lose their work there?"""

import re

from django.core.exceptions import ValidationError

from vangnet.apps.accounts.models import CBS_CODE, Membership, Municipality, User
from vangnet.domain.codes import Role


class WhichMunicipality(LookupError):  # noqa: N818 - named as the thing that is wrong
    """No municipality, or more than one, answers to what was asked."""


def make_municipality(code: str, name: str = "") -> Municipality:
    """The municipality with this CBS code; made when new, renamed when a name is given.

    Raises ValidationError when the code is no four digits.
    """
    if not re.search(CBS_CODE, code):
        raise ValidationError(_no_code(code))
    made = Municipality.objects.filter(code=code).first() or Municipality(code=code)
    made.name = name or made.name or f"Gemeente {code}"
    made.full_clean()
    made.save()
    return made


def _no_code(code: str) -> str:
    """What is wrong with what was given as a code, and what to do."""
    said = (
        f"{code or 'nothing'} is no municipality code: that is four digits, as CBS (Statistics Netherlands) gives them"
    )
    if re.fullmatch("[0-9]{1,3}", code):
        return f"{said}, a leading zero included. Give {code.zfill(4)} if that is the one"
    return f"{said}, such as 0518. Look it up under 'gemeentelijke indeling' on www.cbs.nl"


def the_municipality(code: str | None = None) -> Municipality:
    """The one with this code; without a code the only one there is. Raises WhichMunicipality."""
    found = list(Municipality.objects.filter(code=code) if code else Municipality.objects.all()[:2])
    if len(found) == 1:
        return found[0]
    if found:
        raise WhichMunicipality("there is more than one municipality: give its CBS code")
    if not code:
        raise WhichMunicipality("no municipality yet: make one with `vangnet init --municipality CODE`")
    if not re.search(CBS_CODE, code):
        raise WhichMunicipality(_no_code(code))
    raise WhichMunicipality(
        f"no municipality {code} here: check the code, or `vangnet init --municipality {code}` first"
    )


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
