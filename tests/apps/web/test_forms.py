"""Does a form say what is asked, what is wrong and where, to the eye and to a screen reader?"""

import re
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from vangnet.apps.web.forms import DayInput, EuroField, cents


class Visit(forms.Form):
    on = forms.DateField(label="Dag", widget=DayInput, help_text="De dag aan de deur.")
    part = forms.ChoiceField(label="Dagdeel", choices=[("m", "ochtend"), ("e", "avond")], widget=forms.RadioSelect)
    how = forms.ChoiceField(label="Hoe", choices=[("", "Kies"), ("v", "bezoek")])
    note = forms.CharField(label="Notitie", widget=forms.Textarea, required=False)
    sure = forms.BooleanField(label="De bewoner weet het", required=False)
    case = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        if self.data.get("part") == "m":
            raise ValidationError("Vóór acht uur gaat niemand langs de deur.")
        return dict(self.cleaned_data)


@pytest.fixture(autouse=True)
def _in_dutch() -> Any:
    with translation.override("nl"):
        yield


def drawn(data: dict[str, str] | None = None) -> str:
    return str(Visit(data))


def tag(html: str, pattern: str) -> str:
    found = re.search(rf"<[^>]*{pattern}[^>]*>", html)
    assert found, pattern
    return found.group(0)


def test_every_control_has_a_label_of_its_own() -> None:
    html = drawn()
    for control in ("id_on", "id_how", "id_note", "id_sure"):
        assert f'for="{control}"' in html
    assert "<legend" in html, "a group of choices has a legend instead"


def test_help_stands_beside_the_field_and_is_read_with_it() -> None:
    html = drawn()
    assert 'aria-describedby="id_on_helptext"' in tag(html, 'id="id_on"')
    assert "De dag aan de deur." in html.split('id="id_on_helptext"')[1].split("</div>")[0]


def test_what_need_not_be_filled_in_says_so() -> None:
    assert drawn().count("niet verplicht") == 1


def test_controls_wear_the_components_of_the_design_system() -> None:
    html = drawn()
    assert "utrecht-textbox" in tag(html, 'id="id_on"')
    assert "utrecht-select" in tag(html, 'id="id_how"')
    assert "utrecht-textarea" in tag(html, 'id="id_note"')
    assert "class" not in tag(html, 'id="id_part_0"')


def test_a_fresh_form_has_no_summary_and_nothing_filled_in() -> None:
    html = drawn()
    assert "summary" not in html
    assert 'type="date"' in tag(html, 'id="id_on"')
    assert "value" not in tag(html, 'id="id_on"')
    assert "checked" not in html


def test_what_is_wrong_stands_on_top_and_leads_to_its_field() -> None:
    html = drawn({"part": "e", "how": "", "case": "7"})
    top = html.split("</ul>")[0]
    assert 'role="alert"' in top
    assert 'href="#id_on"' in top
    assert 'href="#id_how"' in top
    assert 'href="#id_part"' not in top


def test_what_is_wrong_stands_beside_the_field_and_is_read_with_it() -> None:
    html = drawn({"how": "", "case": "7"})
    assert 'aria-invalid="true"' in tag(html, 'id="id_on"')
    assert 'aria-describedby="id_on_helptext id_on_error"' in tag(html, 'id="id_on"')
    assert 'id="id_on_error"' in html
    assert 'aria-describedby="id_part_error"' in tag(html, 'id="id_part"')


def test_a_mistake_of_the_whole_form_stands_on_top() -> None:
    assert "Vóór acht uur" in drawn({"on": "2026-12-04", "part": "m", "how": "v", "case": "7"})


def test_what_was_typed_is_kept_and_cannot_do_harm() -> None:
    html = drawn({"note": "<script>alert(1)</script>", "case": "7"})
    assert "&lt;script&gt;" in html
    assert "<script>" not in html


def test_hidden_fields_are_drawn_once() -> None:
    assert drawn({"case": "7"}).count('name="case"') == 1


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("45", 4500),
        ("45,5", 4550),
        ("45.50", 4550),
        ("1.234,50", 123450),
        ("1 234", 123400),
        ("€ 45,-", 4500),
        ("12.345", 1234500),
        ("0", 0),
    ],
)
def test_an_amount_is_understood_as_people_write_it(typed: str, kept: int) -> None:
    assert EuroField().clean(typed) == kept


@pytest.mark.parametrize("typed", ["veel", "-45", "45,505", "1.23,4", "4 5", "45 euro"])
def test_what_is_no_amount_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(ValidationError, match="bijvoorbeeld"):
        EuroField().clean(typed)


def test_an_amount_that_need_not_be_there_is_none() -> None:
    assert EuroField(required=False).clean("") is None


@given(st.integers(0, 10**9))
def test_an_amount_shown_again_is_the_same_amount(amount: int) -> None:
    assert cents(EuroField().prepare_value(amount), "geen bedrag") == amount
