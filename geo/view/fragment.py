"""Text fragments: a web address that leads to a passage of the page (https://wicg.github.io/scroll-to-text-fragment/)."""

from collections.abc import Sequence
from urllib.parse import quote

from geo.story.model import Event, Passage, Source

#: A longer passage is named by so many words at its beginning and at its end: there may be an image or a note between.
_MOST_WORDS, _WORDS_OF_END = 12, 5
#: What has fewer words may stand in a page more than once, so that its neighbours are named too.
_FEW_WORDS = 4


def at(url: str | None, passage: Passage | None) -> str | None:
    """The address with a fragment that leads to the passage; as it is where there is none.

    >>> at("https://example.org/a", Passage("The talks opened in Ghadames."))
    'https://example.org/a#:~:text=The%20talks%20opened%20in%20Ghadames.'
    """
    if url is None or passage is None:
        return url
    directive = f":~:text={_text(passage)}"
    before, _, anchor = url.partition("#")
    return f"{before}#{anchor.partition(':~:')[0]}{directive}"


def addresses(event: Event, cited: Sequence[Source]) -> list[str | None]:
    """The addresses of the first sources of an event: the first of them leads to its passage."""
    return [at(source.url, None if index else event.passage) for index, source in enumerate(cited)]


def _text(passage: Passage) -> str:
    words = passage.exact.split()
    if len(words) > _MOST_WORDS:
        return f"{_quoted(words[:_WORDS_OF_END])},{_quoted(words[-_WORDS_OF_END:])}"
    # A browser looks for whole words, and within one paragraph.
    prefix = (passage.prefix or "").strip().rpartition("\n")[2].split()[1:] if len(words) < _FEW_WORDS else []
    suffix = (passage.suffix or "").strip().partition("\n")[0].split()[:-1] if len(words) < _FEW_WORDS else []
    found = _quoted(words)
    return (f"{_quoted(prefix)}-," if prefix else "") + found + (f",-{_quoted(suffix)}" if suffix else "")


def _quoted(words: list[str]) -> str:
    # A hyphen and a comma mean something there.
    return quote(" ".join(words), safe="").replace("-", "%2D")
