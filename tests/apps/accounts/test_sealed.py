"""Is a BSN unreadable where it is stored, bound to its row, and shown only with a reason?"""

from uuid import UUID, uuid4

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from tests.cast import Cast
from vangnet.apps.accounts.audience import WorkRequest
from vangnet.apps.accounts.looks import looks_at, write_looks
from vangnet.apps.accounts.models import Ground
from vangnet.apps.accounts.sealed import (
    NotABsn,
    SealBroken,
    bsn_lookup,
    clean_bsn,
    open_bsn,
    seal_bsn,
    show_bsn,
)
from vangnet.domain.codes import Role

BSN = "999900017"  # of the range that nobody has
numbers = st.integers(0, 999_999_999).map(lambda n: f"{n:09}")


@given(numbers, st.integers(1, 2**40), st.uuids())
def test_what_was_sealed_opens_again(bsn: str, municipality: int, row: UUID) -> None:
    sealed = seal_bsn(bsn, municipality, row)
    assert open_bsn(sealed, municipality, row) == bsn
    assert bsn.encode() not in sealed


@given(st.integers(0, 37), st.integers(0, 7))
def test_one_changed_bit_breaks_the_seal(byte: int, bit: int) -> None:
    row = uuid4()
    sealed = bytearray(seal_bsn(BSN, 1, row))
    sealed[byte] ^= 1 << bit
    with pytest.raises(SealBroken):
        open_bsn(bytes(sealed), 1, row)


def test_it_opens_only_in_its_own_row_and_municipality() -> None:
    row = uuid4()
    sealed = seal_bsn(BSN, 1, row)
    for municipality, other in ((2, row), (1, uuid4())):
        with pytest.raises(SealBroken):
            open_bsn(sealed, municipality, other)


def test_it_opens_only_with_its_own_key(settings: Settings) -> None:
    row = uuid4()
    sealed, lookup = seal_bsn(BSN, 1, row), bsn_lookup(BSN, 1)
    settings.BSN_KEY = "another installation's"
    assert bsn_lookup(BSN, 1) != lookup
    with pytest.raises(SealBroken):
        open_bsn(sealed, 1, row)


def test_the_same_bsn_never_looks_the_same_twice_but_is_found() -> None:
    row = uuid4()
    assert seal_bsn(BSN, 1, row) != seal_bsn(BSN, 1, row)
    assert bsn_lookup("9999.00.017", 1) == bsn_lookup(BSN, 1)
    assert len(bsn_lookup(BSN, 1)) == 32


def test_two_municipalities_cannot_compare_their_tables() -> None:
    assert bsn_lookup(BSN, 1) != bsn_lookup(BSN, 2)


@pytest.mark.parametrize("typed", ["", "1234567", "1234567890", "12345678a", "١٢٣٤٥٦٧٨٩", "²23456789"])
def test_what_is_no_bsn_is_refused(typed: str) -> None:
    with pytest.raises(NotABsn):
        clean_bsn(typed)


def test_eight_digits_get_their_zero_back() -> None:
    assert clean_bsn("12345678") == "012345678"


def test_showing_is_an_act_with_a_reason(cast: Cast, rf: RequestFactory) -> None:
    row = uuid4()
    sealed = seal_bsn(BSN, cast.municipality.pk, row)
    request: WorkRequest = rf.get("/")  # type: ignore[assignment]
    request.user = cast.people[Role.INTAKE]
    request.municipality, request.role = cast.municipality, Role.INTAKE
    assert show_bsn(request, sealed, row, ("person", 5), Ground.IDENTITY) == BSN
    write_looks(request)
    shown = looks_at(cast.municipality).get()
    assert (shown.act, shown.kind, shown.subject, shown.ground) == (
        "bsn_shown", "person", 5, "identity",
    )  # fmt: skip


def test_a_bsn_of_another_municipality_is_not_shown(cast: Cast, rf: RequestFactory) -> None:
    row = uuid4()
    request: WorkRequest = rf.get("/")  # type: ignore[assignment]
    request.municipality = cast.municipality
    with pytest.raises(SealBroken):
        show_bsn(request, seal_bsn(BSN, cast.neighbour.pk, row), row, ("person", 5), Ground.HOME)
