"""Packed values come back equal, and what a stranger packed is refused before anything of it runs."""

from __future__ import annotations

import pickle
import zlib
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.packing import UnreadableValue, pack, unpack
from onrecord.record import DateRange, EntityKind, Mention, MentionType, Span

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.dates(),
    lambda inner: st.lists(inner, max_size=4) | st.tuples(inner, inner) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=12,
)


@given(PLAIN)
def test_plain_values_come_back_equal(value: object) -> None:
    assert unpack(pack(value)) == value


def test_values_of_the_record_and_arrays_come_back_equal() -> None:
    value = (
        Mention("doc-1", 3, 9, MentionType.NAME, EntityKind.PERSON, 0.5),
        DateRange.day(date(2031, 5, 2)),
        frozenset({Span(1, 4)}),
        Counter({"barrage": 2}),
    )
    assert unpack(pack(value)) == value
    for kind in (np.uint8, np.uint16, np.int32, np.uint32, np.uint64):
        array = np.arange(7, dtype=kind)
        again = unpack(pack(array))
        assert (again.dtype, again.tolist()) == (array.dtype, array.tolist())
    assert unpack(pack(np.empty(0, np.uint32))).tolist() == []


class _Letterbomb:
    def __init__(self, place: Path) -> None:
        self.place = place

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.place,)


def test_bytes_that_would_call_something_are_refused_and_call_nothing(tmp_path: Path) -> None:
    place = tmp_path / "opened"
    for bomb in (_Letterbomb(place), [("safe", _Letterbomb(place))]):
        with pytest.raises(UnreadableValue):
            unpack(zlib.compress(pickle.dumps(bomb)))
    assert not place.exists()


@pytest.mark.parametrize(
    "name", ["builtins.eval", "os.system", "onrecord.resolution.resolve.resolve", "onrecord.record.stable_id"]
)
def test_functions_are_refused_also_those_of_onrecord(name: str) -> None:
    module, _, function = name.rpartition(".")
    bytes_ = f"c{module}\n{function}\n.".encode()
    with pytest.raises(UnreadableValue):
        unpack(zlib.compress(bytes_))


def test_bytes_that_are_nothing_are_refused() -> None:
    with pytest.raises(UnreadableValue):
        unpack(b"no value at all")
