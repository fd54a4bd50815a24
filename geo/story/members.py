"""The members of a story file: the one table that reader, writer, schema, editor, CSV and docs are made from.

A new member is a line here and a field in `geo.story.model`; CONTRIBUTING tells what else it takes. The files that
follow from this table are made by `data/rebuild_format.py`.
"""

from collections.abc import Mapping
from typing import get_args

from geo.base.colours import TAG_COLOURS
from geo.measure.geodesy import COMPASS_POINTS
from geo.story.model import HEDGES, MAX_KM, BasedOn, ClaimKind, Precision, SaidBy, Status, Unit
from geo.story.part import Member, Part

#: The newest version of the format. A story is written in the oldest that has all its members.
VERSION = 2
#: The most events or sources of one story.
MAX_ITEMS = 10_000
#: The most claims of one story, and of those the most about one pair of places: what is measured brings all of these to
#: the browser, with how each fares between all reference points.
MAX_CLAIMS, MAX_CLAIMS_OF_PAIR = 500, 100
#: The most tags of one story: each has a letter of its own.
MAX_TAGS = 26
#: The most features of one story, and the most parts of one geometry collection.
MAX_FEATURES = 10_000
#: The most reference points of one place, and of all places of a story.
MAX_REFERENCES, MAX_REFERENCES_OF_STORY = 10, 2_000
MAX_TITLE, MAX_QUOTE, MAX_SUMMARY, MAX_NOTE, MAX_TEXT = 200, 500, 1_000, 2_000, 5_000
MAX_NAME, MAX_POSITION_SOURCE = 120, 500
#: The longest passage of a source, and what is kept of the text on each side of it.
MAX_PASSAGE, MAX_CONTEXT = 1_000, 32


def _id(what: str, example: str, more: str = "") -> Member:
    return Member(
        key="id",
        form="id",
        of=what,
        title=f"Id of the {what}",
        about=f"Unique among the {what}s{more}.",
        example=example,
        label="Id",
    )


def _words(*words: str) -> dict[str, str]:
    return dict(zip(words, words, strict=True))


def _labelled(choice: object, *labels: str) -> dict[str, str]:
    return dict(zip(get_args(choice), labels, strict=True))


# A member a paragraph, which the formatter would make a page of.
# fmt: off
SOURCE = Part(
    name="source",
    members=(
        _id("source", "reliefweb"),
        Member(
            key="title", form="text", title="Title", about="Of the article or page.",
            example="Security and military talks in Hurghada conclude", most=MAX_TITLE, label="Title", is_wide=True,
        ),
        Member(
            key="publisher", form="text", title="Publisher",
            about="Who published it; left out where that is not known.", example="ReliefWeb", optional=True,
            most=MAX_TITLE, label="Publisher",
        ),
        Member(
            key="date", form="date", title="Date", about="When it was published; left out where that is not known.",
            example="2020-09-30", optional=True, label="Date",
        ),
        Member(
            key="url", form="url", title="Web address",
            about="Where it can be read; left out where that is not known.", example="https://reliefweb.int/report/…",
            optional=True, label="Link", is_wide=True,
        ),
    ),
    cells=("title", "publisher", "date", "url", "id"),
)

TAG = Part(
    name="tag",
    members=(
        _id("tag", "talks", "; events and links name it"),
        Member(
            key="name", form="text", title="Name", about="As the legend has it.", example="Talks", most=MAX_NAME,
            label="Name", is_wide=True,
        ),
        Member(
            key="colour", form="choice", title="Colour",
            about="Of the letter that stands for the tag, another for each; left out, the letter is as dark as a mark.",
            example="blue", optional=True, options=_words(*TAG_COLOURS), label="Colour",
        ),
    ),
    cells=("name", "colour", "id"),
)

PASSAGE = Part(
    name="passage",
    members=(
        Member(
            key="exact", form="text", title="Exact", about="The words of the source, as they stand there.",
            example="The talks opened in Ghadames, some 465 km southwest of Tripoli.", most=MAX_PASSAGE,
        ),
        Member(
            key="prefix", form="text", title="Prefix", about="What stands right before them.",
            example="had met in Geneva in October. ", optional=True, most=MAX_CONTEXT,
        ),
        Member(
            key="suffix", form="text", title="Suffix", about="What stands right after them.",
            example=" It is the first meeting inside", optional=True, most=MAX_CONTEXT,
        ),
    ),
)


