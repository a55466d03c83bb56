"""What does a request for administration need, and what of it does the story show? (Guide ch. 7; 1:431 and 1:432 BW.)

The last resort: the municipality asks the court for somebody else's money to be managed. Silence alone is no ground,
and no clock asks for it; while a part is missing the request is refused, and it is said which.
"""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from vangnet.domain.agreements import Practice
from vangnet.domain.case import Attempt, Case, Matter, Person
from vangnet.domain.codes import AdministrationGround, HelpKind, LighterStep, RequestLacks, RequestPart, WhyFailed
from vangnet.domain.last_offer import unanswered_on
from vangnet.domain.requested import Part

_LAW = Practice()


class Tried(Struct, frozen=True):
    """A lighter step, and why it did not work; without a reason it runs or waits for an answer."""

    step: LighterStep
    on: date
    failed: WhyFailed | None = None
    failed_on: date | None = None


class Request(Struct, frozen=True):
    """What somebody fills in beside the story."""

    ground: AdministrationGround | None = None
    until: date | None = None
    by: int | None = None
    """Who makes the request; another must have given the second opinion."""


def title_since(case: Case, person: int) -> date | None:
    """Since when this person's home may be cleared; None without a title that may be carried out."""
    return max([day for m in case.matters_of(person) if (day := m.executable_since)], default=None)


def other_route(person: Person, on: date) -> bool:
    """Somebody else manages this person's money already, or the court was asked: no new request then."""
    asked = person.administration_requested_on
    return person.administered or (asked is not None and asked <= on)


def parts(case: Case, person: Person, request: Request, on: date, practice: Practice = _LAW) -> tuple[Part, ...]:
    """Every part of a request made on that day, in the order in which it is worked on.

    As many attempts as the municipality itself agreed to make at least, since the judgment, stand in for a resident
    who could not be heard; a court reads them one by one.
    """
    since = title_since(case, person.id)
    enough = practice.agreed(since or on).attempts_least
    return (
        Part(RequestPart.LIGHTER_STEPS, _lacks_lighter(case, person, since, on, practice)),
        Part(RequestPart.HEARD, None if _heard(person, since, enough) else RequestLacks.NOT_HEARD),
        Part(RequestPart.GROUND, None if request.ground else RequestLacks.NO_GROUND),
        Part(RequestPart.SECOND_OPINION, _lacks_opinion(person, since, request.by)),
        Part(RequestPart.END, None if request.until and request.until > on else RequestLacks.NO_END),
    )


def lighter_steps(case: Case, person: Person) -> tuple[Tried, ...]:
    """What was tried before, oldest first, and why it failed."""
    return tuple(sorted(_tried(case, person), key=lambda tried: tried.on))


def _tried(case: Case, person: Person) -> Iterator[Tried]:
    if person.approached_on:
        declined = person.declined_on
        yield Tried(LighterStep.APPROACHED, person.approached_on, WhyFailed.REFUSED if declined else None, declined)
    if began := person.accepted_on or person.help_since:
        over = person.finished_on if not person.help_runs else None
        yield Tried(LighterStep.HELP, began, WhyFailed.ENDED if over else None, over)
    if person.settlement:
        yield Tried(LighterStep.SETTLEMENT, person.settlement.since)
    for matter in case.matters_of(person.id):
        if known := matter.arrangement:
            failed = WhyFailed.BROKEN if known.broken_on else None
            yield Tried(LighterStep.ARRANGEMENT, known.agreed_on, failed, known.broken_on)
    if person.last_offer_on:
        yield _last_offer(person, person.last_offer_on)


def _last_offer(person: Person, made: date) -> Tried:
    if refused := _since(person.last_offer_failed_on, made):
        return Tried(LighterStep.LAST_OFFER, made, WhyFailed.REFUSED, refused)
    answered = _since(person.last_offer_answered_on, made)
    if answered is None:
        return Tried(LighterStep.LAST_OFFER, made, WhyFailed.NO_ANSWER)
    ended = _since(person.finished_on, answered) if not person.help_runs else None
    return Tried(LighterStep.LAST_OFFER, made, WhyFailed.ENDED if ended else None, ended)


def _lacks_lighter(case: Case, person: Person, since: date | None, on: date, practice: Practice) -> RequestLacks | None:
    """The last offer was made since the judgment, its answer was waited for, and no lighter help runs.

    Who said yes to administration itself is asked for with their own consent: help beside it stands in nobody's way.
    """
    made = _since(person.last_offer_on, since) if since else person.last_offer_on
    failed = _last_offer(person, made).failed if made else None
    if made and failed is None:
        return None if person.last_offer_kind is HelpKind.ADMINISTRATION else RequestLacks.OFFER_RUNS
    if _help_runs(case, person):
        return RequestLacks.HELP_RUNS
    if made is None:
        return RequestLacks.NO_LAST_OFFER
    if failed is WhyFailed.NO_ANSWER and on < unanswered_on(case, person, made, practice):
        return RequestLacks.ANSWER_AWAITED
    return None


def _help_runs(case: Case, person: Person) -> bool:
    """Help, a debt settlement, or an arrangement on a judgment that is kept: what still works has not failed."""
    kept = any(_keeps_arrangement(matter) for matter in case.matters_of(person.id))
    return person.help_runs or person.settlement is not None or kept


def _keeps_arrangement(matter: Matter) -> bool:
    """Agreed since the judgment on which the home may be cleared, and nothing of it was missed.

    One of before failed with the judgment, and one on another debt keeps nobody in this home.
    """
    title, arrangement = matter.executable, matter.arrangement
    if title is None or arrangement is None or arrangement.missed or not matter.arranged_on:
        return False
    return matter.arranged_on >= title.given_on


def attempts_since(case: Case, person: Person) -> list[Attempt]:
    """How the resident was sought since the home may be cleared; all of them while it may not."""
    since = title_since(case, person.id)
    return [one for one in person.attempts if since is None or one.on >= since]


def _heard(person: Person, since: date | None, enough: int) -> bool:
    sought = [one for one in person.attempts if since is None or one.on >= since]
    spoken = person.spoken_on is not None and (since is None or person.spoken_on >= since)
    return spoken or len(sought) >= enough


def _lacks_opinion(person: Person, since: date | None, by: int | None) -> RequestLacks | None:
    given = person.second_opinion_on
    if given is None or (since and given < since):
        return RequestLacks.NO_SECOND_OPINION
    if by is not None and by == person.second_opinion_by:
        return RequestLacks.SAME_PERSON
    return None


def _since(day: date | None, since: date) -> date | None:
    return day if day and day >= since else None


# The municipality's advice ------------------------------------------------------------------


class AdviceTerms(Struct, frozen=True):
    """Where the municipality opted into its right to advise: by when each must happen, once administration began."""

    reported_by: date
    """The administrator tells the municipality."""
    plan_by: date
    """The administrator has inventory and plan ready."""
    advice_by: date
    """The municipality advises the court, counted from the last day of the plan."""


ADVICE_TERMS = ("report_to_municipality", "inventory_and_plan", "municipal_advice")
"""The law's values behind it (``law/administration.toml``), with the confidence they have."""


def advice_terms(since: date) -> AdviceTerms:
    """The terms of an administration that began on that day."""
    reported, plan, advice = (f"administration.{name}" for name in ADVICE_TERMS)
    plan_by = _LAW.by_law(plan, since)
    return AdviceTerms(_LAW.by_law(reported, since), plan_by, _LAW.by_law(advice, plan_by))
