"""What was found in articles, as the rows of a table: README lists the columns."""

from collections.abc import Iterator

import pyarrow as pa

from geo.base.faults import Fault, RefusedError
from geo.reading import article, reader, to_story, why_not
from geo.reading.findings import Reading
from geo.sweep.files import Item

_TEXT, _NUMBER, _COUNT, _BOOL = pa.string(), pa.float64(), pa.int32(), pa.bool_()

#: `row` is article, mention, claim or date. What a kind of row has no value for is null.
SCHEMA = pa.schema(
    {
        "row": _TEXT,
        "file": _TEXT,
        "digest": _TEXT,
        "published": _TEXT,
        "published_from": _TEXT,
        "start": _COUNT,
        "end": _COUNT,
        "text": _TEXT,
        "title": _TEXT,
        "error": _TEXT,
        "name": _TEXT,
        "kind": _TEXT,
        "lat": _NUMBER,
        "lon": _NUMBER,
        "geonameid": pa.int64(),
        "country": _TEXT,
        "trust": _TEXT,
        "low": _NUMBER,
        "high": _NUMBER,
        "unit": _TEXT,
        "also_low": _NUMBER,
        "also_high": _NUMBER,
        "also_unit": _TEXT,
        "hedge": _TEXT,
        "direction": _TEXT,
        "from_name": _TEXT,
        "from_start": _COUNT,
        "to_name": _TEXT,
        "to_start": _COUNT,
        "checkable": _BOOL,
        "distance_km": _NUMBER,
        "bearing_deg": _NUMBER,
        "distance_verdict": _TEXT,
        "percent": _NUMBER,
        "direction_verdict": _TEXT,
        "edtf": _TEXT,
        "base": _TEXT,
        "reason": _TEXT,
    }
)

Row = dict[str, object]


def of(item: Item) -> list[Row]:
    """The rows of one file: that of the article first, which has the `error` where it cannot be read."""
    if item.problem:
        return [failed(item, item.problem)]
    try:
        return _read(item)
    except RefusedError as error:
        return [failed(item, error.faults[0])]
    # Dask waits for ever for a task that fails so deep down that its traceback cannot be sent.
    except RecursionError:
        return [failed(item, Fault("", "it is nested too deeply", "copy the text of the article"))]


def _read(item: Item) -> list[Row]:
    found = article.read(item.content, item.file)
    published, published_from = found.published, found.published_from
    if item.published:
        published, published_from = item.published, "path"
    of_article = {
        "file": item.file,
        "digest": item.digest,
        "published": published.text if published else None,
        "published_from": published_from if published else None,
    }
    reading = reader.read(found.text, published)
    whole = {"row": "article", "start": 0, "end": len(found.text), "text": found.text, "title": found.title}
    return [of_article | row for row in (whole, *_mentions(reading), *_claims(reading), *_dates(reading))]


def failed(item: Item, problem: Fault) -> Row:
    """The row of a file that cannot be read."""
    return {"row": "article", "file": item.file, "digest": item.digest, "error": f"{problem.problem}; {problem.remedy}"}


def table(rows: list[Row]) -> pa.Table:
    """The rows as a table."""
    return pa.Table.from_pylist(rows, SCHEMA)


def _mentions(reading: Reading) -> Iterator[Row]:
    for mention in reading.mentions:
        row = {"row": "mention", "start": mention.start, "end": mention.end, "text": mention.text}
        if place := mention.chosen:
            row |= {"name": place.name, "lat": place.position.lat, "lon": place.position.lon}
            row |= {"geonameid": place.geonameid, "country": place.country or None}
        yield row | {"kind": mention.kind, "trust": mention.trust, "reason": mention.reason}


def _claims(reading: Reading) -> Iterator[Row]:
    for index, (claim, ends) in enumerate(reading.claims):
        row = {"row": "claim", "start": claim.start, "end": claim.end, "text": claim.quote}
        for quantity, before in ((claim.stated, ""), (claim.also, "also_")):
            if quantity:
                row |= {f"{before}{name}": value for name, value in quantity._asdict().items()}
        for end, name in ((ends.origin, "from"), (ends.to, "to")):
            if end is not None:
                mention = reading.mentions[end]
                row |= {f"{name}_start": mention.start}
                row |= {f"{name}_name": mention.chosen.name if mention.chosen else mention.text}
        verdict = to_story.verdict(reading, index)
        if verdict and verdict.line:
            row |= {"distance_km": verdict.line.distance_km, "bearing_deg": verdict.line.initial_bearing_deg}
            row |= {"distance_verdict": verdict.distance, "percent": verdict.percent}
            row |= {"direction_verdict": verdict.direction}
        yield row | {
            "hedge": claim.hedge,
            "direction": claim.direction,
            "checkable": claim.checkable,
            "reason": why_not.reason(reading, index, verdict),
        }


def _dates(reading: Reading) -> Iterator[Row]:
    for date in reading.dates:
        yield {"row": "date", **date._asdict()}
