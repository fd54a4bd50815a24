"""Claims of distance read from prose: `python -m bench.claims` prints two tables with targets.

The peer is quantulum3, which reads quantities of every kind and knows nothing of claims: of its findings no more is
asked than value and unit. Where it is not installed it is left out. Rounds alternate between the two. The second table
says how many labelled sentences are right, field by field.
"""

import json
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench import measuring
from geo.reading.distances.claims import read

try:
    from quantulum3 import parser as quantulum
except ImportError:
    quantulum = None

ROUNDS = 15
#: Dateline is to take at most so many microseconds for a hundred words, and to have so much of each labelled set right.
_MICROSECONDS, _RIGHT = 50, 0.97

_HERE = Path(__file__).resolve().parent
#: News paragraphs of some hundred words, made up; there is a claim in half of them.
_PARAGRAPHS = [" ".join(lines.split()) for lines in (_HERE / "claims.txt").read_text().split("\n\n")]
_SETS = {
    name: [
        json.loads(line) for line in (_HERE.parent / "tests" / "reading" / "distances" / name).read_text().splitlines()
    ]
    for name in ("claims.jsonl", "claims_held_out.jsonl")
}
#: What is asked of a sentence, and the members of a claim that answer it.
_FIELDS = {
    "values": ("low", "high", "also"),
    "units": ("unit",),
    "directions": ("direction",),
    "spans": ("quote",),
    "places counted from": ("anchor",),
    "hedges": ("hedge",),
    "whether it can be checked": ("checkable", "consistent"),
}
_ASKED = ("values", "units", "directions", "spans")
_NAMES = {"kilometre": "km", "mile": "mi", "nautical mile": "nmi", "metre": "m", "foot": "ft"}

Value = tuple[float, str]


def _ours(text: str) -> set[Value]:
    """Both ends of each quantity in a claim, with its unit."""
    quantities = [quantity for claim in read(text) for quantity in (claim.stated, claim.also) if quantity]
    return {(round(end, 6), quantity.unit) for quantity in quantities for end in (quantity.low, quantity.high)}


def _theirs(text: str) -> set[Value]:
    """The same of each quantity in one of our units; a range is a value with an uncertainty there."""
    quantities = [quantity for quantity in quantulum.parse(text) if quantity.unit.name in _NAMES]
    ends = [(q.value + sign * (q.uncertainty or 0.0), q.unit.name) for q in quantities for sign in (-1, 1)]
    return {(round(end, 6), _NAMES[name]) for end, name in ends}


def _per_hundred_words(work: Callable[[str], object], text: str, repeats: int) -> float:
    """Microseconds."""
    begin = time.perf_counter()
    for _ in range(repeats):
        work(text)
    return (time.perf_counter() - begin) / repeats / len(text.split()) * 1e8


def _with_values() -> list[tuple[str, set[Value]]]:
    """The text of each labelled claim that states a value, and the ends and units that are to be found in it."""
    expected = []
    for labelled in _SETS["claims.jsonl"]:
        for claim in labelled["claims"]:
            parts = [part for part in (claim, claim["also"]) if part and part["unit"]]
            ends = {(round(part[end], 6), part["unit"]) for part in parts for end in ("low", "high")}
            expected += [(labelled["text"], ends)] * bool(ends)
    return expected


def _right(labelled: list[dict], *fields: str) -> int:
    """In how many sentences Dateline finds as many claims as there are, and these fields of each as labelled."""
    members = [member for field in fields for member in _FIELDS[field]]

    def answers(claims: list[dict]) -> list[list]:
        return [[claim[member] for member in members] for claim in claims]

    found = [([claim.plain() for claim in read(sentence["text"])], sentence["claims"]) for sentence in labelled]
    return sum(answers(claims) == answers(wanted) for claims, wanted in found)


def _show_sentences() -> None:
    asked = {"all four": _ASKED, "the whole": tuple(_FIELDS)}
    titles = [*_ASKED, "all four", *(field for field in _FIELDS if field not in _ASKED), "the whole"]
    rows = []
    for title in titles:
        right = [_right(labelled, *asked.get(title, (title,))) for labelled in _SETS.values()]
        met = all(r >= _RIGHT * len(labelled) for r, labelled in zip(right, _SETS.values(), strict=True))
        rows.append([title, *map(str, right), f"at least {_RIGHT:.0%}: {_verdict(met)}"])
    sizes = [f"{name}, of {len(labelled)}" for name, labelled in _SETS.items()]
    measuring.show_table(["sentences right in", *sizes, "target"], rows)
    print(
        "\nThe reader was made to get the first set right, and mended after the second: see "
        "tests/reading/distances/test_claims.py."
    )


def _verdict(met: bool) -> str:
    return "met" if met else "MISSED"


def main() -> None:
    warnings.simplefilter("ignore")
    contenders: list[tuple[str, Callable[[str], object], Callable[[str], set[Value]], int]] = [
        ("Dateline", read, _ours, 50)
    ]
    if quantulum:
        contenders.append(("quantulum3", quantulum.parse, _theirs, 1))
    else:
        print("quantulum3 is not installed and is left out.\n")
    taken: dict[str, dict[str, list[float]]] = {
        name: {paragraph: [] for paragraph in _PARAGRAPHS} for name, *_ in contenders
    }
    for turn in range(ROUNDS):
        for name, work, _, repeats in contenders[turn % len(contenders) :] + contenders[: turn % len(contenders)]:
            for paragraph in _PARAGRAPHS:
                taken[name][paragraph].append(_per_hundred_words(work, paragraph, repeats))
    middles = {name: {p: median(times) for p, times in each.items()} for name, each in taken.items()}
    claiming = {paragraph for paragraph in _PARAGRAPHS if read(paragraph)}

    def row(title: str, kept: set[str]) -> list[str]:
        return [title, *(f"{median(each[p] for p in kept):,.0f}" for each in middles.values())]

    everything = median(middles["Dateline"].values())
    expected = _with_values()
    rows = [
        [*row("100 words, µs", set(_PARAGRAPHS)), f"at most {_MICROSECONDS}: {_verdict(everything <= _MICROSECONDS)}"],
        [*row("100 words with a claim among them, µs", claiming), "–"],
        [*row("100 words without one, µs", set(_PARAGRAPHS) - claiming), "–"],
        [
            f"values and units right, of {len(expected)} claims",
            *(str(sum(ends <= find(text) for text, ends in expected)) for _, _, find, _ in contenders),
            "–",
        ],
    ]
    measuring.show_table(["", *taken, "target for Dateline"], rows)
    print(f"\nMedians of {ROUNDS} interleaved rounds over {len(_PARAGRAPHS)} paragraphs, {len(claiming)} with a claim.")
    print("The claims are those of tests/reading/distances/claims.jsonl.\n")
    _show_sentences()


if __name__ == "__main__":
    main()
