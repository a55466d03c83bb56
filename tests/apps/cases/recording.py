"""How do the tests of the screens fill in a form, and what did it leave in the story?"""

from datetime import date, timedelta

import msgspec
from django.test import Client
from django.urls import reverse

from tests.apps.cases.conftest import TODAY
from tests.apps.cases.conftest import told as let_be_known
from vangnet.apps.cases.models import Case, CaseEvent
from vangnet.domain import events as e


def told(case: Case, *facts: e.Event, on: date = TODAY - timedelta(days=3)) -> None:
    """Three days ago, unless said otherwise."""
    let_be_known(case, *facts, on=on)


def address(case: Case, form: str, step: str = "", back: str = "") -> str:
    query = "&".join(f"{name}={value}" for name, value in (("stap", step), ("terug", back)) if value)
    return reverse("record", args=[case.number, form]) + (f"?{query}" if query else "")


def hidden(browser: Client, url: str) -> dict[str, str]:
    """What the form itself sends along: what it has seen, its own mark, and what needed no asking."""
    form = browser.get(url).context["form"]
    sent = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {name: str(value) for name, value in sent.items() if form.fields[name].widget.is_hidden and value}


def latest(case: Case) -> e.Event:
    row = CaseEvent.of(case.municipality).filter(case=case).latest("id")
    found: e.Event = msgspec.json.decode(row.payload, type=e.EVENTS[row.kind])
    return found


TODAY_SENT = {"on_quick": "today"}
