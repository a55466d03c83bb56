"""Does every sentence of the screens have its English, and does it reach Django?"""

import os
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.utils import translation

from vangnet.apps.web.compile_messages import LOCALE, compile_messages
from vangnet.apps.web.sentences import Sentence, english, problems, sentences

PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Leg vast"
msgstr "Record"

msgid "één dag"
msgid_plural "%(days)s dagen"
msgstr[0] "one day"
msgstr[1] "%(days)s days"
"""


@pytest.fixture
def translated(tmp_path: Path) -> Catalog:
    file = tmp_path / "django.po"
    file.write_text(PO, encoding="utf-8")
    return english(file)


def says(*forms: str) -> Sentence:
    return Sentence("cases/views.py", 7, forms)


ALL = [says("Leg vast"), says("één dag", "%(days)s dagen")]


def test_every_sentence_has_its_english() -> None:
    assert problems(sentences(), english()) == []


def test_what_fits_raises_no_problem(translated: Catalog) -> None:
    assert problems(ALL, translated) == []


def test_a_sentence_without_english_is_found(translated: Catalog) -> None:
    assert problems([*ALL, says("Zet op looplijst")], translated) == [
        "cases/views.py:7: no English for 'Zet op looplijst'"
    ]


def test_a_plural_without_its_second_form_is_found(translated: Catalog) -> None:
    assert len(problems([*ALL, says("Leg vast", "Leg alles vast")], translated)) == 1


def test_english_that_nobody_needs_is_found(translated: Catalog) -> None:
    assert problems(ALL[1:], translated) == ["django.po: nobody says 'Leg vast' any more"]


def test_english_with_other_slots_is_found(translated: Catalog) -> None:
    message = translated.get("één dag")
    assert message is not None
    message.string = ("one day", "%(number)s days")
    assert problems(ALL, translated) == [
        "cases/views.py:7: other slots in '%(number)s days'",
    ]


def test_sentences_are_found_in_python_and_in_templates(tmp_path: Path) -> None:
    app = tmp_path / "cases"
    (app / "templates").mkdir(parents=True)
    (app / "forms.py").write_text('label = _("Dag")\nngettext("één", "%(n)s veel", n)\n')
    (app / "templates" / "a.html").write_text(
        '{% if x %}\n    {% translate "Voor" %}\n  {% blocktranslate count n=n %}stap{% plural %}'
        "{{ n }} stappen{% endblocktranslate %}{% endif %}{# geen zin #}"
    )
    assert [s.forms for s in sentences(tmp_path)] == [
        ("Dag",),
        ("één", "%(n)s veel"),
        ("Voor",),
        ("stap", "%(n)s stappen"),
    ]


def test_a_sentence_within_an_f_string_is_found_once(tmp_path: Path) -> None:
    (tmp_path / "letter.py").write_text("""title = f"{asked} {_('Dit kreeg u.')}"\nagain = _("Dit kreeg u.")\n""")
    assert [s.forms for s in sentences(tmp_path)] == [("Dit kreeg u.",)]


def test_compiling_twice_does_the_work_once(tmp_path: Path) -> None:
    po = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    po.write_text(PO, encoding="utf-8")
    mo = po.with_suffix(".mo")
    assert compile_messages(tmp_path) == [mo]
    assert compile_messages(tmp_path) == []
    later = mo.stat().st_mtime_ns + 10**9
    os.utime(po, ns=(later, later))
    assert compile_messages(tmp_path) == [mo]


def test_the_translations_file_can_be_read_as_it_stands() -> None:
    with (LOCALE / "en" / "LC_MESSAGES" / "django.po").open("rb") as stream:
        assert len(read_po(stream)) > 50


def test_english_reaches_the_screen_once_compiled() -> None:
    compile_messages()
    with translation.override("en"):
        assert translation.gettext("Waarom deze stap?") == "Why this step?"
    with translation.override("nl"):
        assert translation.gettext("Waarom deze stap?") == "Waarom deze stap?"
