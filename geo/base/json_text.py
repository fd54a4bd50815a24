"""JSON as the bytes of a file: UTF-8, no more escapes than needed."""

import json

import orjson


def written(value: object, *, indented: bool = False) -> bytes:
    """Write plain values as JSON, in one line without spaces or indented by two."""
    try:
        return orjson.dumps(value, option=orjson.OPT_INDENT_2 if indented else None)
    except TypeError:  # an integer of more than 64 bits, as other programs' files may have
        spaces = {"indent": 2} if indented else {"separators": (",", ":")}
        return json.dumps(value, ensure_ascii=False, **spaces).encode()
