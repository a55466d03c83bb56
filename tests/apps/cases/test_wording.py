"""Is a schedule of payments said so that one can read it, and to the last payment?"""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from vangnet.apps.cases.wording import Names, event_said
from vangnet.apps.web.texts import day
from vangnet.domain import events as e
from vangnet.domain.agreements import months_on

FIRST = date(2026, 12, 28)
NOBODY = Names(persons={}, partners={}, users={}, cases={})


def said(*parts: tuple[date, int]) -> str:
    schedule = tuple(e.Instalment(on, cents) for on, cents in parts)
    return event_said(e.ArrangementAgreed(matter=1, instalments=schedule), NOBODY)[1].replace("\xa0", " ")


def monthly(times: int) -> Iterable[tuple[date, int]]:
    return ((months_on(FIRST, number), 3_118) for number in range(times))


def test_equal_payments_in_a_row_are_said_in_one_breath_and_the_last_by_itself() -> None:
    assert said(*monthly(20), (date(2028, 8, 28), 1_640)) == (
        "De termijnen: 20 keer € 31,18 per maand, van 28 dec 2026 tot en met 28 jul 2028 en € 16,40 op 28 aug 2028."
    )


@pytest.mark.parametrize(("days", "rhythm"), [(7, "per week"), (28, "per vier weken")])
def test_in_whichever_rhythm(days: int, rhythm: str) -> None:
    last = FIRST + timedelta(days=days * 4)
    parts = [(FIRST + timedelta(days=days * number), 1_000) for number in range(5)]
    shown = day(last, "year")
    assert said(*parts) == f"De termijnen: 5 keer € 10,00 {rhythm}, van 28 dec 2026 tot en met {shown}."


def test_a_few_payments_or_other_days_each_stand_by_themselves() -> None:
    assert said(*monthly(3)).count("€ 31,18") == 3
    uneven = [(FIRST + timedelta(days=days), 1_000) for days in (0, 9, 20, 44, 60)]
    assert said(*uneven).count("€ 10,00") == 5
