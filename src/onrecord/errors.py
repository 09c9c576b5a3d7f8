"""One tree of errors, by what the user can do about them. Programming mistakes stay ValueError and TypeError."""

from __future__ import annotations


class OnRecordError(Exception):
    """Anything a user can mend. The message says what was wrong, what is allowed, and what to do next."""

    exit_code = 1


class InputError(OnRecordError):
    """A file or folder that cannot be used as given; mend the file or leave it out."""

    exit_code = 2


class UnreadableFile(InputError):
    """One file that could not be read. It is collected, counted and listed; it never ends a run."""


class CodebookError(InputError):
    """A codebook that does not say what it must; the message names the row and the allowed values."""


class UnknownId(KeyError):
    """An id that nothing in the project has; what it names is said. Any other KeyError is a programming mistake."""


class StoreError(OnRecordError):
    """A project that cannot be opened, written or migrated."""

    exit_code = 3


class ModelError(OnRecordError):
    """Weights that are missing, damaged or of another version; reinstall the package or retrain."""

    exit_code = 4


class MissingExtra(OnRecordError):
    """An optional dependency is not installed; the message gives the command that installs it."""

    exit_code = 5


class ServerError(OnRecordError):
    """A server on this machine or an allowed host did not do what it was asked; start it, or mend its address."""

    exit_code = 6
