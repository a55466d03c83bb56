"""How does a municipality come into being, and how do people get and lose their work there?"""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from tests.cast import Cast
from vangnet.apps.accounts.models import Membership, Municipality, User
from vangnet.apps.accounts.provision import (
    WhichMunicipality,
    grant,
    make_municipality,
    make_user,
    the_municipality,
    withdraw,
)
from vangnet.domain.codes import Role

pytestmark = pytest.mark.django_db
PASSWORD = "vier paarden in de wei"


def test_a_municipality_is_made_once_and_keeps_its_leading_zero() -> None:
    first = make_municipality("0363", "Overstad")
    again = make_municipality("0363")
    assert first == again
    assert (again.code, again.name) == ("0363", "Overstad")
    assert make_municipality("0363", "Overstad-West").name == "Overstad-West"
    assert str(make_municipality("1690")) == "Gemeente 1690"


@pytest.mark.parametrize("code", ["363", "03630", "O363", "", "036\n", "٠٣٦٣"])
def test_a_code_is_four_digits(code: str) -> None:
    with pytest.raises(ValidationError):
        make_municipality(code)


@pytest.mark.parametrize(
    ("code", "todo"),
    [("518", "Give 0518"), ("7", "Give 0007"), ("O518", "cbs.nl"), ("05180", "cbs.nl"), ("Den Haag", "cbs.nl")],
)
def test_a_code_that_is_none_is_told_with_what_to_do(code: str, todo: str) -> None:
    for words in (["init"], ["add_user", "carla", "--role", "intake"]):
        with pytest.raises(CommandError) as refused:
            call_command(*words, "--municipality", code)
        assert f"{code} is no municipality code: that is four digits" in str(refused.value)
        assert todo in str(refused.value)
        assert refused.value.returncode != 0
    assert not Municipality.objects.exists()


def test_a_code_that_nobody_began_with_is_told_with_what_to_do() -> None:
    with pytest.raises(CommandError, match=r"no municipality 0518 here: .*vangnet init --municipality 0518"):
        call_command("add_user", "carla", "--role", "intake", "--municipality", "0518")


def test_the_database_keeps_to_it_as_well() -> None:
    for code in ("363", "O363", ""):
        with pytest.raises(IntegrityError), transaction.atomic():
            Municipality.objects.create(code=code, name="x")


def test_without_a_code_there_must_be_one() -> None:
    with pytest.raises(WhichMunicipality, match="vangnet init"):
        the_municipality()
    only = make_municipality("0363")
    assert the_municipality() == only
    other = make_municipality("1690")
    with pytest.raises(WhichMunicipality, match="more than one"):
        the_municipality()
    assert the_municipality("1690") == other
    with pytest.raises(WhichMunicipality, match="9999"):
        the_municipality("9999")


def test_a_person_is_found_by_the_name_in_any_capitals() -> None:
    made = make_user(" Carla@Overstad.example ", "Carla Consulent", "een lang wachtwoord")
    assert User.objects.get_by_natural_key("CARLA@overstad.example") == made
    assert made.check_password("een lang wachtwoord")
    assert (str(made), made.get_full_name(), made.get_short_name()) == ("Carla Consulent",) * 3


def test_two_people_do_not_share_a_name_to_log_in() -> None:
    make_user("carla", "Carla Consulent")
    with pytest.raises(ValidationError):
        make_user("CARLA", "Carla Collega")


def test_without_a_password_nobody_comes_in() -> None:
    assert not make_user("carla", "Carla").has_usable_password()
    assert not User.objects.create_user("ineke", "Ineke").check_password("")


def test_work_is_granted_once_and_withdrawn(cast: Cast) -> None:
    first = grant(cast.newcomer, cast.municipality, Role.VISITOR)
    assert grant(cast.newcomer, cast.municipality, Role.VISITOR) == first
    assert "visitor" in str(first)
    grant(cast.newcomer, cast.neighbour, Role.VISITOR)
    withdraw(cast.newcomer, cast.municipality, Role.VISITOR)
    left = Membership.objects.filter(user=cast.newcomer)
    assert [membership.municipality for membership in left] == [cast.neighbour]


class TestCommand:
    """`vangnet add-user`"""

    @pytest.fixture
    def add(self, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
        def add(*words: str, password: str = PASSWORD) -> None:
            monkeypatch.setenv("VANGNET_PASSWORD", password)
            call_command("add_user", *words)

        return add

    def test_a_new_person_in_two_roles(self, add: Callable[..., None]) -> None:
        town = make_municipality("0363")
        add("Carla", "--name", "Carla Consulent", "--role", "intake", "--role", "caseworker")
        carla = User.objects.get(username="carla")
        assert carla.check_password(PASSWORD)
        roles = Membership.objects.filter(user=carla, municipality=town).values_list("role", flat=True)
        assert set(roles) == {"intake", "caseworker"}

    def test_one_more_role_for_somebody_known(self, cast: Cast, add: Callable[..., None]) -> None:
        add(cast.newcomer.username, "--role", "director", "--municipality", cast.neighbour.code)
        assert Membership.objects.get(user=cast.newcomer).municipality == cast.neighbour

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (["x", "--role", "intake", "--name", "X"], "more than one"),
            (["x", "--role", "intake", "--municipality", "0363"], "give --name"),
            (["x", "--role", "koning", "--municipality", "0363"], "koning"),
        ],
    )
    @pytest.mark.usefixtures("cast")
    def test_what_is_unclear_is_said(self, add: Callable[..., None], words: list[str], said: str) -> None:
        with pytest.raises(CommandError, match=said):
            add(*words)

    @pytest.mark.usefixtures("cast")
    def test_a_weak_password_makes_nobody(self, add: Callable[..., None]) -> None:
        with pytest.raises(CommandError):
            add("x", "--name", "X", "--role", "intake", "--municipality", "0363", password="welkom")
        assert not User.objects.filter(username="x").exists()


class TestLeaving:
    """`vangnet end-access`"""

    @pytest.fixture
    def both(self, cast: Cast) -> User:
        """Works for two municipalities."""
        grant(cast.colleague, cast.neighbour, Role.INTAKE)
        return cast.colleague

    def test_who_works_nowhere_any_more_cannot_log_in(self, cast: Cast, both: User) -> None:
        for town, active in ((cast.municipality, True), (cast.neighbour, False)):
            call_command("end_access", both.username, "--municipality", town.code)
            both.refresh_from_db()
            assert both.is_active is active
        assert not Membership.objects.filter(user=both).exists()

    def test_one_role_of_several(self, cast: Cast, both: User) -> None:
        grant(both, cast.neighbour, Role.DIRECTOR)
        call_command("end_access", both.username, "--municipality", cast.neighbour.code, "--role", "director")
        assert set(Membership.objects.filter(user=both).values_list("role", flat=True)) == {"caseworker", "intake"}

    def test_who_left_may_come_back(self, cast: Cast, both: User) -> None:
        User.objects.filter(pk=both.pk).update(is_active=False)
        call_command("add_user", both.username, "--role", "visitor", "--municipality", cast.neighbour.code)
        both.refresh_from_db()
        assert both.is_active

    def test_a_name_that_nobody_has(self) -> None:
        with pytest.raises(CommandError, match="nobody here"):
            call_command("end_access", "niemand")
