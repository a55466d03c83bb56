"""Does somebody read in the own file when we came to the door, and what partners heard, and nothing of another?"""

import io
from collections.abc import Callable, Collection
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from tests.apps.outreach.conftest import MovesIn
from tests.apps.outreach.street import TODAY, Neighbour
from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases.models import Person
from vangnet.apps.outreach.feedback import give
from vangnet.apps.outreach.models import FeedbackLog, Round, Sending, Stop
from vangnet.apps.outreach.own_file import told_of
from vangnet.apps.outreach.planning import Asked, Named, make
from vangnet.apps.outreach.visits import Next, Visit, record_visit
from vangnet.apps.partners import references
from vangnet.apps.partners.models import Partner
from vangnet.domain import events as e
from vangnet.domain.codes import DayPart, MatterKind, Reached
from vangnet.domain.disclosure import Told

pytestmark = pytest.mark.django_db
VisitAs = Callable[[User | None], Client]
Reads = Callable[..., str]


@pytest.fixture
def reads(visit_as: VisitAs, coordinator: User) -> Reads:
    """The own file of a neighbour, or of somebody who lives there, as text."""

    def file(of: Neighbour, person: Person | None = None) -> str:
        who = person or of.person
        answer = visit_as(coordinator).post(reverse("own_file", args=[of.case.number, who.pk]))
        assert answer["Content-Type"] == "application/pdf"
        return " ".join("".join(p.extract_text() for p in PdfReader(io.BytesIO(answer.content)).pages).split())

    return file


@pytest.fixture(autouse=True)
def _references(monkeypatch: pytest.MonkeyPatch) -> None:
    """No partner calls its reports by a number of its own here."""

    def said(_municipality: Municipality, _signals: Collection[int]) -> dict[int, str]:
        return {}

    monkeypatch.setattr(references, "_told_by", [said])


class TestWalks:
    def test_a_line_of_a_list_is_there_before_and_after_somebody_rang(
        self, municipality: Municipality, evening: Round, jansen: Neighbour, visitor: User, reads: Reads
    ) -> None:
        assert evening.pk
        before = reads(jansen)
        assert "Wanneer wij bij u langs zouden gaan" in before
        assert "23 nov 2026 avond Zoek contact en bied hulp aan dit moet nog gebeuren" in before
        stop = Stop.of(municipality).get()
        visit = Visit(Reached.SPOKEN, offered=True, next=Next.THINKS, note="Belt liever niet.")
        record_visit(stop, visit, by=visitor, today=TODAY, token="door")
        after = reads(jansen)
        assert "dit moet nog gebeuren" not in after
        assert after.count("Belt liever niet.") == 1
        assert visitor.name not in after

    def test_a_day_on_which_nobody_came_says_so(
        self, evening: Round, jansen: Neighbour, reads: Reads, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("VANGNET_TODAY", (evening.day + timedelta(days=1)).isoformat())
        assert "niets vastgelegd" in reads(jansen)

    def test_the_door_of_a_neighbour_is_not_theirs(
        self, municipality: Municipality, jansen: Neighbour, moves_in: MovesIn, coordinator: User, visitor: User,
        reads: Reads,
    ) -> None:  # fmt: skip
        bakker = moves_in("Bakker", 4)
        make(municipality, Asked(TODAY, DayPart.EVENING), [Named(visitor)], by=coordinator)
        assert Stop.of(municipality).count() == 2
        assert reads(jansen).count("dit moet nog gebeuren") == 1
        assert "Bakker" not in reads(jansen)
        assert reads(bakker).count("dit moet nog gebeuren") == 1


class TestFeedback:
    def test_what_a_partner_heard_stands_there_in_its_words_with_the_day(
        self, municipality: Municipality, tenant: Neighbour, landlord: Partner, reads: Reads
    ) -> None:
        assert "Wat partners van ons hoorden" not in reads(tenant)
        tenant.tell(e.HelpDeclined(person=tenant.person.pk, verified=True))
        give(municipality, landlord, by=None, today=TODAY)
        told = reads(tenant)
        assert "23 nov 2026 Woonveste Opgepakt. Er is hulp aangeboden." in told
        assert "Wat u zei of koos, hoort diegene niet." in told

    def test_a_housemate_reads_nothing_of_it(
        self, municipality: Municipality, tenant: Neighbour, landlord: Partner, supplier: Partner, reads: Reads
    ) -> None:
        housemate = Person.of(municipality).create(household=tenant.person.household, initials="B.", surname="Vos")
        hers = e.SignalReceived(
            matter=2, signal=51, kind=MatterKind.ENERGY, partner=supplier.pk, person=housemate.pk, cents=20_000
        )
        tenant.tell(hers, e.SignalTakenUp(matter=2, signal=51), e.DebtSettled(matter=1))
        tenant.tell(e.DebtSettled(matter=2))
        give(municipality, landlord, by=None, today=TODAY)
        give(municipality, supplier, by=None, today=TODAY)
        assert "Woonveste Betaald, of met u is een regeling getroffen." in reads(tenant)
        assert "Lichtstroom" not in reads(tenant)
        assert "Lichtstroom Betaald" in reads(tenant, housemate)
        assert "Woonveste" not in reads(tenant, housemate)

    def test_of_a_report_outside_every_case_as_well(self, municipality: Municipality, landlord: Partner) -> None:
        sending = Sending.of(municipality).create(partner=landlord, told_on=TODAY, recorded_at="2026-11-23T12:00Z")
        for signal in (77, 78):
            FeedbackLog.of(municipality).create(sending=sending, signal=signal, code=Told.NOT_TAKEN_UP, result_on=TODAY)
        blocks = told_of(municipality, [77])
        assert [len(block.rows) for block in blocks if hasattr(block, "rows")] == [1]
