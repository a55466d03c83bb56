"""What does a partner itself call a signal it sent? Told by the app that keeps the signals."""

from collections.abc import Callable, Collection

from vangnet.apps.accounts.models import Municipality

References = Callable[[Municipality, Collection[int]], dict[int, str]]
"""By the id that the events of a case name: the partner's own reference, where it gave one."""

_told_by: list[References] = []


def tells_references(source: References) -> References:
    """Let the app that keeps the signals tell their references; call it in AppConfig.ready."""
    if source not in _told_by:
        _told_by.append(source)
    return source


def references(municipality: Municipality, signals: Collection[int]) -> dict[int, str]:
    """The partner's reference of each of these signals; those without one are left out."""
    found: dict[int, str] = {}
    for source in _told_by:
        found |= {signal: said for signal, said in source(municipality, signals).items() if said}
    return found
