"""The Folium map: an empty base that our own script fills. No text of a story ever enters a Folium object.

branca compiles what Folium has rendered a second time as a template, so any text in it could run as code on the server.
The arguments of the map are therefore constants; the story and the view reach its frame as messages.
"""

from branca.element import MacroElement
from folium import Map
from folium.template import Template

from geo.view import modules
from geo.view.basemap import STATIC

#: From the address of streamlit-folium's frame to the page; relative, so that a base path of the server survives.
_PAGE = "../.."


class StoryLayer(MacroElement):
    """Loads the script that draws the story on its parent map."""

    _template = Template("""
        {% macro script(this, kwargs) %}
        import(new URL("{{ this.start }}", document.baseURI))
            .then(start => start.part("map"))
            .then(map => map.mount({{ this._parent.get_name() }}));
        {% endmacro %}
    """)

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "StoryLayer"
        self.start = f"{_PAGE}/{modules.address(modules.START)}"


class BaseMap(Map):
    """A Folium map whose assets all come from this server, instead of ten files from four outside hosts."""

    default_js = [  # noqa: RUF012  (Folium declares it per instance)
        ("leaflet", f"{_PAGE}/{modules.address(STATIC / 'vendor' / 'leaflet' / 'leaflet.js')}"),
    ]
    default_css = [  # noqa: RUF012  (Folium declares it per instance)
        ("leaflet", f"{_PAGE}/{modules.address(STATIC / 'vendor' / 'leaflet' / 'leaflet.css')}"),
        ("dateline", f"{_PAGE}/{modules.address(STATIC / 'dateline' / 'map' / 'map.css')}"),
    ]


def story_map() -> Map:
    """The map of any story. Made anew for every run: streamlit-folium changes the object it is given."""
    base = BaseMap(
        location=(20, 10),
        zoom_start=3,
        tiles=None,
        minZoom=2,  # as Leaflet names it: Folium's own min_zoom is for tiles only
        zoom_snap=0.25,
        attribution_control=False,
        scroll_wheel_zoom=False,
    )
    StoryLayer().add_to(base)
    return base
