"""The formats that a story can be taken away in, by the name that the command line and the page know them by.

The modules that need lxml, which takes 7.5 MB, are imported when such a file is written: most sessions write none.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from geo.export import html
from geo.export.picture.studio import picture
from geo.export.table import events_csv
from geo.story import geojson
from geo.story.model import Story
from geo.view.link import View


def _kml(story: Story, view: View) -> bytes:
    from geo.export import kml

    return kml.write(story)


def _gpx(story: Story, view: View) -> bytes:
    from geo.export import gpx

    return gpx.write(story)


class Format(NamedTuple):
    """A kind of file: how it is called, how its name ends, what a browser calls it, and how it is written."""

    title: str
    suffix: str
    media_type: str
    write: Callable[[Story, View], bytes]


FORMATS: Mapping[str, Format] = {
    "geojson": Format("Story file", "geojson", "application/geo+json", lambda story, view: geojson.write(story)),
    "csv": Format("Events as CSV", "csv", "text/csv", lambda story, view: events_csv(story)),
    "html": Format("Offline page, HTML", "html", "text/html", html.write),
    "png": Format("Picture", "png", "image/png", lambda story, view: picture(story, view, "png")),
    "svg": Format("Picture as SVG", "svg", "image/svg+xml", lambda story, view: picture(story, view, "svg")),
    "kml": Format("KML, for Google Earth and GIS", "kml", "application/vnd.google-earth.kml+xml", _kml),
    "gpx": Format("GPX, for receivers", "gpx", "application/gpx+xml", _gpx),
}
