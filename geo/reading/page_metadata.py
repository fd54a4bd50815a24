"""What a page states of itself: its title, and when it was published; only where it says so, never a guess.

`htmldate` guesses: it makes 1 January of a year of copyright, the first of a month, and takes dates of pictures and of
other articles. Here a date counts where a standard has it: schema.org, Open Graph, Dublin Core, HTML and their like.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from geo.base.edtf import When
from geo.base.faults import Fault, RefusedError
from geo.intake.dates import written
from geo.intake.markup import plain
from geo.reading.dates.find import find_dates
from geo.story import strict_json

#: The most elements of a page: a long article with all that is around it has some thousands.
MAX_ELEMENTS = 20_000
#: The most attributes of one element, as a tree takes time by their square, and of all.
MAX_ATTRIBUTES, MAX_ALL_ATTRIBUTES = 1_000, 100_000
#: How deep elements may be nested; what looks for the article looks at each through all around it.
MAX_DEPTH = 100
_MAX_TITLE = 500
_MAX_JSON = 200_000
_REMEDY = "copy the text of the article, and open that instead"
_JSON = "application/ld+json"
_OPEN_GRAPH = "article:published_time"
# By the names and properties of `meta`, in lower case, as of Open Graph, schema.org, Dublin Core and large publishers.
_DATES = (
    *(_OPEN_GRAPH, "og:article:published_time", "og:published_time", "datepublished", "article.published"),
    *("parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "citation_publication_date"),
    *("dcterms.issued", "dc.date.issued", "dcterms.created", "dc.date.created", "dcterms.date", "dc.date"),
    *("publication_date", "publish-date", "publish_date", "publishdate", "pubdate", "date"),
)
_TITLES = ("og:title", "twitter:title", "dc.title")


class Imprint(NamedTuple):
    """The title and date of a page, each None where it states none; `published_from` says where it states the date."""

    title: str | None
    published: When | None
    published_from: str | None


def read(page: bytes) -> Imprint:
    """What an HTML page in UTF-8 states. Raises `RefusedError` where it is larger than any article, or nested deeper.

    Time and memory are in proportion to the page: no tree is built.
    """
    # Only when a page is read.
    from lxml import etree

    statements = _Statements()
    parser = etree.HTMLParser(target=statements, encoding="utf-8", no_network=True, huge_tree=False)
    etree.fromstring(page, parser)
    date, place = next(statements.dates(), (None, None))
    return Imprint(next(statements.titles(), None), date, place)


class _Statements:
    """Takes the elements of a page as the parser comes to them, and keeps what they state."""

    def __init__(self) -> None:
        self._elements = self._attributes = self._depth = 0
        self._meta: dict[str, str] = {}
        self._times: list[str] = []
        # The text of the first `title` and `h1`, and of all JSON-LD; that of the element that is open now.
        self._texts: dict[str, list[str]] = {"title": [], "h1": [], _JSON: []}
        self._open: tuple[str, str, int] | None = None
        self._parts: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self._elements += 1
        self._depth += 1
        if self._elements > MAX_ELEMENTS:
            raise RefusedError([Fault("", f"the page has more than {MAX_ELEMENTS:,} elements", _REMEDY)])
        self._attributes += len(attributes)
        if len(attributes) > MAX_ATTRIBUTES or self._attributes > MAX_ALL_ATTRIBUTES:
            problem = f"the elements of the page have more than {MAX_ATTRIBUTES:,} attributes"
            raise RefusedError([Fault("", problem, _REMEDY)])
        if self._depth > MAX_DEPTH:
            raise RefusedError([Fault("", f"the elements of the page are nested more than {MAX_DEPTH} deep", _REMEDY)])
        if tag == "meta":
            name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            self._meta.setdefault(name.lower(), attributes.get("content") or "")
        elif tag == "time" and (attributes.get("itemprop") == "datePublished" or "pubdate" in attributes):
            self._times.append(attributes.get("datetime") or "")
        elif self._open is None:
            kind = _JSON if tag == "script" and (attributes.get("type") or "").lower() == _JSON else tag
            if kind in self._texts and (kind == _JSON or not self._texts[kind]):
                self._open, self._parts = (kind, tag, self._depth), []

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._open and self._open[1:] == (tag, self._depth):
            self._texts[self._open[0]].append("".join(self._parts))
            self._open = None
        self._depth -= 1

    def data(self, text: str) -> None:
        """Text inside an element."""
        if self._open:
            self._parts.append(text)

    def close(self) -> None:
        """The page ends."""

    def titles(self) -> Iterator[str]:
        """The titles that are stated, the likeliest first."""
        stated = [article.get("headline") for article in self._articles()]
        stated += [self._meta.get(name) for name in _TITLES]
        stated += self._texts["h1"] + self._texts["title"]
        for title in stated:
            if isinstance(title, str) and (one_line := " ".join(plain(title[: 4 * _MAX_TITLE]).split())):
                yield one_line[:_MAX_TITLE]

    def dates(self) -> Iterator[tuple[When, str]]:
        """The dates that are stated with their places, the likeliest first."""
        stated = [(article.get("datePublished"), "JSON-LD datePublished") for article in self._articles()]
        stated += [(self._meta.get(name), f"meta {name}") for name in _DATES]
        stated += [(time, "time element") for time in self._times]
        for value, place in stated:
            if isinstance(value, str) and (date := _date(value)):
                yield date, place

    def _articles(self) -> list[dict[str, object]]:
        """The articles that the page describes in JSON-LD, as schema.org calls them, before the page itself."""
        found: list[dict[str, object]] = []
        for text in self._texts[_JSON]:
            if len(text) > _MAX_JSON:
                continue
            try:
                value, _ = strict_json.read(text.encode())
            except RefusedError:
                continue
            graph = value.get("@graph") if isinstance(value, dict) else None
            items = graph if isinstance(graph, list) else value if isinstance(value, list) else [value]
            found += [item for item in items if isinstance(item, dict) and _rank(item)]
        return sorted(found, key=_rank, reverse=True)


def _rank(item: dict[str, object]) -> int:
    """2 for an article, 1 for a page, 0 for anything else."""
    kinds = item.get("@type")
    named = [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]
    if any(kind.endswith(("Article", "BlogPosting", "Report")) for kind in named):
        return 2
    return int("WebPage" in named)


def _date(value: str) -> When | None:
    """The one date that a value states: ISO 8601, or as prose or other standards have it."""
    stated = written.edtf(value) or next((found.edtf for found in find_dates(value[:60], None)), None)
    when = When.parse(stated) if stated else None
    return when if when and not when.is_interval else None
