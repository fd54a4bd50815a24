"""The company of a list: countries that it has, and what is near."""

from geo.gazetteer.company import Company
from geo.measure.geodesy import LonLat

BONN, COLOGNE, LIMA = LonLat(7.1, 50.73), LonLat(6.96, 50.94), LonLat(-77.03, -12.04)


def test_list_of_one_country_says_more_than_one_of_many():
    one = Company([(row, "DE", BONN) for row in range(50)])
    many = Company([(row, f"{row:02}", BONN) for row in range(50)])
    assert one.share("DE", 99) > 0.9
    assert many.share("07", 99) < 0.1


def test_row_is_no_company_for_itself():
    company = Company([(0, "PE", LIMA), (1, "DE", BONN)])
    assert company.share("PE", 0) < company.share("DE", 0)


def test_what_is_near_counts_more():
    near, far = Company([(0, "DE", BONN)]).points([(1, "DE", COLOGNE), (1, "DE", LIMA)])
    assert near > far


def test_places_without_company_are_alike():
    one, other = Company([]).points([(0, "DE", BONN), (0, "PE", LIMA)])
    assert one == other
