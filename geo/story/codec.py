"""Read and write the members of a part of a story file, as the table of members has them."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeAlias, TypeGuard

from geo.base.edtf import When
from geo.base.faults import Fault
from geo.measure.geodesy import LonLat
from geo.story.fields import Fields, References, is_language_tag, kind
from geo.story.model import Passage, Quantity
from geo.story.part import Form, Member, Part
from geo.story.strict_json import pointer, printable

_NUMBERS = (int, float)

#: The values of members by name: the table of members, which types cannot follow, says what each of them is.
Values: TypeAlias = dict[str, Any]


def read_members(fields: Fields, part: Part, references: References) -> Values:
    """Read the members of an object, by their names in `geo.story.model`; what is missing or wrong is None.

    Members that need others to be read, as positions and lists of parts do, are left to the caller.
    """
    return {member.name: read(fields, member, references) for member, read in _readers(part)}


@cache
def _readers(part: Part) -> tuple[tuple[Member, Callable[..., object]], ...]:
    return tuple((member, _READERS[member.form]) for member in part.members if member.form in _READERS)


def write_members(part: Part, values: Mapping[str, object]) -> dict[str, object]:
    """Give the members of an object as plain values, by their keys; `values` are those of `geo.story.model` by name.

    What is None is left out where the table does not say otherwise; lists of parts are left to the caller.
    """
    found = {}
    for member in part.members:
        value = values.get(member.name)
        if member.form != "list" and (value is not None or member.is_null_written):
            found[member.key] = _plain(value)
    return found


def _plain(value: object) -> object:
    match value:
        case When():
            return value.text
        case Quantity():
            return value._asdict()
        case Passage():
            return {key: text for key, text in value._asdict().items() if text is not None}
        case tuple():
            return list(value)
    return value


def _id(fields: Fields, member: Member, references: References) -> str | None:
    name = fields.id(member.key)
    references.define(member.of, name, fields.path)
    return name


def _link(fields: Fields, member: Member, references: References) -> str | None:
    if member.optional and fields.members.get(member.key) is None:
        return None
    name = fields.id(member.key)
    references.want(member.of, name, pointer(fields.path, member.key))
    return name


def _links(fields: Fields, member: Member, references: References) -> tuple[object, ...]:
    if member.optional and fields.members.get(member.key) is None:
        return ()
    listed = list(fields.items(member.key, member.most))
    names = tuple(item for _, item in listed)
    references.want_each(member.of, names, pointer(fields.path, member.key))
    for path, item in listed:
        if not isinstance(item, str):
            fields.faults.append(Fault(path, f"this is {kind(item)}", f"write the id of a {member.of}"))
    return names


#: What is longer is no try at a code.
_MAX_COUNTRY = 100


def _country(fields: Fields, member: Member, _: References) -> str | None:
    code = fields.text(member.key, _MAX_COUNTRY, optional=member.optional)
    if code is not None and not is_country_code(code):
        fields.fault(member.key, "this is not an ISO 3166-1 alpha-2 code", "write two capitals, as in LY")
        return None
    return code


def _names(fields: Fields, member: Member, _: References) -> dict[str, str | None]:
    given = fields.members.get(member.key)
    names = Fields({} if given is None else given, pointer(fields.path, member.key), fields.faults)
    read = {}
    for tag in names.members:
        if is_language_tag(tag):
            read[tag] = names.text(tag, member.most)
        else:
            names.fault(printable(tag), "this is not a language tag", "write one as in ar or pt-BR")
    return read


def is_country_code(text: str) -> bool:
    """Whether a text has the form of an ISO 3166-1 alpha-2 code."""
    return len(text) == 2 and text.isascii() and text.isalpha() and text.isupper()


def position(value: object) -> LonLat | None:
    """Read `[longitude, latitude]` in degrees, with or without an altitude; None where it is no position."""
    if not is_position(value):
        return None
    return LonLat(float(value[0]), float(value[1]))


def is_position(value: object) -> TypeGuard[list[float]]:
    """Whether a value is `[longitude, latitude]` in degrees, with or without an altitude."""
    if type(value) is not list or not 2 <= len(value) <= 3:
        return False
    lon, lat = value[0], value[1]
    # Not bool, which is a number to Python.
    numbers = type(lon) in _NUMBERS and type(lat) in _NUMBERS and (len(value) == 2 or type(value[2]) in _NUMBERS)
    return bool(numbers and -180 <= lon <= 180 and -90 <= lat <= 90)


_READERS: Mapping[Form, Callable[[Fields, Member, References], object]] = {
    "id": _id,
    "link": _link,
    "links": _links,
    "text": lambda fields, member, _: fields.text(member.key, member.most, optional=member.optional),
    "date": lambda fields, member, _: fields.when(member.key, optional=member.optional),
    "time": lambda fields, member, _: fields.time(member.key, optional=member.optional),
    "language": lambda fields, member, _: fields.language(member.key),
    "url": lambda fields, member, _: fields.url(member.key),
    "choice": lambda fields, member, _: fields.choice(member.key, tuple(member.options), optional=member.optional),
    "flag": lambda fields, member, _: fields.flag(member.key, optional=member.optional),
    "number": lambda fields, member, _: fields.number(member.key, member.least, member.most, optional=member.optional),
    "country": _country,
    "names": _names,
}
