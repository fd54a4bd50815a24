"""The command line: `python -m geo check`, `measure`, `pairs`, `export`, `claims`, `find`; `--help` describes each."""

import argparse
import json
import math
import sys
from pathlib import Path
from urllib.parse import parse_qsl

from geo import claims, geojson, whole_file
from geo.export import table
from geo.export.formats import FORMATS
from geo.gazetteer import gazetteer
from geo.geodesy import LonLat, compass, measure
from geo.story import Problem, Story, StoryError
from geo.view import View


def _check(files: list[Path]) -> int:
    """Print one JSON object a line for each file; 1 if any is refused."""
    refused = False
    for file in files:
        problems: tuple[Problem, ...] = ()
        try:
            geojson.read(file.read_bytes())
        except StoryError as error:
            problems = error.problems
        except OSError as error:
            problems = (Problem("", f"the file cannot be read: {error.strerror}", "check its name and permissions"),)
        refused |= bool(problems)
        report = {"file": str(file), "ok": not problems, "problems": [p._asdict() for p in problems]}
        print(json.dumps(report, ensure_ascii=False))
    return int(refused)


def _opened(file: Path) -> Story | None:
    """The story in a file; None if it is refused or cannot be read, said in a sentence on standard error."""
    try:
        return geojson.read(file.read_bytes())
    except StoryError as error:
        first = error.problems[0]
        _refuse(f"{file} is refused: {first.path or '/'}: {first.problem}; `check` lists all faults.")
    except OSError as error:
        _refuse(f"{file} cannot be read: {error.strerror}.")
    return None


def _pairs(file: Path) -> int:
    """Print all pairs of a story's places as CSV."""
    story = _opened(file)
    if story is None:
        return 1
    table.write_pairs_csv(story, sys.stdout)
    return 0


def _export(file: Path, kind: str, out: Path | None, link: str) -> int:
    """Write a story in another format to a file, or to standard output where `out` is None.

    `link` is a link to the view that a picture shows, or its query; what it asks for in vain is said on standard error.
    """
    story = _opened(file)
    if story is None:
        return 1
    address = link.partition("#")[0]
    query = address.partition("?")[2] if "?" in address else address
    view, notices = View.from_query(dict(parse_qsl(query, keep_blank_values=True)), story)
    for notice in notices:
        print(notice, file=sys.stderr)
    content = FORMATS[kind].write(story, view)
    try:
        if out is None:
            sys.stdout.buffer.write(content)
        else:
            whole_file.write(out, content)
    except OSError as error:
        return _refuse(f"{out or 'Standard output'} cannot be written: {error.strerror}.")
    return 0


def _measure(start: LonLat, end: LonLat) -> int:
    """Print the geodesic as JSON: unrounded kilometres, degrees clockwise from north, and the wind."""
    line = measure(start, end)
    direction = (
        {"initial_bearing_deg": None, "final_bearing_deg": None, "compass": None}
        if line.coincident
        else {
            "initial_bearing_deg": line.initial_bearing_deg,
            "final_bearing_deg": line.final_bearing_deg,
            "compass": compass(line.initial_bearing_deg),
        }
    )
    print(json.dumps({"distance_km": line.distance_km, **direction}))
    return 0


def _claims(text: str | None, file: str) -> int:
    """Print one JSON object a line for each claim in a text, or in a file where there is none (`-`: standard input)."""
    try:
        if text is None:
            content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
            text = content.decode("utf-8-sig")
        # An argument that is not UTF-8 comes as halves of characters, which cannot be printed.
        text.encode()
    except OSError as error:
        return _refuse(f"{file} cannot be read: {error.strerror}.")
    except UnicodeError:
        return _refuse("The text is not valid UTF-8; save it in that encoding.")
    for found in claims.read(text):
        print(json.dumps(found.plain(), ensure_ascii=False))
    return 0


