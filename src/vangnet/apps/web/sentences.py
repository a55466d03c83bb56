"""Which sentences of templates, forms and views are there, and which still lack their English?

Sentences are written in Dutch where they are used; English stands in locale/en/LC_MESSAGES/django.po.
`python -m vangnet.apps.web.sentences` prints what does not fit, one line each.
"""

import ast
import io
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

APPS = Path(__file__).parents[1]
ENGLISH = Path(__file__).parent / "locale" / "en" / "LC_MESSAGES" / "django.po"

_NAMES = ("gettext", "gettext_lazy", "gettext_noop", "_")
_KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    **dict.fromkeys(_NAMES),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
}
_SLOT = re.compile(r"%\((\w+)\)")


@dataclass(frozen=True, slots=True, order=True)
class Sentence:
    """A sentence as it stands in a file; `forms` holds its singular and, if it counts, plural."""

    file: str
    line: int
    forms: tuple[str, ...]


def sentences(apps: Path = APPS) -> list[Sentence]:
    """Every sentence to translate in the Python files and templates of the apps."""
    found = [s for file in sorted(apps.rglob("*.py")) for s in _in_python(file, file.read_text(), apps)]
    for file in sorted(apps.rglob("templates/**/*.html")):
        found.extend(_in(file, _as_python(file.read_text()), apps))
    return found


def _as_python(template: str) -> str:
    """A template with only its sentences left, as calls that the extractor for Python reads."""
    return "\n".join(line.strip() for line in templatize(template).splitlines())


def _in_python(file: Path, source: str, apps: Path) -> Iterator[Sentence]:
    """What the extractor finds, and what stands within an f-string, which not every Python lets it see."""
    seen = set()
    for sentence in _in(file, source, apps):
        seen.add(sentence.forms)
        yield sentence
    for whole in ast.walk(ast.parse(source)):
        for call in ast.walk(whole) if isinstance(whole, ast.JoinedStr) else ():
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in _NAMES:
                said = (str(ast.literal_eval(call.args[0])),)
                if said not in seen:
                    yield Sentence(str(file.relative_to(apps)), call.lineno, said)


def _in(file: Path, source: str, apps: Path) -> Iterator[Sentence]:
    text = io.BytesIO(source.encode())
    for line, found, _comments, _context in extract("python", text, _KEYWORDS):
        forms = found if isinstance(found, tuple) else (found,)
        if forms[0]:
            yield Sentence(str(file.relative_to(apps)), line, tuple(forms))


def english(file: Path = ENGLISH) -> Catalog:
    """The translations that stand in the file."""
    with file.open("rb") as stream:
        return read_po(stream, locale="en")


def problems(found: list[Sentence], translated: Catalog) -> list[str]:
    """What keeps the two from fitting: one line each, telling where; empty when all is well."""
    wrong = []
    for sentence in found:
        message = translated.get(sentence.forms[0])
        given = _forms(message.string) if message else []
        if not message or message.fuzzy or not all(given) or len(given) != len(sentence.forms):
            wrong.append(f"{sentence.file}:{sentence.line}: no English for {sentence.forms[0]!r}")
        elif _slots(given[-1]) != _slots(sentence.forms[-1]):
            wrong.append(f"{sentence.file}:{sentence.line}: other slots in {given[-1]!r}")
    used = {sentence.forms[0] for sentence in found}
    stale = [_forms(message.id)[0] for message in translated if message.id]
    return wrong + [f"django.po: nobody says {said!r} any more" for said in stale if said not in used]


def _forms(said: str | Iterable[str] | None) -> list[str]:
    return [said or ""] if said is None or isinstance(said, str) else list(said)


def _slots(text: str) -> set[str]:
    return set(_SLOT.findall(text))


def main() -> int:
    settings.configure(LANGUAGE_CODE="nl")  # templates are only taken apart, not rendered
    wrong = problems(sentences(), english())
    sys.stdout.write("".join(f"{line}\n" for line in wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
