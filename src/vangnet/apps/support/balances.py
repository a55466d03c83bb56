"""What do the creditors of one person say is owed: whom is it asked, on which paper or file, and what came back?"""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.apps.accounts.models import User
from vangnet.apps.cases.forms import FactForm
from vangnet.apps.cases.record import Act
from vangnet.apps.cases.wording import matter_said
from vangnet.apps.support.arrangement import debt_said
from vangnet.apps.support.creditor_letters import reference
from vangnet.apps.support.models import ToldDebt
from vangnet.apps.support.pictures import Table, called, creditor_of, debts_of, only_told, told_said
from vangnet.apps.web.components import Action, Cell, Column
from vangnet.apps.web.components import Table as Drawn
from vangnet.apps.web.forms import EuroField, cents
from vangnet.apps.web.paper import Block, Boxed, Facts, Grid, Heading, Paper, Said, Signed
from vangnet.apps.web.spreadsheet import NotReadable, csv_file, rows_of
from vangnet.apps.web.texts import day, euro
from vangnet.domain import acts
from vangnet.domain import events as e
from vangnet.domain.acts import Refused
from vangnet.domain.case import Case, Matter
from vangnet.domain.codes import MatterKind

ONLY_TOLD = "verteld-"
"""How a debt that the resident only told of is chosen."""
MARK, TOLD = "kenmerk", "saldo"
"""What the two columns are called that an answer is read by; the others are for whoever fills it in."""


def asked(table: Table) -> list[Matter]:
    """The debts of which the creditor was asked what is owed and did not say it yet."""
    return [matter for matter in debts_of(table.setting, table.person.pk) if matter.balance_asked_on]


def by_creditor(matters: Sequence[Matter]) -> list[list[Matter]]:
    """Together what is owed to one creditor; a debt without a known creditor stands alone."""
    found: dict[object, list[Matter]] = {}
    for matter in matters:
        found.setdefault(matter.partner or ("unknown", matter.number), []).append(matter)
    return list(found.values())


def drawn(table: Table) -> Drawn | None:
    """Each debt with what is known, and whether its creditor was asked; None where nothing is owed."""
    rows = [_row(matter, table) for matter in debts_of(table.setting, table.person.pk)]
    rows += [[Cell(told_said(debt)), Cell(_amount(debt.cents)), Cell(_("alleen verteld"))] for debt in only_told(table)]
    if not rows:
        return None
    columns = [Column(_("Schuld")), Column(_("Bedrag"), number=True), Column(_("Saldo"))]
    return Drawn(caption=_("Wat er openstaat"), columns=columns, rows=rows, hidden_caption=True)


def _row(matter: Matter, table: Table) -> list[Cell]:
    said = _("nog niet gevraagd")
    if matter.balance_asked_on:
        said = _("gevraagd op %(day)s") % {"day": day(matter.balance_asked_on, "year")}
    elif matter.balance_told_on:
        said = _("door de schuldeiser genoemd op %(day)s") % {"day": day(matter.balance_told_on, "year")}
    what = called(matter, table)
    return [Cell(what[:1].upper() + what[1:]), Cell(_amount(matter.cents)), Cell(said)]


def _amount(known: int | None) -> str:
    return euro(known) if known is not None else _("onbekend")


def letters(table: Table) -> list[Action]:
    """Where the letters are, and for each creditor a file, of what is asked now."""
    here = [table.number, table.person.pk]
    waits = asked(table)
    if not waits:
        return []
    files = [
        Action(
            reverse("balances_file", args=[*here, matters[0].number]),
            _("Bestand voor %(creditor)s (CSV)") % {"creditor": _creditor(matters[0], table)},
        )
        for matters in by_creditor(waits)
    ]
    return [Action(reverse("balances_pdf", args=here), _("Brieven aan de schuldeisers (PDF)")), *files]


def _creditor(matter: Matter, table: Table) -> str:
    return creditor_of(matter, table) or matter_said(matter, table.setting.names)


# On paper and in a file ---------------------------------------------------------------------


