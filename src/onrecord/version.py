"""The version of the library; the wheel, the store and every exported row read it from here."""

__version__ = "0.1.0"
