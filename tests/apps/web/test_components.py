"""Is every component drawn from its own values, and can it be heard as well as seen?"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.utils import translation
from django.utils.html import strip_tags

from vangnet.apps.web.components import (
    Action,
    Card,
    Cell,
    Chip,
    Column,
    Happened,
    Table,
    Why,
    Work,
)
from vangnet.domain.codes import Channel

Draw = Callable[..., str]
FRIDAY = date(2026, 12, 4)


def tagged(source: str, language: str = "nl", **context: Any) -> str:
    with translation.override(language):
        return Template("{% load web %}" + source).render(Context(context))


def heard(html: str) -> str:
    """What a screen reader would say: text without what is hidden from it."""
    spoken = re.sub(r'<(\w+)[^>]*aria-hidden="true"[^>]*>.*?</\1>', " ", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", strip_tags(spoken.replace("<", " <"))).strip()


def step_to_do(**other: Any) -> Card:
    values: dict[str, Any] = {
        "what": "Voorkom de ontruiming",
        "due": FRIDAY,
        "severity": "alarm",
        "who": "Huishouden Öztürk",
        "who_url": "/dossiers/1/",
        "where": "Kerkstraat 74",
        "reason": "Ontruiming aangezegd.",
        "why": Why(["Twee kinderen in huis"], "handreiking h. 6", "de ontruiming is ingetrokken"),
        "chips": [Chip("over 11 dagen", "alarm", "clock")],
        "step": 8,
        "action": Action("/dossiers/1/leg-vast/", "Leg vast", primary=True),
        "more": [Action("/later/", "Later")],
    }
    return Card(**(values | other))


def test_a_card_says_who_what_why_and_by_when(draw: Draw) -> None:
    html = draw("web/components/card.html", card=step_to_do())
    said = heard(html)
    assert "Uiterlijk vrijdag 4 december" in said
    for words in ("Huishouden Öztürk", "Kerkstraat 74", "Voorkom de ontruiming", "over 11 dagen"):
        assert words in said
    for words in ("Twee kinderen in huis", "handreiking h. 6", "de ontruiming is ingetrokken"):
        assert words in said, "the whole why unfolds on the spot"
    assert 'class="card card--alarm"' in html
    assert 'href="/dossiers/1/leg-vast/"' in html
    assert "utrecht-button--primary-action" in html
    assert 'aria-label="Stap 8 van 11: Vonnis"' in html


def test_a_late_card_says_so_in_words_and_not_by_colour_alone(draw: Draw) -> None:
    html = draw("web/components/card.html", card=step_to_do(late=True))
    assert "Te laat: uiterste datum was vrijdag 4 december" in heard(html)
    assert ">te laat</strong>" in html, "for who sees it"
    assert ">late</strong>" in draw("web/components/card.html", "en", card=step_to_do(late=True))
    assert "</strong>" not in draw("web/components/card.html", card=step_to_do(late=False)).partition("</time>")[0]


def test_within_a_case_the_step_itself_is_the_heading(draw: Draw) -> None:
    html = draw("web/components/card.html", card=step_to_do(who="", step=0, chips=()))
    assert re.search(r'<h3 class="card__what">\s*Voorkom', html)
    assert "card__foot" not in html


def test_a_name_cannot_do_harm(draw: Draw) -> None:
    html = draw("web/components/card.html", card=step_to_do(who="<script>x</script>"))
    assert "<script>" not in html


def test_a_card_speaks_english_by_switch(draw: Draw) -> None:
    html = draw("web/components/card.html", "en", card=step_to_do())
    assert "Due on Friday 4 December" in heard(html)
    assert "Why this step?" in html


def test_a_group_without_cards_is_not_there(draw: Draw) -> None:
    group = "web/components/group.html"
    assert draw(group, title="Met spoed", severity="alarm", cards=[]).strip() == ""
    html = draw(group, title="Met spoed", severity="alarm", cards=[step_to_do()])
    assert "<h2>Met spoed" in html
    assert html.count("<article") == 1


def test_the_ribbon_says_each_step_and_where_the_case_stands() -> None:
    days = {1: date(2026, 6, 12), 3: date(2026, 8, 6), 4: date(2026, 8, 28)}
    html = tagged("{% ribbon 4 days absent %}", days=days, absent={5, 6})
    said = heard(html)
    assert "geweest: Herinnering" in said
    assert "niet vastgelegd: Persoonlijk contact" in said
    assert "nu: Hulpaanbod" in said
    assert "hier niet gelopen: Dagvaarding" in said
    assert "nog niet: Vonnis" in said
    assert html.count('aria-current="step"') == 1
    assert html.count("<li") == 11
    assert "28 aug" in said


def test_the_small_ribbon_is_one_picture_with_a_name() -> None:
    html = tagged("{% ribbon_mini 3 %}")
    assert 'role="img" aria-label="Stap 3 van 11: Melding"' in html
    assert html.count("<i ") == 11
    assert "Step 3 of 11: Reported" in tagged("{% ribbon_mini 3 %}", "en")


def test_the_meter_closes_only_when_nobody_drops_through() -> None:
    closed = tagged("{% meter 312 312 %}")
    assert "Sluitend" in closed
    assert "312 van 312" in closed
    assert "meter--open" not in closed
    gap = tagged('{% meter 1309 1312 "/dossiers/?mist=1" %}')
    assert "Nog niet sluitend" in gap
    assert "1.309 van 1.312" in gap
    assert "meter--open" in gap
    assert 'href="/dossiers/?mist=1"' in gap


def test_the_sieve_stands_beside_a_table_that_says_the_same() -> None:
    html = tagged("{% sieve counts %}", counts={4: 118, 8: 6, 11: 1})
    said = heard(html)
    assert "4 Hulpaanbod 118" in said
    assert "8 Vonnis 6" in said
    assert "Elk balletje is één huishouden; samen 125." in said
    assert html.count("<circle") == 125
    assert re.search(r'cx="\d+\.\d"', html), "numbers of the drawing keep their point"


def test_a_nation_in_the_sieve_says_how_many_a_ball_stands_for() -> None:
    html = tagged("{% sieve counts %}", counts={4: 90_000})
    assert re.search(r"voor hooguit \d+ huishoudens; samen 90\.000", html)


def test_the_timeline_groups_by_month_and_strikes_what_no_longer_holds(draw: Draw) -> None:
    happened = [
        Happened(FRIDAY, "Vonnis", by="kantonrechter", kind="alarm", icon="scales"),
        Happened(date(2026, 11, 2), "Zitting", recorded_at=datetime(2026, 11, 3, 8, tzinfo=UTC)),
        Happened(date(2026, 11, 1), "Regeling", gone=True, chips=[Chip("hersteld")]),
    ]
    html = draw("web/components/timeline.html", happened=happened)
    assert re.findall(r'timeline__month">([^<]+)', html) == ["december 2026", "november 2026"]
    assert "vastgelegd di 3 nov 2026, 09:00" in heard(html)
    assert "Verbeterd, geldt niet meer: Regeling" in heard(html)
    assert 'class="timeline__alarm"' in html


def test_a_table_has_headers_for_every_column_and_row(draw: Draw) -> None:
    table = Table(
        "Achterstanden",
        [Column("Partner"), Column("Bedrag", number=True)],
        [[Cell("Woonveste", "/partners/1/"), Cell("€ 3.120,00")], [Cell("Zorgvast"), Cell("€ 1")]],
        total=[Cell("Samen"), Cell("€ 3.121,00")],
    )
    html = draw("web/components/table.html", table=table)
    assert html.count('scope="col"') == 2
    assert html.count('scope="row"') == 3
    assert html.count('class="n"') == 4
    assert '<a href="/partners/1/">Woonveste</a>' in html
    assert 'tabindex="0"' in html, "a keyboard can scroll it sideways"


@pytest.mark.parametrize(("page", "ways"), [(1, ["next"]), (2, ["prev", "next"]), (3, ["prev"])])
def test_the_pager_leads_to_what_is_there(draw: Draw, page: int, ways: list[str]) -> None:
    html = draw("web/components/pager.html", page=Paginator(range(2500), 1000).page(page))
    assert re.findall(r'rel="(\w+)"', html) == ways
    assert f"Bladzijde {page} van 3 · 2.500 in totaal" in html


def test_a_single_page_needs_no_pager(draw: Draw) -> None:
    assert draw("web/components/pager.html", page=Paginator([1], 5).page(1)).strip() == ""


def test_long_work_asks_again_until_it_is_done(draw: Draw) -> None:
    busy = Work("Aanlevering november", 61_240, 100_000, "/aanleveringen/3/voortgang/")
    html = draw("web/components/progress.html", work=busy)
    assert "61.240 van 100.000" in html
    assert 'max="100000" value="61240"' in html, "numbers for the browser carry no separators"
    assert 'hx-get="/aanleveringen/3/voortgang/"' in html
    done = draw("web/components/progress.html", work=Work("Klaar", 5, 5, "/x/"))
    assert "hx-get" not in done


@pytest.mark.parametrize(
    ("kind", "look"),
    [("success", "ok"), ("warning", "warning"), ("error", "error"), ("debug", "info")],
)
def test_an_alert_wears_its_kind(draw: Draw, kind: str, look: str) -> None:
    html = draw("web/components/alert.html", kind=kind, title="Let op", text="Vastgelegd.")
    assert f"utrecht-alert--{look}" in html
    assert heard(html) == "Let op Vastgelegd."


def test_nothing_to_do_says_what_that_means(draw: Draw) -> None:
    action = Action("/aanleveringen/", "Laad een aanlevering")
    html = draw("web/components/empty.html", title="Niets te doen", text="Rust.", action=action)
    assert heard(html) == "Niets te doen Rust. Laad een aanlevering"


def test_words_and_figures_in_templates() -> None:
    assert tagged("{{ 123450|euro }}") == "€\u00a01.234,50"
    assert tagged('{{ 123400|euro:"whole" }}', "en") == "€1,234"
    assert tagged("{{ d|day }} {{ d|day_long }}", d=FRIDAY) == "4 dec vrijdag 4 december"
    assert tagged("{{ d|month }}", d=FRIDAY) == "december 2026"
    moment = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    assert tagged("{{ m|moment }}", m=moment) == "do 2 jul 2026, 00:30"
    assert tagged("{{ c|word }}", c=Channel.VISIT) == "huisbezoek"
    assert tagged('{% say "role.director" %}', "en") == "director"
    assert tagged("{{ 1234|number }}") == "1.234"


def test_what_is_not_known_is_left_blank() -> None:
    source = "{{ x|euro }}{{ x|day }}{{ x|day_long }}{{ x|month }}{{ x|moment }}{{ x|number }}"
    assert tagged(source, x=None) == ""
