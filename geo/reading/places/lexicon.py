"""Words that tell what the capitals beside them are: offices, roads, teams, titles. All as keys of the gazetteer."""


def _keys(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Parts of a state or a town, and those who hold an office there: "Kentucky State Police", "Canada Prime Minister".
OFFICES = _keys(
    "police department county council sheriff sheriffs fire district public superior supreme circuit jail"
    " courthouse town city township borough parish regional municipal commission commissioners government embassy"
    " state army senate federal transportation legislature parliament mayor gov governor president premier minister"
    " secretary senator coroner attorney rep sen republican democrat democratic judicial correctional detention"
    " planning zoning chief interior foreign prime defence defense finance health area community international"
    " national opp rcmp emergency ems"
)
#: Houses with a name of their own: "Aberystwyth University", "Wood Green Academy".
HOUSES = _keys(
    "university college high school schools hospital church academy institute museum library center centre medical"
    " elementary middle memorial house hall club cathedral festival general clinic observatory gallery"
)
ROADS = _keys(
    "street st road rd avenue ave drive dr lane ln boulevard blvd highway hwy parkway terrace crescent square"
    " turnpike freeway expressway saint"
)
#: What nature or people made of the land, as the last word of its name: "Anthony Creek", "Heathrow Airport".
LANDMARKS = _keys(
    "river creek lake park valley forest wilderness mountain mountains island islands airport beach falls bay"
    " harbor harbour castle peninsula canal desert dam glacier reservoir ridge canyon heights"
)
#: The same as the first word: "Lake Victoria".
OPENING_LANDMARKS = _keys("mount lake river gulf cape strait isle")
_DIVISIONS = _keys("county parish township")
#: After the name of a part of a country.
DIVISIONS = _DIVISIONS | _keys("province state region district prefecture oblast governorate department")
#: Firms, papers, teams: what bears a place's name and is none.
PAPERS = _keys(
    "times post news herald tribune journal gazette press star telegraph guardian mail express mirror observer sun"
    " chronicle globe"
)
BODIES = PAPERS | _keys(
    "democrat bank group company co corp inc ltd llc plc llp foundation trust association society fc afc"
    " united rovers wanderers athletic rangers cowboys packers bears giants red white sox yankees nba nfl league cup"
    " open championship prize award awards universitys motors airlines airways energy oil partners capital"
    " investments insurance financial securities records entertainment films pictures systems technologies"
    " technology software electronics party movement union brothers bros sons tv radio magazine weekly daily morning"
)
#: Firms, by a word at the end of their names.
FIRMS = _keys(
    "inc corp ltd llc plc llp bancorp bancshares dynamics petroleum minerals mining resources steel foods brewing"
    " pharmaceuticals therapeutics biosciences logistics shipping cement holdings industries ventures realty gold"
    " silver semiconductor aerospace chemicals semiconductors copper lithium robotics networks"
)
#: Before a town's name: clubs of sport.
CLUBS = _keys("real inter atletico sporting dynamo dinamo bayern borussia olympique deportivo racing")
#: Of two teams: "Georgia beat Alabama".
BEATING = _keys("beat beats beating defeated defeats edged routed thrashed trounced upset vs versus v")
TITLES = _keys(
    "mr mrs ms miss dr sir lord lady dame president minister premier chancellor king queen prince princess gen"
    " general sen senator rep representative gov governor mayor judge justice chief officer sgt sergeant lt"
    " lieutenant capt captain col colonel maj major cpl det detective inspector constable sheriff deputy coach rev"
    " reverend father bishop pastor pope prof professor coroner attorney councilman councilwoman councillor"
    " commissioner director chairman chairwoman spokesman spokeswoman secretary ambassador trooper superintendent"
    " manager dean congressman congresswoman magistrate pte private cllr imam sheikh ayatollah brother sister uncle"
    " aunt actor actress singer insp supt det const sgt cmdr brig adm"
)
#: Who may be "of" a place, or be told of behind a name: "the mayor of Lviv", "Kidd Houston, a nurse".
PEOPLE = _keys(
    "mayor governor bishop archbishop man woman resident native farmer trader teacher nurse doctor driver shopkeeper"
    " student spokesman spokeswoman spokesperson lawyer fisherman baker merchant citizen emir sultan people chief"
    " analyst professor owner father mother brother sister witness neighbor neighbour residents farmers citizens"
    " keeper engineer activist lawmaker reporter writer researcher economist victim suspect worker pilot"
)
#: Before a place far more often than before anything else with a capital.
INTO = _keys(
    "in at near from to around outside inside across through toward towards into within throughout via between off"
)
#: What comes before "of" and a place; and before "of" and the name of a house or firm.
PARTS = _keys(
    "city town village county state province parish borough district part north south east west outskirts capital"
    " port suburb region people island republic commonwealth northeast northwest southeast southwest"
)
FOUNDED = _keys("university bank council college institute society museum school church queens reserve club")
SAYING = _keys(
    "said says told added who explained asked wrote testified noted recalled was is had has pleaded joined died"
)
#: After a town: "Berea police", "a Chapin man".
LOCALS = _keys(
    "police woman man resident residents area officials native mayor authorities government border city county suburb"
    " province region district"
)
SIDES = _keys(
    "north south east west northern southern eastern western central northeast northwest southeast southwest"
    " northeastern northwestern southeastern southwestern upper lower mid downtown metro greater rural suburban"
    " inner outer"
)
CALENDAR = _keys(
    "january february march april may june july august september october november december monday tuesday wednesday"
    " thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun jan feb mar apr jun jul aug sep"
    " sept oct nov dec christmas easter"
)
_SMALL = _keys(
    "i he she we you it they in on at to of by as an a the so no not but and or if is was are be do did does has"
    " had have can could may might will would shall should must one two three four five six seven eight nine ten all"
    " any some many most more much few this that these those there here what when where who why how his her their"
    " our your my its me him them then than now new old since from for with about after before over under up down"
    " out off yes just also only even such both each every other another while until because though although however"
    " nor per via same far am pm ok al el la de le real united white house congress un nato ii iii iv m d bbc"
    " cnn afp xinhua olympic olympics liberal franco anglo sino russo indo afro austro greco italo"
)
#: In lists of given names too, but hardly ever one: "In Atlanta", "See Naples".
NO_GIVEN_NAMES = _SMALL - {"will"} | _keys("see man son sun")
#: No name of a place when they stand alone.
NEVER_ALONE = (OFFICES | HOUSES | ROADS | LANDMARKS | _DIVISIONS | BODIES | TITLES | SIDES | CALENDAR | _SMALL) - _keys(
    "victoria"
)
#: These do belong to the name of a road or a landmark: "White River", "North High Street".
_IN_NAMES = SIDES | _keys(
    "real white red high central state general united house church hall college valley park union bridge"
)
#: These do not: "The River", "President Street" is looked up as it stands.
NOT_IN_NAMES = NEVER_ALONE - _IN_NAMES
#: Names of parts of any country, and the house of a president: they lie nowhere in particular.
NOWHERE = frozenset(
    {"white house", "far north", "old city", "old town"}
    | {f"{side} district" for side in ("southern", "northern", "eastern", "western")}
    | {f"{side} {other}" for side in ("north", "south") for other in ("east", "west")}
)
#: Small words that may stand within a name.
INNER = _keys(
    "of the and de la le les del di da do dos das du des el al en sur upon on in under am an der bei es au aux bel op"
    " aan den ob"
)
