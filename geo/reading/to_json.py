"""A reading as plain values, for the command line: README lists the members."""

from geo.reading import to_story, why_not
from geo.reading.findings import Reading
from geo.reading.places.mentions import Mention


def plain(reading: Reading) -> dict[str, object]:
    """What was found, as plain values of JSON; README lists the members."""
    return {
        "mentions": [_mention(mention) for mention in reading.mentions],
        "claims": [_claim(reading, index) for index in range(len(reading.claims))],
        "dates": [date._asdict() for date in reading.dates],
        "dateline": _dateline(reading),
        "notice": reading.notice,
        "placeless": [
            {"start": start, "end": end, "text": reading.text[start:end]}
            for start, end in map(reading.sentences.__getitem__, reading.placeless)
        ],
        "story": to_story.draft(reading),
    }


def _dateline(reading: Reading) -> dict[str, object] | None:
    """Where the article was filed, and the date in EDTF, None where that has no year; None without a dateline."""
    line, filed_on = reading.dateline, reading.filed_on
    if line is None:
        return None
    said = {"start": line.start, "end": line.end, "text": reading.text[line.start : line.end]}
    return said | {"date": filed_on.edtf if filed_on else None}


def _mention(mention: Mention) -> dict[str, object]:
    chosen = mention.chosen
    place = {
        "name": chosen.name if chosen else None,
        "kind": mention.kind,
        "lat": chosen.position.lat if chosen else None,
        "lon": chosen.position.lon if chosen else None,
        "geonameid": chosen.geonameid if chosen else None,
        "country": chosen.country or None if chosen else None,
    }
    said = {"start": mention.start, "end": mention.end, "text": mention.text}
    others = [
        {
            "name": each.entry.name,
            "kind": each.entry.kind,
            "lat": each.entry.position.lat,
            "lon": each.entry.position.lon,
        }
        | {"geonameid": each.entry.geonameid, "country": each.entry.country or None}
        | {"probability": round(each.probability, 3)}
        for each in mention.candidates
    ]
    return said | place | {"trust": mention.trust, "reason": mention.reason, "candidates": others}


def _claim(reading: Reading, index: int) -> dict[str, object]:
    found, each = reading.claims[index]
    verdict = to_story.verdict(reading, index)
    judged = (
        {
            "distance_km": verdict.line.distance_km,
            "initial_bearing_deg": verdict.line.initial_bearing_deg,
            "distance": verdict.distance,
            "percent": verdict.percent,
            "direction": verdict.direction,
        }
        if verdict and verdict.line
        else None
    )
    offered = {"origins": list(each.origins), "tos": list(each.tos)}
    because = why_not.reason(reading, index, verdict)
    return found.plain() | {
        **{"from": each.origin, "to": each.to, "offered": offered},
        **{"verdict": judged, "reason": because},
    }
