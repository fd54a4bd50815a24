"""The places that a text names: the traps of English news prose, and what a person decides."""

import pytest

from geo.gazetteer.places import gazetteer
from geo.reading.places import mentions
from geo.reading.places.spans import runs
from geo.reading.places.words import words
from geo.reading.sentences import sentences


def read(text: str, **asked) -> list[tuple[str, str]]:
    """Each name with the country of its place, and the kind where that is a country or region; "-" for none."""
    found = mentions.find(text, sentences(text), gazetteer(), **asked)
    return [(m.text, described(m.chosen) if m.chosen else "-") for m in found]


def described(entry) -> str:
    return f"{entry.country} {entry.kind}" if entry.kind in ("country", "region") else entry.country


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # possessives, of all forms
        ("London's mayor met Paris’s.", [("London", "GB"), ("Paris", "FR")]),
        ("LIBYA'S RIVALS MEET IN TRIPOLI", [("LIBYA", "LY country"), ("TRIPOLI", "LY")]),
        ("Côte d’Ivoire’s port and N’Djamena", [("Côte d’Ivoire", "CI country"), ("N’Djamena", "TD")]),
        # winds
        ("East of here, the North won.", []),
        ("South Korea, north of it North Korea", [("South Korea", "KR country"), ("North Korea", "KP country")]),
        # people
        ("UN envoy Stephanie Williams met Jordan Henderson.", []),
        ("Paris Hilton and Chelsea Clinton flew to Rome.", [("Rome", "IT")]),
        ("By Jordan Smith in Tripoli", [("Tripoli", "LY")]),
        ("Georgia Stevens skates. “I love it,” said Georgia. It is Georgia's sport.", []),
        ("Vladimir Putin flew to Moscow. Putin said no.", [("Moscow", "RU")]),
        # words of the dictionary
        ("Nice to see you. Reading is fun. Of the dead, March was full. Mobile phones rang.", []),
        ("He lives in Nice.", [("Nice", "FR")]),
        ("She moved from Reading to Bath.", [("Reading", "GB"), ("Bath", "GB")]),
        ("In Atlanta, trees fell.", [("Atlanta", "US")]),
        # datelines and headings
        ("GHADAMES, Libya (AP) — Officers met.", [("GHADAMES", "LY"), ("Libya", "LY country")]),
        ("PARIS (Reuters) - French police said so.", [("PARIS", "FR")]),
        ("BOMB KILLS TEN IN BAGHDAD MARKET", [("BAGHDAD", "IQ")]),
        # a place of another's name
        ("the Washington Post Company, the New York Yankees", []),
        ("They beat Real Madrid.", []),
        ("the Old City and the White House", []),
        ("Franco-German and Sino-Indian talks", []),
        # countries and their states
        (
            "The US and the UK gave us U.S.-led aid.",
            [("US", "US country"), ("UK", "GB country"), ("U.S.", "US country")],
        ),
        ("from the Netherlands to The Hague", [("Netherlands", "NL country"), ("The Hague", "NL")]),
        ("Guinea-Bissau and Guinea", [("Guinea-Bissau", "GW country"), ("Guinea", "GN country")]),
        ("the Moscow-Beijing flight", [("Moscow", "RU"), ("Beijing", "CN")]),
        ("ties with China, Japan and Mali", [("China", "CN country"), ("Japan", "JP country"), ("Mali", "ML country")]),
        # one name, two places
        ("Georgia's army left Tbilisi.", [("Georgia", "GE country"), ("Tbilisi", "GE")]),
        ("Georgia: in Atlanta and Savannah", [("Georgia", "US region"), ("Atlanta", "US"), ("Savannah", "US")]),
        ("A man of London, Ontario, fled.", [("London", "CA"), ("Ontario", "CA region")]),
        ("A woman from Paris, Texas, fled.", [("Paris", "US"), ("Texas", "US region")]),
        ("Talks between Washington and Moscow", [("Washington", "US"), ("Moscow", "RU")]),
        ("She flew from Chicago to London.", [("Chicago", "US"), ("London", "GB")]),
        ("He flew from Washington to Rome.", [("Washington", "US"), ("Rome", "IT")]),
        ("offices in Rome, New York and London", [("Rome", "IT"), ("New York", "US"), ("London", "GB")]),
        ("Albany, New York, is far.", [("Albany", "US"), ("New York", "US region")]),
        ("Greek police in Athens said so.", [("Athens", "GR")]),
        ("Lebanese troops in Tripoli", [("Tripoli", "LB")]),
        ("Libyan troops in Tripoli", [("Tripoli", "LY")]),
        ("South Korean and North Korean envoys", []),
        # a city in a region of its name
        ("in Buenos Aires and Tripoli", [("Buenos Aires", "AR"), ("Tripoli", "LY")]),
        ("They flew to New York.", [("New York", "US")]),
        ("In Mexico, Guadalajara shook.", [("Mexico", "MX country"), ("Guadalajara", "MX")]),
        ("in Luxembourg", [("Luxembourg", "LU country")]),
        # names in two lines, and with other spaces
        ("They flew to New\nYork and Los\xa0Angeles.", [("New\nYork", "US"), ("Los\xa0Angeles", "US")]),
        # other scripts, marks and addresses
        ("طرابلس is Tripoli, 東京 is Tokyo", [("Tripoli", "LY"), ("Tokyo", "JP")]),
        ("<b>Paris</b> and <i>London</i>", [("Paris", "FR"), ("London", "GB")]),
        ("Ask info@London.com, #Tripoli, @Paris, www.rome.example/Rome or https://x.example/Berlin", []),
        ("\u202eTripoli\u202c and \u2066Derna\u2069", [("Tripoli", "LY"), ("Derna", "LY")]),
    ],
)
def test_names_mean_what_an_editor_would_say(text, expected):
    assert read(text) == expected


