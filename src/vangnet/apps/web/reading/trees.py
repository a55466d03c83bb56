"""How are XML and JSON read: where are the records, and what are their fields called?

A record becomes one line; its fields are paths below it: "verzekerde/naam", "adres/@pc", "client/Postcode".
XML is streamed. JSON is held as the bytes it came in, and decoded one record at a time. Document types and
entities are refused, not resolved.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any, BinaryIO, Final, TypeAlias

import msgspec
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from vangnet.apps.web.reading.problems import Fatal, Refusal
from vangnet.apps.web.reading.tables import Line, Table
from vangnet.apps.web.reading.values import Cell
from vangnet.apps.web.reading.words import plain

Record: TypeAlias = dict[str, Cell]

LOOKED_AT: Final = 500
"""The columns are those of so many records from the top, and those that the layout asks for."""
_DEEPEST: Final = 12
_MOST_ALIKE: Final = 20


def tabulated(
    records: Iterator[Record], wanted: Sequence[str], facts: Mapping[str, Cell], met_list: Sequence[str] = ()
) -> Table:
    """Records as a table: its columns are the fields met first, and the ``wanted`` ones.

    Raises ``Fatal`` if there is no record, unless an empty list was met where they should be.
    """
    top = list(islice(records, LOOKED_AT))
    if not top and not met_list:
        raise Fatal(Refusal.NO_HEADER)
    columns = dict.fromkeys(key for record in top for key in record)
    met = {plain(key) for key in columns}
    unseen = [name for name in wanted if plain(name) not in met]
    keys = tuple(columns | dict.fromkeys(unseen))
    return Table(keys, _lines(chain(top, records), keys), dict(facts), unseen=frozenset(unseen if top else ()))


def _lines(records: Iterable[Record], keys: tuple[str, ...]) -> Iterator[Line]:
    for number, record in enumerate(records, start=1):
        yield number, [record.get(key) for key in keys], ()


def _put(record: Record, key: str, value: Cell) -> None:
    """A second value under one key becomes "key (2)", as in a table; beyond the twentieth they are left."""
    if key in record and f"{key} ({_MOST_ALIKE})" in record:
        return
    unique, number = key, 1
    while unique in record:
        number += 1
        unique = f"{key} ({number})"
    record[unique] = value


def known_fields(keys: Iterable[str], known: frozenset[str]) -> int:
    return sum(plain(key) in known or plain(key.rpartition("/")[2]) in known for key in keys)


# -- XML --------------------------------------------------------------------------------


def xml_table(file: BinaryIO, record: str | None, wanted: Sequence[str], known: frozenset[str]) -> Table:
    """The records of an XML file; ``record`` is the tag, or path, of the repeated element.

    Without it that is the element with most ``known`` names.
    """
    file.seek(0)
    path = tuple(record.split("/")) if record else _likely_element(file, known)
    file.seek(0)
    facts: Record = {}
    empty: list[str] = []
    return tabulated(_elements(file, path, facts, empty), wanted, facts, empty)


def _events(file: BinaryIO) -> Iterator[tuple[str, ET.Element]]:
    try:
        yield from iterparse(file, events=("start", "end"), forbid_dtd=True)
    except DefusedXmlException:
        raise Fatal(Refusal.ENTITY_ATTACK) from None
    except ET.ParseError as wrong:
        raise Fatal(Refusal.DAMAGED, line=wrong.position[0]) from None
    except (ValueError, LookupError):
        raise Fatal(Refusal.DAMAGED) from None


def _tag(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _elements(file: BinaryIO, path: tuple[str, ...], facts: Record, empty: list[str]) -> Iterator[Record]:
    """The elements at ``path``. A root with nothing in it is noted in ``empty``: nobody is reported this time."""
    open_now: list[ET.Element] = []
    tags: list[str] = []
    inside = met = 0
    for event, element in _events(file):
        if event == "start":
            if not open_now:
                for name, value in element.attrib.items():
                    _put(facts, f"@{name.rpartition('}')[2]}", value)
            met += bool(open_now)
            open_now.append(element)
            tags.append(_tag(element))
            if len(tags) > 4 * _DEEPEST:
                raise Fatal(Refusal.DAMAGED)
            inside += tuple(tags[-len(path) :]) == path
            continue
        if tuple(tags[-len(path) :]) == path:
            inside -= 1
            yield _flat(element)
        if len(tags) == 1 and not met:
            empty.append(tags[0])
        open_now.pop()
        tags.pop()
        if not inside and open_now:
            open_now[-1].remove(element)


def _flat(element: ET.Element) -> Record:
    record: Record = {}

    def add(node: ET.Element, above: str, depth: int) -> None:
        if depth > _DEEPEST:
            raise Fatal(Refusal.DAMAGED)
        for name, value in node.attrib.items():
            _put(record, f"{above}@{name.rpartition('}')[2]}", value)
        text = (node.text or "").strip()
        if above and (text or (not len(node) and not node.attrib)):
            _put(record, above[:-1], text)
        for child in node:
            add(child, f"{above}{_tag(child)}/", depth + 1)

    add(element, "", 0)
    return record


def _likely_element(file: BinaryIO, known: frozenset[str]) -> tuple[str, ...]:
    """The element whose fields have most known names, the innermost of equals, in the first 5,000 events."""
    tags: list[str] = []
    best: tuple[int, int, tuple[str, ...]] = (0, 0, ())
    for event, element in islice(_events(file), 5_000):
        if event == "start":
            tags.append(_tag(element))
            if len(tags) > 4 * _DEEPEST:
                raise Fatal(Refusal.DAMAGED)
            continue
        if 2 <= len(tags) <= 5 and sum(1 for _ in islice(element.iter(), 300)) < 300:
            best = max(best, (known_fields(set(_flat(element)), known), len(tags), tuple(tags[1:])))
        tags.pop()
    if best[0] < 2:
        raise Fatal(Refusal.NO_HEADER)
    return best[2]


# -- JSON --------------------------------------------------------------------------------

_DDAS: Final = ("leveringen", "vroegsignalen")
_RAW_OBJECT: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])
_RAW_LIST: Final = msgspec.json.Decoder(list[msgspec.Raw])
_ANY: Final = msgspec.json.Decoder()


def json_table(data: bytes, record: str | None, wanted: Sequence[str], known: frozenset[str]) -> Table:
    """The records of a JSON file; ``record`` is the path of names that leads to their list.

    Simple values of the objects around a record come with it under their own path
    ("leveringen/gemeentecode"); those of the outermost object are the table's facts.
    """
    facts: Record = {}
    if data.lstrip()[:1] == b"{":
        facts = {key: value for key, raw in _object(data).items() if _simple(value := _value_if_short(raw))}
    path = tuple(record.split("/")) if record else _likely_list(data, known)
    met: list[str] = []
    return tabulated(_walk(data, path, {}, "", met), wanted, facts, met)


def _decode(decoder: msgspec.json.Decoder[Any], data: bytes | msgspec.Raw) -> Any:
    try:
        return decoder.decode(data)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        raise Fatal(Refusal.DAMAGED) from None


def _object(data: bytes | msgspec.Raw) -> dict[str, msgspec.Raw]:
    found: dict[str, msgspec.Raw] = _decode(_RAW_OBJECT, data)
    return found


def _value_if_short(raw: msgspec.Raw) -> Any:
    return _decode(_ANY, raw) if len(memoryview(raw)) <= 1_000 else []


def _simple(value: object) -> bool:
    return value is None or isinstance(value, str | int | float | bool)


def _starts(raw: bytes | msgspec.Raw) -> bytes:
    return bytes(memoryview(raw)[:64]).lstrip()[:1]


def _walk(
    data: bytes | msgspec.Raw, path: tuple[str, ...], around: Record, above: str, met: list[str]
) -> Iterator[Record]:
    if _starts(data) == b"[":
        if not path:
            met.append(above)
        for item in _decode(_RAW_LIST, data):
            if path:
                yield from _walk(item, path, around, above, met)
            elif _starts(item) == b"{":
                yield _flat_object(_decode(_ANY, item)) | around
        return
    if not path or _starts(data) != b"{":
        return
    parts = _object(data)
    if above:
        values = ((key, _value_if_short(raw)) for key, raw in parts.items() if key != path[0])
        around = around | {f"{above}{key}": value for key, value in values if _simple(value)}
    if path[0] in parts:
        yield from _walk(parts[path[0]], path[1:], around, f"{above}{path[0]}/", met)


def _flat_object(found: Mapping[str, Any]) -> Record:
    record: Record = {}

    def add(value: Any, key: str, depth: int) -> None:
        if depth > _DEEPEST:
            raise Fatal(Refusal.DAMAGED)
        if isinstance(value, dict):
            for name, inner in value.items():
                add(inner, f"{key}/{name}" if key else str(name), depth + 1)
        elif isinstance(value, list):
            for inner in value[:_MOST_ALIKE]:
                add(inner, key, depth + 1)
        else:
            _put(record, key, value)

    add(found, "", 0)
    return record


def _likely_list(data: bytes, known: frozenset[str]) -> tuple[str, ...]:
    """The path to the list whose first record has most known names; DDAS is known by its own."""
    best: tuple[int, int, tuple[str, ...]] = (0, 0, ())

    def look(raw: bytes | msgspec.Raw, path: tuple[str, ...]) -> None:
        nonlocal best
        start = _starts(raw)
        if start == b"[" and (items := _decode(_RAW_LIST, raw)) and _starts(items[0]) == b"{":
            best = max(best, (known_fields(_outer(items[0]), known), -len(path), path))
            look(items[0], path)
        elif start == b"{" and len(path) < 5:
            for key, inner in _object(raw).items():
                if _starts(inner) in {b"[", b"{"}:
                    look(inner, (*path, key))

    look(data, ())
    if data.lstrip()[:1] == b"{" and _DDAS[0] in _object(data):
        return _DDAS
    if best[0] < 2:
        raise Fatal(Refusal.NO_HEADER)
    return best[2]


def _outer(raw: msgspec.Raw) -> set[str]:
    """The field names of a record without the lists in it."""
    found = _decode(_ANY, raw)
    return set(_flat_object({key: value for key, value in found.items() if not isinstance(value, list)}))
