"""What a dossier is named after."""

from __future__ import annotations

from onrecord.project import weightiest
from onrecord.record import Concept, ConceptKind

LINE = Concept("line", "tram line", kind=ConceptKind.ISSUE)
REPAIR = Concept("repair", "proper repair plan", kind=ConceptKind.OPTION)
LEASE = Concept("lease", "lease of the trams", kind=ConceptKind.OPTION)


def test_of_proposed_concepts_the_one_most_spoken_of_names_the_debate() -> None:
    assert weightiest([REPAIR, LINE], {"line": 9, "repair": 1}, chosen=False) is LINE
    assert weightiest([LINE, REPAIR], {"line": 2, "repair": 2}, chosen=False) is REPAIR


def test_an_option_that_somebody_chose_goes_before_issues() -> None:
    assert weightiest([LINE, REPAIR, LEASE], {"line": 9, "repair": 1, "lease": 3}, chosen=True) is LEASE


def test_what_nobody_speaks_of_names_nothing() -> None:
    assert weightiest([LINE, REPAIR], {}, chosen=False) is None
    assert weightiest([], {}, chosen=True) is None
