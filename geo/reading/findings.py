"""What is found in an article: types only."""

from dataclasses import dataclass
from functools import cached_property

from geo.base.edtf import When
from geo.reading import language
from geo.reading.dates.find import DateFound
from geo.reading.distances.claims import Found
from geo.reading.distances.ends import Ends
from geo.reading.places.datelines import Dateline
from geo.reading.places.mentions import Mention
from geo.reading.sentences import Sentence, index_at


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What was found in an article. Positions count characters of `text`; the ends of claims are indexes of `mentions`.

    `sentences` are where each begins and ends; `placeless` are the indexes of those that name no place. `dateline` says
    where the text was filed, if it does.
    """

    text: str
    published: When | None
    mentions: tuple[Mention, ...]
    claims: tuple[tuple[Found, Ends], ...]
    dates: tuple[DateFound, ...]
    sentences: tuple[Sentence, ...]
    dateline: Dateline | None = None

    def sentence_at(self, position: int) -> int:
        """The index of the sentence that a position of the text is in."""
        return index_at(self.sentences, position)

    @cached_property
    def notice(self) -> str | None:
        """The sentence on what is not read, where the text is not in English."""
        return language.notice(self.text)

    @property
    def filed_on(self) -> DateFound | None:
        """The date in the dateline, where it has a year: most likely the day of publication."""
        inside = [date for date in self.dates if self.is_in_dateline(date.start)]
        return inside[0] if inside and inside[0].edtf and inside[0].base is None else None

    def is_in_dateline(self, position: int) -> bool:
        """Whether the dateline has its place, or its date, at a position of the text."""
        line = self.dateline
        return line is not None and line.start <= position < max(line.end, (line.date or (0, 0))[1])

    @property
    def placeless(self) -> list[int]:
        """The indexes of the sentences that name no place; that of the dateline is none."""
        told = (mention for mention in self.mentions if not self.is_in_dateline(mention.start))
        with_place = {self.sentence_at(mention.start) for mention in told}
        return [index for index in range(len(self.sentences)) if index not in with_place]
