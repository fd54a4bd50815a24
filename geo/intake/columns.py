"""The columns of a table: which of them mean what, by their headings and by their values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import Any

from geo.base import encoding as encodings
from geo.base.faults import RefusedError
from geo.intake import coordinates, headings, namesakes
from geo.intake.asks import Asking
from geo.intake.coordinates import LATITUDE_FIRST, LONGITUDE_FIRST
from geo.intake.layout import SAMPLE, Layout, is_date, layout
from geo.intake.names import fold
from geo.intake.sheet import MAX_COLUMNS, SEPARATORS, Rows, SeparatedText
from geo.measure.angles import MOST, Axis, angle, number
from geo.measure.geodesy import LonLat

#: What a column may mean, in the order in which they are looked for.
ROLES = ("latitude", "longitude", "date", "end", "time", "country", "region", "address", "name", "title", "text")
#: Of two columns that nothing says are positions: the third reading.
NO_POSITIONS = "not positions"
DEGREES = "degrees"
# Numbers that nothing but their form says are degrees have so many decimals.
_DECIMALS = 3
# A name is no longer than this, on average; what is longer tells something.
_NAME_LETTERS = 40
# Of a column so many are in the gazetteer, if nothing but that says that it has names; of a list, which has no other.
_MANY_NAMES, _SOME_NAMES = 0.4, 0.2


@dataclass(frozen=True, kw_only=True)
class Columns:
    """How a table is read. Each role has the heading of its column, or None where the table has none.

    `latitude` and `longitude` may be the same column: it then holds both. `separator` and `encoding` are those of a
    text, empty for other files; `is_headed` says whether the first row is one of headings, None that it shows.
    """

    separator: str = ""
    encoding: str = ""
    is_headed: bool | None = None
    latitude: str | None = None
    longitude: str | None = None
    name: str | None = None
    date: str | None = None
    end: str | None = None
    time: str | None = None
    title: str | None = None
    text: str | None = None
    country: str | None = None
    region: str | None = None
    address: str | None = None

    @property
    def meant(self) -> frozenset[str]:
        """The headings that have a role."""
        return frozenset(heading for role in ROLES if (heading := getattr(self, role)) is not None)


def unasked(
    column: str, readings: Sequence[str], otherwise: str | None, means: Sequence[str | LonLat] = ()
) -> str | None:
    """Takes what is taken without an answer."""
    return otherwise


def written_in(content: bytes) -> Columns:
    """How a text is most likely parted into cells."""
    encoding = encodings.guess(content)
    found = [(_fit(content, separator, encoding), separator) for separator in SEPARATORS]
    return Columns(separator=max(found, key=lambda one: one[0])[1], encoding=encoding)


def _fit(content: bytes, separator: str, encoding: str) -> tuple[bool, bool, int, int, int, int]:
    """How well a separator fits a text: by rows of equal length from the first on, by known headings, by columns."""
    rows = SeparatedText(content, separator, encoding)
    try:
        found = layout(rows)
        sample = list(islice(found.body(rows), SAMPLE))
    except RefusedError:
        return False, False, -1, 0, 0, 0
    if "".join(found.titles[0] if found.titles else ()).strip().casefold() == f"sep={separator}":
        return True, True, MAX_COLUMNS, 0, 0, 0
    width = len(found.header)
    equal = sum(len(row) == width for row in sample) if width > 1 else 0
    known = sum(map(headings.is_known, found.header)) if found.is_headed else 0
    meant = len(guess(found, rows, Columns(), unasked).meant)
    return equal * 5 >= len(sample) * 4 and equal > 0, not found.titles, known, meant, equal, width


def guess(found: Layout, rows: Rows, columns: Columns, ask: Asking) -> Columns:
    """The columns with the roles that headings and values show. Where neither does, they are None."""
    first = islice(found.body(rows), SAMPLE)
    sample = [{heading: cell.strip() for heading, cell in found.cells(row).items()} for row in first]
    values: dict[str, list[str]] = {heading: [] for heading in (*found.header, *found.joined)}
    for cells in sample:
        for heading, cell in cells.items():
            if cell:
                values[heading].append(cell)
    parts = {part for each in found.joined.values() for part in each}
    free = {heading: cells for heading, cells in values.items() if heading not in parts}
    roles: dict[str, str | None] = dict.fromkeys(ROLES)
    if found.is_headed:
        _by_heading(roles, free, found.joined)
    if roles["latitude"] is None:
        roles["latitude"], roles["longitude"] = _positions(free, sample, roles, ask)
    if not found.is_headed:
        _by_value(roles, free)
    elif roles["name"] is None and roles["title"] is None:
        roles["name"] = _named(free, roles, _MANY_NAMES if roles["latitude"] else 0) or headings.find("id", free)
    for other in ("title", "address", "region", "country"):
        instead = roles[other]
        if roles["name"] is None and instead and (other != "title" or _may_name(roles, free[instead])):
            roles["name"], roles[other] = instead, None
    known: dict[str, Any] = dict(roles)  # `Any`, as other fields are no such text
    return replace(columns, is_headed=found.is_headed, **known)


def _by_heading(roles: dict[str, str | None], free: Mapping[str, list[str]], joined: Iterable[str]) -> None:
    for axis in MOST:
        known = [*(each for each in joined if headings.among(axis, each.split(" + "))), *headings.among(axis, free)]
        roles[axis] = next((heading for heading in known if _are_angles(free[heading], axis)), None)
    if roles["latitude"] is None or roles["longitude"] is None:
        roles["latitude"] = roles["longitude"] = None
    for role in ROLES[2:]:
        taken = roles.values()
        fits = [heading for heading in headings.among(role, free, taken) if _fits(role, free[heading])]
        roles[role] = next(iter(fits), None)
    if roles["date"] is None and roles["time"] and all(map(is_date, free[roles["time"]])):
        roles["date"], roles["time"] = roles["time"], None
    for date in (each for each in joined if free[each] and all(map(is_date, free[each]))):
        role = "end" if fold(date).startswith("end") else "date"
        other = free.get(roles[role] or "", [])
        if len(other) < len(free[date]) or not all(map(is_date, other)) or str(roles[role]) in date.split(" + "):
            roles[role] = date


def _fits(role: str, cells: Sequence[str]) -> bool:
    """Whether the values of a column do not speak against its role: a name is no number, a time no date."""
    if role in ("name", "text", "title", "country", "region", "address"):
        return not cells or sum(number(cell) is None for cell in cells) * 2 > len(cells)
    return True


def _are_angles(cells: Sequence[str], axis: Axis) -> bool:
    """Whether the cells of a column may be angles of this kind: most of them are."""
    read = [found for cell in cells if (found := angle(cell)) is not None and found.axis in (axis, None)]
    return len(read) * 2 >= len(cells) and not any(abs(found.degrees) > 360 for found in read)


def _positions(
    free: Mapping[str, list[str]], sample: Sequence[Mapping[str, str]], roles: Mapping[str, str | None], ask: Asking
) -> tuple[str | None, str | None]:
    """The columns of latitude and longitude where no heading names them: one that holds both, or two of numbers."""
    left = {heading: cells for heading, cells in free.items() if cells and heading not in roles.values()}
    headed = headings.among("pair", left)
    for heading in (*headed, *(other for other in left if other not in headed)):
        if len(free) > 1 and _are_pairs(left[heading], is_likely=heading in headed):
            return heading, heading
    y, x = (next(iter(headings.among(each, left)), None) for each in "yx")
    if x is None or y is None:
        return _two_numbers(left, sample, ask)
    if not (_are_angles(left[x], "longitude") and _are_angles(left[y], "latitude") and _within(left[y], "latitude")):
        return None, None
    is_known = _lie_there(sample, y, x) * 2 > len(sample)
    means = (_first(left[y], left[x]), "")
    meant = ask(f"{x}, {y}", (DEGREES, NO_POSITIONS), DEGREES if is_known else None, means)
    return (y, x) if meant == DEGREES else (None, None)


def _first(latitude: Sequence[str], longitude: Sequence[str]) -> LonLat | str:
    """The first position of two columns; nothing where it is none."""
    lat, lon = angle(latitude[0]), angle(longitude[0])
    return (coordinates.position(lon.degrees, lat.degrees) if lat and lon else None) or ""


def _lie_there(sample: Iterable[Mapping[str, str]], latitude: str, longitude: str) -> int:
    """In how many rows a place that is named there lies where these two columns say."""
    return namesakes.hits(
        (text, coordinates.position(lon.degrees, lat.degrees))
        for row in sample
        if (lat := angle(row.get(latitude, ""))) and (lon := angle(row.get(longitude, "")))
        for text in row.values()
        if number(text) is None
    )


def _are_pairs(cells: Sequence[str], *, is_likely: bool) -> bool:
    """Whether all cells of a column are positions; without a heading that says so, numbers need decimals or signs."""
    read = [coordinates.written(cell) for cell in cells]
    if is_likely:
        return sum(found is not None and _at(found) for found in read) * 2 >= len(cells)
    return all(
        found is not None and _at(found) and (found.in_brackets or found.order is not None or _is_exact(cell))
        for found, cell in zip(read, cells, strict=True)
    )


def _at(found: coordinates.Written) -> bool:
    return found.at(found.order or LATITUDE_FIRST) is not None


def _is_exact(cell: str) -> bool:
    """Whether the numbers of a cell have as many decimals as those of positions."""
    return sum(len(part) >= _DECIMALS for part in cell.replace(",", ".").split(".")[1:]) >= 1 or "°" in cell


def _two_numbers(
    free: Mapping[str, list[str]], sample: Sequence[Mapping[str, str]], ask: Asking
) -> tuple[str | None, str | None]:
    """Two columns beside each other with numbers such as positions have; asked which is which, and whether they are."""
    names = list(free)
    for one, other in pairwise(names):
        if not all(map(_is_decimal, free[one] + free[other])):
            continue
        orders: dict[str, tuple[str, str]] = {LATITUDE_FIRST: (one, other), LONGITUDE_FIRST: (other, one)}
        fits = [o for o, (y, x) in orders.items() if _within(free[y], "latitude") and _within(free[x], "longitude")]
        if not fits:
            continue
        lies = {order: _lie_there(sample, *orders[order]) for order in fits}
        best = max(fits, key=lambda order: lies[order])
        is_sure = lies[best] * 2 > len(sample) and lies[best] > 2 * min(lies.values()) * (len(fits) > 1)
        means = [*(_first(free[y], free[x]) for y, x in orders.values()), ""]
        taken = best if is_sure or one.startswith("column ") else None
        meant = ask(f"{one}, {other}", (*orders, NO_POSITIONS), taken, means)
        return orders.get(meant or "", (None, None))
    return None, None


def _is_decimal(cell: str) -> bool:
    return number(cell) is not None and len(cell.replace(",", ".").partition(".")[2]) >= _DECIMALS


def _within(cells: Sequence[str], axis: Axis) -> bool:
    return all(abs(found.degrees) <= MOST[axis] for cell in cells if (found := angle(cell)) is not None)


def _by_value(roles: dict[str, str | None], free: Mapping[str, list[str]]) -> None:
    """Roles of the columns of a table without headings: dates, names of places, and what happened there."""
    if len(free) == 1:
        roles["name"] = _named(free, roles, _SOME_NAMES) if any(len(cells) > 1 for cells in free.values()) else None
        return
    left = [heading for heading, cells in free.items() if cells and heading not in roles.values()]
    roles["date"] = next((h for h in left if sum(map(is_date, free[h])) * 2 > len(free[h])), None)
    left = [h for h in left if h != roles["date"] and sum(number(cell) is None for cell in free[h]) * 2 > len(free[h])]
    roles["name"] = _named(free, roles, 0)
    others = [heading for heading in left if heading != roles["name"]]
    roles["text"] = max(others, key=lambda heading: sum(map(len, free[heading])) / len(free[heading]), default=None)
    roles["title"] = next((heading for heading in others if heading != roles["text"]), None)


def _may_name(roles: Mapping[str, str | None], cells: Sequence[str]) -> bool:
    """Whether titles are names of places: where the rows have positions or no dates, or the gazetteer has most."""
    return roles["latitude"] is not None or roles["date"] is None or namesakes.share(cells) >= _MANY_NAMES


def _named(free: Mapping[str, list[str]], roles: Mapping[str, str | None], least: float) -> str | None:
    """The column of short texts of which most are names in the gazetteer, at least this share."""
    short = {
        heading: namesakes.share(cells)
        for heading, cells in free.items()
        if cells
        and heading not in roles.values()
        and sum(map(len, cells)) <= _NAME_LETTERS * len(cells)
        and sum(number(cell) is None and not is_date(cell) for cell in cells) * 2 > len(cells)
    }
    best = max(short, key=lambda heading: short[heading], default=None)
    return best if best is not None and short[best] >= least else None
