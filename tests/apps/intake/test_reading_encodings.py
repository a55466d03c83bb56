"""Is a file never read in the wrong encoding without a word of it?"""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.apps.intake.test_reading_csv import HEADER, JANSEN, LAYOUT, codes, lines, names, walk
from vangnet.apps.intake.reading import Code, Encoding, Field, Layout
from vangnet.apps.web.reading.encodings import likelier, settled

LETTERS = "abcdefghijklmnopqrstuvwxyz"
TELLING = "éèêëïîöôüäâåçñóíú"
"""DOS writes these with bytes that are no letters elsewhere. Not among them is á, which looks like a hard space."""
WINDOWS_LETTERS = LETTERS + "àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþßšœžÿ"
MARKS = [
    " ",
    "-",
    "’",
    "‘",
    "–",
    "—",
    "\xa0",
    "·",
    " & ",
    ", ",
    " (",
    ") ",
    "… ",
    " “",
    "” ",
    "'s ",
    " † ",
    " € ",
    " ™ ",
]
DOS = Layout(name="dos", columns=LAYOUT.columns, encoding=Encoding.CP850)


def of(name: str) -> str:
    return JANSEN.replace("Jansen, A.", name)


def told(name: str, encoding: str, layout: Layout = LAYOUT) -> list[tuple[Code, str, str | int | None]]:
    rows, _ = walk(lines(of(name)).encode(encoding), layout)
    return [(one.code, one.column, one.facts.get("likely")) for one in rows[0].problems]


@pytest.mark.parametrize(
    ("name", "read_as"),
    [("Gérard", "G‚rard"), ("Thérèse", "Th‚rŠse"), ("Zoë", "Zo‰"), ("René Vos", "Ren‚ Vos"), ("Köse", "K”se"),
     ("Müller", "M�ller"), ("François", "Fran‡ois"), ("Özkan", "™zkan"), ("Çelik", "€elik"), ("Daniëlle", "Dani‰lle"),
     ("Anaïs", "Ana‹s"), ("Benoît", "BenoŒt"), ("Émile", "�mile"), ("Muñoz", "Mu¤oz"), ("López", "L¢pez")],
)  # fmt: skip
def test_a_name_from_dos_is_told_with_row_column_value_and_the_encoding_that_mends_it(name: str, read_as: str) -> None:
    rows, reading = walk(lines(JANSEN, of(name)).encode("cp850"))
    assert codes(rows[0]) == []
    (problem,) = rows[1].problems
    assert (problem.row, problem.line, problem.column, problem.value) == (2, 3, "Naam", read_as)
    assert (problem.code, problem.facts) == (Code.OTHER_ALPHABET, {"likely": "cp850"})
    assert names(rows) == ["Jansen, A.", read_as], "a remark: no row is lost, and nothing is guessed"
    assert (reading.tally.good, reading.tally.remarks) == (2, 1)
    rows, _ = walk(lines(JANSEN, of(name)).encode("cp850"), DOS)
    assert names(rows) == ["Jansen, A.", name]
    assert not any(row.problems for row in rows)


@given(
    st.lists(st.text(LETTERS, max_size=6), min_size=2, max_size=4),
    st.lists(st.sampled_from(TELLING), min_size=3, max_size=3),
    st.booleans(),
)
def test_whatever_word_dos_writes_is_told_and_reads_right_once_the_layout_says_so(
    parts: list[str], accents: list[str], capital: bool
) -> None:
    start, *rest = parts
    name = f"a{start}" + "".join(f"{accent}n{part}" for accent, part in zip(accents, rest, strict=False))
    name = name.capitalize() if capital else name
    assert told(name, "cp850") == [(Code.OTHER_ALPHABET, "Naam", "cp850")]
    assert told(name, "cp850", DOS) == []
    assert names(walk(lines(of(name)).encode("cp850"), DOS)[0]) == [name]


@given(
    st.lists(st.text(WINDOWS_LETTERS, min_size=1, max_size=8), min_size=1, max_size=5),
    st.lists(st.sampled_from(MARKS), min_size=4, max_size=4),
    st.sampled_from([str.capitalize, str.upper, str.lower]),
)
def test_what_windows_and_utf_8_write_is_left_in_peace_wherever_it_reads_right(
    words: list[str], marks: list[str], case: Callable[[str], str]
) -> None:
    name = "".join(case(word) + mark for word, mark in zip(words, [*marks, ""], strict=False))
    assert likelier(name, "utf-8") is None
    from_windows = name.encode("cp1252", "ignore").decode("utf-8", "surrogateescape")
    assert likelier(from_windows, "utf-8") is None or settled(from_windows) != name, "Ú’ is also one sign in UTF-8"


@pytest.mark.parametrize(
    ("written", "fixed", "likely"),
    [("utf-8", Encoding.CP850, "utf-8"), ("utf-8", Encoding.CP1252, "utf-8"), ("cp1252", Encoding.CP850, "cp1252"),
     ("cp850", Encoding.CP1252, "cp850"), ("cp850", Encoding.UTF_8, "cp850"), ("mac-roman", None, "mac-roman")],
)  # fmt: skip
def test_a_layout_that_fixes_the_wrong_one_is_told_too(written: str, fixed: Encoding | None, likely: str) -> None:
    layout = Layout(name="mis", columns=LAYOUT.columns, encoding=fixed)
    assert told("Gérard", written, layout) == [(Code.OTHER_ALPHABET, "Naam", likely)]


@pytest.mark.parametrize("encoding", Encoding)
def test_every_encoding_that_a_layout_can_fix_reads(encoding: Encoding) -> None:
    layout = Layout(name="vast", columns=LAYOUT.columns, encoding=encoding)
    rows, _ = walk(lines(of("Gérard Daniëlle Köse")).encode(encoding), layout)
    assert names(rows) == ["Gérard Daniëlle Köse"]
    assert codes(rows[0]) == []


@pytest.mark.parametrize(
    "name", ["O’Brien", "Fien–Jan", "Jan…Piet", "“De Linde”", "Jan †", "Kešić", "MIŠ", "Žana", "Gal·la"]
)
def test_what_windows_rightly_writes_is_no_remark(name: str) -> None:
    assert told(name, "utf-8" if "ć" in name else "cp1252") == []


def test_a_sign_that_utf_8_itself_wrote_has_no_other_encoding_to_mend_it() -> None:
    assert told("G‚rard", "utf-8") == []


def test_of_a_column_that_is_not_read_nothing_is_told_nor_kept() -> None:
    columns = dict(LAYOUT.columns)
    del columns[Field.REFERENCE]
    rows, _ = walk(lines(JANSEN.replace("A1", "Gérard")).encode("cp850"), Layout(name="minder", columns=columns))
    assert codes(rows[0]) == []


def test_names_of_columns_are_read_by_the_encoding_too() -> None:
    columns: dict[Field, str | tuple[str, ...]] = {**LAYOUT.columns, Field.NAME_WHOLE: "Débiteur"}
    layout = Layout(name="dos", columns=columns, encoding=Encoding.CP850)
    rows, reading = walk(f"{HEADER}\n{of('Zoë')}\n".replace("Naam", "Débiteur").encode("cp850"), layout)
    assert reading.columns[1] == "Débiteur"
    assert names(rows) == ["Zoë"]


def test_an_unusual_separator_is_one_sign_in_either_encoding() -> None:
    table = lines(JANSEN, of("Gérard")).replace(";", "¦")
    for encoding in ("utf-8", "cp1252"):
        assert names(walk(table.encode(encoding))[0]) == ["Jansen, A.", "Gérard"]
