"""What is found in an article: types only."""

from dataclasses import dataclass

from geo.base.edtf import When
from geo.reading.dates.find import DateFound
from geo.reading.distances.claims import Found
from geo.reading.distances.ends import Ends
from geo.reading.places.mentions import Mention
from geo.reading.sentences import Sentence, index_at


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What was found in an article. Positions count characters of `text`; the ends of claims are indexes of `mentions`.

    `sentences` are where each begins and ends; `placeless` are the indexes of those that name no place.
    """

    text: str
    published: When | None
    mentions: tuple[Mention, ...]
    claims: tuple[tuple[Found, Ends], ...]
    dates: tuple[DateFound, ...]
    sentences: tuple[Sentence, ...]

    def sentence_at(self, position: int) -> int:
        """The index of the sentence that a position of the text is in."""
        return index_at(self.sentences, position)

    @property
    def placeless(self) -> list[int]:
        """The indexes of the sentences that name no place."""
        with_place = {self.sentence_at(mention.start) for mention in self.mentions}
        return [index for index in range(len(self.sentences)) if index not in with_place]
