"""How much one page holds before it points to the export instead. Nothing is cut without a sentence that says so."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Counts, calibrated so that 1,200 articles with 20 attributions each open in a few seconds and stay under 10 MB.

    A full text costs about 15 kB, a card 1.5 kB, a row of a table 0.4 kB; a browser wants fewer than 200,000 elements.
    """

    full_texts: int = 150
    characters_a_text: int = 60_000
    characters_of_texts: int = 4_000_000
    passages_a_document: int = 12  # listed under a document whose text is not shown
    passages: int = 2_400
    cards: int = 600
    card_rows: int = 3_000
    marks_a_side: int = 12  # then one mark a statement no longer fits, and a bar stands for them
    ids_a_panel: int = 30
    concepts: int = 12
    matrix_concepts: int = 6
    matrix_actors: int = 24
    network_actors: int = 20
    network_concepts: int = 8
    network_rows: int = 120
    speakers: int = 24
    quotes_a_speaker: int = 6
    more_quotes_a_speaker: int = 40
    actors_listed: int = 1_500
    timeline_marks: int = 90  # in one lane; then columns stand for them
    timeline_events: int = 12
    timeline_rows: int = 600
    process_rows: int = 240
    figures: int = 120
    claims: int = 12
    more_claims: int = 200
    tensions: int = 24
    flow_speakers: int = 11
    flow_relays: int = 6
    flow_outlets: int = 11
    documents_listed: int = 6_000
    files_listed: int = 300
