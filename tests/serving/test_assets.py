import asyncio
import gzip

import brotli
import pytest
from starlette.applications import Starlette
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from geo.serving import compression
from geo.serving.assets import Assets
from tests.serving.asked import ask

TEXT = b"const a = 'some script';\n" * 400
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.fixture
def folder(tmp_path):
    for name, content in {
        "a.js": TEXT,
        "b.json": TEXT,
        "small.js": b"1",
        "font.woff2": TEXT,
        "page.html": TEXT,
    }.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


@pytest.fixture
def server(folder):
    """Files as Streamlit serves them: its own, this project's, and those of components, which have no tag."""

    async def component(request):
        return Response((folder / request.path_params["name"]).read_bytes(), media_type="text/javascript")

    files = StaticFiles(directory=folder)
    routes = [Mount("/static", files), Mount("/app/static", files), Mount("/b/static", files)]
    inner = Starlette(routes=[*routes, Route("/component/x/{name}", component), Mount("/other", files)])
    return GZipMiddleware(inner, minimum_size=500)


@pytest.fixture
def packings(monkeypatch):
    packed, real = [], compression.packed
    monkeypatch.setattr(compression, "packed", lambda body, encoding: packed.append(encoding) or real(body, encoding))
    return packed


@pytest.mark.parametrize("path", ["/static/a.js", "/app/static/b.json", "/component/x/a.js"])
def test_text_is_packed_once_in_each_encoding_and_told_so(server, packings, path):
    app = Assets(server)

    async def asked():
        return [await ask(app, path, accept_encoding=f"{wish}, deflate") for wish in ("br", "gzip", "br", "gzip")]

    answers = asyncio.run(asked())
    for answer, encoding in zip(answers, ("br", "gzip") * 2, strict=True):
        assert answer.headers["content-encoding"] == encoding
        assert answer.headers["vary"] == "Accept-Encoding"
        assert int(answer.headers["content-length"]) == len(answer.body) < len(TEXT) / 4
        assert UNPACK[encoding](answer.body) == TEXT
    assert packings == ["br", "gzip"]
    assert answers[0].headers["etag"] == answers[2].headers["etag"] != answers[1].headers["etag"]
    assert answers[0].headers["content-type"].partition(";")[0] in ("text/javascript", "application/json")


def test_many_at_once_pack_once_and_one_who_leaves_takes_it_from_nobody(server, packings):
    app = Assets(server)

    async def asked():
        readers = [asyncio.create_task(ask(app, "/static/a.js", accept_encoding="br")) for _ in range(20)]
        await asyncio.sleep(0)
        readers[0].cancel()
        return await asyncio.gather(*readers, return_exceptions=True)

    gone, *answers = asyncio.run(asked())
    assert isinstance(gone, asyncio.CancelledError)
    assert {brotli.decompress(answer.body) for answer in answers} == {TEXT}
    assert packings == ["br"]


def test_browser_that_has_the_version_gets_no_body_and_one_that_has_another_does(server, folder):
    app = Assets(server)

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


def test_head_says_what_get_would(server):
    app = Assets(server)

    async def asked():
        return [await ask(app, "/static/a.js", method=m, accept_encoding="br") for m in ("HEAD", "GET")]

    head, get = asyncio.run(asked())
    assert head.headers == get.headers
    assert head.body == b""


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/static/a.js", {}),
        ("/static/a.js", {"accept_encoding": "identity"}),
        ("/static/a.js", {"accept_encoding": "br;q=0, gzip;q=0.0"}),
        ("/static/a.js", {"accept_encoding": "br", "range": "bytes=0-99"}),
        ("/static/font.woff2", {"accept_encoding": "br"}),
        ("/static/small.js", {"accept_encoding": "br"}),
        ("/static/none.js", {"accept_encoding": "br"}),
        ("/other/a.js", {"accept_encoding": "br"}),
    ],
)
def test_the_rest_passes_as_it_is(server, packings, path, headers):
    passed = asyncio.run(ask(Assets(server), path, **headers))
    behind = asyncio.run(ask(server, path, **headers))
    assert (passed.status, passed.body) == (behind.status, behind.body)
    assert passed.headers.get("content-encoding") == behind.headers.get("content-encoding")
    assert packings == []
    if path != "/other/a.js":
        assert passed.headers["vary"] == "Accept-Encoding"


def test_what_was_not_asked_for_lately_makes_room(server, packings, folder):
    (folder / "c.js").write_bytes(TEXT)
    app = Assets(server, kept_bytes=2 * len(compression.packed(TEXT, "br")))
    packings.clear()

    async def asked():
        for name in ("a.js", "b.json", "a.js", "c.js", "a.js", "b.json"):
            await ask(app, f"/static/{name}", accept_encoding="br")

    asyncio.run(asked())
    assert len(packings) == 4  # a, b, c, and b again


def test_base_of_the_page_is_no_part_of_a_files_address(server):
    answer = asyncio.run(ask(Assets(server, base="/b"), "/b/static/a.js", accept_encoding="br"))
    assert answer.headers["content-encoding"] == "br"
