"""What can be wrong with a delivery, and what follows from it?

The reader returns codes and facts; the catalogues say in Dutch and English what is wrong and how to mend it.
"""

from enum import StrEnum
from typing import Final

import msgspec

SHOWN: Final = 80
"""So many characters of a wrong value are shown back; a 5,000-character name helps nobody."""


class Code(StrEnum):
    """What is wrong with a row. The string after each says what it means and which facts come with it."""

    DATE_UNREADABLE = "date_unreadable"
    """This is not written as a date."""
    DATE_IMPOSSIBLE = "date_impossible"
    """Written as a date, but no such day exists (31-02). Facts: ``year, month, day``."""
    DATE_ORDER = "date_order"
    """Impossible in the layout's order, possible with day and month swapped. Facts: ``order``."""
    DATE_FUTURE = "date_future"
    """A fact cannot lie after the day of the delivery. Facts: ``latest``."""
    DATE_TOO_OLD = "date_too_old"
    """Longer ago than can be (birth: 115 years, arrears: 30). Facts: ``oldest``."""
    DATE_TWO_DIGIT_YEAR = "date_two_digit_year"
    """The year has two digits and two centuries are possible. Facts: ``first``, ``second``."""
    DATE_IS_NUMBER = "date_is_number"
    """A bare number (often a spreadsheet's day count): format the column as a date."""
    DATE_NEEDED = "date_needed"
    """It says that something was done, where the day is asked on which it was."""
    AMOUNT_UNREADABLE = "amount_unreadable"
    """This is not written as an amount of money."""
    AMOUNT_AMBIGUOUS = "amount_ambiguous"
    """One separator before three digits where it may be decimal (1,234). Facts: ``first``, ``second``."""
    AMOUNT_NEGATIVE = "amount_negative"
    """Arrears are more than nothing; a minus, brackets or CR mean a credit."""
    AMOUNT_ZERO = "amount_zero"
    """Arrears of nothing."""
    AMOUNT_TOO_LARGE = "amount_too_large"
    """More than a million euros: probably another column, or cents read as euros. Facts: ``most``."""
    AMOUNT_NOT_WHOLE = "amount_not_whole"
    """Decimals in a column that counts in cents or in whole euros. Facts: ``unit``."""
    AMOUNT_TOO_PRECISE = "amount_too_precise"
    """More than two decimals: round it to the cent."""
    AMOUNT_CURRENCY = "amount_currency"
    """Another currency than the euro."""
    NUMBER_UNREADABLE = "number_unreadable"
    """Days or months must be a whole number from 0. Facts: ``most``."""
    YES_NO_UNREADABLE = "yes_no_unreadable"
    """Neither yes nor no, nor (where the column allows it) a date."""
    KIND_UNKNOWN = "kind_unknown"
    """No known kind of arrears."""
    BSN_INVALID = "bsn_invalid"
    """Fails the eleven test. The number itself is never shown."""
    CELL_IS_DATE = "cell_is_date"
    """The spreadsheet made a date of a text (suffix 3-1): format the column as text."""
    TOO_LONG = "too_long"
    """Longer than this field can be. Facts: ``most``, ``length``."""
    MISSING = "missing"
    """A field that every signal needs is empty."""
    NOBODY_NAMED = "nobody_named"
    """No name with an address or birth date, no complete address, no BSN: nobody can be found by this row."""
    ROW_TOO_SHORT = "row_too_short"
    """Fewer cells than the header: a cell is lost or the line is broken. Facts: ``cells``, ``columns``."""
    ROW_TOO_LONG = "row_too_long"
    """More cells than the header: a separator stands inside a value. Facts: ``cells``, ``columns``."""
    QUOTES = "quotes"
    """A quotation mark opened and never closed; its lines were read one by one. A remark."""
    CONTROL_CHARACTERS = "control_characters"
    """Invisible control characters (NUL and the like) were taken out. A remark."""
    LOST_LETTERS = "lost_letters"
    """A letter was lost before the file reached us (Wi?niewski). A remark: matching bridges it."""
    OTHER_ALPHABET = "other_alphabet"
    """A sign stands inside a word (G‚rard) that makes sense in another encoding. Facts: ``likely``. A remark."""
    TIME_UNREADABLE = "time_unreadable"
    """This is not written as a time of day."""
    DAY_LONG_AGO = "day_long_ago"
    """A hearing longer ago than a list can be about. Facts: ``oldest``."""
    DAY_FAR_AHEAD = "day_far_ahead"
    """A hearing further ahead than a court plans. Facts: ``latest``."""
    DAY_MISSING = "day_missing"
    """A row of a list without the day that it is about."""
    SERVED_AFTER_DAY = "served_after_day"
    """A summons served after the hearing that it calls to. Facts: ``day``."""
    LISTED_KIND_UNKNOWN = "listed_kind_unknown"
    """Neither a summons, a hearing nor an eviction."""
    COURT_UNKNOWN = "court_unknown"
    """No court that we know by this name. A remark."""
    SINCE_MISSING = "since_missing"
    """Neither a date nor a number of days: the age of the arrears is unknown. A remark."""


