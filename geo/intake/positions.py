"""How the positions of a table are read: from which columns, and which of two angles in one cell is the latitude."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from geo.intake import coordinates, headings, namesakes
from geo.intake.asks import Asking
from geo.intake.columns import Columns
from geo.intake.coordinates import LATITUDE_FIRST, LONGITUDE_FIRST, Order
from geo.intake.finds import Finds
from geo.intake.layout import SAMPLE
from geo.intake.names import fold
from geo.measure.angles import MOST, Axis, angle, number
from geo.story.strict_json import printable

_EXAMPLE = {"latitude": "32.88743", "longitude": "13.18733"}


class Positions:
    """Reads the position of each row, and notes what is wrong with it."""

    def __init__(self, columns: Columns, rows: Iterable[Mapping[str, str]], ask: Asking) -> None:
        """`rows` are the cells of the table, by heading; of them the first tell how positions are written."""
        self._latitude, self._longitude = columns.latitude, columns.longitude
        self._order: Order = LATITUDE_FIRST
        if self._latitude is not None and self._latitude == self._longitude:
            self._order = _order(self._latitude, list(islice(rows, SAMPLE)), ask)
        self._zeros = self._turned = 0

    def of(self, finds: Finds, cells: Mapping[str, str], where: str) -> list[object]:
        """The coordinates for the finds, longitude first; a cell that cannot be read as it is; empty without any."""
        if self._latitude == self._longitude:
            found = self._both(finds, cells.get(self._latitude or "", ""), where)
        else:
            found = self._each(finds, cells, where)
        return found

    def _both(self, finds: Finds, cell: str, where: str) -> list[object]:
        if not cell:
            return []
        written = coordinates.written(cell)
        at = written.at(self._order) if written else None
        if at is None:
            shown = f"“{printable(cell)}” cannot be read as a position"
            finds.note(f"{where}, column {self._latitude}", shown, "write it as in 32.88743, 13.18733")
            return [cell]
        return [*at]

    def _each(self, finds: Finds, cells: Mapping[str, str], where: str) -> list[object]:
        texts: dict[Axis, str] = {
            "longitude": cells.get(self._longitude or "", ""),
            "latitude": cells.get(self._latitude or "", ""),
        }
        if not any(texts.values()):
            return []
        found: list[object] = []
        for axis, cell in texts.items():
            read = angle(cell)
            degrees = read.degrees if read and read.axis in (axis, None) else None
            if degrees is None or abs(degrees) > (MOST[axis] if axis == "latitude" else _TURN):
                shown = f"“{printable(cell)}” is no {axis}" if cell else f"the {axis} is missing"
                heading = self._longitude if axis == "longitude" else self._latitude
                path = f"{where}, column {heading}" if heading else where
                finds.note(
                    path, shown, f"write degrees from -{MOST[axis]} to {MOST[axis]}, as in {_EXAMPLE[axis]}", kind=axis
                )
            found.append(cell if degrees is None else degrees)
        return found


# A longitude may be one turn of the earth beyond what it means.
_TURN = 360


def _order(heading: str, rows: Sequence[Mapping[str, str]], ask: Asking) -> Order:
    """Which angle stands first in the cells of a column; asked where neither heading nor values say it."""
    written = [(row, found) for row in rows if (found := coordinates.written(row.get(heading, "")))]
    if said := _said_by(heading):
        return said
    own = {found.order for _, found in written} - {None}
    if len(own) == 1:
        return own.pop() or LATITUDE_FIRST
    if not written or all(found.pair.first.axis for _, found in written):
        return LATITUDE_FIRST
    lies: dict[Order, int] = {
        order: namesakes.hits(
            (text, found.at(order)) for row, found in written for text in row.values() if number(text) is None
        )
        for order in (LATITUDE_FIRST, LONGITUDE_FIRST)
    }
    taken = LONGITUDE_FIRST if all(found.in_brackets for _, found in written) else LATITUDE_FIRST
    if max(lies.values()) > 2 * min(lies.values()):
        taken = max(lies, key=lambda order: lies[order])
    means = [written[0][1].at(order) or "" for order in lies]
    meant = ask(heading, list(lies), taken, means)
    return LONGITUDE_FIRST if meant == LONGITUDE_FIRST else LATITUDE_FIRST


def _said_by(heading: str) -> Order | None:
    """The order that a heading names, such as “lon, lat” or “latlng”."""
    each = [
        word
        for word in headings.words(heading)
        if headings.among("latitude", [word]) or headings.among("longitude", [word])
    ]
    if len(each) == 2:
        return LATITUDE_FIRST if headings.among("latitude", each[:1]) else LONGITUDE_FIRST
    whole = fold(heading)
    if any(whole.startswith(word) for word in ("lonlat", "lnglat", "longlat", "longitudelatitude")):
        return LONGITUDE_FIRST
    return LATITUDE_FIRST if any(whole.startswith(word) for word in ("latlon", "latlng", "latitudelong")) else None
