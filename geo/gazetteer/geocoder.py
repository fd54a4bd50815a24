"""Places found by name at a Nominatim server, which is asked only where the setting `DATELINE_NOMINATIM` names one.

The rules are those of openstreetmap.org's own: one request a second for the whole app, answers kept, nothing asked
before a reader submits, an agent that says who asks, and a credit.
https://operations.osmfoundation.org/policies/nominatim/
"""

import os
import time
from collections.abc import Mapping
from functools import lru_cache, partial
from threading import Lock
from typing import NamedTuple
from urllib.parse import urlsplit

from geo.measure.geodesy import LonLat

CREDIT, CREDIT_LINK = "© OpenStreetMap contributors", "https://www.openstreetmap.org/copyright"

_AGENT = "Dateline (a map of a news story)"
_SECONDS_BETWEEN = 1.0
#: How long a reader waits for others' requests, and then for an answer, before being told that there is none.
_PATIENCE_S = 5.0
_MAX_RESULTS = 5
_MAX_QUERY, _MAX_NAME = 100, 200


class GeocoderError(RuntimeError):
    """No answer. The message is a sentence for the reader."""


class Found(NamedTuple):
    """A place that goes by the name that was asked for, and where it is."""

    name: str
    at: LonLat


class Geocoder:
    """One Nominatim server, asked at most once a second by all who share this object, from any thread."""

    def __init__(self, server: str) -> None:
        """`server` is an http(s) address; raises `ValueError` where it is none."""
        address = urlsplit(server)
        if address.scheme not in ("http", "https") or not address.hostname:
            raise ValueError("DATELINE_NOMINATIM is the address of a Nominatim server, as in https://nominatim.example")
        self.host = address.hostname
        # Here and not above: it brings forty geocoders along, for a search that most pages do not have.
        from geopy.adapters import RequestsAdapter
        from geopy.geocoders import Nominatim

        once = partial(RequestsAdapter, max_retries=0)  # or a reader would wait three times as long
        domain = address.netloc + address.path.rstrip("/")
        self._nominatim = Nominatim(
            user_agent=_AGENT, domain=domain, scheme=address.scheme, timeout=_PATIENCE_S, adapter_factory=once
        )
        self._lock = Lock()
        self._next_s = 0.0
        self.find = lru_cache(maxsize=1000)(self._find)

    def _find(self, name: str) -> tuple[Found, ...]:
        """The places of this name, the likeliest first; none where there are none. Raises `GeocoderError`."""
        from geopy.exc import GeopyError

        if not self._lock.acquire(timeout=_PATIENCE_S):
            raise GeocoderError("Many are searching just now; try again in a moment, or type a position.")
        try:
            time.sleep(max(0.0, self._next_s - time.monotonic()))
            found = self._nominatim.geocode(name[:_MAX_QUERY], exactly_one=False, limit=_MAX_RESULTS, language="en")
        except (GeopyError, ValueError, LookupError, TypeError, AttributeError):  # all but the first: a broken answer
            raise GeocoderError(f"{self.host} cannot be reached just now; a position can be typed instead.") from None
        finally:
            self._next_s = time.monotonic() + _SECONDS_BETWEEN
            self._lock.release()
        return tuple(Found(place.address[:_MAX_NAME], LonLat(place.longitude, place.latitude)) for place in found or ())


@lru_cache(maxsize=1)
def _shared(server: str) -> Geocoder:
    return Geocoder(server)


def geocoder(environment: Mapping[str, str] = os.environ) -> Geocoder | None:
    """The geocoder of this app, one for all readers; None unless the setting `DATELINE_NOMINATIM` switches it on."""
    server = environment.get("DATELINE_NOMINATIM", "").strip()
    return _shared(server) if server else None