def _passage(of: str) -> Member:
    return Member(
        key="passage", form="object", title="Passage",
        about=f"Where it is said: {of} The link to the source leads there.", optional=True, since=2, of="passage",
    )


EVENT = Part(
    name="event",
    members=(
        _id("event", "ceasefire", "; links name it"),
        Member(
            key="place", form="link", title="Place",
            about="The id of a place; null or left out where the source names none.", example="geneva", optional=True,
            of="place", label="Place", is_null_written=True,
        ),
        Member(
            key="when", form="date", title="When",
            about="As precisely as it is known and no more; left out where nobody says it.",
            example="2020-10-23", optional=True, label="When",
        ),
        Member(
            key="time", form="time", title="Time",
            about="The time of day, where `when` is a day: hours and minutes, with the offset from UTC or without.",
            example="14:30", optional=True, since=2, label="Time", hint="as in 14:30 or 14:30+02:00",
        ),
        Member(
            key="title", form="text", title="Title", about="What happened, in a few words.",
            example="A ceasefire is signed", most=MAX_TITLE, label="Title", is_wide=True,
        ),
        Member(
            key="text", form="text", title="Text",
            about="What happened, in plain text; left out where the title says it all.",
            example="The two sides sign a ceasefire.", optional=True, most=MAX_TEXT, label="What happened",
            is_wide=True, is_long=True,
        ),
        Member(
            key="sources", form="links", title="Sources", about="Ids of sources. May be empty.",
            example=["news-item"], most=MAX_ITEMS, of="source", label="Sources",
        ),
        Member(
            key="said_by", form="choice", title="Said by",
            about="`article`: the article tells it. `added`: only other sources do.", example="article",
            options=_labelled(SaidBy, "the article", "other sources"), label="Told by",
        ),
        Member(
            key="status", form="choice", title="Status",
            about="Whether it had happened or was announced when the article was written.", example="happened",
            options=_words(*get_args(Status)), label="Status",
        ),
        Member(
            key="note", form="text", title="Note", about="What a reader should know, such as sources that differ.",
            example="Reports differ on the last day.", optional=True, most=MAX_NOTE, label="Note", is_long=True,
        ),
        Member(
            key="tags", form="links", title="Tags", about="Ids of tags, which the legend lists and hides.",
            example=["talks"], optional=True, since=2, most=MAX_TAGS, of="tag", label="Tags",
        ),
        Member(
            key="from", form="link", title="From", about="The id of the place that the line leaves which is measured "
            "while the event is selected. Without `from` and `to` that is the story's own.",
            example="tripoli", optional=True, since=2, of="place", attribute="origin", label="Measures from",
        ),
        Member(
            key="to", form="link", title="To", about="The id of the place where that line arrives.",
            example="ghadames", optional=True, since=2, of="place", label="Measures to",
        ),
        _passage("a sentence of the first of `sources`."),
    ),
    cells=(
        *("when", "time", "title", "place", "text", "status", "said_by", "sources", "tags", "note", "from", "to", "id"),
    ),
)

_LOW = Member(
    key="low", form="amount", title="Low", about="The value, or the lower end of a range, in `unit`.", example=465,
    label="Lowest",
)
_HIGH = Member(
    key="high", form="amount", title="High", about="The same value again, or the upper end of the range, in `unit`.",
    example=465, label="Highest",
)
_UNIT = Member(
    key="unit", form="choice", title="Unit", about="Of `low` and `high`.", example="km",
    options=_words(*get_args(Unit)), newer=("yd",), label="Unit",
)
QUANTITY = Part(name="quantity", members=(_LOW, _HIGH, _UNIT), cells=("low", "high", "unit"))

