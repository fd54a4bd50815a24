"""An article from a file: its text, and its title and date where it states them. Plain text and HTML pages."""

import logging
import re
from dataclasses import dataclass
from pathlib import PurePath

from geo.base import encoding as encodings
from geo.base.edtf import When
from geo.base.faults import Fault, RefusedError
from geo.reading import page_metadata
from geo.story.strict_json import MAX_SIZE

_COPY = "copy the text of the article, and open that instead"
# What files begin with that are no text; a kind of file and what to do.
_OTHERS = (
    (b"%PDF-", "a PDF file", "copy the text out of it, or open the article's page saved as HTML"),
    (b"PK\x03\x04", "an archive, or a document of a word processor", "unpack it, or save the document as plain text"),
    (b"\xd0\xcf\x11\xe0", "a document of a word processor", "save the document as plain text"),
    (b"{\\rtf", "an RTF document", "save the document as plain text"),
    *((magic, "a picture", _COPY) for magic in (b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*")),
    *((magic, "a compressed file", "unpack it") for magic in (b"\x1f\x8b", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!\x1a")),
    (b"MIME-Version:", "a web archive (MHTML)", "save the page as HTML only"),
    (b"From: <Saved by", "a web archive (MHTML)", "save the page as HTML only"),
)
_PAGES = (".html", ".htm", ".xhtml")
# So many characters may stand before the first element of a page, or before the name of its encoding.
_BEGINNING = 4_096
_BEGINS_PAGE = re.compile(
    r"\s*+(?:<(?:\?xml[^>]*+>|!--.*?-->)\s*+)*+<(?:!doctype\s++html|(?:html|head|body|title|meta|link|base|script|style"
    r"|div|p|article|main|section|header|nav|h[1-6]|table|ul|ol|img|span|a)[\s/>])",
    re.IGNORECASE | re.DOTALL,
)
_BEGINS_XML = re.compile(r"\s*+<(?:\?xml|[a-z][\w.:-]*+[\s/>])", re.IGNORECASE)
_ELEMENT = re.compile(r"</?[a-z][a-z0-9]*+[\s/>]", re.IGNORECASE)
_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?([\w-]+)", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_ASCII = bytes(range(128))
# A text has hardly any signs that are none; one in so many at most.
_CONTROLS_ONE_IN = 200


@dataclass(frozen=True, kw_only=True)
class Article:
    """The text of an article; what it does not state of itself is None.

    Line ends in `text` are `\\n`. `published_from` says where the page states the date of publication.
    """

    text: str
    title: str | None = None
    published: When | None = None
    published_from: str | None = None


def read(content: bytes, name: str) -> Article:
    """The article in the bytes of a file called `name`. Plain text is left as it is; of a page the main text is taken.

    Raises `RefusedError` where there is none, with what to do about it. Nothing is fetched.
    """
    if len(content) > MAX_SIZE:
        problem = f"the file has {len(content):,} bytes; at most {MAX_SIZE:,} are read"
        raise RefusedError([Fault("", problem, _COPY)])
    for magic, kind, remedy in _OTHERS:
        if content.startswith(magic):
            raise RefusedError([Fault("", f"this is {kind}, not text", remedy)])
    text = _decoded(content)
    if len(_CONTROLS.findall(text[:_BEGINNING])) * _CONTROLS_ONE_IN > min(len(text), _BEGINNING) or "\0" in text:
        raise RefusedError([Fault("", "this is not text", _COPY)])
    if not any(map(str.isalnum, text)):
        raise RefusedError([Fault("", "the file is empty: there is no word in it", "open a file with an article")])
    may_be_page = _is_named_page(name) or text.lstrip().startswith("<!--")
    if _BEGINS_PAGE.match(text[:_BEGINNING]) or (may_be_page and _ELEMENT.search(text)):
        return _page(text)
    if _BEGINS_XML.match(text):
        raise RefusedError([Fault("", "this is XML, but no HTML page", _COPY)])
    return Article(text=text)


def _is_named_page(name: str) -> bool:
    return PurePath(name[-100:]).suffix.casefold() in _PAGES


def _decoded(content: bytes) -> str:
    encoding = encodings.guess(content)
    if not encoding.startswith("utf"):
        declared = _CHARSET.search(content[:_BEGINNING])
        # The few letters of English that are not ASCII are most likely quotation marks and dashes.
        is_ascii = len(content.translate(None, _ASCII)) * 20 < len(content)
        encoding = (declared and encodings.known(declared[1].decode("ascii", "replace"))) or (
            "windows-1252" if is_ascii else encoding
        )
    text = content.decode("utf-8-sig" if encoding == "utf-8" else encoding, "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _page(page: str) -> Article:
    content = page.encode()
    stated = page_metadata.read(content)
    text = _main_text(content)
    if not any(map(str.isalnum, text)):
        raise RefusedError([Fault("", "no text of an article is found in this page", _COPY)])
    return Article(text=text, title=stated.title, published=stated.published, published_from=stated.published_from)


def _main_text(content: bytes) -> str:
    """The paragraphs of the article in a page, with blank lines between; `imprint.read` has found the page to be small.

    Scripts are left out first, as trafilatura searches them in quadratic time; and what says the language: it would
    refuse the page if that were not English, whose stop words alone it loads (of all languages, 33 MB).
    """
    # Together 0.2 s and 6 MB; only when a page is read.
    from lxml import etree, html
    from trafilatura import extract

    # It logs what it cannot make sense of, which is text of visitors.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL + 1)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(content, parser=parser)
    except etree.ParserError:
        return ""
    etree.strip_elements(tree, "script", "style", "meta", with_tail=False)
    lines = (extract(tree, include_comments=False, target_language="en") or "").splitlines()
    return "\n\n".join(filter(None, map(str.strip, lines)))
