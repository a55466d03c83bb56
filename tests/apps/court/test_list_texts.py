"""Has everything that is said of a list and its rows its sentence, in both languages?"""

from enum import StrEnum

import pytest

from vangnet.apps.court.lists.layouts import Field
from vangnet.apps.court.models import HearingList, ListedRow
from vangnet.apps.web.texts import LANGUAGES, catalogue
from vangnet.domain.codes import ListedKind, OtherDay

KINDS: dict[str, tuple[str, ...]] = {
    "listed_status": tuple(ListedRow.Status.values),
    "listed_told": tuple(ListedRow.Status.values),
    "list_status": tuple(
        one.value for one in HearingList.Status if one not in {HearingList.Status.READ, HearingList.Status.TAKING}
    ),
    "list_lacks": (Field.DAY, Field.NAME_WHOLE, Field.ADDRESS_WHOLE),
}
ENUMS: dict[str, type[StrEnum]] = {"list_field": Field, "listed_kind": ListedKind}
ASKED = {
    "hearing_on_another_day": tuple(OtherDay),
    "eviction_on_another_day": tuple(OtherDay),
    "hearing_was_cancelled": (OtherDay.ANOTHER,),
    "hearing_at_another_time": (OtherDay.MOVED,),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_member_has_its_sentence(language: str) -> None:
    wanted = [f"{space}.{member}" for space, members in KINDS.items() for member in members]
    wanted += [f"{space}.{member}" for space, kind in ENUMS.items() for member in kind]
    assert [code for code in wanted if code not in catalogue(language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_differs_is_said_and_every_answer_to_it(language: str) -> None:
    wanted = [f"listed_differs.{code}" for code in ASKED]
    wanted += [f"listed_answer.{code}.{answer}" for code, answers in ASKED.items() for answer in answers]
    assert [code for code in (*wanted, "listed_answer.past") if code not in catalogue(language)] == []