def test_teams_that_play_are_unsure():
    found = mentions.find(text := "Georgia beat Alabama 27-24.", sentences(text), gazetteer())
    assert {mention.trust for mention in found} == {"unsure"}


def test_what_is_small_and_alone_in_its_country_is_rather_a_person():
    article = "In Tripoli, Derna, Sebha and Benghazi, officials met Barack Obama{}."
    assert "Obama" not in dict(read(article.format("")))
    assert dict(read(article.format(" in Japan")))["Obama"] == "JP"
    assert dict(read(article.format(" and Japanese envoys")))["Obama"] == "JP"


def test_a_place_alone_in_its_country_stays_where_the_words_say_that_it_is_one():
    places = dict(read("They met in Tripoli, Derna, Sebha and Benghazi, and then in Montreux."))
    assert places["Montreux"] == "CH"


def test_a_name_is_read_as_one_place_wherever_it_stands():
    found = mentions.find(text := "Paris, Texas, is hot. Paris is small.", sentences(text), gazetteer())
    assert len({mention.chosen.id for mention in found if mention.text == "Paris"}) == 1


def test_peoples_are_of_their_countries_and_one_of_two_words_is_not_that_of_the_second():
    text = "North Korean and South Korean envoys met the French and a French minister; the Papua New Guinean came."
    found = words(text, sentences(text), gazetteer())
    spoken_of = mentions.nations(found, runs(text, found), gazetteer())
    assert {(people.entry.country, people.times) for people in spoken_of} == {
        ("KP", 1),
        ("KR", 1),
        ("FR", 2),
        ("PG", 1),
    }


def test_mention_of_a_road_has_no_place():
    (road,) = mentions.find(text := "They met on Hutcheson Road.", sentences(text), gazetteer())
    assert (road.kind, road.chosen, road.trust) == ("road", None, "unsure")


