"""Whether an English sentence speaks of what was or of what is to come, at a place in it: by its words, no grammar."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal

from geo.reading.distances.numerals import GAP
from geo.reading.sentences import Sentence, index_at

#: `later`: to come as seen from what the sentence told before ("said on Friday that it would open on Sunday").
Tense = Literal["past", "future", "later"]

_IRREGULAR = (
    "was were had did held met took began came went left fell saw won lost made gave brought sent shot struck broke "
    "drove flew fled rose grew ran led fought found got kept became built bought sold spoke wrote stood sank rang died "
    "caught chose drew fed felt hid laid lay paid sat sought spent stole swore taught thought threw understood"
)
# Words in -ed that are no past: "need", "hundred"; and no name such as "United".
_PAST = rf"(?:{'|'.join(_IRREGULAR.split())}|(?!hundred)[a-z]{{1,15}}[^e\W]ed)"
_SAYING = (
    "said says told tells reported reports announced announces added adds warned warns claimed claims confirmed"
    " confirms stated states wrote writes tweeted"
)
_BE = rf"(?:{GAP}(?:not|also|now|then|only|still|again|likely|soon|never|all)){{0,2}}(?:{GAP}be(?:en)?{GAP}{_PAST})?"
_PLANNED = "(?:due|scheduled|expected|planned|slated|forecast|predicted)"
_PROMISED = (
    "agreed?|vow(?:s|ed)?|pledged?|promised?|planned|plans?|hope[ds]?|aims?|intend(?:s|ed)?|threatened|want(?:s|ed)?"
)
# Of those that fit at one place the first counts, so the longer stand first.
_SIGNS = re.compile(
    rf"(?<!\w)(?:"
    rf"(?P<later>would(?!{GAP}have\b){_BE})"
    rf"|(?P<future>(?:will|shall|must|may|won[’']t)(?!{GAP}have\b){_BE}"
    rf"|(?:is|are){GAP}{_PLANNED}(?!\w)(?:{GAP}to(?!\w))?{_BE}|(?:is|are|was|were){GAP}to(?!\w){_BE}"
    rf"|{_PLANNED}{GAP}(?:to|for|on|in|by|at)(?!\w){_BE}|set{GAP}(?:to|for)(?!\w){_BE}"
    rf"|(?:going|about|likely|supposed|hoping|planning|preparing){GAP}to(?!\w){_BE}"
    rf"|(?:{_PROMISED})(?:{GAP}\w{{1,20}}){{0,2}}?{GAP}to(?!\w){_BE}"
    rf"|to{GAP}be{GAP}{_PAST}|ahead{GAP}of|run-up{GAP}to|upcoming|forthcoming|tomorrow"
    rf"|takes?{GAP}place|begins|starts|re-?opens|opens|resumes|kicks{GAP}off)"
    rf"|(?P<saying>{'|'.join(_SAYING.split())})"
    rf"|(?P<past>{_PAST})"
    rf")(?!\w)"
    rf"|[’'](?P<will>ll)(?!\w)"
)
# What may stand between "said" and its own date: "said on Monday", "said late Monday", not "said talks on Monday".
_RIGHT_AFTER = re.compile(r"\s*(?:(?:on|in|late|early|last)\s*){0,2}")
_TENSES: dict[str, Tense] = {"past": "past", "future": "future", "will": "future", "later": "later"}


class Tenses:
    """The signs of tense in one text, looked for where a date asks: in time in proportion to the text at most."""

    def __init__(self, text: str, sentences: Sequence[Sentence]) -> None:
        self._text, self._sentences = text, sentences
        self._signs: dict[int, list[re.Match[str]]] = {}

    def at(self, start: int, end: int) -> Tense | None:
        """The tense that governs what stands from `start` to `end`; None where no word tells.

        The nearest sign before it in the sentence counts, or else the first after it. What somebody "said" is the past
        only for a date right after: of what was said it tells nothing.
        """
        signs = self._signs_around(start)
        index = bisect_right(signs, start, key=re.Match.start)
        if index:
            kind, until = str(signs[index - 1].lastgroup), signs[index - 1].end()
            if kind != "saying":
                return _TENSES[kind]
            return "past" if _RIGHT_AFTER.fullmatch(self._text, until, start) else None
        after = next((sign for sign in signs if sign.start() >= end), None)
        return _TENSES.get(str(after.lastgroup), "past") if after else None

    def is_one_sentence(self, start: int, end: int) -> bool:
        """Whether no sentence ends between two places."""
        return index_at(self._sentences, start) == index_at(self._sentences, end)

    def _signs_around(self, place: int) -> list[re.Match[str]]:
        number = index_at(self._sentences, place)
        if number not in self._signs:
            self._signs[number] = list(_SIGNS.finditer(self._text, *self._sentences[number]))
        return self._signs[number]
