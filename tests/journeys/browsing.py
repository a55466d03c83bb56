"""How does a person use the product in a real browser, and what may never go wrong on the way?"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, Response

from vangnet.apps.demo.staff import PASSWORD

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK = (1280, 900)
PHONE = (390, 844)
NARROW = (320, 700)
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
_JUDGE = """async (rules) => {
  const only = rules.length ? {runOnly: {type: "rule", values: rules}} : {};
  const {violations} = await axe.run(document, {resultTypes: ["violations"], ...only});
  const told = (node) => `${node.target.join(" ")} ${node.failureSummary || ""}`;
  return violations.filter(one => ["serious", "critical"].includes(one.impact))
    .map(one => `${one.id}: ${one.nodes.map(told).join(" | ")}`);
}"""
_WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# A form that is sent back with its mistakes is no failure; Chromium says so all the same.
_SENT_BACK = re.compile(r"Failed to load resource: .* status of 4(22|09)")

Take = Callable[[Page, str, bool], None]


@dataclass
class Person:
    """Somebody before a screen. Whatever the browser complains of fails the journey."""

    town: str
    page: Page
    take: Take
    wrong: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """Type an address."""
        answer = self.page.goto(self.town + path)
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"

    def log_in(self, name: str) -> None:
        self.page.goto(f"{self.town}/inloggen/")
        self.page.get_by_label("Gebruikersnaam").fill(name)
        self.page.get_by_label("Wachtwoord").fill(PASSWORD)
        self.press("Log in")

    def press(self, words: str, *, within: Locator | None = None) -> None:
        self._click((within or self.page).get_by_role("button", name=words, exact=True).first)

    def follow(self, words: str, *, within: Locator | None = None) -> None:
        self._click((within or self.page).get_by_role("link", name=words, exact=True).first)

    def turn_to(self, words: str) -> None:
        """Choose in the menu: the rail on a desk, the bar on a phone."""
        self._click(self.page.locator(".rail__menu a:visible, .bar > ul > li > a:visible").filter(has_text=words))

    def _click(self, there: Locator) -> None:
        """What is counted next is counted on the page it leads to, whole also where the machine is slow."""
        there.click()
        self.page.wait_for_load_state("domcontentloaded")

    def search(self, words: str) -> None:
        self.page.get_by_role("searchbox").fill(words)
        self.page.get_by_role("searchbox").press("Enter")

    def choose(self, *words: str) -> None:
        """Tick or choose each of these, as a finger does: on the words."""
        for said in words:
            choice = self.main.get_by_label(said, exact=True)
            if choice.count():
                choice.first.check()
            else:
                listed = self.main.locator("select", has=self.page.locator("option", has_text=said))
                listed.first.select_option(label=said)

    def record(self, what: str, *chosen: str, about: str = "huurachterstand", **filled: str) -> None:
        """It happened today: choose it from everything that can be recorded in this dossier, fill in and send."""
        self._fill_in(what, chosen, about, filled)
        assert "/leg-vast/" not in self.path, self.main.inner_text()

    def record_all_the_same(self, what: str, *chosen: str, about: str = "huurachterstand", **filled: str) -> None:
        """The same, of what seems not to fit: what is asked about it is answered with a tick."""
        self._fill_in(what, chosen, about, filled)
        self.main.locator("[name=confirmed]").check()
        self.press("Leg vast")
        assert "/leg-vast/" not in self.path, self.main.inner_text()

    def _fill_in(self, what: str, chosen: Sequence[str], about: str, filled: dict[str, str]) -> None:
        self.main.locator("summary", has_text="Alles wat u kunt vastleggen").click()
        self.follow(what, within=self.main.locator(".menu__groups"))
        self.main.get_by_label("vandaag,").check()
        self.choose_what_it_is_about(about)
        self.choose(*chosen)
        self.fill(**filled)
        self.press("Leg vast")

    def record_on_page(self, what: str, *chosen: str) -> None:
        """Follow the way to this form from a page of work, choose, and come back to that page."""
        came_from = self.path
        self.follow(what)
        self.choose_what_it_is_about()
        self.choose(*chosen)
        self.press("Leg vast")
        assert self.path == came_from, self.main.inner_text()

    def choose_what_it_is_about(self, words: str = "huurachterstand") -> None:
        """What a form is about, where there is a choice: what is called so (the rent), else the first."""
        for about in ("person", "matter", "hearing", "eviction"):
            offered = self.main.locator(f"input[type=radio][name={about}]")
            if offered.count() and not self.main.locator(f"[name={about}]:checked").count():
                called = self.main.locator("label", has_text=words).locator(f"[name={about}]")
                (called if called.count() else offered).first.check()

    def fill(self, **fields: str) -> None:
        """Fill in fields by the name the form gives them."""
        for name, value in fields.items():
            self.main.locator(f"[name={name}]").fill(value)

    def answer(self, **given: str) -> None:
        """Choose answers by the name that the form gives the question and the code of the answer."""
        for name, code in given.items():
            self.main.locator(f"input[name={name}][value={code}]").check()

    @contextmanager
    def held_small(self) -> Iterator[None]:
        """The same page on a phone, for as long as it is looked at."""
        before = self.page.viewport_size
        assert before is not None
        self.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        yield
        self.page.set_viewport_size(before)

    def fits_a_phone(self, picture: str = "", *, at: str = "html") -> None:
        """What is on the screen now can be read and operated by everybody, at a desk and on a phone."""
        wrong = self.judge() + self.too_wide()
        with self.held_small():
            wrong += self.judge(["color-contrast", "target-size", "scrollable-region-focusable"]) + self.too_wide()
            if picture:
                self.picture(picture, at=at)
        assert wrong == []

    def leave(self) -> None:
        self.press("Uitloggen")

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    @property
    def said(self) -> str:
        """What the page says."""
        return self.page.locator("body").inner_text()

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    def picture(self, name: str, *, whole: bool = False, at: str = "html") -> None:
        """A picture for the manual, when pictures are asked for: from the top, or from some part of the page."""
        self.page.locator(at).evaluate("part => part.scrollIntoView()")
        self.take(self.page, name, whole)

    def judge(self, rules: Sequence[str] = ()) -> list[str]:
        """What axe finds serious or critical on this page."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE)
        return [f"{self.path} {found}" for found in self.page.evaluate(_JUDGE, list(rules))]

    def too_wide(self) -> list[str]:
        """Whether one must scroll sideways, and by how many pixels."""
        beyond = self.page.evaluate(_WIDER)
        return [f"{self.path} is {beyond} px too wide"] if beyond > 0 else []

    def watch(self) -> None:
        """Keep what the browser complains of, and every request that leaves this machine."""
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.wrong.append(f"{self.path}: {error}"))
        self.page.on("request", self._asked)
        self.page.on("response", self._answered)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not _SENT_BACK.match(message.text):
            self.wrong.append(f"{self.path}: {message.text}")

    def _asked(self, request: Request) -> None:
        if urlsplit(request.url).scheme not in {"data", "blob"} and not request.url.startswith(self.town + "/"):
            self.wrong.append(f"{self.path} asked for {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            self.wrong.append(f"{response.url}: {response.status}")


def sit_down(
    browser: Browser,
    town: str,
    take: Take,
    size: tuple[int, int] = DESK,
    *,
    script: bool = True,
    colours: Literal["light", "dark"] = "light",
    **more: Any,
) -> Person:
    """A browser of one's own, with nothing remembered in it."""
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        java_script_enabled=script,
        color_scheme=colours,
        reduced_motion="reduce",
        locale="nl-NL",
        timezone_id="Europe/Amsterdam",
        **more,
    )
    context.set_default_timeout(10_000)
    person = Person(town, context.new_page(), take)
    person.watch()
    return person
