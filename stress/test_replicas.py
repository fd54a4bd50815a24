"""Several replicas behind nginx as `deploy/` has it: one dies, all are replaced, and nobody loses their view."""

import random
import signal
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from itertools import cycle
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect, sync_playwright
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from stress.replicas import cluster, get
from tests.browser.chromium import chromium
from tests.visitor import visiting

pytestmark = pytest.mark.needs("nginx")

READERS = 60
#: Everybody is back within so many seconds.
BACK_S = 3.0
#: When all replicas are replaced, those that start take the same processors from the readers.
RESTART_S = 10.0
#: A page is all there after so many messages at the earliest.
WHOLE_PAGE = 40
#: One acts, then waits so long.
PAUSE_S = 1.5
EVENTS = ["uprising", "offensive", "repelled", "bouznika", "montreux", "hurghada", "geneva", "ghadames", "gammarth"]
PAIRS = [("ghadames", "tripoli"), ("tripoli", "geneva"), ("geneva", "@27.3,33.8")]
KEPT = ("event", "pair", "unit", "base")


def cookie(cluster, source):
    """The cookie of a reader who comes for the first time, from an address of their own."""
    return get(cluster.port, "/", source)[1]["set-cookie"].partition(";")[0]


class Reader(threading.Thread):
    """Somebody who reads on until told to stop, and comes back as a browser does when the connection is lost."""

    def __init__(self, cluster, number):
        super().__init__(daemon=True)
        self.cluster, self.source = cluster, f"127.0.0.{number + 2}"
        self.cookie = cookie(cluster, self.source)
        self.chance = random.Random(number)
        origin, to = PAIRS[number % len(PAIRS)]
        self.query = {"event": self.chance.choice(EVENTS), "from": origin, "to": to}
        self.query |= {"unit": ("km", "mi", "nmi")[number % 3], "base": ("outline", "osm")[number % 2]}
        self.opened, self.stopping = threading.Event(), threading.Event()
        self.seen, self.waited, self.away, self.faults = {}, [], [], []

    def run(self):
        try:
            lost = None
            while not self.stopping.is_set():
                with suppress(ConnectionClosed, InvalidHandshake), self.connected() as visitor:
                    view = {name: visitor.view[name] for name in KEPT}
                    if lost is not None:
                        self.away.append(time.monotonic() - lost)
                        lost = None
                        if view != self.seen:
                            self.faults.append(f"back on {view}, not on {self.seen}")
                    self.seen = view
                    self.opened.set()
                    self.read(visitor)
                lost = lost or time.monotonic()
                # As Streamlit's front end, which then asks whether there is a server, and connects.
                self.stopping.wait(self.chance.uniform(0.25, 0.5))
        except Exception as error:
            self.faults.append(repr(error))
            self.opened.set()
            raise

    @contextmanager
    def connected(self):
        headers = {"Cookie": self.cookie}
        while get(self.cluster.port, "/_stcore/health", self.source, **headers)[0] != 200:
            self.stopping.wait(0.5)
        options = {"additional_headers": headers, "source_address": (self.source, 0)}
        with visiting(self.cluster.address, urlencode(self.query), **options) as visitor:
            yield visitor

    def read(self, visitor):
        while not self.stopping.is_set():
            event = self.chance.choice(EVENTS)
            begin = time.monotonic()
            visitor.pick(event)
            self.waited.append(time.monotonic() - begin)
            self.query["event"] = event
            self.seen = {name: visitor.view[name] for name in KEPT}
            # It reads while it pauses, so that it hears at once when the connection ends.
            with suppress(TimeoutError):
                visitor.connection.recv(self.chance.uniform(0.5, 1.5) * PAUSE_S)


