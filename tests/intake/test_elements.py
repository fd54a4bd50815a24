"""Elements of a file one after another: without prefixes, whole, and with nothing from elsewhere."""

import pytest

from geo.base.faults import RefusedError
from geo.intake.elements import Elements, root


class Listed(Elements):
    """All that is found, with the containers that were open."""

    roots, containers = ("r",), ("r", "box")

    def __init__(self):
        super().__init__()
        self.seen = []

    def found(self, element):
        """Keep it."""
        self.seen.append(("/".join(self.open), element))


def listed(text):
    reader = Listed()
    reader.read(text.encode())
    return reader.seen


def test_elements_come_whole_with_the_containers_around_them():
    (where, found), (other, _) = listed("<r>x<box><a k='v'> t<b>in</b>u </a></box><c/></r>")
    assert (where, other) == ("r/box", "r")
    assert (found.tag, found.attributes, found.text, found.text_of("z", "b")) == ("a", {"k": "v"}, "tu", "in")
    assert found.first("nothing") is found.text_of("nothing") is None


def test_prefixes_are_passed_over_whether_declared_or_not():
    assert [element.tag for _, element in listed("<x:r><y:a/><a/></x:r>")] == ["a", "a"]


@pytest.mark.parametrize("text", ["<!DOCTYPE r><r/>", "<!DOCTYPE r [<!ENTITY a 'b'>]><r>&a;</r>", "<r>&a;</r>"])
def test_nothing_is_taken_from_a_document_type(text):
    with pytest.raises(RefusedError):
        listed(text)


def test_text_of_many_parts_takes_no_time():
    assert len(listed(f"<r><a>{'&amp;' * 300_000}</a></r>")[0][1].text) == 300_000


def test_kind_shows_in_the_outermost_element():
    assert root(b"<?xml?><!-- x --><kml xmlns='x'>") == root(b"<a:kml>") == "kml"
    assert root(b"<\0g\0p\0x\0>\0") == "gpx"
    assert root(b"<html><kmlx>") is None
