"""Which Django app takes in the deliveries, and what does it tell the others?"""

from collections.abc import Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vangnet.apps.web.typed import typed_number

if TYPE_CHECKING:
    from vangnet.apps.accounts.models import Municipality


class IntakeConfig(AppConfig):
    name = "vangnet.apps.intake"
    label = "intake"

    def ready(self) -> None:
        """Tell the log how signals and deliveries are called, the night what is to be done, erasure what goes along."""
        from vangnet.apps.accounts.looks import Subject, subject_kind  # noqa: PLC0415 - models come after apps
        from vangnet.apps.accounts.nightly import every_night  # noqa: PLC0415
        from vangnet.apps.cases.erasure import Beside, kept_beside  # noqa: PLC0415
        from vangnet.apps.cases.own_file import tells_of_person  # noqa: PLC0415
        from vangnet.apps.cases.traces import keeps_traces  # noqa: PLC0415
        from vangnet.apps.intake import told_of  # noqa: PLC0415
        from vangnet.apps.intake.erasure import forget_cases, take_back  # noqa: PLC0415
        from vangnet.apps.intake.own_words import evidence, left_out, own_file, reach, references, reports, unanswered  # noqa: PLC0415
        from vangnet.apps.partners.evidence import tells_evidence  # noqa: PLC0415
        from vangnet.apps.partners.reach import tells_reach  # noqa: PLC0415
        from vangnet.apps.partners.references import tells_own_files, tells_references, tells_reports  # noqa: PLC0415
        from vangnet.apps.partners.unanswered import tells_left_out, tells_unanswered  # noqa: PLC0415

        subject_kind("signal", Subject(_("signaal"), by_number, signal_numbers))
        subject_kind("delivery", Subject(_("aanlevering"), by_number, delivery_names))
        every_night(go_on_and_erase)
        kept_beside(Beside(forget_cases, take_back))
        tells_of_person(told_of.kept_of)
        keeps_traces(told_of.TRACES)
        tells_references(references)
        tells_reports(reports)
        tells_own_files(own_file)
        tells_evidence(evidence)
        tells_reach(reach)
        tells_unanswered(unanswered)
        tells_left_out(left_out)


def go_on_and_erase(municipality: "Municipality", today: date) -> Iterator[str]:
    """Deliveries that were left half-way, and what partners sent that may not be kept any longer."""
    from vangnet.apps.intake import erasure, jobs  # noqa: PLC0415

    if finished := jobs.finish(municipality):
        yield f"{finished} deliveries taken up again"
    erased = erasure.erase_ended(municipality, today)
    if any(erased.values()):
        yield ", ".join(f"{count} {what}" for what, count in erased.items()) + " of deliveries erased"


def by_number(_municipality: "Municipality", typed: str) -> int | None:
    """Signals and deliveries are called by their number."""
    return typed_number(typed)


def signal_numbers(_municipality: "Municipality", ids: Collection[int]) -> dict[int, str]:
    """A name has no place in the log."""
    return {number: str(number) for number in ids}


def delivery_names(municipality: "Municipality", ids: Collection[int]) -> dict[int, str]:
    """Partner and month."""
    from vangnet.apps.intake.models import Delivery  # noqa: PLC0415

    rows = Delivery.of(municipality).filter(pk__in=ids).values_list("pk", "partner__name", "period")
    return {number: f"{partner} {period}" for number, partner, period in rows}
