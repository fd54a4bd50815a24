"""JSON Patch (RFC 6902) of `add`, `remove`, `replace` and `move`: a document changed, in time in proportion to both.

The document given is never touched. What a patch does not touch is the very same object in what comes out; of what it
does touch, each list and object is copied once, and then changed in place.
"""

from typing import Any, TypeAlias

from geo.story.strict_json import MAX_DEPTH

#: The most bytes of a patch: the densest takes a third of a second to read, and who has changed more has the document.
MAX_SIZE = 400_000
#: The most items of lists that may move up or down for what is put in or taken out before them: a tenth of a second.
#: Ten thousand rows taken out of a table one by one, the first always first, are a quarter of it.
_MAX_SHIFTED = 200_000_000

#: A list or an object: which of them it is says whether numbers or texts lead into it, which no type can.
_Holder: TypeAlias = Any
#: Such a number, or such a text.
_Place: TypeAlias = Any


class PatchError(ValueError):
    """A change that cannot be made; the document stays as it was."""


class CostlyPatchError(PatchError):
    """More changes than are made one by one: the document that they lead to takes less to read."""

    def __init__(self) -> None:
        super().__init__("these are more changes than are made at once")


def patched(document: object, operations: list[object]) -> object:
    """The document after all operations. Raises `PatchError` where one cannot be made or what comes out is too deep."""
    patching = _Patching(document)
    for operation in operations:
        patching.make(operation)
    if patching.may_be_deep and _is_deeper(patching.document, MAX_DEPTH):
        raise PatchError(f"with this change values would be nested more than {MAX_DEPTH} deep")
    return patching.document


class _Patching:
    def __init__(self, document: object) -> None:
        self._root = [document]
        # The copies by what they are known by, which no other object can be as long as they exist.
        self._own: dict[int, _Holder] = {}
        self._shifted = 0
        self.may_be_deep = False

    @property
    def document(self) -> object:
        return self._root[0]

    def make(self, operation: object) -> None:
        match operation:
            case {"op": "add", "path": path, "value": value}:
                keys = _keys(path)
                self._add(keys, value)
                self.may_be_deep |= _is_deeper(value, MAX_DEPTH - len(keys))
            case {"op": "replace", "path": path, "value": value}:
                keys = _keys(path)
                owner = self._owner(keys)
                owner[_place(owner, keys[-1])] = value
                self.may_be_deep |= _is_deeper(value, MAX_DEPTH - len(keys))
            case {"op": "remove", "path": path}:
                self._remove(_keys(path))
            case {"op": "move", "from": source, "path": path}:
                before, after = _keys(source), _keys(path)
                self._add(after, self._remove(before))
                self.may_be_deep |= len(after) > len(before)
            case _:
                raise PatchError("this change is none of add, remove, replace and move")

    def _owner(self, keys: list[str]) -> _Holder:
        """The list or object that holds what the keys lead to, as a copy of our own, with all that holds it."""
        holder: _Holder = self._root
        place: _Place = 0
        for key in keys[:-1]:
            holder = self._owned(holder, place)
            place = _place(holder, key)
        return self._owned(holder, place)

    def _owned(self, holder: _Holder, place: _Place) -> _Holder:
        value = holder[place]
        if id(value) in self._own:
            return value
        if not isinstance(value, list | dict):
            raise PatchError("a change is to something that has no members")
        made = value.copy()
        self._own[id(made)] = holder[place] = made
        return made

    def _add(self, keys: list[str], value: object) -> None:
        owner, key = self._owner(keys), keys[-1]
        if isinstance(owner, dict):
            owner[key] = value
            return
        index = len(owner) if key == "-" else _index(key, len(owner))
        self._shift(len(owner) - index)
        owner.insert(index, value)

    def _remove(self, keys: list[str]) -> object:
        owner = self._owner(keys)
        place = _place(owner, keys[-1])
        if isinstance(owner, list):
            self._shift(len(owner) - place)
        return owner.pop(place)

    def _shift(self, items: int) -> None:
        self._shifted += items
        if self._shifted > _MAX_SHIFTED:
            raise CostlyPatchError


def _keys(pointer: object) -> list[str]:
    """The steps of a JSON Pointer (RFC 6901)."""
    if not isinstance(pointer, str) or not pointer.startswith("/") or pointer.count("/") > MAX_DEPTH:
        raise PatchError("a change does not say where it is")
    return [key.replace("~1", "/").replace("~0", "~") for key in pointer[1:].split("/")]


def _place(owner: _Holder, key: str) -> _Place:
    """Where a list or an object has what a key names."""
    if isinstance(owner, list):
        return _index(key, len(owner) - 1)
    if key not in owner:
        raise PatchError("a change is to something that is not there")
    return key


def _index(key: str, last: int) -> int:
    index = int(key) if key.isdecimal() and len(key) < 9 else -1
    if not 0 <= index <= last:
        raise PatchError("a change is to something that is not there")
    return index


def _is_deeper(value: object, most: int) -> bool:
    """Whether values are nested deeper than so many levels. However deep they are, nothing recurs."""
    level: list[_Holder] = [value]
    for _ in range(most + 1):
        level = [each for each in level if isinstance(each, list | dict)]
        if not level:
            return False
        level = [inner for each in level for inner in (each if isinstance(each, list) else each.values())]
    return True
