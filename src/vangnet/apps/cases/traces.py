"""What is kept of somebody outside every case: a record of the register, a report that nobody took up, a row of a list?

Each app that keeps such a thing tells how it is found, read and forgotten. Whether it is of who asks is for a
colleague to say: two people may share a name and a day of birth.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases.erasure import forget_people
from vangnet.apps.cases.meant import Named, signal_record, where_of
from vangnet.apps.cases.models import Case, Person, Stay
from vangnet.apps.cases.neighbourhood import Neighbourhood
from vangnet.apps.cases.wording import language_name
from vangnet.apps.web.paper import Block, Facts, Heading
from vangnet.apps.web.texts import day
from vangnet.domain.matching import (
    Band,
    PersonRecord,
    Prepared,
    SignalRecord,
    blocking_keys,
    match,
    prepare,
    prepare_signal,
)

PERSON = "person"
AT_MOST = 50
"""So many things of one kind are shown; more are of namesakes, and another detail tells them apart."""


class Asker(NamedTuple):
    """Somebody who asks about the own data, as we compare what we keep with them."""

    told: SignalRecord
    persons: Collection[int] = ()
    """Ids of the people we know who may be this one."""

    @property
    def form(self) -> Prepared:
        """In normal form, to compare what a sender wrote with."""
        told = self.told
        return prepare(
            PersonRecord(
                id=0,
                household=0,
                surname=told.surname,
                initials=told.initials,
                prefix=told.prefix,
                birth_date=told.birth_date,
                street=told.street,
                number=told.number,
                suffix=told.suffix,
                postcode=told.postcode,
                phones=(told.phone,) if told.phone else (),
            )
        )


class Trace(NamedTuple):
    """One thing that may be of who asks."""

    kind: str
    id: int
    said: str
    """What it says, for a colleague to tell whether it is this person."""
    case: str = ""
    """The number of the case in which this person stands; a request is answered there."""
    person: int = 0
    """As whom this person stands in it."""


Find = Callable[[Municipality, Asker], Sequence[Trace]]
Tell = Callable[[Municipality, Collection[int]], Sequence[Block]]
Forget = Callable[[Municipality, Collection[int]], object]


class Source(NamedTuple):
    """One place where people are kept outside every case."""

    kind: str
    label: str | Promise
    """Where it was looked, as a resident reads it in the answer."""
    find: Find
    tell: Tell
    """What these hold, for the resident to read."""
    forget: Forget
    """Erase these, as far as nothing else must keep them."""


_sources: dict[str, Source] = {}
_beside: defaultdict[str, list[Tell]] = defaultdict(list)


def keeps_traces(source: Source) -> None:
    """Let an app tell where it keeps people outside every case; call it in AppConfig.ready."""
    _sources[source.kind] = source


def tells_beside(kind: str, tell: Tell) -> None:
    """Let an app tell what it did with things of a kind that another keeps; call it in AppConfig.ready."""
    if tell not in _beside[kind]:
        _beside[kind].append(tell)


def said_of(municipality: Municipality, kind: str, ids: Collection[int]) -> list[Block]:
    """What these hold and what was done with them, for the resident to read."""
    tells = (_sources[kind].tell, *_beside[kind])
    return [block for tell in tells for block in tell(municipality, ids)]


def sources() -> Sequence[Source]:
    """Every place, people first: with who they are the others are found, and they are forgotten after the others."""
    return sorted(_sources.values(), key=lambda source: source.kind != PERSON)


def find(municipality: Municipality, told: SignalRecord) -> list[Trace]:
    """Everything that may be of this person."""
    people = find_people(municipality, Asker(told))
    asker = Asker(told, [one.id for one in people])
    return [
        *people,
        *(one for source in sources() if source.kind != PERSON for one in source.find(municipality, asker)),
    ]


def near(asker: Asker) -> Q:
    """Rows in which a sender may have written of this person: same birth, same name, or same door."""
    told = asker.told
    found = Q(person__in=list(asker.persons)) | Q(surname__iexact=told.surname) | Q(name_whole__icontains=told.surname)
    if told.birth_date:
        found |= Q(birth_date=told.birth_date)
    return found


def alike(said: Named, asker: Asker) -> bool:
    """Whether what a sender wrote may name this person."""
    outcome = match(signal_record(said, where_of(said)), [asker.form])
    return outcome.band is not Band.NONE


# People of the register, and those we know from reports alone -----------------------------------


def find_people(municipality: Municipality, asker: Asker) -> list[Trace]:
    """Whom the matching does not rule out, whether the register has them or not. Six queries."""
    prepared = prepare_signal(asker.told)
    around = Neighbourhood(municipality.pk)
    sharing = around.sharing(set(blocking_keys(prepared)))
    known = around.known({person for people in sharing.values() for person in people})
    outcome = match(prepared, [one.form for one in known.values()])
    persons = Person.of(municipality).in_bulk([one.person for one in outcome.candidates])
    homes = _homes(municipality, persons.values())
    cases = _cases(municipality, persons.values())
    return [
        Trace(PERSON, pk, _said(persons[pk], homes), cases.get(persons[pk].household_id or 0, ""), pk)
        for pk in (one.person for one in outcome.candidates)
    ]


def _homes(municipality: Municipality, persons: Iterable[Person]) -> dict[int, Stay]:
    homes = {person.household_id for person in persons if person.household_id}
    return {stay.household_id: stay for stay in Stay.of(municipality).filter(household__in=homes, until=None)}


def _cases(municipality: Municipality, persons: Iterable[Person]) -> dict[int, str]:
    """By household the number of its case: the open one, else the last."""
    homes = {person.household_id for person in persons if person.household_id}
    rows = Case.of(municipality).filter(household__in=homes, merged_into=None).order_by("is_open", "id")
    return {home: number for home, number in rows.values_list("household_id", "number") if home is not None}


def _said(person: Person, homes: dict[int, Stay]) -> str:
    home = homes.get(person.household_id or 0)
    born = _("geboren %(day)s") % {"day": day(person.birth_date, "year")} if person.birth_date else ""
    known = (person.name, born, f"{home.street} {home.house}, {home.place}" if home else "", _whence(person))
    return " · ".join(part for part in known if part)


def _whence(person: Person) -> str:
    return _("uit de basisregistratie") if person.register_id else _("uit een melding, niet in de basisregistratie")


def tell_people(municipality: Municipality, ids: Collection[int]) -> Sequence[Block]:
    """What we have of these people: from the register, and what was learned here."""
    persons = Person.of(municipality).filter(id__in=ids).order_by("id")
    homes = _homes(municipality, persons)
    told = [Facts(list(_facts(person, homes))) for person in persons]
    return [Heading(_("Wie u bent")), *told] if told else []


def _facts(person: Person, homes: dict[int, Stay]) -> Iterator[tuple[str, str]]:
    home = homes.get(person.household_id or 0)
    facts = (
        (_("Waar het vandaan komt"), _whence(person)),
        (_("Naam"), person.name),
        (_("Voornamen"), person.first_names),
        (_("Geboren"), day(person.birth_date, "year") if person.birth_date else ""),
        (_("Adres"), f"{home.street} {home.house}, {home.place}" if home else ""),
        (_("Telefoon"), person.phone),
        (_("E-mail"), person.email),
        (_("Taal"), language_name(person.language) if person.language else ""),
        (_("Burgerservicenummer"), _("bewaard, versleuteld") if person.bsn_sealed else ""),
        (_("Bewaard tot"), day(person.retention_until, "year") if person.retention_until else ""),
    )
    return ((name, said) for name, said in facts if said)


def _forget_people(municipality: Municipality, ids: Collection[int]) -> None:
    forget_people(municipality, ids, ())


PEOPLE = Source(
    PERSON, gettext_lazy("het uittreksel uit de basisregistratie personen"), find_people, tell_people, _forget_people
)