REMARKS: Final = frozenset(
    {
        Code.QUOTES,
        Code.CONTROL_CHARACTERS,
        Code.LOST_LETTERS,
        Code.OTHER_ALPHABET,
        Code.COURT_UNKNOWN,
        Code.SINCE_MISSING,
    }
)  # fmt: skip
"""These are told, but do not set the row apart."""


class Refusal(StrEnum):
    """Why a whole file is refused. Nothing of it is taken in."""

    EMPTY = "empty"
    """Nothing in it."""
    TOO_LARGE = "too_large"
    """Facts: ``size``, ``most`` (bytes)."""
    WRONG_TYPE = "wrong_type"
    """No CSV, XLSX, XML or JSON. Facts: ``found``, what it looks like instead."""
    ENCRYPTED = "encrypted"
    """Locked with a password."""
    ZIP_BOMB = "zip_bomb"
    """Unpacks, or written out comes, to far more than it seems. Facts: ``most`` (bytes)."""
    TOO_MANY_PARTS = "too_many_parts"
    """A workbook of more parts than any list of reports has. Facts: ``parts``, ``limit``."""
    ENTITY_ATTACK = "entity_attack"
    """XML with a document type or entities of its own."""
    TOO_MANY_CELLS = "too_many_cells"
    """The sheet stretches too far: remove the empty rows and columns around it. Facts: ``rows, columns``."""
    DAMAGED = "damaged"
    """Breaks off or contradicts itself. Facts: ``line`` where known."""
    NO_HEADER = "no_header"
    """No row with column names was found (or, in XML and JSON, no repeated record)."""
    MISSING_COLUMN = "missing_column"
    """The layout names columns that the file does not have. Facts: ``columns``, ``found``."""
    MISSING_MAPPING = "missing_mapping"
    """The layout lacks a field that every signal needs. Facts: ``fields``."""
    OTHER_FORMAT = "other_format"
    """The layout is for another kind of file. Facts: ``found``, ``wanted``."""
    TOO_MANY_ROWS = "too_many_rows"
    """More rows than a list of hearings has. Facts: ``limit``."""
    GONE = "gone"
    """The file that was kept is there no longer."""
    UNKNOWN_LAYOUT = "unknown_layout"
    """There is no example layout of that name, or a saved one cannot be read. Facts: ``name``."""


class Fatal(Exception):  # noqa: N818 - the delivery is refused, nothing is broken
    """The file is refused as a whole; the caller undoes what was staged of it."""

    def __init__(self, code: Refusal, **facts: str | int) -> None:
        super().__init__(code.value)
        self.code = code
        self.facts = facts


class Unreadable(ValueError):  # noqa: N818 - becomes a Problem, never an error
    """One value cannot be read; becomes a ``Problem`` once row and column are known."""

    def __init__(self, code: Code, **facts: str | int) -> None:
        super().__init__(code.value)
        self.code = code
        self.facts = facts


class Problem(msgspec.Struct, frozen=True):
    """One thing wrong in one row: where, what, and the facts for the sentence about it."""

    row: int
    line: int
    column: str
    value: str
    code: Code
    facts: dict[str, str | int] = {}

    @property
    def sets_apart(self) -> bool:
        """The row waits for mending; a remark lets it in."""
        return self.code not in REMARKS
