"""What the names beside positions say of them: whether places called so lie there."""

from collections.abc import Iterable

from geo.gazetteer.spelling import key
from geo.measure.geodesy import LonLat

#: So many names are looked up.
_LOOKED_UP = 60
#: A place counts as lying there within so many degrees; nearer the poles, of longitude more.
_NEAR = 1.0


def hits(named: Iterable[tuple[str, LonLat | None]]) -> int:
    """Count the positions at which the gazetteer has a place of their name."""
    from geo.gazetteer.places import gazetteer  # here, as most visitors bring no list

    wanted = [(key(name), at) for name, at in list(named)[:_LOOKED_UP] if name and at]
    known = gazetteer().called([made for made, _ in wanted])
    return sum(any(_is_near(entry.position, at) for entry in known.get(made, ())) for made, at in wanted)


def share(names: Iterable[str]) -> float:
    """The share of names that the gazetteer has as a place's name; 0 where there are none."""
    from geo.gazetteer.places import gazetteer  # as above

    keys = [key(name) for name in list(names)[:_LOOKED_UP]]
    known = gazetteer().called(filter(None, keys))
    return sum(made in known for made in keys) / len(keys) if keys else 0.0


def _is_near(one: LonLat, other: LonLat) -> bool:
    return abs(one.lat - other.lat) <= _NEAR and abs((one.lon - other.lon + 180) % 360 - 180) <= 2 * _NEAR
