import asyncio
import gzip
import mimetypes
import threading
from pathlib import Path

import brotli
import pytest
import streamlit
from starlette.responses import PlainTextResponse

from geo.serving import assets, compression
from geo.serving.assets import Asset, Assets
from geo.serving.packing import Packing
from tests.serving.asked import ask

TEXT = b"const a = 'some script';\n" * 400
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}
NAMES = {"a.js": TEXT, "b.json": TEXT, "small.js": b"1", "font.woff2": TEXT, "page.html": TEXT}


@pytest.fixture
def folder(tmp_path):
    for name, content in NAMES.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


@pytest.fixture
def served(folder):
    """Makes the middleware with some files; what is behind it says that it is."""

    def made(base="", folder=folder, **packing):
        files = {f"{base}/static/{name}": Asset(folder / name, {"X-Own": "yes"}) for name in NAMES}
        return Assets(PlainTextResponse("behind"), files, base, Packing(**packing))

    return made


class _Shut:
    """A folder of files, none of which may be looked at."""

    def __truediv__(self, name):
        return self

    def stat(self):
        raise AssertionError("a file is looked at")


@pytest.fixture
def packings(monkeypatch):
    packed, real = [], compression.packed
    monkeypatch.setattr(compression, "packed", lambda body, encoding: packed.append(encoding) or real(body, encoding))
    return packed


def test_text_is_packed_once_in_each_encoding_however_it_is_asked_for_and_told_so(served, packings):
    app = served()
    wishes = {
        "br": ("br, deflate", "BR", "gzip;q=0.9, br", "br;q=1.0,x"),
        "gzip": ("gzip", "deflate, gzip;q=0.1", "*;q=0.1, br;q=0"),
    }

    async def asked():
        return [
            (encoding, await ask(app, "/static/a.js", query=query, accept_encoding=wish))
            for query in ("", "v=1", "v=2&./")
            for encoding, spelt in wishes.items()
            for wish in spelt
        ]

    tags = set()
    for encoding, answer in asyncio.run(asked()):
        assert answer.headers["content-encoding"] == encoding
        assert (answer.headers["vary"], answer.headers["x-own"]) == ("Accept-Encoding", "yes")
        assert int(answer.headers["content-length"]) == len(answer.body) < len(TEXT) / 4
        assert UNPACK[encoding](answer.body) == TEXT
        assert answer.headers["content-type"] == f"{mimetypes.guess_type('a.js')[0]}; charset=utf-8"
        tags.add((encoding, answer.headers["etag"]))
    assert packings == ["br", "gzip"]
    assert len({tag for _, tag in tags}) == len(tags) == 2


# Each comes to a file for who resolves or decodes it.
SPELLINGS = [
    *("/static/./a.js", "/static//a.js", "/static/.//a.js", "/static/x/../a.js", "/static/a.js/", "/static/a.js/."),
    *("/static/../static/a.js", "/static/%2e/a.js", "/static/%2E%2e/static/a.js", "/static%2fa.js", "/static/%2Fa.js"),
    *("/static/a%2ejs", "/static/%61.js", "/%73tatic/a.js", "/static/%252e/a.js", "/static/%25%32%65/a.js"),
    *("/static/.\\a.js", "/static/%5ca.js", "/static/%5Ca.js", "/static/%255ca.js", "/static/a.js%00", "/static/A.js"),
    *("/static/a.js;x", "/static/a.js%20", "/static/none.js", "/static/", "/static/%c0%ae/a.js", "/app/static/./a.js"),
    *("/app/static/none.js", "/component/", "/component/x/./a.js", "/component//a.js"),
]


@pytest.mark.parametrize("path", SPELLINGS)
@pytest.mark.parametrize("base", ["", "/b"])
def test_other_spellings_of_an_address_are_refused_unread(served, packings, base, path):
    answer = asyncio.run(ask(served(base, _Shut()), f"{base}{path}", accept_encoding="br"))
    assert (answer.status, answer.body) == (404, b"Not found.")
    assert packings == []


def test_only_what_lies_below_the_folders_is_for_files(served):
    for path in ("/", "/make", "/static", "/media/static/a.js", "/b/static/a.js", "/./static/a.js"):
        assert asyncio.run(ask(served(), path, accept_encoding="br")).body == b"behind"
    assert asyncio.run(ask(served("/b"), "/static/a.js", accept_encoding="br")).body == b"behind"
    assert asyncio.run(ask(served("/b"), "/b/static/a.js", accept_encoding="br")).headers["content-encoding"] == "br"


def test_many_at_once_pack_once_and_one_who_leaves_takes_it_from_nobody(served, packings):
    app = served()

    async def asked():
        readers = [asyncio.create_task(ask(app, "/static/a.js", accept_encoding="br")) for _ in range(20)]
        await asyncio.sleep(0)
        readers[0].cancel()
        return await asyncio.gather(*readers, return_exceptions=True)

    gone, *answers = asyncio.run(asked())
    assert isinstance(gone, asyncio.CancelledError)
    assert {brotli.decompress(answer.body) for answer in answers} == {TEXT}
    assert packings == ["br"]


