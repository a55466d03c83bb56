"""How is it kept that a log line never names a person?"""

import logging
import re
import traceback
from types import TracebackType
from typing import Any

from django.views.debug import ExceptionReporter

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


class WithoutPersons(ExceptionReporter):
    """The page that a developer sees of an error: the code it went through, not what it was about."""

    def get_traceback_data(self) -> dict[str, Any]:
        """Without values, message, query, form and cookies: each may name somebody, also under DEBUG."""
        data: dict[str, Any] = super().get_traceback_data()
        for frame in data.get("frames", ()):
            frame["vars"] = []
        silent = {"exception_value": "", "exception_notes": "", "unicode_hint": "", "user_str": None, "request": None}
        return data | silent
