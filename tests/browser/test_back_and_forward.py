"""Back and Forward, quicker than the server answers: in the end the address, the timeline and the text say the same."""

from playwright.sync_api import expect

from tests.browser.walking import select, steps, walk
from tests.server import serving

#: No test of time: that is in `stress`, with mixed walks and `app.py`. So long the parts may take on a busy machine.
PATIENCE_S = 30.0


def test_all_parts_agree_after_80_steps_back_and_forward(reader):
    with serving("serve.py") as server:
        reader.open(server.address)
        select(reader)
        assert walk(reader, steps(1)[:80], PATIENCE_S) is None
        reader.quiet()
        assert walk(reader, [], 0) is None


def test_back_is_shown_at_once_and_asks_for_no_more_than_the_view(reader):
    page = reader.page
    with serving("serve.py") as server:
        reader.open(server.address)
        select(reader)
        page.get_by_role("radio", name="nautical miles").check()
        reader.address_is("event=talks-egypt&unit=nmi")
        page.get_by_role("button", name="Swap").click()
        reader.address_is("event=talks-egypt&from=ghadames&to=tripoli&unit=nmi")
        reader.quiet()
        reader.received.clear()
        page.go_back()
        page.go_back()
        page.go_back()
        expect(page.locator(".dl-line [aria-current]")).to_have_attribute("data-event", "gammarth")
        expect(page.get_by_role("radio", name="kilometres")).to_be_checked()
        reader.sees("Dialogue forum in Gammarth")
        expect(page.locator(".dl-figure")).to_contain_text("465 km southwest")
        reader.address_is("event=gammarth")
        reader.quiet()
        assert sum(reader.received) < 20_000
        page.go_forward()
        page.go_forward()
        expect(page.locator(".dl-figure")).to_contain_text("nmi southwest")
        reader.address_is("event=talks-egypt&unit=nmi")