async def leave(app, path, leaves_after=0, **headers):
    """What an app answers to who hangs up after so many turns of the loop."""
    sent, told = [], [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive():
        if told:
            return told.pop()
        for _ in range(leaves_after):
            await asyncio.sleep(0)
        return {"type": "http.disconnect"}

    async def send(message):
        sent.append(message)

    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "headers": raw}
    await app(scope, receive, send)
    return sent


@pytest.mark.parametrize("accept_encoding", ["br", "identity"])
def test_nothing_is_looked_at_for_who_has_hung_up(served, accept_encoding):
    app = served(folder=_Shut())
    assert asyncio.run(leave(app, "/static/a.js", accept_encoding=accept_encoding)) == []


def test_nothing_is_packed_for_who_hangs_up_before_it_is_their_turn(served, monkeypatch):
    app, free, packed = served(), threading.Event(), []

    def pack(_, encoding):
        free.wait(20)
        packed.append(encoding)
        return b"packed"

    monkeypatch.setattr(compression, "packed", pack)

    async def asked():
        reader = asyncio.create_task(ask(app, "/static/a.js", accept_encoding="br"))
        await asyncio.sleep(0.01)
        sent = await leave(app, "/static/b.json", 20, accept_encoding="gzip")
        free.set()
        return sent, await reader, await ask(app, "/static/page.html", accept_encoding="br")

    sent, *answers = asyncio.run(asked())
    assert sent == []
    assert [answer.body for answer in answers] == [b"packed"] * 2
    assert packed == ["br", "br"]


def test_a_file_for_which_too_much_waits_goes_as_it_is(served, packings):
    answer = asyncio.run(ask(served(waiting_bytes=len(TEXT) - 1), "/static/a.js", accept_encoding="br"))
    assert (answer.body, answer.headers["vary"]) == (TEXT, "Accept-Encoding")
    assert "content-encoding" not in answer.headers
    assert packings == []


def test_browser_that_has_the_version_gets_no_body_and_one_that_has_another_does(served, folder, packings):
    app = served()

    async def asked():
        first = await ask(app, "/static/a.js", accept_encoding="br")
        tag = first.headers["etag"]
        same = await ask(app, "/static/a.js", accept_encoding="br", if_none_match=f'"x", W/{tag}')
        other_encoding = await ask(app, "/static/a.js", accept_encoding="gzip", if_none_match=tag)
        (folder / "a.js").write_bytes(TEXT * 2)
        return same, other_encoding, await ask(app, "/static/a.js", accept_encoding="br", if_none_match=tag)

    same, other_encoding, changed = asyncio.run(asked())
    assert (same.status, same.body) == (304, b"")
    assert "content-encoding" not in same.headers
    assert other_encoding.status == 200
    assert brotli.decompress(changed.body) == TEXT * 2


def test_head_says_what_get_would(served):
    app = served()

    async def asked():
        return [await ask(app, "/static/a.js", method=m, accept_encoding="br") for m in ("HEAD", "GET")]

    head, get = asyncio.run(asked())
    assert head.headers == get.headers
    assert head.body == b""


@pytest.mark.parametrize(
    ("name", "headers", "status"),
    [
        ("a.js", {}, 200),
        ("a.js", {"accept_encoding": "identity"}, 200),
        ("a.js", {"accept_encoding": "br;q=0, gzip;q=0.0"}, 200),
        ("a.js", {"accept_encoding": "x-gzip, brotli"}, 200),
        ("a.js", {"accept_encoding": "br", "range": "bytes=0-99"}, 206),
        ("font.woff2", {"accept_encoding": "br"}, 200),
        ("small.js", {"accept_encoding": "br"}, 200),
    ],
)
def test_the_rest_goes_as_it_is(served, packings, name, headers, status):
    answer = asyncio.run(ask(served(), f"/static/{name}", **headers))
    assert (answer.status, answer.body) == (status, NAMES[name][:100] if status == 206 else NAMES[name])
    assert "content-encoding" not in answer.headers
    assert (answer.headers["vary"], answer.headers["x-own"]) == ("Accept-Encoding", "yes")
    assert packings == []
    again = asyncio.run(ask(served(), f"/static/{name}", **headers, if_none_match=answer.headers["etag"]))
    assert (again.status, again.body) == (304, b"")


def test_a_file_that_has_gone_since_the_start_is_missing(served, folder):
    app = served()
    (folder / "a.js").unlink()
    assert asyncio.run(ask(app, "/static/a.js", accept_encoding="br")).status == 404


def test_files_of_streamlit_of_this_project_and_of_the_maps_frame_are_found():
    found = assets.found("/b")
    index = (Path(streamlit.__file__).parent / "static" / "index.html").read_text()
    script = index.partition('src="./static/js/')[2].partition('"')[0]
    assert "immutable" in found[f"/b/static/js/{script}"].headers["Cache-Control"]
    # The frame's origin is null, so what it imports from here comes from elsewhere.
    assert found["/b/app/static/dateline/map/map.js"].headers == {"Access-Control-Allow-Origin": "*"}
    assert found["/b/component/streamlit_folium.st_folium/index.html"].headers == {"Cache-Control": "no-cache"}
    assert all(asset.path.is_file() for asset in found.values())
    assert len({asset.path for asset in found.values()}) == len(found)
    assert not any("%" in address or "/." in address or "//" in address for address in found)
