"""The formats that a story can be taken away in, by the name that the command line and the page know them by."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from geo import geojson
from geo.export.studio import picture
from geo.export.table import events_csv
from geo.story import Story
from geo.view import View


class Format(NamedTuple):
    """A kind of file: how it is called, how its name ends, what a browser calls it, and how it is written."""

    title: str
    suffix: str
    media_type: str
    write: Callable[[Story, View], bytes]


FORMATS: Mapping[str, Format] = {
    "geojson": Format("Story file", "geojson", "application/geo+json", lambda story, view: geojson.write(story)),
    "csv": Format("Events as CSV", "csv", "text/csv", lambda story, view: events_csv(story)),
    "png": Format("Picture", "png", "image/png", lambda story, view: picture(story, view, "png")),
    "svg": Format("Picture as SVG", "svg", "image/svg+xml", lambda story, view: picture(story, view, "svg")),
}
