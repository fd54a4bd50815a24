"""The encoding of a text: as its bytes tell, or as a page calls it."""

import pytest

from geo.base.encoding import ENCODINGS, guess, known

TEXTS = {
    "utf-8": "Ghadāmis — غدامس",
    "utf-16": "Ghadāmis",
    "utf-16-le": "Ghadamis and the desert around it",
    "utf-16-be": "Ghadamis and the desert around it",
    "windows-1252": "“The talks won’t end today”, said the envoy — and left",
    "windows-1251": "Переговоры прошли в городе, сказал посланник, и продолжатся завтра утром",
    "windows-1256": "قال المبعوث إن المحادثات جرت في المدينة وستستمر غدا",
}


@pytest.mark.parametrize("encoding", TEXTS)
def test_encoding_is_told_by_the_bytes(encoding):
    content = (
        (TEXTS[encoding] + "\n").encode(encoding) * 20 if encoding != "utf-16" else TEXTS[encoding].encode(encoding)
    )
    assert content.decode(guess(content)) == content.decode(encoding)


@pytest.mark.parametrize(
    "content", [b"", b"\0", b"\xff", b"\xff\xfe", b"plain", b"\x81\x8d" * 9_000, bytes(range(256))]
)
def test_any_bytes_have_an_encoding_that_can_be_asked_for(content):
    assert guess(content) in ENCODINGS


def test_labels_mean_what_browsers_take_them_for():
    assert [
        known(label) for label in ("UTF8", "latin1", "ISO-8859-1", "us-ascii", "gb2312", "Shift_JIS", "cp1251")
    ] == [
        *("utf-8", "windows-1252", "windows-1252", "windows-1252", "gb18030", "shift-jis", "windows-1251"),
    ]
    assert not any(map(known, ("", "utf-7", "idna", "hex", "rot13", "unicode_escape", "../os", "a" * 99, "utf\0-8")))
