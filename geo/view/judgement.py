"""How the page, the commands and the files say a verdict: a finding in a few words, and what decided it.

All of it is fixed words, names of countries and numbers in the reader's unit; nothing is of the story's own texts.
"""

import re
from collections.abc import Mapping

from geo.base import countries
from geo.story.model import KM_PER
from geo.story.verdict import FAR, DistanceFinding, Obstacle, Verdict, Way, sector_deg
from geo.story.whereabouts import SEA, whereabouts
from geo.view import wire
from geo.view.link import ReaderUnit
from geo.view.wording import bearing, distance, round_half_up, spans

#: What each finding on a distance means, in a sentence.
MEANINGS: dict[DistanceFinding, str] = {
    "agrees": "The claim and the measured distance meet.",
    "longer": "The straight line is not as long as the claim; a way may be.",
    "shorter": "No path over the earth is that short.",
    "cannot tell": "There is no verdict, and the reason is said.",
}
#: What way may be so long.
WAYS: Mapping[Way, str] = {
    "road": "may be by road",
    "winding road": "only by a winding road",
    "hardly any": "longer than most roads would be",
}
#: Why there is no verdict.
REASONS: Mapping[Obstacle, str] = {
    "radius": "It is the radius of an area round a place, not a distance between two places.",
    "border": "It is counted from a border, and not from a place with a position.",
    "coast": "It is counted from a coast, and not from a place with a position.",
    "inside": "It is counted from the edge of an area, and not from a place with a position.",
    "halfway": "It is a share of the way between two places, not a distance from one.",
    "open end": "It is not said which place is so far away.",
    "area": "No exact place is given, so the distance to it is not judged.",
    "far apart": f"Claim and measured distance are more than {FAR:g} times apart, and nobody has confirmed both "
    "places: perhaps another place of that name is meant.",
}
UNITS_DIFFER = "its two units do not match"
_BEFORE_UNIT = re.compile(r"(?<=\d) (?=km|mi|nmi|%)")
# In what is smaller, in the reader's unit, the gap would be shown as nothing.
_SHOWN = 0.05


def percent(value: float) -> str:
    """How far off a claim is: whole per cent, and "under 1 %" where that would say 0."""
    whole = abs(round_half_up(value))
    return f"{whole:,} %" if whole else "under 1 %"


def verdict(found: Verdict) -> str:
    """The finding on a distance in a few words: "agrees", "17 % longer", "cannot tell"."""
    if found.percent is None or found.distance == "agrees":
        return found.distance
    return f"{percent(found.percent)} {found.distance}"


def reason(found: Verdict) -> str | None:
    """Why there is no verdict, in a sentence; None where there is one."""
    return REASONS[found.obstacle] if found.obstacle else None


def measured(found: Verdict, unit: ReaderUnit = "km") -> str | None:
    """What was measured; None where that is not what the claim counts.

    As in "465 km in a straight line (445 to 485, given the size of both towns)".
    """
    if found.line is None or found.measured is None or found.obstacle not in (None, "area", "far apart"):
        return None
    if found.obstacle == "area":
        return f"{distance(found.line.distance_km, unit)} in a straight line to a point inside an area"
    span = _in_words(spans(found.claimed, found.measured, unit)[1])
    if found.measured.low == found.measured.high:
        return f"{span} in a straight line"
    decimals = len(span.partition(" ")[0].partition(".")[2])
    line = f"{round_half_up(found.line.distance_km / KM_PER[unit], decimals):,f} {unit} in a straight line"
    return f"{line} ({span.removesuffix(f' {unit}')}, given the size of {_sized(found)})"


def meaning(found: Verdict, unit: ReaderUnit = "km") -> str:
    """What the claim may mean, as in "claimed: 442 to 488 km"."""
    span, _ = spans(found.claimed, found.measured or found.claimed, unit)
    return f"claimed: {_in_words(span)}"


def _in_words(span: str) -> str:
    return span.replace("–", " to ")


def _sized(found: Verdict) -> str:
    """The ends that have a size, by what they are."""
    sized = [end.precision for end in found.ends if end and end.radius_km]
    settled = set(sized) <= {"town", "city"}
    one = ("city" if set(sized) == {"city"} else "town") if settled else "place"
    if len(sized) == 1:
        return f"the {one}"
    return f"both {'cities' if one == 'city' else f'{one}s'}"


def gap(found: Verdict, unit: ReaderUnit = "km") -> str | None:
    """How much shorter or longer the straight line is than the claim says, and by what way the claim may be right.

    As in "the straight line is 31 km shorter, 33 %"; per cent are of the straight line. None where there is no verdict.
    """
    if found.gap_km is None:
        return None
    if abs(found.gap_km) < _SHOWN * KM_PER[unit]:
        told = "the straight line is as long"
    else:
        which = "shorter" if found.gap_km > 0 else "longer"
        told = f"the straight line is {distance(abs(found.gap_km), unit)} {which}"
        told += f", {percent(found.percent)}" if found.percent is not None else ""
    return f"{told}; {WAYS[found.way]}" if found.way else told


def units(found: Verdict) -> str | None:
    """A remark where the claim's second unit is no conversion of its first; None else."""
    return UNITS_DIFFER if found.units_match is False else None


def direction(found: Verdict) -> str | None:
    """The finding on a claim's direction, in a few words; None where it gives none."""
    if found.direction is None:
        return None
    if found.direction == "cannot tell" or found.line is None:
        return "direction not judged"
    if found.direction == "agrees":
        return "direction right"
    word = "borderline" if found.direction == "borderline" else "wrong"
    return f"direction {word}: it is {bearing(found.line.initial_bearing_deg)}"


def judged(found: Verdict, unit: ReaderUnit, *, is_measured: bool = False) -> wire.Judged:
    """A verdict as the browser shows it; what was measured is left out where it `is_measured` above all claims."""
    told = [each for each in sentences(found, unit) if not (is_measured and each == measured(found, unit))]
    towards = direction(found) if found.obstacle is None else None
    judged_: wire.Judged = {
        "finding": found.distance,
        "verdict": verdict(found),
        "told": in_one_line("; ".join(each for each in told if each != towards)),
        "direction": towards,
    }
    return judged_ if found.units_match is not False else {**judged_, "odd": True}


def in_one_line(text: str) -> str:
    """The text with no line ending between a number and its unit."""
    return _BEFORE_UNIT.sub("\N{NO-BREAK SPACE}", text)


def where(found: Verdict) -> str | None:
    """What lies where the claim would put its place; None where that tells nothing, or is not one and the same."""
    origin, to = found.ends
    is_off = found.obstacle == "far apart" or found.gap_km is not None
    is_off &= found.distance != "agrees" or found.direction in ("borderline", "differs")
    if not is_off or found.claim.direction is None or to is None or to.country is None:
        return None
    there = whereabouts(origin.at, found.claimed, sector_deg(found.claim.direction), to.country)
    if there is None:
        return None
    return f"that far in that direction is {'the sea' if there == SEA else countries.name(there)}"


def sentences(found: Verdict, unit: ReaderUnit = "km") -> list[str]:
    """All that is said beside a verdict, in its order: first the reason, where there is none."""
    because = reason(found)
    towards = direction(found) if because is None else None
    told = (measured(found, unit), gap(found, unit), units(found), where(found), meaning(found, unit), towards)
    return [each for each in (because and because.removesuffix("."), *told) if each]
