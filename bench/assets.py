"""The browser files that Folium's own default map loads, kept beside the stock app so that it asks nobody outside.

They come from npm once, into `bench/static/`. Of Folium's ten files two are not in npm, Bootstrap 3's glyphicons and
Folium's rotation style; the stock app does without them, which makes it faster rather than slower.
"""

import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path

_STATIC = Path(__file__).resolve().parent / "static"

#: By npm package, in the versions that Folium 0.20 names: the files and folders that its default map needs.
_WANTED = {
    "leaflet@1.9.3": ("dist/leaflet.js", "dist/leaflet.css", "dist/images/"),
    "jquery@3.7.1": ("dist/jquery.min.js",),
    "bootstrap@5.2.2": ("dist/js/bootstrap.bundle.min.js", "dist/css/bootstrap.min.css"),
    "@fortawesome/fontawesome-free@6.2.0": ("css/all.min.css", "webfonts/"),
    "leaflet.awesome-markers@2.0.5": (
        "dist/leaflet.awesome-markers.js",
        "dist/leaflet.awesome-markers.css",
        "dist/images/",
    ),
}


def addresses(ending: str) -> Sequence[tuple[str, str]]:
    """Name and address of each file with this ending, in the order of Folium's own list, as `Map` wants them.

    The addresses are relative to the page of streamlit-folium's frame.
    """
    return [
        (Path(file).name, f"../../app/static/{package}/{file}")
        for package, files in _WANTED.items()
        for file in files
        if file.endswith(ending)
    ]


def fetch() -> None:
    """Fill `bench/static/` from npm, unless it is filled. Exits with a sentence where npm is missing."""
    missing = [package for package in _WANTED if not (_STATIC / package).exists()]
    if missing and not shutil.which("npm"):
        raise SystemExit("The stock app needs npm once, to fetch Folium's default assets; it is not on PATH.")
    for package in missing:
        with tempfile.TemporaryDirectory() as folder:
            packed = subprocess.run(
                ["npm", "pack", "--silent", package], cwd=folder, check=True, capture_output=True, text=True
            )
            _unpack(Path(folder) / packed.stdout.split()[-1], _STATIC / package, _WANTED[package])


def _unpack(archive: Path, target: Path, wanted: tuple[str, ...]) -> None:
    with tarfile.open(archive) as packed:
        for member in packed:
            name = member.name.removeprefix("package/")
            if member.isfile() and name.startswith(wanted):
                file = target / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(packed.extractfile(member).read())
