"""How do the files that others really send become a table of cells that can be read?

The front door: ``open_table`` a file, take its ``table`` or its ``top``, guess what its columns hold with a
``Vocabulary``, and read a cell with one of the readers of ``values``. CSV of any separator and encoding, XLSX, XML
and JSON; hostile and broken files are refused with ``Fatal``. What a row means is for the slice that reads it.
"""

from vangnet.apps.web.reading.encodings import Encoding
from vangnet.apps.web.reading.formats import MOST_BYTES, Format, Shape, Source, open_table
from vangnet.apps.web.reading.names import ColumnGuess, Reason, Vocabulary, continues, date_order_of
from vangnet.apps.web.reading.problems import REMARKS, SHOWN, Code, Fatal, Problem, Refusal, Unreadable
from vangnet.apps.web.reading.tables import Line, Remark, Table, is_blank
from vangnet.apps.web.reading.values import Cell, DateOrder, Span, Unit, written
from vangnet.apps.web.reading.words import plain

__all__ = [
    "MOST_BYTES",
    "REMARKS",
    "SHOWN",
    "Cell",
    "Code",
    "ColumnGuess",
    "DateOrder",
    "Encoding",
    "Fatal",
    "Format",
    "Line",
    "Problem",
    "Reason",
    "Refusal",
    "Remark",
    "Shape",
    "Source",
    "Span",
    "Table",
    "Unit",
    "Unreadable",
    "Vocabulary",
    "continues",
    "date_order_of",
    "is_blank",
    "open_table",
    "plain",
    "written",
]
