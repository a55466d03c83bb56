"""Does the manual show what it speaks of, and are its pictures light enough to fetch?"""

import re

from tests.journeys.pictures import FOLDER

HEAVIEST = 150_000
PAGES = sorted(FOLDER.glob("*.md"))
LINK = re.compile(r"(!?)\[[^\]]+\]\(([^)#:]+)(?:#[^)]*)?\)")


def named(*, pictures: bool) -> set[str]:
    """The files that the manual shows, or leads to."""
    return {file for page in PAGES for mark, file in LINK.findall(page.read_text()) if (mark == "!") is pictures}


def test_every_page_and_picture_is_there_and_used() -> None:
    assert named(pictures=True) == {file.name for file in FOLDER.glob("*.png")}
    assert named(pictures=False) | {"README.md"} == {page.name for page in PAGES}


def test_pictures_are_light() -> None:
    assert [file.name for file in FOLDER.glob("*.png") if file.stat().st_size > HEAVIEST] == []