CLAIM = Part(
    name="claim",
    members=(
        _id("claim", "news-465"),
        Member(
            key="quote", form="text", title="Quote", about="The words of the source.",
            example="some 465 km southwest of Tripoli", most=MAX_QUOTE, label="As published", is_wide=True,
            is_long=True,
        ),
        Member(
            key="from", form="link", title="From", about="The id of the place that the distance is counted from.",
            example="tripoli", of="place", attribute="origin", label="From",
        ),
        Member(
            key="to", form="link", title="To", about="The id of the place that the claim is about; left out where "
            "nobody says which it is, or where it is none.", example="ghadames", optional=True, of="place", label="To",
        ),
        *QUANTITY.members,
        Member(
            key="also", form="quantity", title="Also",
            about="The same distance as the quote gives it in a second unit.",
            example={"low": 287, "high": 287, "unit": "mi"}, optional=True, of="quantity", label="Also",
        ),
        Member(
            key="hedge", form="choice", title="Hedge",
            about="The word before the value that makes it less than exact.", example="some", optional=True,
            options=_words(*HEDGES), label="Hedge",
        ),
        Member(
            key="direction", form="choice", title="Direction",
            about="One of the 16 compass points, as seen from `from`.",
            example="southwest", optional=True, options=_words(*COMPASS_POINTS), label="Direction",
        ),
        Member(
            key="source", form="link", title="Source", about="The id of the source that is quoted.",
            example="news-item", of="source", label="Source",
        ),
        Member(
            key="kind", form="choice", title="Kind", about="What the distance counts between; left out, a pair of "
            "places. The others are not judged so far.", example="radius", optional=True, since=2,
            options=_labelled(
                ClaimKind, "a pair of places", "a radius round a place", "from a border", "from a coast",
                "inside an area", "halfway between places",
            ),
            label="Kind",
        ),
        _passage("a sentence of `source`."),
    ),
    cells=(
        *("quote", "from", "to", "hedge", "low", "high", "unit", "direction", "source", "kind"),
        *("also/low", "also/high", "also/unit", "id"),
    ),
)

OPENING = Part(
    name="opening",
    members=(
        Member(
            key="event", form="link", title="Event",
            about="The id of the event that is shown; left out, the first is.", of="event", optional=True,
            label="Opens with the event",
        ),
        Member(
            key="from", form="link", title="From", about="The id of the place that the measured line leaves. A "
            "story without `from` and `to` measures nothing before somebody asks.",
            of="place", attribute="origin", optional=True, label="Measures from",
        ),
        Member(
            key="to", form="link", title="To", about="The id of the place where the measured line arrives.",
            of="place", optional=True, label="Measures to",
        ),
    ),
)

REFERENCE = Part(
    name="reference",
    members=(
        Member(
            key="id", form="id", of="reference", title="Id",
            about="Unique among the reference points of its place; links name it.", example="old-town", label="Id",
        ),
        Member(
            key="name", form="text", title="Name", about="In the language of the story.",
            example="Old town of Ghadames", most=MAX_NAME, label="Name", is_wide=True,
        ),
        Member(
            key="coordinates", form="position", title="Coordinates", about="Where the point is.",
            example=[9.5, 30.1333], attribute="at",
        ),
        Member(
            key="radius_km", form="number", title="Radius in kilometres",
            about="How far from the position the point may reasonably be meant.", example=2, most=int(MAX_KM),
            label="Radius, km",
        ),
        Member(
            key="position_source", form="text", title="Source of the position",
            about="Where the coordinates come from.", example="World Heritage list, no. 362",
            most=MAX_POSITION_SOURCE, label="Who gives the position", is_wide=True,
        ),
    ),
    cells=("name", "coordinates", "radius_km", "position_source", "id"),
)

#: The properties of a feature that is a place; its id and its geometry stand beside them.
PLACE = Part(
    name="placeProperties",
    members=(
        Member(
            key="name", form="text", title="Name", about="In the language of the story.", example="Ghadames",
            most=MAX_NAME, label="Name", is_wide=True,
        ),
        Member(
            key="names", form="names", title="Names", about="The name in other languages, by language tag.",
            example={"ar": "غدامس"}, optional=True, most=MAX_NAME, label="Names elsewhere",
            hint="as in ar: غدامس; fr: Ghadamès",
        ),
        Member(
            key="precision", form="choice", title="Precision",
            about="How exactly the source says where. Site, address, town and city are spots: distances to them are "
            "judged. Of the others a point inside is given, for orientation.",
            example="town", newer=("address", "sea", "river", "area"),
            options=_labelled(
                Precision, "an exact site", "an address", "a town", "a city", "region only; exact place not given",
                "country only; exact place not given", "a sea or lake", "a river", "an area",
            ),
            label="Known as",
        ),
        Member(
            key="radius_km", form="number", title="Radius in kilometres",
            about="How far from the position the place may reasonably be meant. A spot needs it; what is no spot "
            "has none.", example=5, optional=True, most=int(MAX_KM), label="Radius, km",
        ),
        Member(
            key="country", form="country", title="Country",
            about="ISO 3166-1 alpha-2, as in LY; left out where none applies.", example="LY", optional=True,
            label="Country", hint="its name or its code, as in Libya or LY",
        ),
        Member(
            key="position_source", form="text", title="Source of the position",
            about="Where the coordinates come from.", example="GeoNames 2217440 (CC BY 4.0)",
            most=MAX_POSITION_SOURCE, label="Who gives the position", is_wide=True,
        ),
        Member(
            key="references", form="list", title="Reference points",
            about="Named points of the place that distances may be measured from instead. Only a spot has "
            "them.", optional=True, most=MAX_REFERENCES, of="reference",
        ),
        Member(
            key="checked", form="flag", title="Checked",
            about="`false` as long as nobody has confirmed that this is the place that is meant.",
            example=False, optional=True, since=2,
        ),
    ),
    cells=("name", "coordinates", "precision", "radius_km", "country", "position_source", "names", "id"),
)

