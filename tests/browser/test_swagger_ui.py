"""The documentation in a real browser: it works, in both languages, on a closed network."""

from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from ksbs.domain.words import Role
from ksbs.http.routes import operations
from tests.support.api import Guard

DOCS = "/ksbs/v0/docs"


@dataclass
class Seen:
    """What a page did: what it asked for, and what the browser complained of."""

    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def of(self, page: Page) -> None:
        """Watch a page from now on."""
        page.on("request", self._ask)
        page.on("console", lambda m: self._complain(m.type, m.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _ask(self, request: Request) -> None:
        if not request.url.startswith(("data:", "blob:")):
            self.asked.append(request.url)

    def _complain(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.complaints.append(text)


def opened(browser: Browser, address: str, seen: Seen) -> Page:
    """Open the documentation and wait until every group is there."""
    page = browser.new_page()
    seen.of(page)
    page.goto(address)
    expect(page.locator(".opblock-tag-section").first).to_be_visible(timeout=20_000)
    return page


def test_the_documentation_asks_no_other_host_and_breaks_no_policy(
    browser: Browser, site: str
) -> None:
    # given
    seen = Seen()

    # when one operation is looked at in full
    page = opened(browser, site + DOCS, seen)
    page.goto(f"{site}{DOCS}#/analysis/prioritiseArea")
    page.reload()
    shown = page.locator("#operations-analysis-prioritiseArea .opblock-body")
    expect(shown).to_be_visible(timeout=20_000)

    # then
    assert seen.complaints == []
    assert seen.asked
    assert all(url.startswith(site) for url in seen.asked), seen.asked


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "every action an event"), ("sv", "varje åtgärd en händelse")],
)
def test_the_documentation_speaks_the_language_asked_for(
    browser: Browser, site: str, language: str, words: str
) -> None:
    # when
    page = opened(browser, f"{site}{DOCS}?language={language}", Seen())

    # then
    expect(page.locator(".info__summary")).to_contain_text(words)
    expect(page.locator("h1", has_text="In English")).to_have_count(0)
    expect(page.locator("html")).to_have_attribute("lang", language)


@pytest.mark.parametrize(
    ("operation_id", "path"),
    [("getApiInfo", "/ksbs/v0/api-info"), ("getReadiness", "/health/ready")],
)
def test_an_operation_can_be_tried_out_from_the_page(
    browser: Browser, site: str, operation_id: str, path: str
) -> None:
    # given
    seen = Seen()
    page = opened(browser, f"{site}{DOCS}", seen)
    page.goto(f"{site}{DOCS}#/about/{operation_id}")
    page.reload()
    operation = page.locator(f"#operations-about-{operation_id}")

    # when
    operation.get_by_role("button", name="Try it out").click(timeout=20_000)
    operation.get_by_role("button", name="Execute").click()

    # then
    answer = operation.locator(".live-responses-table .response-col_status")
    expect(answer.last).to_contain_text("200", timeout=20_000)
    assert site + path in seen.asked
    assert seen.complaints == []


def test_an_action_is_recorded_from_the_page_by_whoever_pastes_a_token(
    browser: Browser, site: str, guard: Guard
) -> None:
    # given
    seen = Seen()
    page = opened(browser, f"{site}{DOCS}#/enrolment/nominateSchool", seen)
    page.locator("button.authorize").click()
    dialogue = page.locator(".dialog-ux")
    dialogue.locator("input").fill(guard.token(Role.PROGRAMME_OFFICE))
    dialogue.locator("button.authorize").click()
    dialogue.locator(".btn-done").click()
    operation = page.locator("#operations-enrolment-nominateSchool")

    # when the example is sent as it stands
    operation.get_by_role("button", name="Try it out").click(timeout=20_000)
    operation.get_by_role("button", name="Execute").click()

    # then
    answer = operation.locator(".live-responses-table .response-col_status")
    expect(answer.last).to_contain_text("201", timeout=20_000)
    assert seen.complaints == []


def test_every_operation_is_shown(browser: Browser, site: str) -> None:
    # when the closed groups are opened
    page = opened(browser, f"{site}{DOCS}", Seen())
    closed = page.locator('.opblock-tag[data-is-open="false"]')
    closed.evaluate_all("groups => groups.forEach(group => group.click())")

    # then
    expected = {f"operations-{o.tag.name}-{o.operation_id}" for o in operations()}
    expect(page.locator(".opblock")).to_have_count(len(expected), timeout=20_000)
    ids = page.locator(".opblock").evaluate_all("all => all.map(each => each.id)")
    assert set(ids) == expected
