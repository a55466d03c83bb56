"""Who is meant? Stories of people who share an address, a surname or initials with somebody else.

Each story is a small street; the signal is compared with everybody who shares a blocking key, as an
import does.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vangnet.domain.matching import (
    POINTS,
    THRESHOLDS,
    Band,
    Decisions,
    Outcome,
    PersonRecord,
    Prepared,
    SignalRecord,
    blocking_keys,
    match,
    prepare,
    prepare_signal,
)

# Molenlaan 12: the Van Dijks, father Anton, mother Carla, son Anton; daughter Carla has moved to number 40.
ANTON = PersonRecord(
    id=1,
    household=10,
    initials="A.",
    first_names="Anton",
    prefix="van",
    surname="Dijk",
    birth_date=date(1961, 4, 23),
    street="Molenlaan",
    number="12",
    postcode="9101AB",
)
CARLA = msgspec.structs.replace(
    ANTON,
    id=2,
    initials="C.M.",
    first_names="Carla Maria",
    prefix="",
    surname="Ramlal",
    name_use="V",
    partner_prefix="van",
    partner_surname="Dijk",
    birth_date=date(1963, 2, 8),
)
SON = msgspec.structs.replace(ANTON, id=3, birth_date=date(1996, 11, 5))
DAUGHTER = msgspec.structs.replace(
    ANTON,
    id=4,
    household=11,
    initials="C.J.",
    first_names="Carla Johanna",
    birth_date=date(1999, 7, 30),
    number="40",
)
# Next door, number 12-A: Wójcik; and upstairs, 12-B: another Van Dijk, no kin.
MILAN = PersonRecord(
    id=5,
    household=12,
    initials="M.",
    first_names="Milan",
    surname="Wójcik",
    birth_date=date(1988, 12, 1),
    street="Molenlaan",
    number="12",
    letter="A",
    postcode="9101AB",
)
UPSTAIRS = msgspec.structs.replace(
    MILAN,
    id=6,
    household=13,
    initials="P.",
    first_names="Petra",
    prefix="van",
    surname="Dijk",
    letter="B",
    birth_date=date(1975, 3, 3),
)
# Another part of town: Selam, registered on the first of January, and a namesake of Carla's.
SELAM = PersonRecord(
    id=7,
    household=14,
    initials="S.",
    first_names="Selam",
    surname="Tesfamariam",
    birth_date=date(1990, 1, 1),
    street="Havenkade",
    number="3",
    suffix="2",
    postcode="9120CD",
)
BRUIN = PersonRecord(
    id=8,
    household=15,
    initials="J.P.",
    first_names="Johanna Petra",
    prefix="de",
    surname="Bruijn",
    birth_date=date(1970, 9, 12),
    street="Havenkade",
    number="36",
    suffix="3",
    postcode="9120CD",
)
STREET = tuple(map(prepare, (ANTON, CARLA, SON, DAUGHTER, MILAN, UPSTAIRS, SELAM, BRUIN)))
MOLENLAAN_12: dict[str, Any] = {"street": "Molenlaan", "number": "12", "postcode": "9101 AB"}
HAVENKADE: dict[str, Any] = {"street": "Havenkade", "postcode": "9120 CD"}


def who(signal: SignalRecord, people: tuple[Prepared, ...] = STREET, decisions: Decisions | None = None) -> Outcome:
    """Ask as an import does: only those who share a key are candidates."""
    asked = set(blocking_keys(prepare_signal(signal)))
    candidates = [person for person in people if asked.intersection(blocking_keys(person))]
    return match(signal, candidates, decisions=decisions or Decisions())


def codes(outcome: Outcome) -> set[str]:
    return {reason.code for reason in outcome.reasons}


def levels(outcome: Outcome) -> dict[str, str]:
    return {point.field: point.level for point in outcome.candidates[0].points}


# -- people who are found


@pytest.mark.parametrize(
    ("story", "signal", "person"),
    [
        (
            "all is as in the register",
            SignalRecord(surname="Ramlal", initials="C.M.", birth_date=date(1963, 2, 8), **MOLENLAAN_12),
            CARLA,
        ),
        (
            "she is called by her husband's name first",
            SignalRecord(surname="van Dijk-Ramlal", initials="C.M.", **MOLENLAAN_12),
            CARLA,
        ),
        (
            "or by her own name first",
            SignalRecord(surname="Ramlal-van Dijk", initials="C.M.", **MOLENLAAN_12),
            CARLA,
        ),
        (
            "or by her husband's name only, prefix behind",
            SignalRecord(surname="Dijk, van", initials="C.M.", **MOLENLAAN_12),
            CARLA,
        ),
        (
            "the son, by his birth date",
            SignalRecord(surname="VAN DYK", initials="A", birth_date=date(1996, 11, 5), **MOLENLAAN_12),
            SON,
        ),
        (
            "the son, day and month swapped",
            SignalRecord(prefix="van", surname="Dijk", initials="A.", birth_date=date(1996, 5, 11), **MOLENLAAN_12),
            SON,
        ),
        (
            "a neighbour whose letter the partner leaves out",
            SignalRecord(surname="WOJCIK", initials="M", **MOLENLAAN_12),
            MILAN,
        ),
        (
            "a landlord knows first names",
            SignalRecord(name="Milan Wojcik", number="12-A", postcode="9101AB"),
            MILAN,
        ),
        (
            "a slip of the pen in the name",
            SignalRecord(surname="Wójick", initials="M.", birth_date=date(1988, 12, 1), **MOLENLAAN_12),
            MILAN,
        ),
        (
            "the suffix glued to the number",
            SignalRecord(surname="Bruin, de", initials="J.P.", number="363", **HAVENKADE),
            BRUIN,
        ),
        (
            "two numbers too far, yet she was born that day",
            SignalRecord(
                surname="de Bruyn",
                initials="J.P.",
                birth_date=date(1970, 9, 12),
                number="38",
                suffix="3",
                **HAVENKADE,
            ),
            BRUIN,
        ),
        (
            "a wrong postcode, the street is right",
            SignalRecord(
                surname="de Bruijn",
                initials="J.P.",
                street="Havenkd",
                number="36",
                suffix="3",
                postcode="9120DC",
            ),
            BRUIN,
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_these_settle_themselves(story: str, signal: SignalRecord, person: PersonRecord) -> None:
    found = who(signal)
    assert (found.band, found.person, found.household) == (Band.SAME, person.id, person.household), story


def test_one_who_moved_is_found_by_birth_date() -> None:
    at_the_parents = SignalRecord(
        prefix="van", surname="Dijk", initials="C.J.", birth_date=date(1999, 7, 30), **MOLENLAAN_12
    )
    elsewhere = msgspec.structs.replace(at_the_parents, street="Kerkplein", number="8", postcode="9133XA")
    assert who(at_the_parents).person == DAUGHTER.id
    found = who(elsewhere)
    assert (found.band, found.person, found.household) == (Band.SAME, DAUGHTER.id, DAUGHTER.household)
    assert codes(found) == {"moved"}


def test_one_who_moved_is_found_with_day_and_month_swapped() -> None:
    signal = SignalRecord(surname="Wójcik", initials="M.", birth_date=date(1988, 1, 12), number="8", postcode="9133XA")
    assert who(signal).person == MILAN.id


def test_one_who_moved_is_shown_by_telephone_number() -> None:
    with_phone = prepare(msgspec.structs.replace(MILAN, phones=("0691234567",)))
    signal = SignalRecord(name="M. Wojcik", number="8", postcode="9133XA", phone="+31 691234567")
    found = who(signal, (with_phone,))
    assert (found.band, [c.person for c in found.candidates]) == (Band.LOOK, [MILAN.id])
    assert "only_the_name" not in codes(found)


def test_a_successive_tenant_does_not_inherit_the_signal() -> None:
    former = SignalRecord(surname="Tesfamariam", initials="S.", birth_date=date(1990, 1, 1), **MOLENLAAN_12)
    found = who(former)
    assert found.person is None
    assert found.household is None
    assert all(candidate.person == SELAM.id for candidate in found.candidates)


def test_those_who_died_or_left_are_still_told_apart_and_marked() -> None:
    gone = prepare(msgspec.structs.replace(MILAN, departed=True, deceased=True))
    found = who(SignalRecord(surname="Wójcik", initials="M.", number="12A", postcode="9101AB"), (gone,))
    assert found.person == MILAN.id
    assert codes(found) == {"departed", "deceased"}


# -- people who share what is known of them


def test_father_and_son_with_one_initial_the_household_is_known_and_the_person_waits() -> None:
    found = who(SignalRecord(prefix="van", surname="Dijk", initials="A.", **MOLENLAAN_12))
    assert (found.band, found.person, found.household) == (Band.LOOK, None, ANTON.household)
    assert {candidate.person for candidate in found.candidates[:2]} == {ANTON.id, SON.id}
    assert codes(found) == {"housemates_alike"}


def test_one_initial_fits_a_housemate_with_two_as_well() -> None:
    sister = prepare(msgspec.structs.replace(SON, id=9, initials="A.B.", first_names="Anna Berta"))
    found = who(SignalRecord(prefix="van", surname="Dijk", initials="A.", **MOLENLAAN_12), (prepare(ANTON), sister))
    assert (found.band, found.household) == (Band.LOOK, ANTON.household)


def test_two_initials_tell_housemates_apart() -> None:
    sister = prepare(msgspec.structs.replace(SON, id=9, initials="A.B.", first_names="Anna Berta"))
    found = who(SignalRecord(prefix="van", surname="Dijk", initials="A.B.", **MOLENLAAN_12), (prepare(ANTON), sister))
    assert found.person == 9


def test_twins_with_one_initial_wait_even_with_a_birth_date() -> None:
    twin = prepare(msgspec.structs.replace(SON, id=9, first_names="Arie"))
    signal = SignalRecord(prefix="van", surname="Dijk", initials="A.", birth_date=date(1996, 11, 5), **MOLENLAAN_12)
    found = who(signal, (*STREET, twin))
    assert (found.band, found.household) == (Band.LOOK, SON.household)
    named = msgspec.structs.replace(signal, initials="", first_names="Arie")
    assert who(named, (*STREET, twin)).person == 9


def test_strangers_behind_one_door_who_fit_alike_have_no_certain_household() -> None:
    stranger = prepare(msgspec.structs.replace(ANTON, id=9, household=99, birth_date=date(1990, 5, 5)))
    found = who(SignalRecord(prefix="van", surname="Dijk", initials="A.", **MOLENLAAN_12), (prepare(ANTON), stranger))
    assert (found.band, found.person, found.household) == (Band.LOOK, None, None)
    assert codes(found) == {"people_alike"}


def test_a_surname_alone_gives_the_household_and_no_person() -> None:
    found = who(SignalRecord(name="Fam. van Dijk", **MOLENLAAN_12), (prepare(ANTON), prepare(SON)))
    assert (found.band, found.person, found.household) == (Band.LOOK, None, ANTON.household)


def test_number_12_is_not_number_12_b() -> None:
    petra = SignalRecord(prefix="van", surname="Dijk", initials="P.", **MOLENLAAN_12)
    upstairs = msgspec.structs.replace(petra, letter="B")
    next_door = msgspec.structs.replace(petra, letter="A")
    assert who(upstairs).person == UPSTAIRS.id
    assert who(petra).person == UPSTAIRS.id, "nobody else of that name shares the number"
    assert who(next_door).band is Band.LOOK


# -- people whom the register does not know


def test_a_stranger_at_a_known_address_is_nobody_we_know() -> None:
    found = who(SignalRecord(surname="Kowalska", initials="E.", birth_date=date(1994, 6, 2), **MOLENLAAN_12))
    assert (found.band, found.person, found.household, found.candidates) == (Band.NONE, None, None, ())
    assert codes(found) == {"nobody"}


def test_an_unregistered_relative_is_looked_at_by_a_person() -> None:
    brother = SignalRecord(prefix="van", surname="Dijk", initials="A.", birth_date=date(1969, 8, 17), **MOLENLAAN_12)
    found = who(brother)
    assert (found.band, found.person, found.household) == (Band.LOOK, None, None)
    assert "birth_date_differs" in codes(found)


def test_an_unregistered_relative_with_another_initial_is_looked_at_too() -> None:
    found = who(SignalRecord(prefix="van", surname="Dijk", initials="K.", **MOLENLAAN_12))
    assert (found.band, found.person, found.household) == (Band.LOOK, None, None)


def test_with_another_birth_date_too_it_is_another_person() -> None:
    signal = SignalRecord(prefix="van", surname="Dijk", initials="K.", birth_date=date(1969, 8, 17), **MOLENLAAN_12)
    assert who(signal).band is Band.NONE


def test_born_in_the_same_year_is_no_proof_of_the_household() -> None:
    signal = SignalRecord(prefix="van", surname="Dijk", initials="A.", birth_date=date(1996, 2, 20), **MOLENLAAN_12)
    found = who(signal)
    assert (found.band, found.household) == (Band.LOOK, None)
    assert "birth_date_differs" in codes(found)


def test_a_shared_telephone_does_not_make_another_given_name_the_same_person() -> None:
    with_phone = prepare(msgspec.structs.replace(MILAN, phones=("0691234567",)))
    signal = SignalRecord(name="Maria Wojcik", number="12A", postcode="9101AB", phone="0691234567")
    found = who(signal, (with_phone,))
    assert (found.band, found.person) == (Band.LOOK, None)
    assert codes(found) == {"given_names_differ"}


def test_another_surname_with_all_the_same_initials_is_looked_at() -> None:
    found = who(SignalRecord(surname="Postma", initials="C.M.", **MOLENLAAN_12))
    assert (found.band, found.household) == (Band.LOOK, None)
    assert {"surname_differs", "weak"} <= codes(found)


def test_a_partners_name_that_is_not_borne_does_not_prove_the_household() -> None:
    husband = prepare(msgspec.structs.replace(ANTON, partner_surname="Ramlal"))
    found = who(SignalRecord(surname="Ramlal", initials="A.", **MOLENLAAN_12), (husband,))
    assert (found.band, found.household) == (Band.LOOK, None)
    wife = prepare(msgspec.structs.replace(CARLA, initials="A.", first_names="Asha"))
    assert who(SignalRecord(surname="Ramlal", initials="A.", **MOLENLAAN_12), (husband, wife)).person == 2


def test_a_namesake_elsewhere_is_shown_and_two_are_not() -> None:
    signal = SignalRecord(surname="Bruijn", prefix="de", initials="J.P.", number="1", postcode="9199ZZ", street="Dijk")
    assert who(signal).band is Band.LOOK
    assert codes(who(signal)) == {"weak", "only_the_name", "moved"}
    namesake = prepare(msgspec.structs.replace(BRUIN, id=9, household=99, number="80"))
    found = who(signal, (*STREET, namesake))
    assert found.band is Band.NONE
    assert codes(found) == {"namesakes_elsewhere"}


def test_the_first_of_january_is_weak_for_one_who_moved() -> None:
    found = who(
        SignalRecord(surname="Tesfamariam", initials="S.", birth_date=date(1990, 1, 1), number="9", postcode="9101AB")
    )
    assert found.band is Band.LOOK
    assert levels(found)["birth"] == "first_january"


def test_nobody_at_all() -> None:
    assert who(SignalRecord(surname="Niemand")).band is Band.NONE
    assert match(SignalRecord(), []).band is Band.NONE


# -- what people decided

FATHER_OR_SON = SignalRecord(prefix="van", surname="Dijk", initials="A.", **MOLENLAAN_12)


def test_a_decision_is_remembered_and_not_asked_again() -> None:
    decided = Decisions(same={prepare_signal(FATHER_OR_SON).fingerprint: SON.id})
    found = who(FATHER_OR_SON, decisions=decided)
    assert (found.band, found.person, found.household) == (Band.SAME, SON.id, SON.household)
    assert codes(found) == {"decided_same"}
    respelled = SignalRecord(
        surname="VAN DYK", initials="a.", phone="0691234567", street="", number="12", postcode="9101ab"
    )
    assert who(respelled, decisions=decided).person == SON.id, "another partner's spelling of the same person"


def test_a_decision_holds_for_that_person_only() -> None:
    decided = Decisions(same={prepare_signal(FATHER_OR_SON).fingerprint: SON.id})
    with_birth_date = msgspec.structs.replace(FATHER_OR_SON, birth_date=ANTON.birth_date)
    assert who(with_birth_date, decisions=decided).person == ANTON.id


def test_these_are_two_is_obeyed_and_leaves_the_other() -> None:
    fingerprint = prepare_signal(FATHER_OR_SON).fingerprint
    found = who(FATHER_OR_SON, decisions=Decisions(never_same={(fingerprint, ANTON.id)}))
    assert (found.band, found.person) == (Band.SAME, SON.id)
    assert "decided_two" in codes(found)


def test_when_it_is_none_of_those_shown_it_is_not_asked_again() -> None:
    brother = msgspec.structs.replace(FATHER_OR_SON, birth_date=date(1969, 8, 17))
    fingerprint = prepare_signal(brother).fingerprint
    parted = {(fingerprint, candidate.person) for candidate in who(brother).candidates}
    assert parted
    assert who(brother, decisions=Decisions(never_same=parted)).band is Band.NONE


# -- what always holds

SURNAMES = st.sampled_from(["Dijk", "Ramlal", "Bruijn", "Dijk-Ramlal", "Jansen", "Janssen", ""])
PREFIXES = st.sampled_from(["", "van", "de", "van der"])
INITIALS = st.sampled_from(["", "A.", "A.B.", "B.", "A.C."])
BIRTHS = st.none() | st.sampled_from([date(1961, 4, 5), date(1961, 5, 4), date(1990, 1, 1), date(1991, 2, 3)])
HOUSES: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "number": st.sampled_from(["12", "14", "123", ""]),
        "suffix": st.sampled_from(["", "A", "3"]),
        "postcode": st.sampled_from(["9101AB", "9120CD", ""]),
        "street": st.sampled_from(["Molenlaan", "Havenkade", ""]),
    }
)
FIELDS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"surname": SURNAMES, "prefix": PREFIXES, "initials": INITIALS, "birth_date": BIRTHS}
)


@st.composite
def signals(draw: st.DrawFn) -> SignalRecord:
    return SignalRecord(**draw(FIELDS), **draw(HOUSES), phone=draw(st.sampled_from(["", "0691111112"])))


@st.composite
def streets(draw: st.DrawFn) -> list[Prepared]:
    people = draw(st.lists(st.tuples(FIELDS, HOUSES, st.integers(1, 3)), max_size=6))
    return [
        prepare(PersonRecord(id=key, household=home, **fields, **house))
        for key, (fields, house, home) in enumerate(people)
    ]


@given(signals(), streets(), st.data())
def test_the_order_of_the_candidates_does_not_matter(
    signal: SignalRecord, people: list[Prepared], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations([*people, *people[:2]]))
    assert match(signal, shuffled) == match(signal, people)


@given(signals(), streets())
def test_the_points_explain_the_score(signal: SignalRecord, people: list[Prepared]) -> None:
    for candidate in match(signal, people).candidates:
        assert sum(point.points for point in candidate.points) == candidate.score
        assert all(POINTS[point.field][point.level] == point.points for point in candidate.points)


@given(signals(), streets())
def test_a_person_settles_only_with_enough_points_and_a_lead(signal: SignalRecord, people: list[Prepared]) -> None:
    found = match(signal, people)
    assert (found.person is not None) == (found.band is Band.SAME)
    assert found.reasons
    assert [c.score for c in found.candidates] == sorted((c.score for c in found.candidates), reverse=True)
    if found.band is Band.SAME:
        best, *others = found.candidates
        assert (found.person, found.household) == (best.person, best.household)
        assert best.score >= THRESHOLDS.settle
        assert all(best.score - other.score >= THRESHOLDS.lead for other in others)
    if found.band is Band.NONE:
        assert found.household is None


@given(signals(), streets())
def test_these_are_two_always_holds(signal: SignalRecord, people: list[Prepared]) -> None:
    fingerprint = prepare_signal(signal).fingerprint
    found = match(signal, people, decisions=Decisions(never_same={(fingerprint, p.id) for p in people}))
    assert found.band is Band.NONE


@settings(max_examples=200)
@given(signals(), streets())
def test_whoever_would_settle_is_found_by_a_key(signal: SignalRecord, people: list[Prepared]) -> None:
    people = [person for person in people if person.initials]
    settled = match(signal, people).person
    if settled is not None and signal.initials:
        assert who(signal, tuple(people)).person == settled


@given(streets())
def test_what_is_prepared_can_be_kept(people: list[Prepared]) -> None:
    for person in people:
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(person), type=Prepared) == person
        assert msgspec.json.decode(msgspec.json.encode(person), type=Prepared) == person
