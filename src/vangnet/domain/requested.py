"""What does a request to a court consist of, and what of it is missing?"""

from enum import StrEnum

from msgspec import Struct


class Part(Struct, frozen=True):
    """One part of a request: there, or what is missing of it. Each kind of request has its own closed lists of both."""

    part: StrEnum
    lacks: StrEnum | None = None

    @property
    def met(self) -> bool:
        return self.lacks is None
