"""A page of somebody else around ours, with whatever it sends: it learns nothing, and nothing moves."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from playwright.sync_api import Error, Frame, expect

from geo.serving import response_headers
from tests.browser.conftest import Reader
from tests.server import serving

#: One of the sites that Streamlit by itself lets command any page; answered here, without a network.
SITE = "https://around.streamlit.app/"
AROUND = """<!doctype html><title>Around</title><script>
    self.heard = [];
    addEventListener("message", ({ data }) => heard.push(JSON.stringify(data)));
</script><iframe width="1200" height="900" src="{address}" allow="fullscreen"></iframe>"""
#: Whatever a command may have with it.
GIVEN = {
    **{"queryParams": "?event=offensive&unit=mi", "hash": "#moved", "pageScriptHash": "0" * 32, "disabled": True},
    **{"themeName": "Dark", "themeInfo": {"base": 1, "primaryColor": "#ff0000", "backgroundColor": "#000000"}},
    **{"items": [{"type": "text", "label": "x", "key": "x"}], "metadata": {"hostedAt": "x"}, "hidden": True},
    **{"ackTimeoutMilliseconds": 1, "authToken": "x", "pageLinkBaseUrl": "https://evil.example", "isOwner": True},
    **{"prefix": "https://evil.example", "headers": {"x": "y"}, "sidebarChevronDownshift": 50},
}
#: What begins iframe-resizer's answers of sizes, and the ways of the pointer; and what asks for more of them.
RESIZER = [
    "[iFrameSizer]f:8:true:true:32:true:true:null:max:null:null:0:true:child:max:true",
    "[iFrameSizer]resize:1:1:1",
    "[iFrameSizer]reset:1:1:1",
]


def commands() -> list[str]:
    """All that Streamlit's bundle does when a page around it bids so, by name."""
    folder = response_headers.INDEX.parent / "static" / "js"
    (bundle,) = (text for path in folder.glob("index.*.js") if "stCommVersion" in (text := path.read_text()))
    hearing = bundle.partition("receiveHostMessage=")[2].partition("allowedOrigins=[]")[0]
    return re.findall(r"\.type===`([A-Z_]+)`", hearing)


@pytest.fixture(scope="module")
def strict() -> Iterator[str]:
    with serving("serve.py") as running:
        yield running.address


@contextmanager
def around(reader: Reader, address: str) -> Iterator[tuple[Frame, list[str]]]:
    """Our page in the frame of another, and what it sends to the server from then on."""
    sent: list[str] = []
    page = reader.page
    with suppress(Error):  # of older browsers, which do not ask before a site reaches for this machine
        page.context.grant_permissions(["local-network-access"])
    page.context.route(
        f"{SITE}**", lambda route: route.fulfill(content_type="text/html", body=AROUND.replace("{address}", address))
    )
    page.on("websocket", lambda socket: socket.on("framesent", lambda _: sent.append("message")))
    page.on("websocket", lambda socket: socket.on("close", lambda _: sent.append("close")))
    page.set_default_timeout(15_000)
    page.goto(SITE)
    ours = page.frame_locator("iframe")
    ours.locator(".dl-line [aria-current]").wait_for()
    ours.frame_locator(".st-key-map iframe").locator(".dl-mark").first.wait_for()
    reader.quiet()
    yield page.frame(url=re.compile(f"^{re.escape(address.partition('?')[0])}")), sent


def step(frame: Frame, event: str, title: str) -> None:
    frame.locator(f".dl-line button[data-event='{event}']").click()
    expect(frame.locator(".st-key-event h2:visible")).to_have_text(title)


def state(frame: Frame) -> str:
    """All that a command could have changed."""
    return frame.evaluate(
        """() => JSON.stringify([
            location.href, document.title, document.body.innerText, document.querySelectorAll("*").length,
            getComputedStyle(document.querySelector(".stApp")).backgroundColor,
        ])"""
    )


def test_commands_are_those_of_the_bundle():
    assert {"RERUN_SCRIPT", "UPDATE_FROM_QUERY_PARAMS", "TERMINATE_WEBSOCKET_CONNECTION"} < {*commands()}
    assert len(commands()) > 20


def heard(reader: Reader, frame: Frame) -> list[str]:
    """All that a site around the page is told while somebody reads."""
    step(frame, "geneva", "Commission meets in Geneva")
    step(frame, "offensive", "Haftar marches on the capital")
    for message in RESIZER:
        reader.page.evaluate("message => frames[0].postMessage(message, '*')", message)
    frame.locator(".dl-line").hover()
    reader.quiet()
    return reader.page.evaluate("heard")


@pytest.mark.parametrize("query", ["", "?embed=true"])
def test_a_site_around_the_page_learns_nothing(reader, strict, query):
    with around(reader, f"{strict}{query}") as (frame, _):
        assert heard(reader, frame) == []


def test_what_app_py_alone_tells_would_be_heard(reader, server):
    with around(reader, server) as (frame, _):
        told = heard(reader, frame)
    assert any("iFrameSizer" in message for message in told)
    assert any("SCRIPT_RUN_STATE_CHANGED" in message for message in told)


@pytest.mark.parametrize("script", ["serve.py", "app.py"])
def test_a_site_around_the_page_moves_nothing(reader, server, strict, script):
    with around(reader, strict if script == "serve.py" else server) as (frame, sent):
        step(frame, "geneva", "Commission meets in Geneva")
        reader.quiet()
        before = state(frame)
        sent.clear()
        for command in commands():
            message = GIVEN | {"type": command, "stCommVersion": 1}
            reader.page.evaluate("message => frames[0].postMessage(message, '*')", message)
        reader.page.wait_for_timeout(1_000)
        assert sent == []
        assert state(frame) == before
        step(frame, "offensive", "Haftar marches on the capital")
        assert "message" in sent
