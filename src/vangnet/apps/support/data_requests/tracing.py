"""What do we keep of somebody without a case, and which of it did a colleague say is of this person?"""

from collections import defaultdict
from collections.abc import Collection, Sequence

from django.db import transaction

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases import clock, traces
from vangnet.apps.cases.models import NO_CASE, ErasureGround, ErasurePermit
from vangnet.apps.cases.traces import Trace
from vangnet.apps.support.models import DataRequest, Traced
from vangnet.apps.web.paper import Block
from vangnet.domain.matching import SignalRecord


def found(asked: DataRequest) -> list[Trace]:
    """Everything that may be of who asks."""
    return traces.find(asked.municipality, told_by(asked))


def told_by(asked: DataRequest) -> SignalRecord:
    """Name and address, as the matching compares them."""
    return SignalRecord(
        surname=asked.surname,
        initials=asked.initials,
        prefix=asked.prefix,
        birth_date=asked.birth_date,
        street=asked.street,
        number=str(asked.number),
        suffix=asked.suffix,
        postcode=asked.postcode,
        phone=asked.phone,
    )


def mark(trace: Trace) -> str:
    """How something found is called in a form."""
    return f"{trace.kind}.{trace.id}"


def marks_of(asked: DataRequest) -> frozenset[str]:
    """What a colleague said is of this person, as it is called in a form."""
    rows = Traced.of(asked.municipality_id).filter(request=asked).values_list("kind", "subject")
    return frozenset(f"{kind}.{subject}" for kind, subject in rows)


def remember(asked: DataRequest, mine: Sequence[Trace]) -> None:
    """These are of this person, and nothing else that was found; as of today."""
    here = asked.municipality_id
    with transaction.atomic():
        Traced.of(here).filter(request=asked).delete()
        Traced.of(here).bulk_create(Traced(request=asked, kind=one.kind, subject=one.id) for one in mine)
        asked.looked_on = clock.today()
        asked.save(update_fields=["looked_on"])


def kept(asked: DataRequest) -> list[Block]:
    """What all of that holds, for this person to read."""
    mine, here = _by_kind(asked), asked.municipality
    kinds = [source.kind for source in traces.sources() if source.kind in mine]
    return [block for kind in kinds for block in traces.said_of(here, kind, mine[kind])]


def erase(asked: DataRequest, by: User) -> None:
    """Erase what was said to be of this person, as far as nothing else must keep it; people last, who stand in it.

    The register says that it was done, and not of whom.
    """
    mine = _by_kind(asked)
    with transaction.atomic():
        permits = ErasurePermit.of(asked.municipality)
        permits.create(case=NO_CASE, ground=ErasureGround.ASKED, permitted_on=clock.today(), permitted_by=by)
        for source in reversed(traces.sources()):
            if source.kind in mine:
                source.forget(asked.municipality, mine[source.kind])
        asked.erased_on = clock.today()
        asked.save(update_fields=["erased_on"])


def requests_of(municipality: Municipality, persons: Collection[int]) -> Sequence[DataRequest]:
    """The requests of people who have a case by now."""
    mine = Traced.of(municipality).filter(kind=traces.PERSON, subject__in=list(persons)).values("request")
    return list(DataRequest.of(municipality).filter(pk__in=mine).order_by("received_on", "id"))


def _by_kind(asked: DataRequest) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for kind, subject in Traced.of(asked.municipality_id).filter(request=asked).values_list("kind", "subject"):
        found[kind].append(subject)
    return found
