"""How does the town of the demonstration come into being, from an empty database to a year of history?"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

import msgspec
from django.conf import settings

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.accounts.provision import make_municipality
from vangnet.apps.accounts.tenancy import acting_for
from vangnet.apps.cases import retelling, tables
from vangnet.apps.cases.models import Stay
from vangnet.apps.demo.arranging import ask_creditors
from vangnet.apps.demo.court_days import arrange
from vangnet.apps.demo.deliveries import deliveries
from vangnet.apps.demo.helping import help_on
from vangnet.apps.demo.homes import offer_homes
from vangnet.apps.demo.layouts import LAYOUTS
from vangnet.apps.demo.lines import Delivery
from vangnet.apps.demo.money import tell_of_money
from vangnet.apps.demo.requests import ask_for_data
from vangnet.apps.demo.staff import all_let_in, hire, let_in
from vangnet.apps.demo.town import TOWN_NAME, Town, make_town, write_residents
from vangnet.apps.demo.world import World
from vangnet.apps.demo.year import Year, held_on
from vangnet.apps.intake.example_partners import example_partners
from vangnet.apps.intake.residents import import_residents
from vangnet.apps.outreach.planning import Asked, Named, make
from vangnet.apps.partners.practice import practice_of
from vangnet.domain.codes import DayPart, Role
from vangnet.domain.law import next_working_day

CODE = "9999"
"""A number that no municipality has; the example files carry it."""
MONTHS = 13
IN_ARREARS = 0.22
"""The part of the households that has arrears at some time in the year: more than in life, so that there is something
to see in a small town."""
EXTRACTS = (400, 120, 60, 1)
"""So many days before the town's day an extract of the register came."""
_ORIGIN = (155_000, 463_000)
"""Where the town's map begins in the national plane (EPSG:28992)."""
Say = Callable[[str], None]


def folder() -> Path:
    """Where the files are that the town leaves to be loaded."""
    return Path(settings.DATA) / "demo"


def shown_on(today: date) -> date:
    """The town opens on a working day."""
    return next_working_day(today)


def strangers() -> bool:
    """Whether this database holds a municipality of somebody else."""
    return Municipality.objects.exclude(code=CODE).exists()


def is_made() -> bool:
    """Whether the town is here and whole."""
    return Municipality.objects.filter(code=CODE).exists() and all_let_in()


def is_begun() -> bool:
    """Whether the making of the town was broken off."""
    return User.objects.exists() and not all_let_in()


def make_demonstration(seed: int, residents: int, day: date, say: Say) -> Municipality:
    """The whole town as it stands on the morning of `day`, in an empty database."""
    with held_on(day - timedelta(days=EXTRACTS[0])):
        municipality = make_municipality(CODE, TOWN_NAME)
        team = hire(municipality)
        with acting_for(municipality):
            example_partners(municipality)
    town = make_town(seed, residents, day=day)
    say(f"{len(town.residents)} residents in {len(town.households())} households")
    with acting_for(municipality):
        made = deliveries(town, seed, MONTHS, day, share=IN_ARREARS)
        world = World(municipality, day, Random(f"world {seed}"))
        year = Year(municipality, team, world, day, practice_of(municipality))
        newest = max(delivery.month for delivery in made)
        _register(municipality, town, day, EXTRACTS[0])
        _live(year, [delivery for delivery in made if delivery.month < newest], town, say)
        place(municipality, town)
        _leave_newest([world.still_reported(d, day) for d in made if d.month == newest])
        tell_of_money(municipality, team[Role.CASEWORKER][0], day, Random(f"money {seed}"))
        ask_creditors(municipality, team[Role.CASEWORKER][0], day)
        help_on(municipality, team[Role.CASEWORKER][0], day)
        ask_for_data(municipality, team[Role.INTAKE][0], day)
        _first_round(municipality, team[Role.VISITOR], team[Role.COORDINATOR][0], day)
        retelling.run_due(municipality, day)
        arrange(municipality, team[Role.COURT_OFFICER], day)
        offer_homes(municipality, day)
        tables.take_stock()
    let_in(team)
    return municipality


def _live(year: Year, made: Sequence[Delivery], town: Town, say: Say) -> None:
    """The months one by one, with the extracts of the register that came meanwhile."""
    extracts = [year.day - timedelta(days=before) for before in EXTRACTS[1:]]
    month = 0
    for today in year.days(made):
        while extracts and extracts[0] <= today:
            _register(year.municipality, town, year.day, (year.day - extracts.pop(0)).days)
        if today.month != month:
            month = today.month
            say(f"{today:%Y-%m}")


def _register(municipality: Municipality, town: Town, day: date, before: int) -> None:
    """An extract of that many days ago, in which nobody is gone yet who went later."""
    then = day - timedelta(days=before)
    people = tuple(
        msgspec.structs.replace(
            resident,
            deceased_on=resident.deceased_on if resident.deceased_on and resident.deceased_on <= then else None,
            departed_on=resident.departed_on if resident.departed_on and resident.departed_on <= then else None,
        )
        for resident in town.residents
    )
    path = folder() / "residents.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_residents(msgspec.structs.replace(town, residents=people), path)
    with held_on(then):
        import_residents(municipality, path, then)


def place(municipality: Municipality, town: Town) -> None:
    """Put every address of the town on the map, as a municipality does from its register of buildings.

    A newcomer's address as a partner wrote it is on the map by street and number; one that is misspelt is not.
    """
    at = {(door.street, door.number): (float(_ORIGIN[0] + door.x), float(_ORIGIN[1] + door.y)) for door in town.doors}
    stays = Stay.of(municipality).filter(x=None).values_list("id", "street", "number")
    rows = [(*at[street, house], stay) for stay, street, house in stays if (street, house) in at]
    tables.update(Stay, ("x", "y"), rows)


def _leave_newest(made: Sequence[Delivery]) -> None:
    """The newest month's files, for the user to load."""
    for delivery in made:
        path = folder() / "deliveries" / delivery.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(LAYOUTS[delivery.partner].write(delivery))


def _first_round(municipality: Municipality, visitors: Sequence[User], by: User, day: date) -> None:
    """A list for this afternoon, so that a visitor who logs in has somewhere to go."""
    with held_on(day):
        make(municipality, Asked(day, DayPart.AFTERNOON, capacity=8), [Named(user) for user in visitors], by=by)
