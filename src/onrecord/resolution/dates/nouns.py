"""Nouns of what happens on a day: "the May 14 election", "before the summit"."""

from __future__ import annotations

EVENT_NOUNS = (
    "election vote referendum ballot runoff primary caucus poll summit meeting talk negotiation deadline hearing trial "
    "conference convention session visit trip rally protest demonstration strike ceremony inauguration launch speech "
    "interview debate war attack bombing invasion ceasefire truce agreement treaty accord deal pact declaration ruling "
    "decision verdict resolution announcement report statement call sentencing inquiry budget census expiry cutoff "
    "general-election by-election mission exercise drill test raid"
).split()
