"""How do the translations of sentences become the files that Django reads? `make setup` calls this.

Writes a .mo beside each .po that is newer than it. Needs no gettext tools on the machine.
"""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).parent / "locale"


def compile_messages(locale: Path = LOCALE) -> list[Path]:
    """Compile what changed and return the files written; called twice, the second does nothing."""
    return [_compile(po) for po in sorted(locale.glob("*/LC_MESSAGES/*.po")) if _changed(po)]


def _changed(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime_ns < po.stat().st_mtime_ns


def _compile(po: Path) -> Path:
    with po.open("rb") as source:
        catalog = read_po(source, locale=po.parents[1].name)
    compiled = po.with_suffix(".part")
    with compiled.open("wb") as target:
        write_mo(target, catalog)
    return compiled.replace(po.with_suffix(".mo"))


if __name__ == "__main__":
    compile_messages()
