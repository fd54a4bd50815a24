"""The rule of verdicts in words, for the page and for README, with the numbers that the code uses."""

from textwrap import wrap

from geo.gazetteer.story_place import PEOPLE_PER_KM2, RADIUS_LEAST_KM, RADIUS_MOST_KM
from geo.story.interval import ABOUT, ROUND, ROUND_FIGURES, ROUND_FROM, SHARES, STEPS_SHOWN, step
from geo.story.model import HEDGES
from geo.story.verdict import (
    BORDERLINE_DEG,
    BY_ROAD,
    BY_WINDING_ROAD,
    FAR,
    HALF_SECTOR_DEG,
    HALF_SECTOR_MAIN_DEG,
)
from geo.view.judgement import REASONS, UNITS_DIFFER, WAYS

_STEPS = "; ".join(f"{value:,}: {step(value):,g}" for value in STEPS_SHOWN)
_FIGURES = {1: "one significant figure", 2: "two significant figures"}[ROUND_FIGURES]
_STEP = (
    "The claim’s step is the largest of 1, 5, 10, 50, 100, 500, … that divides the value and is at most a tenth of it "
    f"({_STEPS}); with decimals, the last place. The claim means its value plus or minus half a step, and from "
    f"{ROUND_FROM:,} on, with at most {_FIGURES}, at least {ROUND:.0%} each way.".replace("%", " %")
)
_UNITS = (
    "A range spans its ends. Of two units the first counts; where the second is no conversion of it, the verdict says "
    f"that “{UNITS_DIFFER}”."
)
_SIZE = (
    "It is the geodesic between the two positions on WGS 84, plus or minus the radius in which each place may be "
    f"meant. A place of the gazetteer has that of a circle with its people at {PEOPLE_PER_KM2:,} a square kilometre, "
    f"{RADIUS_LEAST_KM:g} km at least and {RADIUS_MOST_KM:g} at most."
)
_WAYS = (
    f"to {BY_ROAD:g} times what was measured, radii counted in the claim’s favour, it “{WAYS['road']}”; to "
    f"{BY_WINDING_ROAD:g}, “{WAYS['winding road']}”; above, it is “{WAYS['hardly any']}”"
)
_GAP = (
    "How much shorter or longer the straight line is than the stated value is always said, with per cent of the "
    "straight line."
)
_WHERE = (
    "Where a claim that does not agree would put its place at sea, or in another country than the place is in, that is "
    "said if it is so all over what the claim may mean."
)
_GATE = (
    f"Where the nearest ends of the two are more than {FAR:g} times apart there is no verdict until a person has "
    "confirmed both places."
)
_ALWAYS = (
    "A slipped digit between confirmed places, or between those of a story file that are not marked as unchecked, "
    "always gets its verdict."
)
_DIRECTION = (
    f"Within half the word’s sector ({HALF_SECTOR_MAIN_DEG:g}° for the 8 principal points, {HALF_SECTOR_DEG:g}° for "
    f"the others) a direction is right, up to {BORDERLINE_DEG:g}° beyond borderline, else wrong."
)


def _hedges() -> list[tuple[list[str], str]]:
    """The hedges of each sense, and what they mean."""
    means = {"about": f"at least {ABOUT * 100:g} % each way"}
    means |= {sense: f"{low:g} to {high:g} times the value" for sense, (low, high) in SHARES.items()}
    return [([word for word, own in HEDGES.items() if own == sense], text) for sense, text in means.items()]


def hedges() -> str:
    """What each hedge means, as a table of Markdown."""
    rows = (f"| {', '.join(f'`{word}`' for word in words)} | {text} |" for words, text in _hedges())
    return "\n".join(["| hedge | means |", "|---|---|", *rows])


def paragraphs() -> list[str]:
    """The rule as the page says it."""
    senses = "; ".join(f"“{words[0]}” {text}" for words, text in _hedges())
    return [
        f"Two intervals are compared. {_STEP} Then its hedge counts: {senses}. {_UNITS}",
        f"What was measured: {_SIZE[0].lower()}{_SIZE[1:]}",
        f"Where they meet, the claim agrees. Above, it is longer: {_WAYS}. Below, it is shorter: no path over the "
        f"earth is that short. {_GAP}",
        f"{_GATE} Where no exact place is given, or the claim counts from a border, a coast or the like, there is none "
        "either, and the reason is said.",
        f"{_DIRECTION} {_WHERE}",
    ]


def markdown() -> str:
    """The rule as README has it."""
    verdicts = f"""| verdict | when |
|---|---|
| *agrees* | the two meet |
| *N % longer* | the claim lies above: {_WAYS} |
| *N % shorter* | the claim lies below: no path over the earth is that short |
| *cannot tell* | there is no verdict, and a sentence says why |"""
    return "\n\n".join(
        (
            _wrapped("Two intervals are compared, in kilometres; they are said in the reader's unit."),
            _wrapped(f"**What the claim may mean.** {_STEP} Then its hedge counts:"),
            hedges(),
            _wrapped(_UNITS),
            _wrapped(f"**What was measured.** {_SIZE}"),
            verdicts,
            _wrapped(f"{_GAP} {_DIRECTION} {_WHERE}"),
            _wrapped(f"{_GATE} {_ALWAYS} Other reasons why there may be none:"),
            "\n".join(_wrapped(f"* {reason}", "  ") for obstacle, reason in REASONS.items() if obstacle != "far apart"),
            "",
        )
    ).removesuffix("\n")


def _wrapped(text: str, indent: str = "") -> str:
    return "\n".join(wrap(text, 125, subsequent_indent=indent, break_on_hyphens=False))
