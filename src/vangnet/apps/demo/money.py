"""What did some households of the town tell of their money? So that there is something to see and to try.

Amounts are made up to look like those of a household with little money; they are no norms.
"""

from datetime import date, timedelta
from random import Random

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases import clock
from vangnet.apps.cases.models import Case, Person
from vangnet.apps.cases.story import facts_of
from vangnet.apps.support.models import Flow, Picture, Scheme, Ticked, ToldDebt
from vangnet.domain.case import Case as Facts
from vangnet.domain.codes import FlowKind, MatterKind, Rhythm, Tick

MOST = 12
"""So many households, at most, and first those with whom it presses most."""
_TALKS = (
    "Het gaat wel. Slaapt slecht door de post; maakt de enveloppen niet meer open.",
    "Opgelucht dat iemand belde. Werkt sinds de zomer minder uren en kwam elke maand een beetje tekort.",
    "Moe. De scheiding is net rond en de toeslagen staan nog op de oude situatie.",
    "Goed, nu de wasmachine het weer doet. Wil vooral rust en één overzicht.",
)
_SCHEMES = ("Bijzondere bijstand", "Noodfonds energie", "Stadspas", "Kwijtschelding gemeentelijke belastingen")
_COSTS = (
    (FlowKind.HEALTH, (14_500, 17_000), Rhythm.MONTH, 1, False),
    (FlowKind.WATER, (4_500, 6_500), Rhythm.QUARTER, 15, False),
    (FlowKind.PHONE, (4_000, 8_500), Rhythm.MONTH, 20, True),
    (FlowKind.INSURANCE, (1_500, 4_000), Rhythm.MONTH, 1, True),
)


def tell_of_money(municipality: Municipality, by: User, day: date, chance: Random) -> None:
    """The pictures of those with whom a first conversation was held, and the town's own schemes."""
    Scheme.of(municipality).bulk_create([Scheme(name=name) for name in _SCHEMES])
    talked = Case.of(municipality).filter(is_open=True, events__kind="FirstConversationHeld")
    pressing = list(talked.order_by("next_by", "rank", "id").values_list("id", flat=True).distinct()[: 3 * MOST])
    stories = facts_of(municipality, pressing)
    made = 0
    for case in pressing:
        for person in _spoken_with(stories[case]):
            if made < MOST:
                _picture(Case.of(municipality).get(pk=case), person, by, day, chance)
                made += 1


def _spoken_with(facts: Facts) -> list[int]:
    return [number for number, known in facts.persons.items() if known.conversation_on]


def _picture(case: Case, person: int, by: User, day: date, chance: Random) -> None:
    here = case.municipality_id
    picture = Picture.of(here).create(
        case=case,
        person=Person.of(here).get(pk=person),
        talk=chance.choice(_TALKS),
        balance=chance.randint(-15_000, 30_000),
        balance_on=day - timedelta(days=chance.randint(1, 9)),
        reserve=chance.choice((None, 0, 15_000)),
        version=1,
        changed_at=clock.now(),
        changed_by=by,
    )
    Flow.of(here).bulk_create(_flows(picture, day, chance))
    if chance.random() < 0.5:
        creditor, cents = chance.choice(("Postorderbedrijf", "Familie")), chance.randint(5, 60) * 1_000
        ToldDebt.of(here).create(picture=picture, kind=MatterKind.OTHER_DEBT, creditor=creditor, cents=cents)
    ticks = {"rent": Tick.HAS_IT, "health": chance.choice((Tick.HAS_IT, Tick.FIND_OUT)), "water_board": Tick.FIND_OUT}
    Ticked.of(here).bulk_create([Ticked(picture=picture, key=key, state=state) for key, state in ticks.items()])


def _flows(picture: Picture, day: date, chance: Random) -> list[Flow]:
    """An income, rent before it or after it, and what a household pays; about as much out as in."""

    def flow(kind: FlowKind, cents: int, rhythm: Rhythm, on: date, *, movable: bool = False) -> Flow:
        rounded = cents // 50 * 50
        return Flow(
            picture=picture, kind=kind, cents=rounded, rhythm=rhythm, first_on=on, movable=movable, municipality_id=here
        )

    here, month = picture.municipality_id, day.replace(day=1) - timedelta(days=1)
    four_weekly = chance.random() < 0.4
    rhythm = Rhythm.FOUR_WEEKS if four_weekly else Rhythm.MONTH
    income = flow(
        FlowKind.WAGES if four_weekly else FlowKind.BENEFIT,
        chance.randint(1_150, 1_500) * 100,
        rhythm,
        month.replace(day=23),
    )
    return [
        income,
        flow(FlowKind.ALLOWANCE, chance.randint(180, 380) * 100, Rhythm.MONTH, month.replace(day=20)),
        flow(
            FlowKind.RENT,
            chance.randint(520, 690) * 100,
            Rhythm.MONTH,
            month.replace(day=1),
            movable=chance.random() < 0.7,
        ),
        flow(FlowKind.ENERGY, chance.randint(110, 190) * 100, Rhythm.MONTH, month.replace(day=15), movable=True),
        flow(FlowKind.GROCERIES, chance.randint(80, 115) * 100, Rhythm.WEEK, month.replace(day=6)),
        *(
            flow(kind, chance.randint(*cents), how_often, month.replace(day=on), movable=movable)
            for kind, cents, how_often, on, movable in _COSTS
        ),
    ]
