"""`python -m onrecord` is the `onrecord` command."""

from .cli import main

main()
