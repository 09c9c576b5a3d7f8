"""The words of an invented world: what its reporters write with. Nothing here comes from a corpus."""

from __future__ import annotations

import random

NOUNS = (
    "harbor bridge ferry railway hospital school budget treaty tariff pipeline airport stadium library museum canal "
    "reservoir forest quarry power_station prison border_crossing water_law housing_fund fishing_quota pension_fund "
    "data_office land_register toll_road flood_wall wind_farm tram_line grain_depot customs_post ship_yard radio_mast "
    "steel_mill salt_mine night_market civil_guard census court_house tax_office veterans_home opera_house cable_car "
    "fire_brigade drainage_scheme bus_depot coal_terminal research_station seed_bank clinic weather_service lighthouse"
).split()
THINGS = (
    "cost delay contract audit vote debate hearing protest strike petition survey repair permit loan auction ruling "
    "merger lease subsidy deadline timetable tender plan proposal dispute review inquiry agreement statement warning "
    "report letter clause amendment majority coalition committee union council ministry court agency chamber owner "
    "engineer farmer pupil nurse pilot driver tenant investor neighbor critic expert lawyer retailer islander student"
).split()
ADJECTIVES = (
    "costly narrow northern southern eastern western coastal rural public private early late rare bitter steady sudden "
    "modest disputed hidden empty crowded aging modern broken wooden frozen distant local foreign joint secret open "
    "formal draft final second third temporary lasting unpopular ambitious cautious uneven heavy light quiet loud"
).split()
VERBS = (
    "delayed approved rejected examined financed questioned postponed defended widened halved doubled sold leased "
    "repaired closed reopened surveyed inspected praised ignored revised withdrew published criticized suspended "
    "renewed drafted blocked registered counted measured redirected abandoned restored guarded flooded photographed"
).split()
MANNERS = (
    "quietly openly twice hastily slowly reluctantly nearly finally again abruptly formally briefly largely partly "
    "unanimously narrowly repeatedly cautiously visibly grudgingly"
).split()
TIMES = (
    "in spring|last winter|before the harvest|after the storm|over the weekend|during the recess|two years ago|at dawn|"
    "since the summer|within a month|by the end of the decade|on the eve of the vote|for the third time|this autumn|"
    "in the small hours|before the holidays|after long talks|in the past quarter|under heavy rain|overnight"
).split("|")
PLACES = (
    "on the quay|near the station|in the old town|at the county hall|along the river|behind closed doors|"
    "in the valley|at sea"
).split("|")
ROLES = (
    "Mayor Senator Governor Minister Judge Commissioner Ambassador General Deputy Treasurer Chancellor Prosecutor"
).split()
# What everybody writes alike: neither copying nor one act of speech.
PHRASES = (
    "The office did not immediately respond to a request for comment on Friday.",
    "The spokeswoman declined to comment, citing the ongoing investigation into the matter.",
    "They spoke on condition of anonymity because they were not authorized to discuss the talks publicly.",
    "The council is expected to vote on the plan at its next meeting later this month.",
    "It was not immediately clear how many people would be affected by the decision.",
    "At the end of the day, it is the taxpayers who will have to foot the bill.",
    "Only time will tell whether the cure will turn out to be worse than the disease.",
    "The two sides have been at odds over the matter for the better part of a decade.",
    "A spokesman for the ministry said the government was monitoring the situation closely.",
    "The opposition leader called on the prime minister to resign with immediate effect.",
    "The devil, as the old saying goes, is in the details, and there are plenty of those.",
    "He has denied any wrongdoing and is presumed innocent until proven guilty in a court of law.",
)
SLOGANS = (
    "We will put the people of this country first",
    "Enough is enough and it is time for real change",
    "We will leave no stone unturned until we know the truth",
    "This is a great day for democracy in our country",
    "Hope is not a strategy and never will be one",
)
BOILERPLATES = (
    "All material is protected by law and may not be copied, stored or passed on without leave of the publisher.",
    "Support independent journalism in your region: become a member today and read every story without advertising.",
    "This newspaper follows the code of the press council; complaints about its contents can be sent to the editors.",
    "Get the five stories that matter most to your inbox every morning before breakfast, free of charge, all the week.",
)
SYNONYMS = {
    "sell": "give up", "delay": "put off", "fund": "pay for", "close": "shut", "rebuild": "construct anew",
    "inspect": "look over", "expand": "enlarge", "protect": "keep safe", "abolish": "do away with", "lease": "rent out",
}  # fmt: skip
REASONS = (
    ("because {thing}s cannot wait any longer", "as {thing}s were out of patience"),
    ("because the {thing}s have lost their trust in us", "as confidence among {thing}s was gone"),
    ("so that every {thing} gets a fair share", "to give each {thing} an equal part"),
    ("even if the {thing}s march to the capital", "whether or not {thing}s came to protest"),
    ("unless the {thing}s come up with the money", "if no money came from the {thing}s"),
    ("because it would ruin the {thing}s of this valley", "since local {thing}s would go bankrupt"),
)
_ONSETS = "b br c cl d dr f g gr h j k kl l m n p pr r s st t tr v w z".split()
_VOWELS = "a e i o u ae ei ou".split()
_CODAS = "l ld m n nd r rk rn s st t x th".split()


def noun(words: str) -> str:
    return words.replace("_", " ")


def made_name(chance: random.Random, syllables: int = 2) -> str:
    """A capitalized name that no list holds: "Brandel", "Kloutar"."""
    parts = [chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(syllables)]
    return ("".join(parts) + chance.choice(_CODAS)).capitalize()
