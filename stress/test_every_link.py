"""Every link is total: 100,000 queries as the page reads them, some of them sent to a server."""

from geo.library import opened
from stress.serving import SCRIPT, UNLIMITED, read_by_a_newcomer
from tests.addresses import assert_total, maker
from tests.server import serving
from tests.visitor import Visitor, socket

_QUERIES, _SENT = 100_000, 1_000


def test_queries_give_a_valid_page_and_a_canonical_address(seen):
    one = maker(opened.default_story().story, seed=6)
    views = {assert_total(one())[0] for _ in range(_QUERIES)}
    seen(f"{_QUERIES:,} queries, {len(views):,} different views, each with an address that brings it back")


def test_server_answers_as_many_kinds_of_them_as_one_can_send(seen):
    one = maker(opened.default_story().story, seed=7)
    # A message of the protocol is UTF-8, as what a browser sends is.
    queries = [one().encode(errors="replace").decode() for _ in range(_SENT)]
    with serving(SCRIPT, **UNLIMITED) as server:
        with socket(server.address) as connection:
            visitor = Visitor(connection)
            for query in queries:
                expected, story = assert_total(query)
                assert visitor.go(query).query == expected.to_query(story)
                assert visitor.view["event"] == expected.event
        read_by_a_newcomer(server)
        said = server.log()
    assert "Traceback" not in said
    seen(f"{_SENT:,} of them, one after the other in one session: each is answered with the address expected")