@contextmanager
def reading(cluster):
    readers = [Reader(cluster, number) for number in range(READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        assert reader.opened.wait(60)
    try:
        yield readers
    finally:
        for reader in readers:
            reader.stopping.set()
        for reader in readers:
            reader.join(30)


def settled(readers, seconds=4.0):
    """All go on reading for a while; then those who were cut off."""
    time.sleep(seconds)
    return [reader for reader in readers if reader.away]


@pytest.fixture(scope="module")
def three(tmp_path_factory):
    with cluster(3, tmp_path_factory.mktemp("nginx")) as running:
        yield running


def test_links_of_8000_and_of_65536_characters_pass(three):
    for length in (8_000, 65_536):
        status, _, body = get(three.port, f"/?data={'a' * length}")
        assert status == 200
        assert b"<title>" in body


def test_nothing_is_uploaded_and_what_looks_after_replicas_is_not_public(three):
    for body, status in ((b"x", 405), (bytes(100_000), 413)):
        connection = HTTPConnection("127.0.0.1", three.port, timeout=10)
        connection.request("PUT", "/_stcore/upload_file/session/file", body)
        assert connection.getresponse().status == status
        connection.close()
    assert get(three.port, "/readyz")[0] == 404


def test_a_visitor_cannot_say_where_they_come_from(tmp_path):
    with cluster(1, tmp_path, DATELINE_ADDRESS_CONNECTIONS="1") as running:

        def coming(source, claimed):
            headers = {"X-Forwarded-For": claimed, "X-Real-IP": claimed}
            return visiting(running.address, source_address=(source, 0), additional_headers=headers)

        with (
            coming("127.0.0.2", "192.0.2.1"),
            coming("127.0.0.3", "192.0.2.1"),
            pytest.raises(InvalidHandshake, match="503"),
            coming("127.0.0.2", "192.0.2.2"),
        ):
            pass


def test_websocket_and_downloads_stay_with_the_readers_replica(three, seen):
    homes = []
    for number in range(16):
        source = f"127.0.0.{number + 2}"
        mine = {"Cookie": cookie(three, source)}
        # A view that nobody else has: what is the same for two readers has one address.
        query = f"to=@27.3,{number}"
        with visiting(three.address, query, additional_headers=mine, source_address=(source, 0)) as visitor:
            address = visitor.download("Offline page, HTML")
            [home] = [port for port in three.replicas if get(port, address)[0] == 200]
            assert get(three.port, address, source, **mine)[0] == 200
            assert three.asked(address) == f"127.0.0.1:{home}"
            homes.append(home)
    assert len(set(homes)) > 1
    seen(f"16 readers on {len(set(homes))} replicas, each with the download on the one of the websocket")


def test_download_of_a_reader_without_cookies_is_found(three):
    with visiting(three.address, "to=@27.3,-1", source_address=("127.0.0.9", 0)) as visitor:
        address = visitor.download("Offline page, HTML")
        for number in range(10, 20):  # the address that they come from changes, as on a train
            assert get(three.port, address, f"127.0.0.{number}")[0] == 200


def test_replica_killed_under_60_readers(three, seen):
    victim = three.replicas[0]
    with reading(three) as readers:
        settled(readers, 2)
        three.stop(victim, signal.SIGKILL)
        cut = settled(readers)
        before = {reader: len(reader.waited) for reader in readers}
        settled(readers, 2)
        goes_on = all(len(reader.waited) > count for reader, count in before.items())
    three.start(victim)
    assert [fault for reader in readers for fault in reader.faults] == []
    assert goes_on
    assert READERS / 10 < len(cut) < READERS * 2 / 3, "the others are not to notice"
    assert all(len(reader.away) == 1 for reader in cut)
    longest = max(reader.away[0] for reader in cut)
    slowest = max(max(reader.waited) for reader in readers if reader not in cut)
    seen(f"{len(cut)} of {READERS} cut off, the last back after {longest:.2f} s; others waited {slowest:.2f} s at most")
    assert longest <= BACK_S


def test_rolling_restart_under_60_readers(three, seen):
    with reading(three) as readers:
        took = []
        for replica in list(three.replicas):
            took.append(three.stop(replica, signal.SIGTERM))
            three.start(replica)
            settled(readers, 2)
        cut = settled(readers)
    assert [fault for reader in readers for fault in reader.faults] == []
    away = [seconds for reader in cut for seconds in reader.away]
    seen(f"{len(away)} times one was cut off, {max(away):.2f} s at most; a replica ended in {max(took):.2f} s at most")
    assert max(away) <= RESTART_S
    assert max(took) <= 5


def _flat_out(address, seconds, readers):
    """How many answers so many readers got who never pause."""

    def read(number):
        source = f"127.0.1.{number + 2}"
        done = 0
        with visiting(address, source_address=(source, 0)) as visitor:
            end = time.monotonic() + seconds
            for event in cycle(EVENTS):
                if time.monotonic() > end:
                    return done
                visitor.pick(event)
                done += 1

    with ThreadPoolExecutor(len(readers)) as pool:
        return sum(pool.map(read, readers))


def test_throughput_of_three_replicas_beside_one(tmp_path, seen):
    seconds, rates = 8, []
    for count in (1, 3):
        folder = tmp_path / str(count)
        folder.mkdir()
        with cluster(count, folder, DATELINE_MESSAGES_PER_SECOND="0") as running, ProcessPoolExecutor(2) as pool:
            halves = [range(0, 12), range(12, 24)]
            done = pool.map(_flat_out, [running.address] * 2, [seconds] * 2, halves)
            rates.append(sum(done) / seconds)
    seen(f"{rates[0]:.0f} reruns a second with one replica, {rates[1]:.0f} with three; readers on the same processors")
    assert rates[1] > rates[0]


def test_reader_in_a_browser_goes_on_with_the_same_view_when_the_replica_ends(three, seen):
    told = []
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        for how in (signal.SIGKILL, signal.SIGTERM):
            context = browser.new_context()
            page = context.new_page()
            page.goto(f"{three.address}?event=montreux&from=geneva&to=tripoli&unit=mi&base=osm")
            figure = page.locator(".st-key-distances").get_by_text("992 mi")
            expect(figure).to_be_visible(timeout=20_000)
            page.frame_locator(".st-key-map iframe").locator(".dl-mark").first.wait_for()
            [mine] = (c for c in context.cookies() if c["name"] == "dateline")
            home = three.home(f"dateline={mine['value']}")
            page.locator(".dl-line button[data-event='bouznika']").click()
            expect(page.locator(".st-key-event h2")).to_have_text("Two assemblies talk at Bouznika")
            received = []
            page.on("websocket", lambda socket, to=received: socket.on("framereceived", lambda data: to.append(data)))
            begin = time.monotonic()
            three.stop(home, how)
            while len(received) < WHOLE_PAGE:
                page.wait_for_timeout(20)
            told.append(f"{how.name}: back after {time.monotonic() - begin:.2f} s")
            assert time.monotonic() - begin <= BACK_S
            expect(page.locator(".st-key-event h2")).to_have_text("Two assemblies talk at Bouznika")
            expect(figure).to_be_visible()
            page.locator(".dl-line button[data-event='geneva']").click()
            expect(page.locator(".st-key-event h2")).to_have_text("Commission meets in Geneva")
            expect(page).to_have_url(f"{three.address}?event=geneva&from=geneva&to=tripoli&unit=mi&base=osm")
            three.start(home)
            context.close()
        browser.close()
    seen("; ".join(told))
