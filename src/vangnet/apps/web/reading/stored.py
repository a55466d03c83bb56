"""Where is a file kept that was sent to us? Under VANGNET_DATA, by a name that tells nothing."""

import hashlib
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from django.conf import settings


def keep(content: BinaryIO, folder: str) -> str:
    """Keep a file, readable by us alone; gives the name under which it is found again."""
    stored = f"{folder}/{uuid4().hex}"
    path = path_of(stored)
    path.parent.mkdir(parents=True, exist_ok=True)
    content.seek(0)
    with path.open("xb") as out:
        path.chmod(0o600)
        while part := content.read(1 << 20):
            out.write(part)
    return stored


def path_of(stored: str) -> Path:
    """Where a kept file lies."""
    return Path(settings.MEDIA_ROOT) / stored


def drop(stored: str) -> None:
    """The file goes; nothing when it was gone, or none was kept."""
    if stored:
        path_of(stored).unlink(missing_ok=True)


def digest(content: BinaryIO) -> tuple[str, int]:
    """SHA-256 and size in bytes: the same file twice is told by these."""
    content.seek(0)
    sha, size = hashlib.sha256(), 0
    while part := content.read(1 << 20):
        sha.update(part)
        size += len(part)
    return sha.hexdigest(), size
