"""What do people do with a case on the screen? Each act ends in ``record``, ``bulk`` or a note, in one transaction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from django.db import transaction
from django.utils.translation import gettext as _

from vangnet.apps.accounts.audience import WorkRequest
from vangnet.apps.accounts.looks import change
from vangnet.apps.accounts.models import User
from vangnet.apps.cases import bulk, clock
from vangnet.apps.cases.forms import FactForm
from vangnet.apps.cases.models import Case, CaseEvent, Household, Note, Person, PersonKey, Stay
from vangnet.apps.cases.record import Answers, Conflict, Done, FactInFuture, Outcome, Questioned, open_case, record
from vangnet.apps.cases.sight import ground_of
from vangnet.apps.cases.story import NotOfThisCase
from vangnet.apps.cases.wording import refused
from vangnet.domain import events as e
from vangnet.domain.acts import Refused
from vangnet.domain.case import Case as Facts
from vangnet.domain.matching import PersonRecord, blocking_keys, prepare


def record_form(
    request: WorkRequest, case: Case, form: FactForm, answers: Answers | None
) -> Done | Conflict | Questioned | None:
    """Record what a valid form says, with its note. None: it was refused, and the form says why beside its field."""
    try:
        outcome = _recorded(request, case, form, answers)
    except NotOfThisCase:  # a colleague merged or separated it while this form was open
        form.add_error(
            None, _("Intussen is dit dossier samengevoegd of gesplitst. Open het opnieuw en kijk wat klopt.")
        )
        return None
    if isinstance(outcome, Refused):
        complain(form, outcome)
        return None
    if isinstance(outcome, Done):
        change(request, "case", case.pk, ground_of(request.role))
    return outcome


def _recorded(request: WorkRequest, case: Case, form: FactForm, answers: Answers | None) -> Outcome:
    filled = form.cleaned_data
    with transaction.atomic():
        try:
            outcome = record(
                case,
                form.act(),
                by=request.user,
                on=filled["on"],
                today=clock.today(),
                expected=filled["expected"],
                token=filled["token"],
                answers=answers,
                confirmed=form.confirmed,
                own=form.own_doubts(),
            )
        except FactInFuture as future:
            return Refused("fact_in_the_future", "on", {"on": future.on, "today": future.today})
        if isinstance(outcome, Done) and not outcome.repeated:
            form.keep(request.user)
            if filled["note"]:
                write_note(request, case, filled["note"], outcome.recorded[0].id if outcome.recorded else None)
    return outcome


def complain(form: FactForm, refusal: Refused) -> None:
    """Say why something was refused, beside the field it is about, or above the form."""
    names = (refusal.field, f"{refusal.field}_first")
    field = next((name for name in names if name in form.fields and not form.fields[name].widget.is_hidden), None)
    form.add_error(field, refused(refusal.code, refusal.facts))


def write_note(request: WorkRequest, case: Case, text: str, event: int | None = None) -> None:
    """Free text beside the story, or beside one fact of it; in the case in whose stream that fact stands."""
    home = CaseEvent.of(request.municipality).filter(pk=event or 0).values_list("case_id", flat=True).first()
    Note.of(request.municipality).create(
        case_id=home or case.pk, event_id=event, text=text, written_at=clock.now(), written_by=request.user
    )


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who is not in the register here, as a colleague writes it down."""

    surname: str
    initials: str = ""
    prefix: str = ""
    birth_date: date | None = None
    phone: str = ""
    street: str = ""
    number: int | None = None
    letter: str = ""
    suffix: str = ""
    postcode: str = ""
    city: str = ""


def welcome(request: WorkRequest, newcomer: Newcomer) -> Person:
    """A household of one for somebody nobody knew here; findable at once, also for the matching of signals."""
    household = Household.of(request.municipality).create()
    person = Person.of(request.municipality).create(
        household=household,
        surname=newcomer.surname,
        initials=newcomer.initials,
        prefix=newcomer.prefix,
        birth_date=newcomer.birth_date,
        phone=newcomer.phone,
    )
    if newcomer.street and newcomer.number:
        Stay.of(request.municipality).create(
            household=household,
            street=newcomer.street,
            number=newcomer.number,
            letter=newcomer.letter,
            suffix=newcomer.suffix,
            postcode=newcomer.postcode,
            city=newcomer.city,
        )
    known = PersonRecord(
        id=person.pk,
        household=household.pk,
        surname=newcomer.surname,
        initials=newcomer.initials,
        prefix=newcomer.prefix,
        birth_date=newcomer.birth_date,
        street=newcomer.street,
        number=str(newcomer.number or ""),
        letter=newcomer.letter,
        suffix=newcomer.suffix,
        postcode=newcomer.postcode,
        phones=(newcomer.phone,) if newcomer.phone else (),
    )
    keys = dict.fromkeys(blocking_keys(prepare(known)))
    PersonKey.of(request.municipality).bulk_create([PersonKey(person=person, key=key) for key in keys])
    return person


def open_file(
    request: WorkRequest,
    who: Person | Newcomer,
    first: Callable[[int], e.Event],
    on: date,
    *,
    note: str,
    token: str,
) -> Case | Refused:
    """A new case for this person's household, with its first fact and a note; the same form opens it once."""
    if again := CaseEvent.of(request.municipality).filter(token=token, sequence=1).select_related("case").first():
        return again.case
    today = clock.today()
    if on > today:
        return Refused("fact_in_the_future", "on", {"on": on, "today": today})
    with transaction.atomic():
        person = welcome(request, who) if isinstance(who, Newcomer) else who
        facts = [first(person.pk)]
        case, outcome = open_case(
            request.municipality, person.household, facts, by=request.user, on=on, today=today, token=token
        )
        if note and isinstance(outcome, Done):
            write_note(request, case, note, outcome.recorded[0].id)
    change(request, "case", case.pk, ground_of(request.role))
    return case


Fate = Literal["given", "same", "others", "closed"]
"""What becomes of a case that is assigned: it is given; it was this colleague's already; it is somebody else's since it
was seen, or nobody's any more; it is no longer open, or goes on in another case."""


def assign(request: WorkRequest, seen: Mapping[int, int | None], owner: User) -> dict[Fate, list[str]]:
    """Give these cases (by id, each with the owner it was seen with) to one colleague, as far as that still holds.

    The numbers of the cases by what became of them; only what is given changed, in one transaction.
    Raises Case.DoesNotExist where one is not of this municipality.
    """
    today = clock.today()
    with transaction.atomic():
        held = bulk.hold(request.municipality, seen)
        fates = {case: _fate(held.facts(case), seen[case], owner.pk) for case in sorted(seen)}
        given = [case for case, fate in fates.items() if fate == "given"]
        facts = {case: [(today, e.OwnerAssigned(owner=owner.pk))] for case in given}
        bulk.append(request.municipality, facts, by=request.user, today=today, held=held)
    change(request, "case", given, ground_of(request.role))
    return {fate: [held.rows[case].number for case in fates if fates[case] == fate] for fate in get_args(Fate)}


def _fate(facts: Facts, seen: int | None, owner: int) -> Fate:
    if not facts.is_open:
        return "closed"
    if facts.owner == owner:
        return "same"
    return "given" if facts.owner == seen else "others"
