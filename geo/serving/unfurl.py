"""Links that unfurl: each page's first HTML says what it is about, to those who run no scripts.

It is Streamlit's own file with a few lines more in its head. What they hold comes from a story or a link, and is text
in quoted attributes. Addresses in them are built from the hosts of the settings only, never from what a request claims.
"""

import hashlib
from collections.abc import Mapping
from functools import cache
from urllib.parse import quote, urlencode

import anyio
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from geo.base.markup import Markup
from geo.export.picture import studio
from geo.serving import assets, compression, link_summary, response_headers
from geo.serving.cards import Cards
from geo.serving.link_summary import LinkSummary
from geo.serving.requests import is_allowed
from geo.serving.settings import YEAR_S, Settings
from geo.view import basemap, modules
from geo.view.link import FIELDS, STORY_PARAMETERS, View, mended

_TITLE = "<title>Streamlit</title>"
#: Links that may wait for their story to be read before others get the general words.
_WAITING = 20
_PIXELS = {"width": "1200", "height": "630"}
#: Seconds that drawing the picture of a story may take.
_PICTURE_S = 15.0
_GENERAL = basemap.STATIC / "dateline" / "card.png"


def routes(settings: Settings, base: str) -> list[BaseRoute]:
    """The pages and the pictures, below a base path."""
    unfurl = _Unfurl(settings, base)
    pages = [Route(f"{base}/{page}", unfurl.page) for page in ("", *link_summary.PAGES)]
    return [*pages, Route(f"{base}/unfurl/{{story}}.png", unfurl.picture)]


class _Unfurl:
    def __init__(self, settings: Settings, base: str) -> None:
        self._settings, self._base = settings, base
        self._cards, self._reading = Cards(), anyio.CapacityLimiter(1)
        self._preloads = Markup("\n    ") + assets.preloads(modules.PAGE, base)
        index = Markup(response_headers.INDEX.read_text())  # noqa: S704, as it is Streamlit's own
        self._before, found, self._after = index.partition(_TITLE)
        if not found:
            raise ValueError(f"{response_headers.INDEX} has no {_TITLE}")

    async def page(self, request: Request) -> Response:
        """A page, with what it is about in its head."""
        query = mended(request.query_params)
        page = request.url.path.removeprefix(f"{self._base}/")
        said = link_summary.PAGES.get(page) or await self._told(query)
        head = _head(said, self._addresses(request, page, query, said))
        return _html(request, self._before + head + self._preloads + self._after)

    async def _told(self, query: Mapping[str, str]) -> LinkSummary:
        if self._reading.statistics().tasks_waiting >= _WAITING:
            return link_summary.GENERAL
        return await anyio.to_thread.run_sync(link_summary.of_link, query, limiter=self._reading)

    def _addresses(self, request: Request, page: str, query: Mapping[str, str], said: LinkSummary) -> dict[str, str]:
        """Of the link, of the story in whatever view, and of the picture; none where no host is allowed by name."""
        host = request.headers.get("host", "")
        if not self._settings.allowed_hosts or not is_allowed(host, self._settings.allowed_hosts):
            return {}
        base = f"{request.scope['scheme']}://{host.lower()}{self._base}"
        story = {name: query[name] for name in STORY_PARAMETERS if name in query}
        story = dict([*story.items()][:1])
        view = {name: query[name] for name in FIELDS if name in query}
        image = f"app/static/dateline/{_GENERAL.name}?v={basemap.version()}"
        if said.story is not None:
            image = f"unfurl/{quote(said.story, safe='')}.png?v={said.version}"
        return {
            "link": f"{base}/{page}{_query(story | view)}",
            "story": f"{base}/{page}{_query(story)}",
            "image": f"{base}/{image}",
        }

    async def picture(self, request: Request) -> Response:
        """The picture of a story of this deployment, or the general one where it cannot be drawn."""
        shown = await anyio.to_thread.run_sync(link_summary.shown, request.path_params["story"], limiter=self._reading)
        if shown is None:
            return PlainTextResponse("Not found.", 404)
        story = shown.story
        png = await self._cards.of(
            shown.version, lambda: studio.picture(story, View.opening(story), "png", studio.CARD, _PICTURE_S)
        )
        fixed = png is not None and request.query_params.get("v") == shown.version
        caching = f"public, max-age={YEAR_S}, immutable" if fixed else "no-cache"
        return Response(png or _general(), media_type="image/png", headers={"Cache-Control": caching})


@cache
def _general() -> bytes:
    return _GENERAL.read_bytes()


def _query(parameters: Mapping[str, str]) -> str:
    return f"?{urlencode(parameters, quote_via=quote, safe='~@,()')}" if parameters else ""


def _head(said: LinkSummary, address: Mapping[str, str]) -> Markup:
    """The elements that stand in the head in place of Streamlit's title."""
    title = said.title if said is link_summary.GENERAL else f"{said.title} · Dateline"
    language, _, region = said.lang.partition("-")
    graph = {
        "og:type": "article" if said.is_story else "website",
        "og:site_name": "Dateline",
        "og:title": said.title,
        "og:description": said.description,
        # As Open Graph writes it, which knows no language without a region.
        "og:locale": f"{language}_{region}" if len(region) == 2 else "",
    }
    if address:
        graph |= {"og:url": address["link"], "og:image": address["image"], "og:image:type": "image/png"}
        graph |= {f"og:image:{side}": pixels for side, pixels in _PIXELS.items()}
        graph["og:image:alt"] = f"Map of the story: {said.title}" if said.story else "Dateline, and a map of the world"
    lines = [Markup("<script>{}</script>").format(response_headers.PLAIN), Markup("<title>{}</title>").format(title)]
    lines.append(Markup('<meta name="description" content="{}">').format(said.description))
    lines += (Markup('<meta property="{}" content="{}">').format(name, text) for name, text in graph.items() if text)
    card = "summary_large_image" if address else "summary"
    lines.append(Markup('<meta name="twitter:card" content="{}">').format(card))
    if address:
        lines.append(Markup('<link rel="canonical" href="{}">').format(address["story"]))
    return Markup("\n    ").join(lines)


def _html(request: Request, page: Markup) -> Response:
    """The answer with a page, packed as the browser likes; or that it has it already."""
    body = page.encode()
    encoding = compression.wanted(request.headers.get("accept-encoding", ""))
    tag = f'"{hashlib.sha256(body).hexdigest()[:16]}-{encoding or "plain"}"'
    headers = {"Cache-Control": "no-cache", "ETag": tag, "Vary": "Accept-Encoding"}
    if compression.is_known(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    if encoding:
        body, headers["Content-Encoding"] = compression.packed(body, encoding), encoding
    return Response(body, media_type="text/html", headers=headers)
