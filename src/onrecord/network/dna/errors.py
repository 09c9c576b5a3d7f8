"""What keeps a `.dna` file from being read or written."""

from __future__ import annotations

from ...errors import InputError


class DnaError(InputError):
    """A `.dna` database that cannot be used as given; the message says what is wrong and what to do."""
