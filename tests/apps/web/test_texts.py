"""Are the codes of the domain said well, in both languages, with their facts in them?"""

import inspect
import re
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vangnet.apps.web import texts
from vangnet.apps.web.sentences import APPS
from vangnet.apps.web.texts import Cents, UnknownTextError, placeholders, say, spell
from vangnet.domain import codes
from vangnet.domain.codes import Channel, DayPart

FRIDAY = date(2026, 12, 4)
NBSP = "\u00a0"

closed_lists = [
    kind for _, kind in inspect.getmembers(codes, inspect.isclass) if issubclass(kind, StrEnum) and kind is not StrEnum
]


def test_both_languages_know_the_same_codes() -> None:
    assert set(texts.catalogue("nl")) == set(texts.catalogue("en"))


def test_both_languages_ask_for_the_same_facts() -> None:
    dutch, english = texts.catalogue("nl"), texts.catalogue("en")
    differing = [c for c in dutch if placeholders(dutch[c]) != placeholders(english[c])]
    assert differing == []


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_no_sentence_is_empty_or_untidy(language: str) -> None:
    for code, sentence in texts.catalogue(language).items():
        assert sentence, code
        assert sentence == sentence.strip(), code
        assert "  " not in sentence, code


@pytest.mark.parametrize("kind", closed_lists, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_member_of_every_closed_list_has_its_word(kind: type[StrEnum], language: str) -> None:
    words = [texts.word(member, language) for member in kind]
    assert len(set(words)) == len(words), "two members would look the same on screen"


def test_the_eleven_steps_have_a_short_name_and_a_sentence() -> None:
    for step in range(1, 12):
        assert len(say(f"step.{step}", "nl")) <= 20, "it stands on a ribbon"
        assert say(f"step_long.{step}", "nl") != say(f"step.{step}", "nl")


def test_every_code_that_is_said_by_name_exists() -> None:
    """Codes that are put together while running are guarded by the closed lists above."""
    said = re.compile(r"""say(?:\(|\s)\s*["']([a-z0-9_]+(?:\.[a-z0-9_]+)+)["']""")
    files = [*APPS.rglob("*.py"), *APPS.rglob("templates/**/*.html")]
    unknown = {
        f"{file.relative_to(APPS)}: {code}"
        for file in files
        if file.name not in {"texts.py", "web.py"}  # their docstrings give examples
        for code in said.findall(file.read_text(encoding="utf-8"))
        if not texts.known(code)
    }
    assert unknown == set()


def test_a_day_of_another_year_is_never_said_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else "19 april" could be this year's, on a card that is read in November."""
    april = date(2027, 4, 19)
    assert spell(april) == "maandag 19 april 2027"
    assert spell(april, "short") == "19 apr 2027"
    assert texts.day(april, "week") == "ma 19 apr 2027"
    assert texts.day(april, "month", "en") == "Apr 2027"
    monkeypatch.setenv("VANGNET_TODAY", "2027-01-02")
    assert spell(april) == "maandag 19 april"
    assert spell(FRIDAY, "", "en") == "Friday 4 December 2026"


def test_a_fact_is_said_by_its_kind() -> None:
    assert spell(FRIDAY) == "vrijdag 4 december"
    assert spell(FRIDAY, "short") == "4 dec"
    assert spell(FRIDAY, "full") == "vrijdag 4 december 2026"
    assert spell(FRIDAY, "", "en") == "Friday 4 December"
    assert spell(Cents(123450)) == f"€{NBSP}1.234,50"
    assert spell(123450, "euro", "en") == "€1,234.50"
    assert spell(123450, "euros") == f"€{NBSP}1.235"
    assert spell(1234) == "1.234"
    assert spell(1, "dag|dagen") == "1 dag"
    assert spell(11, "dag|dagen") == "11 dagen"
    assert spell(["huur", "water", "energie"]) == "huur, water en energie"
    assert spell([Channel.LETTER, Channel.PHONE], "", "en") == "letter and phone"
    assert spell(DayPart.EVENING) == "avond"
    assert spell("rent", "partner_kind") == "huur"
    assert spell(datetime(2026, 12, 4, 13, 5, tzinfo=UTC)) == "vr 4 dec 2026, 14:05"
    assert spell(()) == ""


def test_a_sentence_is_filled_with_its_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = "Nog {days:dag|dagen}, tot {due:short}: {amount:euro} via {channel}."
    monkeypatch.setattr(texts, "catalogue", lambda _: {"test.sentence": sentence})
    said = say("test.sentence", "nl", days=2, due=FRIDAY, amount=64000, channel="post")
    assert said == f"Nog 2 dagen, tot 4 dec: €{NBSP}640,00 via post."


def test_what_somebody_typed_is_never_read_as_a_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "catalogue", lambda _: {"test.name": "Dag {name}"})
    assert say("test.name", "nl", name="{role.intake} %s <b>") == "Dag {role.intake} %s <b>"


def test_an_unknown_code_and_a_missing_fact_are_mistakes() -> None:
    with pytest.raises(UnknownTextError, match=r"no\.such\.code"):
        say("no.such.code")


def test_a_missing_fact_is_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "catalogue", lambda _: {"test.due": "Voor {due}"})
    with pytest.raises(UnknownTextError, match=r"test\.due .*due"):
        say("test.due")


def test_in_production_a_page_is_not_lost_over_a_word(settings: Any) -> None:
    settings.STRICT_TEXTS = False
    assert say("no.such.code") == "no.such.code"


def test_a_code_may_stand_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "xx"
    folder.mkdir()
    (folder / "a.toml").write_text('[menu]\ntoday = "Vandaag"\n')
    (folder / "b.toml").write_text('[menu]\ntoday = "Nu"\n')
    monkeypatch.setattr(texts, "CATALOGUE", tmp_path)
    with pytest.raises(ValueError, match=r"menu\.today"):
        texts.catalogue("xx")


@given(st.integers(min_value=0, max_value=10**9))
def test_no_cent_is_lost_in_saying_an_amount(cents: int) -> None:
    digits = re.sub(r"\D", "", texts.euro(cents))
    assert int(digits) == cents


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(texts.LANGUAGES))
def test_a_day_said_in_full_is_that_day(day: date, language: str) -> None:
    said = texts.day(day, "full", language)
    assert str(day.day) in said.split()
    assert str(day.year) in said.split()
