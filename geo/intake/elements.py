"""XML as a stream of elements, read safely: no document type, so no entities and nothing from elsewhere.

Streamed, as a tree of all elements, which fastkml and gpxpy build, takes some 20 MB for each MB of a file.
"""

import re
from collections.abc import Iterator, Mapping
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import create_parser

from geo.base.faults import Fault, RefusedError
from geo.story.strict_json import MAX_DEPTH, printable

#: The most elements inside one that is read as a whole.
MAX_WHOLE = 50_000
#: The most attributes of one element; the parser would make objects of all before we see them.
MAX_ATTRIBUTES = 5_000
_LONG = re.compile(rb"<[^<!][^<]{20000,}+")
_NONE: Mapping[str, str] = {}
_ROOT = re.compile(rb"<(?:[A-Za-z][\w.-]{0,20}:)?(kml|gpx)[\s/>]")
_EXPORT = "export the file again, as KML or GPX"


class Element:
    """One element: `tag` without its prefix, `text` directly inside it, and the elements inside it in order."""

    __slots__ = ("_parts", "attributes", "children", "tag")

    def __init__(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: list[Element] = []
        self._parts: list[str] = []

    def add(self, text: str) -> None:
        """Add text that comes next inside it."""
        self._parts.append(text)

    @property
    def text(self) -> str:
        """The text, without white space around it."""
        return "".join(self._parts).strip()

    def first(self, *tags: str) -> "Element | None":
        """The first element inside it that has one of these tags."""
        return next((child for child in self.children if child.tag in tags), None)

    def descendants(self, tag: str) -> "Iterator[Element]":
        """All elements inside it, however deep, that have this tag."""
        for child in self.children:
            if child.tag == tag:
                yield child
            yield from child.descendants(tag)

    def text_of(self, *tags: str) -> str | None:
        """The text of that element, if it has any."""
        found = self.first(*tags)
        return (found.text or None) if found is not None else None


class Elements(ContentHandler):
    """Reads a file; `containers` are the tags whose elements are only entered, all others come whole to `found`."""

    roots: tuple[str, ...] = ()
    containers: tuple[str, ...] = ()

    def __init__(self) -> None:
        super().__init__()
        #: Tags of the open containers, from the root.
        self.open: list[str] = []
        self._whole: list[Element] = []
        self._size = 0

    def opened(self, tag: str) -> None:
        """A container begins."""

    def closed(self, tag: str) -> None:
        """A container ends; it is still the last of `open`."""

    def found(self, element: Element) -> None:
        """An element that is no container was read, inside those that are open."""

    def read(self, content: bytes) -> None:
        """Read a whole file. Raises `RefusedError` where it is not well-formed, has a document type or is too deep."""
        for tag in _LONG.finditer(content):
            if tag.group().count(b"=") > MAX_ATTRIBUTES:
                problem = f"an element has more than {MAX_ATTRIBUTES:,} attributes"
                raise RefusedError([Fault("", problem, f"mend the file, or {_EXPORT}")])
        parser = create_parser(forbid_dtd=True)
        parser.setContentHandler(self)
        try:
            parser.feed(content)
            parser.close()
        except RefusedError:
            raise
        except DefusedXmlException:
            problem = "the file declares a document type or entities, which are not read: they can load other files"
            raise RefusedError([Fault("", problem, "take the line that begins with <!DOCTYPE out of it")]) from None
        except SAXParseException as error:
            problem = f"this is not well-formed XML: line {error.getLineNumber()}: {error.getMessage()}"
            raise RefusedError([Fault("", problem, f"mend the file there, or {_EXPORT}")]) from None
        except (SAXException, LookupError, ValueError):
            # What Python's codecs say of an encoding that is none, or has several bytes to a sign.
            raise RefusedError([Fault("", "the encoding of the file cannot be read", "save it as UTF-8")]) from None

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802  (called by the parser)
        """An element begins."""
        tag = name.rpartition(":")[2]
        if len(self.open) + len(self._whole) >= MAX_DEPTH:
            problem = f"elements are nested more than {MAX_DEPTH} deep"
            raise RefusedError([Fault("", problem, "flatten the folders of the file")])
        if not self._whole and not self.open and tag not in self.roots:
            problem = f"this is XML, but neither KML nor GPX: its outermost element is “{printable(tag)}”"
            raise RefusedError([Fault("", problem, _EXPORT)])
        if not self._whole and tag in self.containers:
            self.open.append(tag)
            self.opened(tag)
            return
        element = Element(tag, dict(attrs) if len(attrs) else _NONE)
        if self._whole:
            self._size += 1
            if self._size > MAX_WHOLE:
                problem = f"one “{printable(self._whole[0].tag)}” has more than {MAX_WHOLE:,} elements"
                raise RefusedError([Fault("", problem, "simplify it, or leave it out")])
            self._whole[-1].children.append(element)
        self._whole.append(element)

    def characters(self, content: str) -> None:
        """Text inside an element."""
        if self._whole:
            self._whole[-1].add(content)

    def endElement(self, name: str) -> None:  # noqa: N802  (called by the parser)
        """An element ends."""
        if not self._whole:
            self.closed(self.open[-1])
            self.open.pop()
            return
        element = self._whole.pop()
        if not self._whole:
            self._size = 0
            self.found(element)


def root(beginning: bytes) -> str | None:
    """Which of the two kinds of XML a file with this beginning is, kml or gpx; None where that is not seen there."""
    match = _ROOT.search(beginning.replace(b"\0", b""))
    return match[1].decode() if match else None
