"""Places by name from a Nominatim server: within its rules, and one sentence where there is no answer."""

import json
import socket
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest

from geo.gazetteer.geocoder import Found, Geocoder, GeocoderError, geocoder
from geo.measure.geodesy import LonLat
from tests.page.test_state import asked

ANSWERS = {
    "sabha": [{"display_name": "Sabha, Libya", "lat": "27.0377", "lon": "14.4283"}],
    "nowhere": [],
    "broken": "not what was asked for",
}


class Server(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[float, str, dict[str, list[str]]]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        query = parse_qs(urlsplit(self.path).query)
        self.server.asked.append((time.monotonic(), self.headers["User-Agent"], query))
        name = query["q"][0].lower()
        self.send_response(200 if name in ANSWERS else 503)
        self.end_headers()
        self.wfile.write(json.dumps(ANSWERS.get(name)).encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def nominatim() -> Iterator[Server]:
    with Server() as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def test_found_place_has_a_name_and_a_position(nominatim):
    assert Geocoder(nominatim.address).find("Sabha") == (Found("Sabha, Libya", LonLat(14.4283, 27.0377)),)


def test_request_says_who_asks_and_asks_for_few(nominatim):
    Geocoder(nominatim.address).find("Sabha")
    ((_, agent, query),) = nominatim.asked
    assert agent.startswith("Dateline")
    assert (query["q"], query["limit"]) == (["Sabha"], ["5"])


def test_answer_is_kept_and_others_are_asked_for_a_second_apart(nominatim):
    known = Geocoder(nominatim.address)
    for name in ("sabha", "sabha", "nowhere", "sabha"):
        known.find(name)
    (first, *_), (second, *_) = nominatim.asked
    assert second - first >= 1.0
    assert known.find("nowhere") == ()


@pytest.mark.parametrize("name", ["refused", "broken"])
def test_no_answer_is_one_sentence_and_is_not_kept(nominatim, name):
    known = Geocoder(nominatim.address)
    with pytest.raises(GeocoderError, match="cannot be reached just now; a position can be typed instead"):
        known.find(name)
    ANSWERS["refused"] = ANSWERS["sabha"]
    try:
        if name == "refused":
            assert known.find(name)
    finally:
        del ANSWERS["refused"]


def test_server_that_is_not_there_is_one_sentence():
    with pytest.raises(GeocoderError, match=r"^127\.0\.0\.1 cannot be reached just now"):
        Geocoder("http://127.0.0.1:9").find("Sabha")


def test_server_that_does_not_answer_is_asked_once(monkeypatch):
    monkeypatch.setattr("geo.gazetteer.geocoder._PATIENCE_S", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(0.5)
        with pytest.raises(GeocoderError, match="cannot be reached just now"):
            Geocoder(f"http://127.0.0.1:{silent.getsockname()[1]}").find("Sabha")
        silent.accept()[0].close()
        with pytest.raises(TimeoutError):
            silent.accept()


def test_it_is_off_unless_switched_on():
    assert geocoder({}) is None
    assert geocoder({"DATELINE_NOMINATIM": " "}) is None
    assert geocoder({"DATELINE_NOMINATIM": "https://nominatim.example"}).host == "nominatim.example"


@pytest.mark.parametrize("server", ["nominatim.example", "ftp://nominatim.example", "https://"])
def test_setting_that_is_no_address_is_refused(server):
    with pytest.raises(ValueError, match="address of a Nominatim server"):
        geocoder({"DATELINE_NOMINATIM": server})


def test_reader_gets_what_was_found_for_the_field_or_the_reason(nominatim, monkeypatch):
    monkeypatch.setenv("DATELINE_NOMINATIM", nominatim.address)
    found = asked({"find to": " Sabha "})
    assert found["found"] == {
        "field": "to",
        "places": [{"name": "Sabha, Libya", "stop": "@27.0377,14.4283(Sabha)"}],
    }
    assert found["to"] == "ghadames"
    unread = {"typed": "Nowhere", "why": "127.0.0.1 knows no place of this name."}
    assert asked({"find from": "Nowhere"})["unread"] == {"from": unread}
    assert asked({"find from": 1})["found"] is None


def test_nothing_is_looked_up_where_it_is_off():
    found = asked({"find to": "Sabha"})
    assert (found["found"], found["unread"]) == (None, {})
