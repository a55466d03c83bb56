"""Whoever said no to help is left in peace: what does the dossier say of that, and of what is still done?"""

from typing import NamedTuple

from vangnet.apps.cases.dossier import CaseFile
from vangnet.apps.cases.steps import Told
from vangnet.apps.cases.wording import rule_said
from vangnet.apps.web.texts import day, say
from vangnet.domain.declined import brings_back, still_done
from vangnet.domain.sieve import Obligation


class Declined(NamedTuple):
    """One person's no, with what the rules still ask, and what they would ask if something happened."""

    who: str
    on: str
    still: list[str]
    back: list[tuple[str, list[str]]]


def declined(file: CaseFile, told: Told) -> list[Declined]:
    """Everybody who declined help and gets none now, as far as it is for these eyes."""
    noes = [p for p in file.facts.persons.values() if p.declined_on and not p.help_runs and p.here]
    return [
        Declined(
            told.names.person(person.id),
            day(person.declined_on, "full"),
            [_due(step) for step in still_done(file.facts, person.id, told.today, file.practice) if _seen(step, told)],
            [
                (say(f"occasion.{back.occasion}"), said)
                for back in brings_back(file.facts, person.id, told.today, file.practice)
                if (said := [_title(step) for step in back.steps if _seen(step, told)])
            ],
        )
        for person in noes
        if person.declined_on
    ]


def _seen(step: Obligation, told: Told) -> bool:
    return told.sight.step(step, told.facts)


def _title(step: Obligation) -> str:
    return rule_said(step.rule, "title", step.stage)


def _due(step: Obligation) -> str:
    return f"{_title(step)} ({day(step.by, 'year')})"