def test_what_the_article_is_about_comes_first():
    found = mentions.find(text := "Texas", sentences(text), gazetteer())
    about = [mention.chosen for mention in found]
    text = "Police in London, Paris and Athens met French and Greek envoys. China was silent."
    assert [country for _, country in read(text)] == ["GB", "FR", "GR", "CN country"]
    assert dict(read(text, about=about)) == {"London": "US", "Paris": "US", "Athens": "US", "China": "CN country"}


def test_decision_of_a_person_wins_and_leaves_the_span():
    text = "Police in London, Ontario, said so. London is large."
    before = mentions.find(text, sentences(text), gazetteer())
    great = next(each.entry.id for each in before[0].candidates if each.entry.country == "GB")
    after = mentions.find(text, sentences(text), gazetteer(), decided={before[0].start: great})
    assert [(m.start, m.end, m.text) for m in after] == [(m.start, m.end, m.text) for m in before]
    assert (after[0].chosen.id, after[0].trust) == (great, "confirmed")
    assert after[0].candidates[0].probability == 1
    assert before[0].chosen.id in {each.entry.id for each in after[0].candidates}


def test_decision_may_make_a_place_of_what_is_none_by_itself():
    text = "Reading was late."
    assert read(text) == []
    (reading,) = [
        each.id for each in gazetteer().called(["reading"])["reading"] if each.country == "GB" and each.kind == "city"
    ]
    assert read(text, decided={0: reading}) == [("Reading", "GB")]


def test_decision_against_a_name_drops_it():
    assert read("In Derna and in Sebha.", decided={3: None}) == [("Sebha", "LY")]


@pytest.mark.parametrize("decided", [{0: 88319}, {4: 88319}, {999: None}, {-1: None}, {3: 10**15}, {3: -(10**15)}])
def test_decision_of_no_name_or_of_no_place_counts_for_nothing(decided):
    text = "In Derna and in Sebha."
    assert read(text, decided=decided) == read(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # people
        ("“It shook,” said Corky Houston, who was asleep.", []),
        ("Corky Houston, 43, left. Houston had no money.", []),
        ("Corky Houston, a farmer, left for Rome.", [("Rome", "IT")]),
        ("The mayor told CTV Winnipeg so.", [("Winnipeg", "CA")]),
        ("Police held Insp. Omar Ali.", []),
        ("She has an Argentine passport.", []),
        # parks and firms
        ("They met in Montana del Mar State Park.", [("Montana del Mar State Park", "-")]),
        ("Denver Dynamics and Boston Foods Inc. lost money.", []),
        ("Boston is cold.", [("Boston", "US")]),
        # provinces
        ("The storm crossed Oriental Mindanao province.", []),
        ("He left Haris in East Azerbaijan province.", [("East Azerbaijan", "IR region")]),
        # a place elsewhere
        ("He lives in Whakatane. Whakatane was hit.", [("Whakatane", "NZ"), ("Whakatane", "NZ")]),
        ("The mayor of Agadez and a farmer of Zinder came.", [("Agadez", "NE"), ("Zinder", "NE")]),
        ("Southwest of Los Osos a tree fell.", [("Los Osos", "US")]),
        # none where it is said to be
        ("She was born in Durham, Oklahoma.", [("Durham", "-"), ("Oklahoma", "US region")]),
        ("She was born in Lisbon, Idaho.", [("Lisbon", "-"), ("Idaho", "US region")]),
    ],
)
def test_name_of_something_else_is_no_place_and_one_that_is_lacking_is_no_other(text, expected):
    assert read(text) == expected


def test_place_that_is_lacking_is_offered_all_the_same():
    text = "She was born in Durham, Oklahoma."
    durham = mentions.find(text, sentences(text), gazetteer())[0]
    assert (durham.is_open, durham.trust) == (True, "unsure")
    assert len(durham.candidates) > 3
    (_, decided) = durham.candidates[:2]
    again = mentions.find(text, sentences(text), gazetteer(), decided={durham.start: decided.entry.id})[0]
    assert (again.chosen, again.trust) == (decided.entry, "confirmed")
