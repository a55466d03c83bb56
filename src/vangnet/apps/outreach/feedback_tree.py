"""How does a partner get its results as XML or JSON, under the names of its own elements?

A name is a path below the record, as in the partner's deliveries: "verzekering/@nr", "melding/kenmerk".
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec

Record = Iterable[tuple[str, str]]
"""Each path, and what stands there."""
ROOT: Final = "terugkoppeling"
RECORD: Final = "resultaat"
_LETTERS: Final = "A-Za-zÀ-ÖØ-öø-ÿ_"
_NO_NAME: Final = re.compile(rf"[^{_LETTERS}0-9.\-]|^(?=[^{_LETTERS}])")
_NOT_IN_XML: Final = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_xml(records: Iterable[Record], record: str) -> bytes:
    """``record``: the path of the repeated element in the partner's own files; empty where nobody knows."""
    root = place = ET.Element(ROOT)
    *around, name = _parts(record) or [RECORD]
    for part in around:
        place = ET.SubElement(place, _tag(part))
    for told in records:
        one = ET.SubElement(place, _tag(name))
        for path, value in told:
            _put(one, _parts(path) or [path], _NOT_IN_XML.sub("", value))
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def as_json(records: Iterable[Record], record: str) -> bytes:
    """``record``: the path of names that leads to the list in the partner's own files; empty for the list itself."""
    told: Any = []
    for one in records:
        placed: dict[str, Any] = {}
        for path, value in one:
            _place(placed, _parts(path) or [path], value)
        told.append(placed)
    for part in reversed(_parts(record)):
        told = {part: told}
    return msgspec.json.format(msgspec.json.encode(told), indent=2)


def element_name(part: str) -> str:
    """A part of a path as XML takes it for the name of an element: "Nr. contract" is "Nr._contract".

    >>> element_name("kenmerk"), element_name("Nr. contract"), element_name("2e nummer"), element_name("@nr")
    ('kenmerk', 'Nr._contract', '_2e_nummer', '@nr')
    """
    attribute, name = ("@", part[1:]) if part.startswith("@") else ("", part)
    return attribute + _NO_NAME.sub("_", name)


def _parts(path: str) -> list[str]:
    return [part for part in path.split("/") if part.strip("@")]


def _put(at: ET.Element, parts: list[str], value: str) -> None:
    *above, last = parts
    for tag in map(_tag, above):
        found = at.find(tag)
        at = ET.SubElement(at, tag) if found is None else found
    if last.startswith("@"):
        at.set(_tag(last), value)
    else:
        ET.SubElement(at, _tag(last)).text = value


def _tag(part: str) -> str:
    return element_name(part).lstrip("@") or "_"


def _place(at: dict[str, Any], parts: list[str], value: str) -> None:
    *above, last = parts
    for part in above:
        inner = at.get(part)
        if not isinstance(inner, dict):
            inner = at[_free(at, part)] = {}
        at = inner
    at[_free(at, last)] = value


def _free(taken: Mapping[str, Any], name: str) -> str:
    """Nothing is written over: of two things with one name the second is called a little longer."""
    while name in taken:
        name += "_"
    return name
