"""A resident reads us in the own language or in Dutch, a creditor in Dutch; never in that of a colleague's screen."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.apps.support.conftest import TODAY, happened, text_of
from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases.models import Case, Person
from vangnet.apps.support.models import ObjectionDesk, Ruling
from vangnet.domain import events as e
from vangnet.domain.codes import Answer, SettlementKind

pytestmark = pytest.mark.django_db
TITLES = {
    "decision_pdf": ("Besluit op uw vraag om schuldhulp", "Decision on your request for debt help"),
    "arrangement_pdf": ("Uw betalingsregeling", "Your payment arrangement"),
    "settlement_pdf": ("Uw schuldregeling", "Your debt settlement"),
    "own_file": ("Uw dossier", "Your file"),
}
"""By letter to the resident: what it is called in Dutch and in English."""
PAGES = ("plan", "arrangement", "settlement", "rights")
"""Where they are made."""
Address = Callable[..., str]


@pytest.fixture
def helped(case: Case, tenant: Person, municipality: Municipality) -> Case:
    """A refusal, an arrangement and a debt settlement: of each a letter can be made."""
    happened(
        case,
        e.FirstConversationHeld(person=tenant.pk, application=True),
        e.HelpDecided(person=tenant.pk, answer=Answer.NO),
        e.ArrangementAgreed(matter=3, instalments=(e.Instalment(date(2026, 12, 28), 60_000),)),
        e.SettlementBegan(
            person=tenant.pk, kind=SettlementKind.AMICABLE, ends_on=date(2028, 5, 21), owed=90_000, cents=1_000
        ),
        e.BalanceAsked(matter=3),
        e.ArrangementProposed(matter=2, instalments=(e.Instalment(date(2026, 12, 28), 30_000),)),
    )
    Ruling.of(municipality).create(
        case=case, person=tenant, on=TODAY, answer=Answer.NO, grounds="Omdat.", nevertheless="Wij bellen."
    )
    ObjectionDesk.of(municipality).create(name="Team Bezwaar", address="Postbus 12")
    return case


def reads(user: User, language: str) -> None:
    user.language = language
    user.save()


def letter(browser: Client, address: Address, name: str) -> tuple[str, str]:
    """The language it says to be in, and its words."""
    answer: Any = browser.post(address(name)) if name == "own_file" else browser.get(address(name))
    return answer["Content-Language"], text_of(answer)


@pytest.mark.parametrize("name", TITLES)
def test_a_colleague_in_english_writes_a_dutch_resident_in_dutch(
    name: str, browser: Client, address: Address, helped: Case, caseworker: User
) -> None:
    reads(caseworker, "en")
    language, words = letter(browser, address, name)
    dutch, english = TITLES[name]
    assert helped.pk
    assert language == "nl"
    assert dutch in words
    assert english not in words


@pytest.mark.parametrize("name", TITLES)
def test_a_colleague_in_dutch_writes_a_resident_who_reads_english_in_english(
    name: str, browser: Client, address: Address, helped: Case, tenant: Person
) -> None:
    tenant.language = "en"
    tenant.save()
    language, words = letter(browser, address, name)
    dutch, english = TITLES[name]
    assert helped.pk
    assert language == "en"
    assert english in words
    assert dutch not in words


@pytest.mark.usefixtures("helped")
def test_a_refusal_that_is_read_in_english_has_no_dutch_in_it(
    browser: Client, address: Address, tenant: Person
) -> None:
    tenant.language = "en"
    tenant.save()
    _language, text = letter(browser, address, "decision_pdf")
    assert "You do not get that debt help now. We do help you in another way." in text


def test_what_is_noted_of_the_household_counts_until_the_person_says_otherwise(
    browser: Client, address: Address, helped: Case, tenant: Person
) -> None:
    happened(helped, e.HouseholdNoted(adults=2, minors=1, language="en"))
    assert letter(browser, address, "settlement_pdf")[0] == "en"
    tenant.language = "nl"
    tenant.save()
    assert letter(browser, address, "settlement_pdf")[0] == "nl"


@pytest.mark.parametrize("page", PAGES)
def test_the_page_says_so_where_we_do_not_write_the_language(
    page: str, browser: Client, address: Address, helped: Case
) -> None:
    assert "De brief is in het Nederlands" not in browser.get(address(page)).text
    happened(helped, e.HouseholdNoted(adults=2, minors=1, language="tr"))
    assert "De brief is in het Nederlands. De bewoner spreekt Turks" in browser.get(address(page)).text
    assert letter(browser, address, "settlement_pdf")[0] == "nl"


@pytest.mark.parametrize("page", PAGES)
def test_the_page_says_which_language_a_letter_is_in_when_the_screen_speaks_another(
    page: str, browser: Client, address: Address, helped: Case, tenant: Person, caseworker: User
) -> None:
    assert helped.pk
    reads(caseworker, "en")
    assert "The letter is in Dutch, even though you read this screen" in browser.get(address(page)).text
    tenant.language = "en"
    tenant.save()
    assert "The letter is in" not in browser.get(address(page)).text
    reads(caseworker, "nl")
    assert "De brief is in de taal van de bewoner: Engels." in browser.get(address(page)).text


def test_a_creditor_reads_dutch(
    browser: Client, address: Address, helped: Case, tenant: Person, caseworker: User
) -> None:
    assert helped.pk
    reads(caseworker, "en")
    tenant.language = "en"
    tenant.save()
    assert "Wat staat er open?" in letter(browser, address, "balances_pdf")[1]
    proposal: Any = browser.get(address("proposal_pdf", 2))
    assert "Voorstel voor een betalingsregeling" in text_of(proposal)
    file = browser.get(reverse("balances_file", args=[helped.number, tenant.pk, 3]))
    assert "huurachterstand bij Woonveste" in file.content.decode("utf-8-sig")
