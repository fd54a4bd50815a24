"""In which encoding a text is written: as it says itself, or else the likeliest."""

import codecs
import re

from charset_normalizer import from_bytes

#: The encodings that can be asked for; all read any bytes without running code, in linear time.
ENCODINGS = (
    *("utf-8", "utf-16", "utf-16-le", "utf-16-be", "windows-1252", "iso-8859-1", "iso-8859-15", "mac-roman"),
    *("windows-1250", "iso-8859-2", "windows-1251", "koi8-r", "windows-1253", "windows-1254", "windows-1255"),
    *("windows-1256", "windows-1257", "cp437", "cp850", "shift-jis", "euc-jp", "gb18030", "big5", "euc-kr"),
)
# As many bytes tell an encoding as well as the whole file does, in a few milliseconds.
_LOOKED_AT = 16_384
_CANONICAL = {codecs.lookup(name).name: name for name in ENCODINGS}
_LABEL = re.compile(r"[A-Za-z][A-Za-z0-9_-]{1,20}")
_OTHER_SCRIPT = re.compile("[\u0370-\u1dff\u2c00-\uabff\uac00-\ud7ff\uf900-\ufdff\u3040-\u9fff]")
_IN_WORD = re.compile(r"(?<=[^\W\d_])(?:[^\w\s\x00-\x7f’‘–—](?=[^\W\d_])|[À-ÖØ-ÞŒŠŸŽ](?=[a-zß-öø-ÿ])|[\x80-\x9f])")
_RARE = re.compile(r"[^\x00-\x7fäöüßéèêëàâáíîïóôúûñçãõåøæœÄÖÜÉÈÀÁÍÓÚÑÇÅØÆŒ’‘“”«»–—°…€]")
# What browsers read instead (the Encoding Standard): in each, the same letters and more.
_WIDER = {"ascii": "windows-1252", "iso8859-1": "windows-1252", "gb2312": "gb18030", "gbk": "gb18030"}


def known(label: str) -> str | None:
    """The encoding of `ENCODINGS` that a page means by a label such as "latin1"; None where it is none of them."""
    if not _LABEL.fullmatch(label):
        return None
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    return _WIDER.get(name) or _CANONICAL.get(name)


def guess(content: bytes) -> str:
    """The likeliest of `ENCODINGS`; "utf-8" also where a byte order mark says so."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if b"\0" not in content[:_LOOKED_AT]:
            return "utf-8"
    even, odd = content[:_LOOKED_AT:2].count(0), content[1:_LOOKED_AT:2].count(0)
    if max(even, odd) * 5 > min(len(content), _LOOKED_AT):
        return "utf-16-le" if odd > even else "utf-16-be"
    # The first part with a letter that is not ASCII: that is what tells encodings apart.
    start = next((at for at in range(0, len(content), _LOOKED_AT) if not content[at : at + _LOOKED_AT].isascii()), 0)
    part = content[start : start + _LOOKED_AT]
    best = from_bytes(part, cp_isolation=list(_CANONICAL)).best()
    found = _CANONICAL.get(codecs.lookup(best.encoding).name) if best is not None else None
    if found is not None and _OTHER_SCRIPT.search(part.decode(found, "replace")):
        return found
    # So few letters outside ASCII hardly tell encodings of Latin letters apart: the likeliest words do. Of encodings
    # that make the same of these bytes, the commonest.
    names = dict.fromkeys(("windows-1252", found or "windows-1252", "mac-roman", "cp850"))
    return min(names, key=lambda name: _unlikely(part.decode(name, "replace")) - (name == found))


def _unlikely(text: str) -> int:
    """How much in a text is no word in Latin letters: capitals and signs inside words, and letters that are rare."""
    return 2 * len(_IN_WORD.findall(text)) + len(_RARE.findall(text))
