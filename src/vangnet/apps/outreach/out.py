"""How does a command write its file, or say in one sentence why it cannot?"""

from pathlib import Path

from django.core.management.base import CommandError


def written(out: Path, content: bytes) -> None:
    """Write the file. Raises CommandError, so that what the file would tell is not recorded either."""
    try:
        out.write_bytes(content)
    except OSError as wrong:
        raise CommandError(f"{out} cannot be written: {wrong.strerror}") from wrong
