"""Why a claim of an article has no verdict, in a sentence: for the commands, and for the page Read."""

from geo.reading.findings import Reading
from geo.story.verdict import Verdict
from geo.view import judgement

_OPEN = "The words leave open which two places are meant."


def reason(reading: Reading, index: int, verdict: Verdict | None) -> str | None:
    """Why a claim has no verdict, or else why its two units do not match; None where neither is so."""
    found, _ = reading.claims[index]
    if verdict is not None:
        return judgement.reason(verdict) or found.reason
    return found.reason or lost(reading, index) or _OPEN


def lost(reading: Reading, index: int) -> str | None:
    """Why a claim whose ends are settled has no two places; None where an end is open."""
    _, ends = reading.claims[index]
    linked = [reading.mentions[end] for end in (ends.origin, ends.to) if end is not None]
    unknown = next((mention.text for mention in linked if mention.chosen is None), None)
    if unknown is not None:
        return f"The gazetteer has no place called {unknown}."
    same = len(linked) == 2 and len({mention.chosen.id for mention in linked if mention.chosen}) == 1
    return "Both ends are the same place." if same else None
