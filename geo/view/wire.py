"""The wire: the form of all that crosses to the browser. `static/dateline` reads these members by their names.

What comes back may be anything: it is an `object`, and narrowed where it arrives. Suggestions of places and providers
of tiles have their form beside what makes them (`geo.gazetteer.suggestions`, `geo.view.basemap`).
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NotRequired, TypedDict

from geo.base import faults
from geo.story.verdict import DistanceFinding
from geo.view.basemap import Provider

if TYPE_CHECKING:  # which opens SQLite, for pages that search
    from geo.gazetteer.suggestions import Suggestion

# ---- the story as it is drawn


class Reference(TypedDict):
    """A reference point of a place."""

    id: str
    name: str
    source: str


class Place(TypedDict):
    """A place of the story, with the number and the kind that the map shows it by."""

    id: str
    number: int
    name: str
    names: dict[str, str]
    lon: float
    lat: float
    kind: str
    spot: bool
    precision: str
    own: str
    source: str
    references: list[Reference]
    country: str | None


class Span(TypedDict):
    """A stretch of an article, in characters."""

    start: int
    end: int


class Tag(TypedDict):
    """A tag of events: `letter` stands for it, on its colour, by the name that style sheets know."""

    id: str
    name: str
    letter: str
    colour: str | None


class Event(TypedDict):
    """An event on the timeline; of an article with the `sentence` that tells it."""

    id: str
    place: str | None
    where: str | None
    when: str
    short: str
    year: str | None
    span: bool
    title: str
    text: str
    added: bool
    standing: str
    sources: list[str]
    note: str | None
    tags: list[str]
    sentence: NotRequired[Span]


class Source(TypedDict):
    """A source that events name."""

    id: str
    name: str
    url: str | None


class Ring(TypedDict):
    """The kilometres that a claim may mean: from a circle to another, round the place that it counts from."""

    low: float
    high: float


class Wedge(TypedDict):
    """The sector of a direction, in degrees: the bearing of its middle, and half its width."""

    middle: float
    half: float


class Claim(TypedDict):
    """A published claim, and what the map draws of it round its `origin`."""

    id: str
    origin: str
    quote: str
    cited: str
    url: str | None
    ring: Ring | None
    wedge: Wedge | None


class Ellipsoid(TypedDict):
    """The ellipsoid that lines are measured on."""

    name: str
    equatorial_radius_m: float
    inverse_flattening: float


class Algorithms(TypedDict):
    """The algorithm of each kind of line."""

    geodesic: str
    great_circle: str
    rhumb_line: str


class Means(TypedDict):
    """The means of measuring, the same for every pair; `versions` are those of the programs, by name."""

    ellipsoid: Ellipsoid
    algorithms: Algorithms
    versions: dict[str, str]


class FigureName(TypedDict):
    """The name of a figure of any working, and the group that it is in."""

    group: str
    name: str


class Geocoder(TypedDict):
    """The server that looks up the names that the gazetteer does not have."""

    host: str
    credit: str
    link: str


class Constants(TypedDict):
    """Constants of all stories, with which the browser says a finding, a distance and a direction as we do."""

    meanings: dict[DistanceFinding, str]
    legend: dict[str, str]
    km_per: dict[str, float]
    compass_points: list[str]
    working: Means
    working_names: list[FigureName]
    tiles: Provider
    geocoder: Geocoder | None


class Scene(Constants):
    """A story as the map and the timeline draw it; `shapes` are GeoJSON as the story has it.

    `measures` says whether it opens with a pair that is measured.
    """

    lang: str
    opening: str | None
    measures: bool
    places: list[Place]
    events: list[Event]
    tags: list[Tag]
    claims: list[Claim]
    sources: list[Source]
    shapes: list[Mapping[str, object]]


class Splice(TypedDict):
    """A change of a list: from the item `first` on, so many are `gone`, and these `come` instead."""

    first: int
    gone: int
    come: list[object]


class Now(TypedDict):
    """A change of anything else, by its new value."""

    now: object


class Update(TypedDict):
    """A scene by its number: as a whole, or what is new in it since the one that it is built `on`."""

    number: int
    on: int | None
    scene: NotRequired[Scene]
    changes: NotRequired[dict[str, Splice | Now]]


# ---- what is measured


class Stop(TypedDict):
    """A stop of the measured path: `key` is a place's id, or a point of the reader's own as a link has it."""

    key: str
    lon: float
    lat: float


class Leg(TypedDict):
    """A leg of the path, in words."""

    distance: str
    way: str


class Line(Leg):
    """The straight line from end to end, in words; `arriving` is in whole degrees."""

    arriving: int | None


class Judged(TypedDict):
    """A claim judged: the finding in short, all that is told beside it, and the finding on its direction.

    It is `odd` where its two units do not match.
    """

    finding: DistanceFinding
    verdict: str
    told: str
    direction: str | None
    odd: NotRequired[bool]


class Points(TypedDict):
    """The distances between all reference points of the two ends, as a table.

    `flips` has by claim each other finding, with the cells that give it, counted row by row from 0.
    """

    cells: list[list[str]]
    span: str
    flips: dict[str, dict[str, list[int]]]


class Measurement(Line):
    """A pair or path measured, in the reader's unit.

    `measured` is the span that the claims are held against, None where there are none. The figures of the `working`
    are unrounded metres and degrees, in the order of the scene's `working_names`: those are the same for every pair,
    and too long to come with each.
    """

    stops: list[Stop]
    total: str
    legs: list[Leg]
    cautions: list[str]
    measured: str | None
    claims: dict[str, Judged]
    points: Points | None
    working: list[float | str | None]
    legs_m: list[float]


class Pair(TypedDict):
    """Two places, how far it is, and in which direction; None where they are one point."""

    origin: str
    to: str
    km: float
    degrees: float | None


class Pairs(TypedDict):
    """The pairs of a story: all of them, or of a large story those `of` one place, which is None else."""

    of: str | None
    rows: list[Pair]


class Unread(TypedDict):
    """A text that a reader typed and that cannot be read, with the reason."""

    typed: str
    why: str


class FoundStop(TypedDict):
    """A place that a geocoder found, with the stop that it is."""

    name: str
    stop: str


class FoundStops(TypedDict):
    """The places that a geocoder found for one of the panel's fields."""

    field: str
    places: list[FoundStop]


