"""What does a partner itself call what it sent, and how does its file look? Told by the app that keeps the signals."""

from collections.abc import Callable, Collection
from datetime import date
from typing import NamedTuple

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.partners.models import Partner

References = Callable[[Municipality, Collection[int]], dict[int, str]]
"""By the id that the events of a case name: the partner's own reference, where it gave one."""


class Reported(NamedTuple):
    """By what a partner finds a report of its own back to which it gave no reference."""

    on: date
    """The day on which we received it."""
    file: str = ""
    """The file as the partner named it; empty where the report came by hand."""
    row: int = 0


Reports = Callable[[Municipality, Collection[int]], dict[int, Reported]]
"""By the id that the events of a case name: where it stood, for those that came in a file."""


class OwnFile(NamedTuple):
    """How a partner writes its own files, as far as a file for that partner can follow it."""

    reference: str
    """Its name for the column with its reference, in XML and JSON the path below the record; empty where none."""
    year_first: bool
    format: str
    """The ending of such a file; empty while it may be any."""
    record: str
    """In XML and JSON: the path of the element that is repeated; empty where nobody knows."""
    separator: str


OwnFiles = Callable[[Partner], OwnFile | None]
"""The files of one partner; None while nobody knows how they look."""

_told_by: list[References] = []
_reports_told_by: list[Reports] = []
_files_told_by: list[OwnFiles] = []


def tells_references(source: References) -> References:
    """Let the app that keeps the signals tell their references; call it in AppConfig.ready."""
    if source not in _told_by:
        _told_by.append(source)
    return source


def tells_reports(source: Reports) -> Reports:
    """Let the app that keeps the signals tell in which file and row they stood; call it in AppConfig.ready."""
    if source not in _reports_told_by:
        _reports_told_by.append(source)
    return source


def tells_own_files(source: OwnFiles) -> OwnFiles:
    """Let the app that reads the deliveries tell how a partner writes them; call it in AppConfig.ready."""
    if source not in _files_told_by:
        _files_told_by.append(source)
    return source


def references(municipality: Municipality, signals: Collection[int]) -> dict[int, str]:
    """The partner's reference of each of these signals; those without one are left out."""
    found: dict[int, str] = {}
    for source in _told_by:
        found |= {signal: said for signal, said in source(municipality, signals).items() if said}
    return found


def reports(municipality: Municipality, signals: Collection[int]) -> dict[int, Reported]:
    """Where each of these signals stood; those that came in no file are left out. One query a source, none for none."""
    found: dict[int, Reported] = {}
    for source in _reports_told_by if signals else ():
        found |= source(municipality, signals)
    return found


def own_file(partner: Partner) -> OwnFile | None:
    """How this partner writes its own files, where somebody knows."""
    return next((file for source in _files_told_by if (file := source(partner))), None)