STORY = Part(
    name="story",
    members=(
        Member(
            key="version", form="number", least=1, most=VERSION, title="Version of this form",
            about="2 for a story with a member, a date or a choice that version 1 lacks, else 1.", example=1,
        ),
        Member(
            key="id", form="id", of="story", title="Id of the story", about="Names the files that are saved from it.",
            example="ghadames-talks", label="Short name, for files",
        ),
        Member(
            key="title", form="text", title="Title", about="Of the story, in its own language.",
            example="Rivals meet inside Libya", most=MAX_TITLE, label="Title", is_wide=True,
        ),
        Member(
            key="summary", form="text", title="Summary",
            about="One or two sentences: what the map adds to the article.",
            example="This map adds positions and distances.", optional=True, most=MAX_SUMMARY,
            label="Summary, one or two sentences", is_wide=True, is_long=True,
        ),
        Member(
            key="lang", form="language", title="Language", about="The language of the story's texts.", example="en",
            label="Language", hint="a tag as in en, ar or pt-BR",
        ),
        Member(
            key="published", form="date", title="Published",
            about="When the article was published, as precisely as that is known. A story that is not based on an "
            "article may leave it out.", example="2020-11-02/2020-11-03", optional=True, label="Published",
        ),
        Member(
            key="based_on", form="choice", title="Based on",
            about="`article`: one article, which is the default. `sources`: several sources. `nothing`: none of them.",
            example="sources", optional=True, since=2,
            options=_labelled(BasedOn, "an article", "several sources", "no source"), label="Based on",
        ),
        Member(
            key="opening", form="object", title="Opening", about="What the story shows first.", optional=True,
            example={"event": "talks", "from": "tripoli", "to": "ghadames"}, of="opening",
        ),
        Member(
            key="sources", form="list", title="Sources", about="Where things were read. May be empty.",
            most=MAX_ITEMS, of="source",
        ),
        Member(
            key="tags", form="list", title="Tags", about="Kinds of events, in the order of the legend.", optional=True,
            since=2, most=MAX_TAGS, of="tag",
        ),
        Member(
            key="events", form="list", title="Events", about="In any order; Dateline sorts them by time.", least=1,
            most=MAX_ITEMS, of="event",
        ),
        Member(
            key="claims", form="list", title="Claims", about="Published distances. May be empty.", most=MAX_CLAIMS,
            of="claim",
        ),
    ),
    cells=("title", "summary", "based_on", "published", "lang", "id", "opening/event", "opening/from", "opening/to"),
)

# fmt: on
PARTS: Mapping[str, Part] = {
    part.name: part for part in (STORY, OPENING, SOURCE, TAG, EVENT, CLAIM, QUANTITY, PASSAGE, PLACE, REFERENCE)
}
#: The columns of the table of events, each with the part and the member that it shows; None where it shows neither.
EVENT_COLUMNS: Mapping[str, tuple[Part, str] | None] = {
    "number": None,
    "event": (EVENT, "id"),
    "when": (EVENT, "when"),
    "time": (EVENT, "time"),
    "title": (EVENT, "title"),
    "text": (EVENT, "text"),
    "status": (EVENT, "status"),
    "said_by": (EVENT, "said_by"),
    "place": (EVENT, "place"),
    "name": (PLACE, "name"),
    "precision": (PLACE, "precision"),
    "latitude": None,
    "longitude": None,
    "sources": (EVENT, "sources"),
    "note": (EVENT, "note"),
    "tags": (EVENT, "tags"),
    "from": (EVENT, "from"),
    "to": (EVENT, "to"),
}