def _find(name: str, limit: int) -> int:
    """Print one JSON object a line for each place that a name may mean, the likeliest first; 1 where there is none."""
    known = gazetteer()
    found = known.find(name, limit)
    if not found:
        return _refuse("The gazetteer knows no such place.")
    for entry in found:
        region = next((place.name for place in known.around(entry) if place.kind == "region"), None)
        report = {
            "name": entry.name,
            "kind": entry.kind,
            "country": entry.country or None,
            "region": region,
            "population": entry.inhabitants,
            "lat": entry.position.lat,
            "lon": entry.position.lon,
            "geonameid": entry.geonameid,
        }
        print(json.dumps(report, ensure_ascii=False))
    return 0


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


def _position(text: str) -> LonLat:
    """A position from `latitude,longitude` in decimal degrees."""
    try:
        lat, lon = (float(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not latitude,longitude, as in 32.88743,13.18733") from None
    if not (math.isfinite(lat) and abs(lat) <= 90 and math.isfinite(lon) and abs(lon) <= 180):
        swap = "; perhaps the longitude stands first?" if abs(lat) <= 180 and abs(lon) <= 90 else ""
        raise argparse.ArgumentTypeError(f"{text!r}: latitude is from -90 to 90, longitude from -180 to 180{swap}")
    return LonLat(lon, lat)


def _count(text: str) -> int:
    """A number of one and more."""
    if not (text.isdecimal() and int(text) >= 1):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 on")
    return int(text)


def main(arguments: list[str]) -> int:
    """Run one command; the exit status is 0 when all is well, 1 when a file is refused, 2 for wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m geo", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="check story files; prints one JSON object a line for each")
    check.add_argument("files", nargs="+", type=Path, metavar="FILE")
    geodesic = commands.add_parser("measure", help="measure the WGS 84 geodesic between two positions; prints JSON")
    geodesic.add_argument("start", type=_position, metavar="LAT,LON")
    geodesic.add_argument("end", type=_position, metavar="LAT,LON")
    pairs = commands.add_parser("pairs", help="measure all pairs of a story's places; prints CSV")
    pairs.add_argument("file", type=Path, metavar="FILE")
    export = commands.add_parser("export", help="write a story in another format")
    export.add_argument("file", type=Path, metavar="FILE")
    export.add_argument("--to", required=True, choices=FORMATS, help="the format")
    export.add_argument("-o", "--output", type=Path, metavar="FILE", help="the file to write; else standard output")
    export.add_argument(
        "--link",
        default="",
        metavar="QUERY",
        help="the view that a picture shows, as in event=talks&unit=mi",
    )
    reading = commands.add_parser(
        "claims", help="find claims of distance in a text; prints one JSON object a line for each"
    )
    source = reading.add_mutually_exclusive_group(required=True)
    source.add_argument("text", nargs="?", metavar="TEXT")
    source.add_argument("--file", metavar="FILE", help="a file in UTF-8; - for standard input")
    find = commands.add_parser("find", help="find places by name; prints one JSON object a line for each")
    find.add_argument("name", metavar="NAME", help="or the beginning of one; in any script, roughly spelt")
    find.add_argument("--limit", type=_count, default=10, metavar="N", help="the most places to print; 10 unless given")
    # "-33.9,18.4" is a position, not an option; argparse knows only plain negative numbers.
    if arguments[:1] == ["measure"] and not {"-h", "--help", "--"} & set(arguments):
        arguments = ["measure", "--", *arguments[1:]]
    chosen = parser.parse_args(arguments)
    if chosen.command == "claims":
        return _claims(chosen.text, chosen.file)
    if chosen.command == "find":
        return _find(chosen.name, chosen.limit)
    if chosen.command == "pairs":
        return _pairs(chosen.file)
    if chosen.command == "export":
        return _export(chosen.file, chosen.to, chosen.output, chosen.link)
    return _check(chosen.files) if chosen.command == "check" else _measure(chosen.start, chosen.end)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
