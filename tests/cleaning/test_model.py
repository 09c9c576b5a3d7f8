"""Trees as arrays, the shipped weights and the columns they look at."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.cleaning import model as model_module
from onrecord.cleaning.blockwords import describe
from onrecord.cleaning.lines import split_blocks
from onrecord.cleaning.model import RegionModel, first_rows, load_model, n_first_columns, pack, unpack
from onrecord.cleaning.surface import Matrix
from onrecord.cleaning.trees import Trees
from onrecord.cleaning.wordodds import BUCKETS, buckets
from onrecord.errors import ModelError


def stump(threshold: float, left: float, right: float) -> Trees:
    """One tree: column 1 against `threshold`."""
    return Trees(
        feature=np.array([1, 0, 0], dtype=np.int32),
        threshold=np.array([threshold, 0, 0], dtype=np.float32),
        left=np.array([1, 1, 2], dtype=np.int32),
        right=np.array([2, 1, 2], dtype=np.int32),
        value=np.array([0, left, right], dtype=np.float32),
        roots=np.array([0], dtype=np.int32),
        baseline=0.0,
        depth=1,
    )


def test_row_goes_left_up_to_the_threshold_and_right_above_it() -> None:
    rows: Matrix = np.array([[9, 0.5], [9, 0.51]], dtype=np.float32)
    left, right = stump(0.5, -2.0, 3.0).probabilities(rows)
    assert left == pytest.approx(1 / (1 + np.exp(2.0)))
    assert right == pytest.approx(1 / (1 + np.exp(-3.0)))


def test_no_rows_give_no_probabilities() -> None:
    assert len(stump(0.5, 0, 0).probabilities(np.zeros((0, 3), dtype=np.float32))) == 0


def test_packed_model_comes_back_the_same() -> None:
    table = np.zeros(BUCKETS, dtype=np.float32)
    table[7] = 1.5
    before = RegionModel(table, (stump(0.5, -2, 3),), (stump(0.1, 1, 2), stump(0.2, 0, 1)), 0.35)
    after = unpack(pack(before))
    assert after.threshold == 0.35
    assert [len(after.first), len(after.second)] == [1, 2]
    assert after.table[7] == 1.5
    rows: Matrix = np.array([[0, 0.3]], dtype=np.float32)
    assert after.second[1].probabilities(rows) == before.second[1].probabilities(rows)
    assert pack(before) == pack(before)


def test_shipped_trees_look_only_at_columns_that_exist() -> None:
    model = load_model()
    text = "A line.\n\nAnother line of the same text, a little longer than the first one.\n"
    blocks = split_blocks(text)
    rows = first_rows(blocks, [describe(text, block) for block in blocks], model.table)
    assert rows.shape == (2, n_first_columns())
    assert all(trees.feature.max() < n_first_columns() for trees in model.first)
    assert np.isfinite(rows).all()


def test_numbers_share_a_bucket_whatever_their_digits() -> None:
    assert buckets("Page 12 of 99") == buckets("page 47 of 10")


def test_weights_that_are_not_those_of_the_manifest_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Blank:
        @staticmethod
        def sha256(data: bytes) -> object:
            return type("Digest", (), {"hexdigest": staticmethod(lambda: "0" * 64)})

    load_model.cache_clear()
    monkeypatch.setattr(model_module, "hashlib", Blank)
    with pytest.raises(ModelError, match="reinstall onrecord"):
        load_model()
    load_model.cache_clear()
