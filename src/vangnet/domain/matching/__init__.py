"""Who is the person whom a signal names? The front door: normalise, block, compare, sort into three bands.

prepared = prepare(person)                          # once per resident, storable
keys = blocking_keys(prepared)                      # stored beside it, indexed
asked = prepare_signal(signal)
outcome = match(asked, [those who share one of blocking_keys(asked)], decisions=decisions)
"""

from vangnet.domain.matching.addresses import parse_address, postcode_of
from vangnet.domain.matching.bands import (
    THRESHOLDS,
    UNDECIDED,
    Band,
    Candidate,
    Decisions,
    Outcome,
    Reason,
    ReasonCode,
    Thresholds,
    match,
)
from vangnet.domain.matching.names import fold, parse_name
from vangnet.domain.matching.records import (
    PersonRecord,
    Prepared,
    PreparedSignal,
    SignalRecord,
    blocking_keys,
    prepare,
    prepare_signal,
)
from vangnet.domain.matching.scoring import POINTS, Point
from vangnet.domain.matching.traits import phone_of

__all__ = [
    "POINTS",
    "THRESHOLDS",
    "UNDECIDED",
    "Band",
    "Candidate",
    "Decisions",
    "Outcome",
    "PersonRecord",
    "Point",
    "Prepared",
    "PreparedSignal",
    "Reason",
    "ReasonCode",
    "SignalRecord",
    "Thresholds",
    "blocking_keys",
    "fold",
    "match",
    "parse_address",
    "parse_name",
    "phone_of",
    "postcode_of",
    "prepare",
    "prepare_signal",
]
