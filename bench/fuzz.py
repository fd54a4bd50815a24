"""Broken files against the importers: nothing but a `RefusedError` may come of them, and not slowly.

    python -m bench.fuzz [COUNT] [SEED]

makes COUNT files (a million unless told otherwise), from valid ones of each kind by random changes, by grammar, and at
random, always the same for one SEED; then, where atheris is installed, a tenth as many guided by coverage. It stops at
the first that raises anything else, or whose draft is not plain JSON, and writes that file to `fuzz-failure`.
"""

import importlib.util
import json
import random
import resource
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

from bench import samples
from geo.base.faults import RefusedError
from geo.intake.files import read

SEED, COUNT = 2020_11_02, 1_000_000
FAILURE = Path("fuzz-failure")
#: Below this size, a file may take as long as one of this size: a call has its fixed costs.
FLOOR = 200_000
LONGEST = 4_000

TOKENS = [
    token.encode()
    for token in (
        '{ } [ ] " , : ; \\ \\ud800 \\u0000 null true 1e999 -0 NaN 99999999999999999999 0.1 "type" "Point" "features" '
        '"story" "geometry" "coordinates" "crs" "id" "properties" < > </ /> & &amp; &#0; &nbsp; <![CDATA[ ]]> <!-- --> '
        "<!DOCTYPE <!ENTITY <Point> </Point> <Placemark> <coordinates> <trkpt> <wpt> lat= lon= encoding='utf-7' <?xml "
        "2020 2020-11-02 02/11/2020 2/2/2020 T10:00Z / .. Nov ٣ ² 32°53′N 13 91 181 -1 1,5 = + @ ' \t \n \r\n \r "
        "\0 \x85 \u2028 \ufeff é 名 😀 name lat lon date text"
    ).split(" ")
] + [b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x80", b"\xed\xa0\x80", b"PK\x03\x04", b" ", b"\t" * 50]
NAMES = ("x.geojson", "x.json", "x.csv", "x.kml", "x.gpx", "x.ndjson", "x.kmz", "x", "", "x.txt", "\0/\ud800")
#: Read in a process of their own, which takes a tenth of a second: only one in twenty of them is made.
ALONE = ("xlsx", "ods")
#: By the kind of a file the grammar by which others like it are made; JSON has one for all its kinds.
GRAMMARS = {"csv": "csv", "list": "csv", "kml": "kml", "gpx": "gpx", "kmz": "kml", "gzip": "csv", "story": "story"}


def changed(content: bytes, luck: random.Random) -> bytes:
    """The file after a few random changes."""
    made = bytearray(content)
    for _ in range(luck.choice((1, 1, 2, 3, 8))):
        at, size = luck.randrange(len(made) + 1), luck.choice((1, 1, 2, 5, 20, 100))
        match luck.randrange(7):
            case 0 if at < len(made):
                made[at] = luck.randrange(256)
            case 1:
                del made[at : at + size]
            case 2:
                made[at:at] = luck.choice(TOKENS)
            case 3:
                made[at : at + size] = luck.choice(TOKENS)
            case 4:
                start = luck.randrange(len(made) + 1)
                made[at:at] = made[start : start + size]
            case 5:
                made[at:at] = made[at : at + size] * luck.choice((2, 10))
            case 6 if luck.random() < 0.2:
                del made[at:]
    return bytes(made[:LONGEST])


def by_grammar(kind: str, luck: random.Random, depth: int = 0) -> bytes:
    """A well-formed file, more or less, with the words of its kind in places where they do not belong."""
    word = luck.choice(TOKENS)
    if kind == "csv":
        sign = luck.choice((b",", b";", b"\t", b"|"))
        heads = b"name lat lon latitude x y date title text coordinates place when foo".split()
        lines = [sign.join(luck.choices(heads, k=luck.randrange(1, 8)))]
        lines += [sign.join(luck.choices(TOKENS, k=luck.randrange(9))) for _ in range(luck.randrange(6))]
        return luck.choice((b"\n", b"\r\n", b"\r")).join(lines)
    if kind in ("kml", "gpx"):
        tags = (
            b"kml Document Folder Placemark name description Point coordinates LineString Polygon when "
            b"outerBoundaryIs LinearRing MultiGeometry TimeSpan begin end TimeStamp ExtendedData Data value "
            b"NetworkLink gx:Track coord"
            if kind == "kml"
            else b"gpx metadata name desc time ele wpt trk trkseg trkpt rte rtept link extensions"
        ).split()
        tag = kind.encode() if depth == 0 else luck.choice(tags)
        attributes = b' lat="%s" lon="2" name="n"' % (b"1" if luck.random() < 0.7 else b"x")
        inner = (
            [by_grammar(kind, luck, depth + 1) for _ in range(luck.randrange(4))]
            if depth < 5
            else [
                luck.choice((b"1,2", b"1,2,3 4,5", b"2020", word.replace(b"<", b"&lt;").replace(b"&", b"&amp;"), b""))
            ]
        )
        return b"<%s%s>%s</%s>" % (tag, attributes, b"".join(inner), tag)
    if depth > 4 or (depth and luck.random() < 0.3):
        return luck.choice((b"1", b"[1,2]", b"[[1,2],[3,4]]", b"null", b'"2020"', b'"Point"', b"[]", b"1e9", b'"a"'))
    if depth % 3 == 2 and luck.random() < 0.6:
        return b"[" + b",".join(by_grammar(kind, luck, depth + 1) for _ in range(luck.randrange(4))) + b"]"
    keys = (
        b"type geometry properties coordinates geometries features id crs name date text names country x layers "
        b"storymap slides events start_date year month hour location lat lon media url headline "
        b"data _umap_options".split()
    )
    types = b"Feature FeatureCollection Point MultiPoint LineString GeometryCollection umap Polygon".split()
    members = [b'"type":"%s"' % luck.choice(types)]
    members += [b'"%s":%s' % (luck.choice(keys), by_grammar(kind, luck, depth + 1)) for _ in range(luck.randrange(5))]
    return b"{" + b",".join(members + ([b'"story":{}'] if kind == "story" and depth == 0 else [])) + b"}"


def check(content: bytes, name: str) -> str:
    """What came of the file, a kind or "refused". Raises what the importers may not raise."""
    try:
        found = read(content, name)
    except RefusedError as error:
        if not error.faults or not all(problem.problem and problem.remedy for problem in error.faults):
            raise ValueError("refused without a problem and its remedy") from None
        return "refused"
    json.dumps(found.document, ensure_ascii=False, allow_nan=False).encode()
    json.dumps([note._asdict() for note in found.notes], ensure_ascii=False).encode()
    return found.kind


def broken(kind: str, file: bytes | samples.Parts, luck: random.Random) -> bytes:
    """A file like this one, changed or by grammar; of an archive mostly what is in it."""
    if isinstance(file, dict):
        if luck.random() < 0.15:
            return changed(samples.packed(kind, file), luck)
        part = luck.choice([name for name in file if len(file[name]) > 1])
        return samples.packed(kind, {**file, part: broken(GRAMMARS.get(kind, ""), file[part], luck)})
    if luck.random() < 0.77 or not kind:
        return changed(file, luck)
    content = by_grammar(GRAMMARS.get(kind, "geojson"), luck)
    return changed(content, luck) if luck.random() < 0.3 else content


def run(count: int, seed: int) -> None:
    luck = random.Random(seed)  # noqa: S311  (no secret)
    files: dict[str, list[bytes] | list[samples.Parts]] = {**samples.valid_files(), **samples.archives()}
    kinds = list(files)
    for kind, each in files.items():  # what is imported and opened once counts for none of them
        for file in each:
            check(samples.packed(kind, file) if isinstance(file, dict) else file, "x")
    came: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    slowest: dict[str, float] = defaultdict(float)
    began, longest, before = time.perf_counter(), 0.0, 0
    for index in range(count):
        kind = kinds[index % len(kinds)]
        if kind in ALONE and luck.random() < 0.95:
            kind = "csv"
        way = luck.random()
        if way < 0.97:
            content = broken(kind, luck.choice(files[kind]), luck)
        else:
            kind, content = "random bytes", luck.randbytes(luck.randrange(300))
        name = luck.choice(NAMES)
        start = time.process_time()
        try:
            came[kind][check(content, name)] += 1
        except BaseException:
            FAILURE.write_bytes(content)
            print(f"file {index} of seed {seed}, called {name!r}, was written to {FAILURE}")
            raise
        took = time.process_time() - start
        slowest[kind] = max(slowest[kind], took * 1000 / max(len(content), FLOOR) * 2**20)
        longest = max(longest, took)
        if index == 1000:
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    took = time.perf_counter() - began
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print("\n| made from | files | read | refused | slowest, ms per MiB |\n|---|--:|--:|--:|--:|")
    for kind, ends in came.items():
        total = sum(ends.values())
        print(f"| {kind} | {total:,} | {total - ends['refused']:,} | {ends['refused']:,} | {slowest[kind]:.0f} |")
    print(
        f"\n{count:,} files in {took:,.0f} s, none raised anything but RefusedError; files under {FLOOR:,} bytes count"
    )
    print(f"as of that size; the longest took {longest * 1000:.0f} ms; memory grew by {grown:.0f} MB.")


def guided(count: int) -> None:
    """Let atheris make the files, guided by the branches that they reach in our modules."""
    import atheris

    modules = [name for name in sys.modules if name.startswith("geo.intake") or name == "geo.story.strict_json"]
    for name in modules:
        own = [thing for thing in vars(sys.modules[name]).values() if getattr(thing, "__module__", "") == name]
        for thing in [*own, *(member for one in own if isinstance(one, type) for member in vars(one).values())]:
            if hasattr(thing, "__code__"):
                atheris.instrument_func(thing)
    corpus = Path("fuzz-corpus")
    corpus.mkdir(exist_ok=True)
    for kind, contents in samples.valid_files().items():
        for index, content in enumerate(contents):
            (corpus / f"{kind}-{index}").write_bytes(content)
    atheris.Setup(
        [sys.argv[0], f"-runs={count}", f"-max_len={LONGEST}", "-verbosity=0", "-print_final_stats=1", str(corpus)],
        lambda content: check(content, "x") and None,
    )
    atheris.Fuzz()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--guided"]:
        guided(int(sys.argv[2]))
    else:
        wanted = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
        run(wanted, int(sys.argv[2]) if len(sys.argv) > 2 else SEED)
        if importlib.util.find_spec("atheris"):
            sys.exit(subprocess.run([sys.executable, "-m", "bench.fuzz", "--guided", str(wanted // 10)]).returncode)
