"""How is it kept that a log line never names a person?"""

import logging
import re
import traceback
from types import TracebackType

_QUERY = re.compile(r"\?[^\s\"']*")
_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutQuery(logging.Filter):
    """Cuts what was searched for out of an address: a search holds names."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = _QUERY.sub("", record.getMessage())
        record.args = None
        return True


class WithoutDetails(logging.Formatter):
    """Says where an error arose and of which type, not its message.

    The message of an error quotes what it stumbled over: the row of a failed constraint, the text
    of a bad date. The place in the code suffices to find it again on a synthetic town.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatException(self, ei: _ExcInfo) -> str:  # noqa: N802 - named by logging
        kind, _, trace = ei
        frames = traceback.extract_tb(trace)
        lines = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
        return "\n".join([*lines, f"  {kind.__qualname__ if kind else 'no error'}"])