# ---- an article that is read


class Near(TypedDict):
    """The settlement of the article that lies nearest to a place."""

    name: str
    distance: str


class Choice(TypedDict):
    """A place to choose for a name, by its number; `where` are the region and country that it is in."""

    number: int
    name: str
    kind: str
    where: str
    people: int | None
    near: NotRequired[Near | None]


class Mention(TypedDict):
    """A mention of a place: `name` and `reason` count in the lists of them, `number` is its place's."""

    start: int
    end: int
    name: int
    trust: str
    number: int | None
    reason: int


class Name(TypedDict):
    """A name of the article, with the places that it may mean."""

    text: str
    places: list[Choice]


class Fares(Judged):
    """A claim of an article judged, in the words of the story page, with all that the map draws of it."""

    distance: str
    way: str
    stops: list[Stop]
    ring: Ring | None
    wedge: Wedge | None


class Stated(TypedDict):
    """A claim in an article: where the names of its ends begin, and those that are offered for each of them.

    `verdict` is None where that is open, and `reason` says why.
    """

    start: int
    end: int
    origin: int | None
    to: int | None
    origins: list[int]
    tos: list[int]
    checkable: bool
    verdict: Fares | None
    reason: str | None


class Date(TypedDict):
    """A date in an article; without `edtf` it stays open."""

    start: int
    end: int
    edtf: str | None
    words: str | None
    base: str | None
    reason: str | None


class Annotation(TypedDict):
    """The findings of an article; `pins` are the ids of places on the map by their numbers.

    `filed_on` is the date in its dateline, which is most likely the day of publication; `notice` says what is not read,
    as the text is not in English.
    """

    mentions: list[Mention]
    names: list[Name]
    reasons: list[str]
    stated: list[Stated]
    dates: list[Date]
    filed_on: str | None
    notice: str | None
    placeless: list[Span]
    pins: dict[str, str]


class ArticleScene(Scene, Annotation):
    """The scene of an article, which its token names."""

    token: str | None


class FoundPlaces(TypedDict):
    """The places that a name of an article may mean beside those that were offered."""

    text: str
    places: list[Choice]


