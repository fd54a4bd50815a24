"""The distance of a claim as evidence of which place its ends are: it breaks ties, and shows that none is meant.

The place that the rest of the article speaks for stays wherever the claim may be true of it, however well another fits:
writers give distances by road, and slip.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product

from geo.base.checkpoint import checkpoint
from geo.gazetteer.places import Entry
from geo.gazetteer.story_place import story_place
from geo.measure.geodesy import bearing_gap_deg, measure
from geo.reading.distances.claims import Found
from geo.reading.distances.ends import Ends
from geo.reading.places.choice import Chosen
from geo.reading.places.containment import SETTLEMENTS
from geo.reading.places.mentions import Mention
from geo.story.verdict import FAR, claimed_interval

#: Candidates are as good as tied if the likelier is at most so many times as probable; so many are tried at each end.
_TIE, _TRIED = 5.0, 5
#: A direction that is stated may be so far off.
_OFF_DEG = 45.0
#: A longer quote says less than the places do.
_MAX_QUOTE = 100
_RANKS = ("unsure", "likely", "sure", "confirmed")


def fitted(mentions: Sequence[Mention], claims: Sequence[tuple[Found, Ends]]) -> list[Mention]:
    """The mentions, those at ends of claims chosen among tied candidates, or left open where none is meant."""
    changed: dict[int, Mention] = {}
    for claim, ends in claims:
        checkpoint()
        if ends.origin is not None and ends.to is not None and ends.origin != ends.to:
            changed |= _settled(mentions, changed, claim, (ends.origin, ends.to))
    of_key = {(mentions[index].key, mentions[index].chosen): each for index, each in changed.items()}
    return [_as(mention, of_key) for mention in mentions] if changed else list(mentions)


def _as(mention: Mention, of_key: Mapping[tuple[str, Entry | None], Mention]) -> Mention:
    """A mention with what was found of the same name and place elsewhere."""
    found = None if mention.trust == "confirmed" else of_key.get((mention.key, mention.chosen))
    if found is None:
        return mention
    return replace(
        mention,
        kind=found.kind,
        candidates=found.candidates,
        trust=min(mention.trust, found.trust, key=_RANKS.index),
        reason=found.reason,
        is_open=found.is_open,
    )


def _settled(
    mentions: Sequence[Mention], changed: Mapping[int, Mention], claim: Found, ends: tuple[int, int]
) -> dict[int, Mention]:
    """The ends of a claim that cannot stay what they were, by index."""
    pair = [changed.get(end, mentions[end]) for end in ends]
    tied = [_tied(mention) for mention in pair]
    if claim.stated is None or not all(tied):
        return {}
    first = tied[0][0].entry, tied[1][0].entry
    times = _times(claim, *first)
    if times is None or times <= FAR:
        return {}
    for one, other in sorted(product(*tied), key=lambda both: -both[0].probability * both[1].probability):
        if _fits(claim, one.entry, other.entry):
            both = zip(ends, pair, (one, other), strict=True)
            return {end: _with(mention, chosen) for end, mention, chosen in both if chosen.entry != mention.chosen}
    if not _is_shorter(claim, *first):
        return {}
    doubtful = [end for end, mention in zip(ends, pair, strict=True) if _is_alone(mention, mentions)]
    if not doubtful or first[0].country == first[1].country:
        return {}
    end = min(reversed(doubtful), key=lambda each: _RANKS.index(changed.get(each, mentions[each]).trust))
    beside = mentions[ends[0] if end == ends[1] else ends[1]].text
    reason = f"The text says “{claim.quote}”: the gazetteer has no place of this name so near to {beside}."
    if len(claim.quote) > _MAX_QUOTE:
        reason = f"The gazetteer has no place of this name as near to {beside} as the text says."
    return {end: replace(changed.get(end, mentions[end]), trust="unsure", reason=reason, is_open=True)}


def _tied(mention: Mention) -> list[Chosen]:
    """The settlements that a mention may mean, as far as text, country and nearness leave them; the likeliest first."""
    if mention.chosen is None or mention.chosen.kind not in SETTLEMENTS:
        return []
    if mention.trust in ("sure", "confirmed"):
        return [mention.candidates[0]]
    least = mention.candidates[0].probability / _TIE
    return [
        each for each in mention.candidates[:_TRIED] if each.probability >= least and each.entry.kind in SETTLEMENTS
    ]


def _is_alone(mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether nothing else in the article lies in the country of a place that is not sure."""
    if mention.trust in ("sure", "confirmed") or mention.chosen is None:
        return False
    country = mention.chosen.country
    return all(
        other.key == mention.key or other.chosen is None or other.chosen.country != country for other in mentions
    )


def _with(mention: Mention, chosen: Chosen) -> Mention:
    others = [each for each in mention.candidates if each != chosen]
    trust = min(mention.trust, "likely", key=_RANKS.index)
    reason = f"{len(mention.candidates)} places have this name; of the likely ones the stated distance fits this."
    return replace(
        mention, candidates=(chosen, *others), kind=chosen.entry.kind, trust=trust, reason=reason, is_open=False
    )


def _fits(claim: Found, origin: Entry, to: Entry) -> bool:
    times = _times(claim, origin, to)
    if times is None or times > FAR:
        return False
    line = measure(origin.position, to.position)
    if claim.direction is None or line.initial_bearing_deg is None:
        return True
    return bearing_gap_deg(line.initial_bearing_deg, claim.direction) <= _OFF_DEG


def _times(claim: Found, origin: Entry, to: Entry) -> float | None:
    """How many times as far as the other the farther of both is, claimed and measured, by the nearest ends of each."""
    if claim.stated is None:
        return None
    low, high, claimed_low, claimed_high = *_measured(origin, to), *claimed_interval(claim.stated, claim.hedge)
    if claimed_low > high:
        return claimed_low / max(high, 0.001)
    return low / max(claimed_high, 0.001) if low > claimed_high else 1.0


def _is_shorter(claim: Found, origin: Entry, to: Entry) -> bool:
    return claim.stated is not None and claimed_interval(claim.stated, claim.hedge).high < _measured(origin, to)[0]


def _measured(origin: Entry, to: Entry) -> tuple[float, float]:
    km = measure(origin.position, to.position).distance_km
    slack = sum(story_place(end).radius_km or 0.0 for end in (origin, to))
    return max(km - slack, 0.0), km + slack
