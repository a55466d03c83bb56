"""Are events what they promise: codes, amounts, days and ids, kept under their own name, and never free text?"""

from collections.abc import Iterator
from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import inspect

from tests.domain.telling import TOLD, Told
from vangnet.domain import events as e
from vangnet.domain.codes import MatterKind

DAY = date(2026, 3, 2)
KINDS = dict.fromkeys((1, 2, 3), MatterKind.RENT)
NAMES = list(e.EVENTS)
DECISIONS = {
    *("Paused", "HelpDecided", "AdministrationRequested", "AdministrationNotRequested", "CaseClosed"),
    *("ObjectionAnswerExtended", "ObjectionDecided", "PrivacyAnswerExtended"),
    "PackGiven",
    "BudgetDecided",
}


def _fields(kind: type[e.Event]) -> tuple[inspect.Field, ...]:
    info = inspect.type_info(kind)
    assert isinstance(info, inspect.StructType)
    return info.fields


def _parts(of: inspect.Type) -> Iterator[inspect.Type]:
    """Every plain type a field is made of."""
    match of:
        case inspect.Metadata(type=inner):
            yield from _parts(inner)
        case inspect.UnionType(types=types):
            for inner in types:
                yield from _parts(inner)
        case inspect.VarTupleType(item_type=inner):
            yield from _parts(inner)
        case inspect.StructType(fields=fields):
            for field in fields:
                yield from _parts(field.type)
        case plain:
            yield plain


@pytest.mark.parametrize("name", NAMES)
def test_an_event_holds_no_room_for_free_text(name: str) -> None:
    for field in _fields(e.EVENTS[name]):
        for part in _parts(field.type):
            assert not isinstance(part, inspect.AnyType | inspect.DictType | inspect.BytesType), field.name
            if isinstance(part, inspect.StrType):
                assert part.pattern, f"{name}.{field.name} takes any text"
                assert part.pattern.startswith("^"), f"{name}.{field.name} takes text before its code"
                assert part.pattern.endswith("$"), f"{name}.{field.name} takes text after its code"


@given(told=st.sampled_from(list(TOLD)).flatmap(TOLD.__getitem__))
@settings(max_examples=300, deadline=None)
def test_an_event_is_read_back_as_it_was_written(told: Told) -> None:
    event = told.on(DAY, KINDS, {})
    written = msgspec.json.encode(event)
    assert msgspec.json.decode(written, type=e.EVENTS[type(event).__name__]) == event


def test_a_correction_is_read_back_as_it_was_written() -> None:
    written = msgspec.json.encode(e.EventCorrected(event=7))
    assert msgspec.json.decode(written, type=e.EventCorrected) == e.EventCorrected(event=7)


@pytest.mark.parametrize("name", NAMES)
def test_a_word_that_no_event_knows_is_refused(name: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"remark": "lives with her sister"}', type=e.EVENTS[name])


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("MovedAway", b'{"person": 1, "to": "Dorpsstraat 1"}'),
        ("MovedAway", b'{"person": 1, "to": "0599 next to the church"}'),
        ("HouseholdNoted", b'{"adults": 1, "minors": 0, "language": "speaks a little Dutch"}'),
        ("HouseholdNoted", b'{"adults": 1, "minors": 31}'),
        ("AmountChanged", b'{"matter": 1, "cents": -1}'),
        ("AmountChanged", b'{"matter": 0, "cents": 1}'),
        ("SignalSetAside", b'{"matter": 1, "signal": 1, "reason": "no idea"}'),
        ("DestinationChecked", b'{"month": 13, "destination": "unknown"}'),
    ],
)
def test_what_is_no_code_or_lies_out_of_bounds_is_refused(name: str, written: bytes) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(written, type=e.EVENTS[name])


def test_what_is_not_said_is_not_written() -> None:
    assert msgspec.json.encode(e.MovedAway(person=1)) == b'{"person":1}'


def test_the_dictionary_names_every_event_once() -> None:
    assert [kind.__name__ for kind in e.EVENTS.values()] == NAMES
    assert len(set(e.EVENTS.values())) == len(NAMES)
    assert {"Event", "Decision", "OfMatter", "OfPerson"}.isdisjoint(NAMES)


def test_only_what_the_municipality_itself_decides_can_be_refused() -> None:
    assert {name for name, kind in e.EVENTS.items() if kind.decision} == DECISIONS


def test_every_number_says_what_it_counts_or_whose_it_is() -> None:
    """So that a form can offer the matters, persons or hearings of the case instead of a number."""
    for name, kind in e.EVENTS.items():
        for field in _fields(kind):
            if field.name in {"matter", "person", "signal", "hearing", "eviction", "partner"}:
                types = field.type.types if isinstance(field.type, inspect.UnionType) else (field.type,)
                said = {t.extra["is"] for t in types if isinstance(t, inspect.Metadata) and t.extra}
                assert said == {field.name}, f"{name}.{field.name}"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("SecondChanceAgreed", b'{"matter": 1, "until": "2027-01-01"}'),
        ("ConditionChecked", b'{"matter": 1, "kept": false}'),
        ("JudgmentGiven", b'{"matter": 1, "ruling": "conditional_dissolution", "default": true}'),
    ],
)
def test_what_was_written_before_conditions_had_names_is_read_and_written_as_it_was(name: str, written: bytes) -> None:
    """Payloads are sealed: a field that came later is left out while it says nothing."""
    event = msgspec.json.decode(written, type=e.EVENTS[name])
    assert msgspec.json.decode(msgspec.json.encode(event)) == msgspec.json.decode(written)
