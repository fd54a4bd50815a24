"""The pictures on the cards of links: of each story of this deployment one, drawn when it is first asked for."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple

import anyio

from geo.base.faults import RefusedError
from geo.export.picture.studio import PictureError

#: Pictures that are kept, of some 70 kB each, and those that may be wanted at once before others are turned away.
_KEPT, _WAITING = 64, 8
#: Seconds after which one that could not be drawn is tried again.
_AGAIN_S = 600.0


class _Card(NamedTuple):
    picture: bytes | None
    drawn_at: float


class Cards:
    """Draws one at a time. Whoever asks for one that is being drawn waits for it."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, _Card] = OrderedDict()
        self._drawing: dict[str, asyncio.Task[bytes | None]] = {}
        self._one_at_a_time = anyio.CapacityLimiter(1)

    async def of(self, version: str, draw: Callable[[], bytes]) -> bytes | None:
        """The picture of this version of a story; None where it cannot be drawn, or not now."""
        card = self._kept.get(version)
        if card and (card.picture or time.monotonic() - card.drawn_at < _AGAIN_S):
            self._kept.move_to_end(version)
            return card.picture
        if version not in self._drawing:
            if len(self._drawing) >= _WAITING:
                return None
            self._drawing[version] = asyncio.create_task(self._draw(version, draw))
        # Shielded: the others want it even if this one has gone.
        return await asyncio.shield(self._drawing[version])

    async def _draw(self, version: str, draw: Callable[[], bytes]) -> bytes | None:
        picture = None
        try:
            picture = await anyio.to_thread.run_sync(draw, limiter=self._one_at_a_time)
        except (PictureError, RefusedError, OSError):  # the log has the reason
            pass
        finally:
            del self._drawing[version]
        self._kept[version] = _Card(picture, time.monotonic())
        self._kept.move_to_end(version)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return picture