def letters_paper(table: Table, user: User) -> Paper:
    """A letter for each creditor that is asked, each on a page of its own and of its own debts alone."""
    file, names = table.setting.file, table.setting.names
    helper = names.user(file.facts.owner) if file.facts.owner else user.name
    blocks: list[Block] = []
    for number, matters in enumerate(by_creditor(asked(table))):
        creditor = _creditor(matters[0], table)
        heading = _("Aan: %(creditor)s") % {"creditor": creditor}
        blocks += [Heading(heading, new_page=number > 0), *_letter(matters, table, helper)]
    return Paper(
        title=_("Wat staat er open?"),
        sender=_("Gemeente %(name)s") % {"name": table.setting.municipality.name},
        about=day(table.setting.today, "full"),
        blocks=blocks,  # type: ignore[arg-type]
        foot=_("Noem altijd ons kenmerk."),
    )


def _letter(matters: Sequence[Matter], table: Table, helper: str) -> list[Block]:
    return [
        Facts(_who(table)),
        Said(_("Wij helpen deze bewoner met geldzaken en willen weten wat er bij u openstaat.")),
        Grid(
            head=(_("Ons kenmerk"), _("Waarvoor"), _("Bij ons bekend"), _("Saldo met alle kosten")),
            rows=[
                (
                    reference(table, matter),
                    matter_said(matter, table.setting.names),
                    euro(matter.cents) if matter.cents is not None else "–",
                    "______________",
                )
                for matter in matters
            ],
            widths=(3, 4, 2, 3),
        ),
        Boxed(
            _("Wilt u dit invullen en terugsturen?"),
            _("Noem het hele bedrag, met alle kosten en rente, en de dag waarop het zo is. Klopt het niet, bel dan."),
        ),
        Facts(((_("Saldo op"), "______________"), (_("Uw contact"), helper), (_("Telefoon"), "______________"))),
        Signed((helper,)),
    ]


def _who(table: Table) -> list[tuple[str, str]]:
    """About whom a creditor is asked, as it knows its customers: by name, birth date and home."""
    file, born = table.setting.file, table.person.birth_date
    home = file.case.address if file.home else ""
    return [
        (_("Bewoner"), table.person.name),
        *([(_("Geboren"), day(born, "year"))] if born else []),
        *([(_("Adres"), home)] if home else []),
    ]


def balances_csv(matters: Sequence[Matter], table: Table) -> bytes:
    """The same question as a file for one creditor, safe to open in a spreadsheet, with a column to fill in."""
    head = [MARK, "bewoner", "geboortedatum", "waarvoor", "bij ons bekend", TOLD]
    born = table.person.birth_date.isoformat() if table.person.birth_date else ""
    names = table.setting.names
    rows = [[reference(table, m), table.person.name, born, matter_said(m, names), _plain(m.cents), ""] for m in matters]
    return csv_file([head, *rows])


def _plain(amount: int | None) -> str:
    return "" if amount is None else f"{amount // 100},{amount % 100:02}"


class Read(NamedTuple):
    """What a file that came back says: by field the amount as it was written, and what nobody could read."""

    told: dict[str, str]
    complaints: list[str]


def read_back(content: bytes, table: Table) -> Read:
    """The answers in a file; nothing is recorded by it. A row that is not of this dossier is told and left out."""
    try:
        head, *rows = rows_of(content) or [[]]
    except NotReadable:
        return Read({}, [_("Dit bestand kunnen wij niet lezen. Sla het op als CSV, of vul de saldo's hieronder in.")])
    columns = [name.lower() for name in head]
    if MARK not in columns or TOLD not in columns:
        facts = {"mark": MARK, "told": TOLD}
        return Read({}, [_("In de eerste regel staan de kolommen “%(mark)s” en “%(told)s” niet. Er is niets gelezen.") % facts])  # fmt: skip  # noqa: E501
    known = {reference(table, m): m for m in debts_of(table.setting, table.person.pk)}
    found, complaints = {}, []
    for line, row in enumerate(rows, 2):
        cells = dict(zip(columns, row, strict=False))
        amount = cells.get(TOLD, "")
        matter = known.get(cells.get(MARK, ""))
        if matter is None:
            complaints.append(_("Regel %(line)s: dit kenmerk hoort niet bij deze bewoner.") % {"line": line})
        elif amount and not _is_amount(amount):
            complaints.append(_("Regel %(line)s: “%(amount)s” is geen bedrag.") % {"line": line, "amount": amount[:40]})
        elif amount:
            found[field_of(matter)] = amount
    return Read(found, complaints)


