"""A JSON list of records, of one or several lines, as the rows of a table."""

import json
from collections.abc import Iterator

from geo.intake.sheet import MAX_COLUMNS, Row, too_many_columns

#: Members of an object that hold the list, where it is not the whole file.
_HOLDERS = (
    "data",
    "results",
    "records",
    "items",
    "rows",
    "places",
    "locations",
    "events",
    "features",
    "entries",
    "value",
)


def records(value: object) -> list[dict[str, object]] | None:
    """The records in a JSON value: a list of objects, or the only such list in an object; None where there is none."""
    if isinstance(value, dict):
        lists = [value[key] for key in _HOLDERS if isinstance(value.get(key), list)]
        value = lists[0] if len(lists) == 1 else None
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        return value
    return None


def left_out(value: object) -> list[str]:
    """The members of an object beside the list of records that it holds."""
    return (
        [key for key, each in value.items() if each and not (key in _HOLDERS and isinstance(each, list))]
        if (isinstance(value, dict))
        else []
    )


def rows(found: list[dict[str, object]]) -> list[Row]:
    """The records as rows, their keys as headings; objects in them by path, such as `location.lat`.

    Raises `RefusedError` where they have too many keys.
    """
    flat = [dict(_flat(record)) for record in found]
    header = list(dict.fromkeys(key for record in flat for key in record))
    if len(header) > MAX_COLUMNS:
        raise too_many_columns("the list of records", len(header))
    return [
        Row.at(1, header),
        *(Row.at(number, (record.get(key, "") for key in header)) for number, record in enumerate(flat, 2)),
    ]


def _flat(record: dict[str, object], path: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    for key, value in record.items():
        name = f"{path}{key}"
        if isinstance(value, dict) and value.get("type") != "Point" and depth < 3:
            yield from _flat(value, f"{name}.", depth + 1)
        elif value is None:
            continue
        elif isinstance(value, str):
            yield name, value
        else:
            yield name, json.dumps(value, ensure_ascii=False)


def joined(content: bytes) -> bytes | None:
    """A text with one object in each line as one list; None where the text is none of that."""
    lines = [line.strip() for line in content.removeprefix(b"\xef\xbb\xbf").splitlines() if line.strip()]
    if len(lines) < 2 or not all(line.startswith(b"{") and line.endswith(b"}") for line in lines):
        return None
    return b"[" + b",".join(lines) + b"]"
