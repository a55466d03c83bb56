"""Who opens which matter, and which hearing, on a page of the court? What is not for these eyes is not there."""

from dataclasses import dataclass

from django.http import Http404

from vangnet.apps.accounts.audience import WorkRequest
from vangnet.apps.cases.parts import Setting
from vangnet.apps.cases.views.recording import setting_of
from vangnet.apps.court.around import district_of, place_of, sitting_of
from vangnet.apps.court.models import District, Sitting
from vangnet.domain.case import Hearing, Matter


@dataclass(frozen=True, slots=True)
class OpenedMatter:
    """One matter of a case, as this person may see it."""

    setting: Setting
    matter: Matter
    district: District | None

    @property
    def court(self) -> str:
        """The court of the municipality; empty while nobody said which."""
        return self.district.court if self.district else ""


@dataclass(frozen=True, slots=True)
class OpenedHearing(OpenedMatter):
    """One hearing, with what is arranged around it."""

    hearing: Hearing
    sitting: Sitting

    @property
    def court(self) -> str:
        return self.sitting.court or (self.district.court if self.district else "")


def open_matter(request: WorkRequest, number: str, matter: int) -> OpenedMatter:
    """This matter of this case; opening it is a look. Raises Http404."""
    setting = setting_of(request, number)
    found = setting.file.facts.matters.get(matter)
    if found is None or not setting.sight.matter(found):
        raise Http404
    return OpenedMatter(setting, found, district_of(request.municipality))


def open_hearing(request: WorkRequest, number: str, matter: int, hearing: int) -> OpenedHearing:
    """This hearing of this matter; opening it is a look. Raises Http404."""
    opened = open_matter(request, number, matter)
    found = opened.matter.hearings.get(hearing)
    if found is None:
        raise Http404
    kept = sitting_of(request.municipality, place_of(opened.setting.file.case.pk, matter, hearing))
    return OpenedHearing(opened.setting, opened.matter, opened.district, found, kept.on(found.day))