def _is_amount(typed: str) -> bool:
    try:
        cents(typed, "")
    except ValidationError:
        return False
    return True


# What is filled in --------------------------------------------------------------------------


def field_of(matter: Matter) -> str:
    """Under which name the balance of this debt stands in the form."""
    return f"balance_{matter.number}"


class AskForm(FactForm):
    """Which creditors are asked what is owed."""

    def __init__(self, table: Table, data: Any = None) -> None:
        self._table, self._named = table, only_told(table)
        self._noted: dict[int, ToldDebt] = {}
        super().__init__(table.setting, data)

    @property
    def title(self) -> str:
        return _("Saldo vragen")

    def ask(self) -> None:
        self.fields["on"].label = _("Gevraagd op")
        choices = [(str(m.number), debt_said(m, self._table)) for m in debts_of(self.setting, self._table.person.pk)]
        choices += [(f"{ONLY_TOLD}{one.pk}", f"{told_said(one)} · {_amount(one.cents)}") for one in self._named]
        self.fields["debts"] = forms.MultipleChoiceField(
            label=_("Over welke schulden?"),
            help_text=_(
                "Vraag de bewoner eerst of het mag bij een schuldeiser die nog niet weet dat wij helpen. Een schuld "
                "die alleen verteld is, staat daarna in het dossier."
            )
            if self._named
            else "",
            choices=choices,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Kies minstens één schuld.")},
        )

    def act(self) -> Act:
        return partial(self._events, on=self.cleaned_data["on"])

    def _events(self, facts: Case, on: date) -> Sequence[e.Event] | Refused:
        chosen = self.cleaned_data["debts"]
        numbers = [int(one) for one in chosen if not one.startswith(ONLY_TOLD)]
        new = [one for one in self._named if f"{ONLY_TOLD}{one.pk}" in chosen]
        self._noted = dict(enumerate(new, acts.next_matter(facts)))
        events = [self._as_matter(number, debt) for number, debt in self._noted.items()]
        events += [e.BalanceAsked(matter=number) for number in (*numbers, *self._noted)]
        return acts.note_all(facts, events, on, self.setting.today)

    def _as_matter(self, number: int, debt: ToldDebt) -> e.Event:
        kind = MatterKind(debt.kind)
        return e.MatterNoted(matter=number, kind=kind, person=self._table.person.pk, cents=debt.cents)

    def keep(self, by: User) -> None:  # noqa: ARG002
        """Under which number of the case each debt stands that was only told until now."""
        for number, debt in self._noted.items():
            debt.noted_in, debt.matter = self.setting.file.case, number
            debt.save(update_fields=["noted_in", "matter"])


class FileForm(forms.Form):
    """The file that a creditor sent back."""

    file = forms.FileField(
        label=gettext_lazy("Bestand van de schuldeiser (CSV)"), allow_empty_file=True, max_length=200
    )


class TellForm(FactForm):
    """What the creditors answered."""

    def __init__(self, table: Table, data: Any = None, *, told: dict[str, str] | None = None) -> None:
        self._table = table
        self.matters = debts_of(table.setting, table.person.pk)
        super().__init__(table.setting, data, initial=told)

    @property
    def title(self) -> str:
        return _("Saldo van de schuldeiser")

    def ask(self) -> None:
        self.fields["on"].label = _("Saldo op")
        self.fields["on"].help_text = _("De dag waarop het saldo zo was, volgens de schuldeiser.")
        for matter in self.matters:
            said = debt_said(matter, self._table)
            self.fields[field_of(matter)] = EuroField(label=said, required=False, max_length=20)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        found = {m.number: told.get(field_of(m)) for m in self.matters}
        told["balances"] = {number: amount for number, amount in found.items() if amount is not None}
        if not told["balances"] and not self.errors:
            raise forms.ValidationError(_("Er staat nog geen saldo. Vul bij minstens één schuld een bedrag in."))
        return told

    def act(self) -> Act:
        return partial(self._events, on=self.cleaned_data["on"])

    def _events(self, facts: Case, on: date) -> Sequence[e.Event] | Refused:
        balances = self.cleaned_data["balances"].items()
        told = (e.BalanceTold(matter=number, cents=amount) for number, amount in balances)
        return acts.note_all(facts, told, on, self.setting.today)
