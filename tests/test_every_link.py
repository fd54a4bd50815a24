"""Every link is total: whatever its query, there is a story, a valid view, and one address that brings it back."""

from geo.library import opened
from tests.addresses import assert_total, maker


def test_thousands_of_queries_give_a_valid_page_and_a_canonical_address():
    one = maker(opened.default_story().story, seed=1)
    views = {assert_total(one())[0] for _ in range(4_000)}
    assert len(views) > 300, "most of them are nothing but wrong"
