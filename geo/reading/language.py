"""Whether a text is in English, by its letters and by the small words that it has most of; no model.

Claims and dates are read in English only, so of another language the reader says what it does not read.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

#: So much of a text is looked at, and so many of its words must be small ones of a language before that counts.
_LOOKED_AT, _FEW = 4_000, 3
#: A language is meant that has so many times as many of its words in the text as English has.
_TIMES = 2
#: Words that are frequent in one language, and no words of English prose.
_WORDS: Mapping[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "English": "the of and to in that is was for on with by from as at it be said were has have are which",
        "French": "le la les des et du une dans est pour que qui sur pas avec au ont aux été cette par sont",
        "German": "der die das und den von zu mit dem ist im des nicht ein eine auf für sich auch wurde wird bei",
        "Spanish": "el la los las de que y en un una por con para del se su al como fue más este sus entre",
        "Italian": "il di che la e un una per con del della dei nel sono gli alla anche più dal delle si ha è",
        "Portuguese": "o a os de que e do da em um uma para com não por dos das no na foi ao mais se",
        "Dutch": "de het een van en in dat is op te zijn voor met niet aan er door bij ook werd naar uit",
        "Swedish": "och att det som en på är av för med den till inte om ett har de var från efter",
        "Polish": "w i na z do się nie jest to że o jak po od przez za są dla oraz przy",
        "Turkish": "ve bir bu da için ile olarak olan çok daha gibi kadar sonra en ise göre dedi",
        "Indonesian": "yang dan di dari untuk dengan pada ini itu dalam akan tidak ke oleh karena telah",
        "Romanian": "și de la în a cu pe din că nu o este un pentru care sunt au mai fost",
    }.items()
}
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH, _LATIN = "English", "LATIN"


def other(text: str) -> str | None:
    """What a text seems to be written in: a language, or letters of another script; None for English or too little.

    >>> other("Le convoi est arrivé à Gao, à 320 km de Tombouctou, dans la nuit."), other("Самолёт сел в Казани.")
    ('French', 'Cyrillic letters')
    >>> other("The convoy came to Gao in the night.") is other("Gao, Mali") is None
    True
    """
    words = _WORD.findall(text[:_LOOKED_AT].lower())
    script = _script(words)
    if script != _LATIN:
        return "Chinese" if script == "CJK" else f"{script.title()} letters"
    counts = {name: sum(word in small for word in words) for name, small in _WORDS.items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] >= max(_FEW, _TIMES * counts[_ENGLISH]) and best != _ENGLISH else None


def notice(text: str) -> str | None:
    """Say in a sentence what is not read of a text in another language; None for English."""
    found = other(text)
    if found is None:
        return None
    return f"The text seems to be in {found}. Distances and dates are read in English only, and of places some names."


def _script(words: list[str]) -> str:
    """The script that most words begin with, as Unicode names it; Latin where there is none."""
    scripts = Counter(unicodedata.name(word[0], _LATIN).split()[0] for word in words)
    return scripts.most_common(1)[0][0] if scripts else _LATIN