class Taken(TypedDict):
    """An article that came as a file; `published_from` says where in it the date was."""

    text: str
    title: str | None
    published: str | None
    published_from: str | None


class Fault(TypedDict):
    """A fault in something that somebody brought."""

    path: str
    problem: str
    remedy: str


def fault(found: faults.Fault) -> Fault:
    """A fault as it crosses."""
    return {"path": found.path, "problem": found.problem, "remedy": found.remedy}


class ArticleReply(TypedDict):
    """The answer to a message on an article, `count` being the message's."""

    count: int
    token: str | None
    refused: list[Fault]
    full: bool
    unread: str | None
    found: FoundPlaces | None
    taken: Taken | None


class ReadPage(ArticleReply):
    """That answer on the page, with the title of the draft that is `open` on another."""

    open: str | None


# ---- a draft that is made


class Swap(TypedDict):
    """A feature whose latitude and longitude seem swapped, and where it lies if they are."""

    index: int
    lon: float
    lat: float


class Table(TypedDict):
    """A table's columns as they were read, and all that one may choose from."""

    header: list[str]
    columns: dict[str, str | None]
    separators: list[str]
    encodings: list[str]


class OpenName(TypedDict):
    """A place of a draft that has no position: its feature, and the places that its name may mean, with the reason."""

    index: int
    id: str
    name: str
    reason: str
    places: "list[Suggestion]"


class FoundPoint(TypedDict):
    """A place that a geocoder knows by a name."""

    name: str
    lon: float
    lat: float


class Asked(TypedDict):
    """The answer of a geocoder for the place with this id: places, or why there are none."""

    id: str
    places: list[FoundPoint]
    problem: str | None
    host: str


class Naming(TypedDict):
    """The places of a draft whose names are still to be decided.

    So many may mean one of several places, are not in the gazetteer, and are looked up when others are decided; the
    first of them by themselves, and the host of the geocoder that may be asked.
    """

    doubtful: int
    unknown: int
    waiting: int
    names: list[OpenName]
    geocoder: str | None
    asked: Asked | None


class Ask(TypedDict):
    """A question about a column of a file: what may be answered, what is taken, and what each reading comes to.

    That is said in words. `at` has where it lies, longitude first, for those that are positions; it is empty once the
    question is answered.
    """

    column: str
    readings: list[str]
    taken: str | None
    shown: list[str]
    at: list[list[float] | None]


class NoDraft(TypedDict):
    """The answer where there is no draft."""

    token: None
    refused: list[Fault]


class DraftReply(TypedDict):
    """The state of a draft: the changes that it has, and all that is wrong with it."""

    token: str | None
    count: int
    lost: bool
    document: str | None
    faults: list[Fault]
    faulty: int
    swaps: list[Swap]
    refused: list[Fault]
    notes: list[Fault]
    asks: list[Ask]
    table: Table | None
    naming: Naming | None


class UploadReply(TypedDict):
    """The count of pieces of an upload that are here, and the reason why no more are taken."""

    of: str | None
    count: int
    refused: Fault | None


# ---- the page


class Header(TypedDict):
    """The version of the browser's files on the server: to another one an open page does not fit."""

    version: str


class Shared(TypedDict):
    """A story to share: `data` is the packed story, where no address names it; `more` is what it is too long by."""

    title: str
    data: str | None
    more: NotRequired[int]


class MeasuredView(TypedDict):
    """The part of the view that the map and the panel of distances show of what is measured.

    `pair` is None in a story without one, until somebody asks to measure.
    """

    pair: Measurement | None
    via: list[str]
    ref_from: str | None
    ref_to: str | None
    unit: str
    base: str
    unread: dict[str, Unread]
    found: FoundStops | None


class PairsView(TypedDict):
    """The part of the view with all pairs; None until somebody asks for them."""

    pairs: Pairs | None


class EventView(TypedDict):
    """The part of the view that says which event is selected, up to which they are shown, and of which tags none is."""

    event: str
    until: str | None
    hide: list[str]


class Wire(TypedDict):
    """A part of the view on its way, with the query of the whole."""

    view: MeasuredView | PairsView | EventView
    query: str
    parameter: str
    reports: str
    number: int
