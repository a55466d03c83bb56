"""How is a delivery opened? As any table, by the names that partners give their columns."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO

from vangnet.apps.intake.reading.names import VOCABULARY
from vangnet.apps.web.reading.formats import MOST_BYTES, Source, open_table


def open_delivery(
    path_or_file: str | Path | BinaryIO, name: str = "", most_bytes: int = MOST_BYTES
) -> AbstractContextManager[Source]:
    """Opens a delivery from a path or a seekable binary file, which is left open.

    Raises ``Fatal`` for what may not be read.
    """
    return open_table(path_or_file, name, most_bytes, known=VOCABULARY.known)
