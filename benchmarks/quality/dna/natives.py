"""Files that DNA itself wrote, byte by byte; in GraphML all but the random positions."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from onrecord.network import Network, network
from onrecord.network.eventlist import write_event_list
from onrecord.network.exports import write_network

from .reference import Job, Reference
from .requests import network_options

_POSITION = re.compile(r'\b([xy])="[^"]*"')


def compare(reference: Reference, job: Job) -> str:
    (name,) = job.files
    expected = reference.path(name).read_bytes()
    table = reference.table(job)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(name).name
        options = network_options(job)
        if job.options["network"] == "eventlist":
            del options["network_type"]
            write_event_list(table, path, **options)
        else:
            found = network(table, **options)
            if not isinstance(found, Network):
                return "a series instead of one network"
            ids = {(variable, label): id for variable, by in table.entity_ids.items() for label, id in by.items()}
            write_network(found, path, format=job.options["format"], dialect="dna", entity_ids=ids)
        written = path.read_bytes()
    if job.options["format"] == "graphml":
        expected, written = _without_positions(expected), _without_positions(written)
    return _difference(written, expected)


def _without_positions(content: bytes) -> bytes:
    return _POSITION.sub(r'\1=""', content.decode("utf-8")).encode("utf-8")


def _difference(found: bytes, expected: bytes) -> str:
    if found == expected:
        return ""
    place = next((at for at, (one, other) in enumerate(zip(found, expected, strict=False)) if one != other), None)
    place = min(len(found), len(expected)) if place is None else place
    around = slice(max(0, place - 40), place + 40)
    return f"byte {place}: {found[around]!r} instead of {expected[around]!r}"
