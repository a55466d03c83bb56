"""What must happen in a whole municipality on a given day? Every open case worked out anew, whatever the lists say."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases import bulk
from vangnet.apps.cases.models import Case
from vangnet.apps.cases.story import merges, whole_stories
from vangnet.apps.partners.practice import practice_of
from vangnet.domain.fold import fold
from vangnet.domain.sieve import Obligation, agenda


class Standing(NamedTuple):
    """One obligation, and the number of the case on whose agenda it stands."""

    case: str
    obligation: Obligation

    def as_json(self) -> dict[str, Any]:
        """Plain values: codes, ids, days as YYYY-MM-DD; no name, no address."""
        o = self.obligation
        return {
            "case": self.case,
            "rule": o.rule,
            "stage": o.stage,
            "subject": {"kind": o.subject.kind, "id": o.subject.id},
            "role": o.role.value,
            "by": o.by.isoformat(),
            "danger_on": o.danger_on.isoformat() if o.danger_on else None,
            "within": o.within,
            "because": {k: v.isoformat() if isinstance(v, date) else v for k, v in o.because.items()},
        }


def agendas(municipality: Municipality, day: date) -> Iterator[Standing]:
    """All obligations of all cases on that day, case by case in order of number, most pressing first."""
    practice = practice_of(municipality)
    merged = merges(municipality.pk)
    numbers = dict(Case.of(municipality).order_by("number").values_list("id", "number"))
    for chunk in bulk.chunks(list(numbers)):
        for case, story in whole_stories(municipality.pk, chunk, merged).items():
            yield from (Standing(numbers[case], o) for o in agenda(fold(story), day, practice))
