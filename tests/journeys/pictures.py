"""How does a screen become a picture in the manual: few colours, few bytes, and only when asked for?

`VANGNET_PICTURES=1 python -m pytest -m browser` makes them anew; any other run leaves them as they are.
"""

import base64
import os
import struct
import zlib
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

FOLDER = Path(__file__).parents[2] / "docs" / "handleiding"
MOST_COLOURS = 256
_QUANTISE = (Path(__file__).parent / "quantise.js").read_text(encoding="utf-8")


def take(page: Page, name: str, whole: bool) -> None:
    """A picture of this page, when pictures are asked for; `whole` also what one must scroll to."""
    if os.environ.get("VANGNET_PICTURES") != "1":
        return
    shot = base64.b64encode(page.screenshot(full_page=whole)).decode()
    studio = page.context.new_page()
    try:
        found: dict[str, Any] = studio.evaluate(_QUANTISE, {"shot": shot, "most": MOST_COLOURS})
    finally:
        studio.close()
    FOLDER.mkdir(parents=True, exist_ok=True)
    dots = base64.b64decode(found["dots"])
    (FOLDER / f"{name}.png").write_bytes(_png(found["width"], found["height"], found["colours"], dots))


def _png(width: int, height: int, colours: list[list[int]], dots: bytes) -> bytes:
    """An indexed PNG: one byte a dot, which points at one of the colours."""
    rows = b"".join(b"\0" + dots[row * width : (row + 1) * width] for row in range(height))
    palette = bytes(part for colour in colours for part in colour)
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = ((b"IHDR", head), (b"PLTE", palette), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
