"""How do the files that partners really send become rows that can be judged?

The front door: ``open_delivery`` a file, ``guess_layout`` or take a saved one, ``preview``, ``read_rows``,
and ``write_bad_rows`` for what must be mended. No database and no screens here.
"""

from vangnet.apps.intake.reading.bad_rows import harmless, is_mended, write_bad_rows
from vangnet.apps.intake.reading.drafts import Field, SignalDraft, content_key
from vangnet.apps.intake.reading.layouts import (
    Guess,
    Layout,
    as_json,
    example,
    example_names,
    from_json,
    guess_layout,
)
from vangnet.apps.intake.reading.opening import open_delivery
from vangnet.apps.intake.reading.rows import Reading, Row, Tally, preview, read_rows
from vangnet.apps.web.reading.encodings import Encoding
from vangnet.apps.web.reading.formats import MOST_BYTES, Format, Source
from vangnet.apps.web.reading.names import ColumnGuess, Reason
from vangnet.apps.web.reading.problems import REMARKS, Code, Fatal, Problem, Refusal
from vangnet.apps.web.reading.values import DateOrder, Unit

__all__ = [
    "MOST_BYTES",
    "REMARKS",
    "Code",
    "ColumnGuess",
    "DateOrder",
    "Encoding",
    "Fatal",
    "Field",
    "Format",
    "Guess",
    "Layout",
    "Problem",
    "Reading",
    "Reason",
    "Refusal",
    "Row",
    "SignalDraft",
    "Source",
    "Tally",
    "Unit",
    "as_json",
    "content_key",
    "example",
    "example_names",
    "from_json",
    "guess_layout",
    "harmless",
    "is_mended",
    "open_delivery",
    "preview",
    "read_rows",
    "write_bad_rows",
]
