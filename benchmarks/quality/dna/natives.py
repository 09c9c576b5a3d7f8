"""Files that DNA itself wrote, byte by byte; in GraphML all but the random positions."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import numpy as np

from onrecord.network import Network, network
from onrecord.network.eventlist import write_event_list
from onrecord.network.exports import write_network

from .networks import cells_difference
from .reference import Job, Reference
from .requests import network_options

_POSITION = re.compile(rb'\b[xy]="[^"]*"')
_WEIGHT = re.compile(rb'(?<=<data key="weight">)[^<]*')


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
        return _graphml_difference(written, expected)
    return _difference(written, expected)


def _graphml_difference(found: bytes, expected: bytes) -> str:
    """Without positions, which DNA draws at random, and with weights compared as numbers."""
    weights = [np.array([[float(each) for each in _WEIGHT.findall(one)]]) for one in (found, expected)]
    plain = [_WEIGHT.sub(b"", _POSITION.sub(b"", one)) for one in (found, expected)]
    return _difference(plain[0], plain[1]) or cells_difference(weights[0], weights[1])


def _difference(found: bytes, expected: bytes) -> str:
    if found == expected:
        return ""
    place = next((at for at, (one, other) in enumerate(zip(found, expected, strict=False)) if one != other), None)
    place = min(len(found), len(expected)) if place is None else place
    around = slice(max(0, place - 40), place + 40)
    return f"byte {place}: {found[around]!r} instead of {expected[around]!r}"
