"""The measure of actors over events: B-cubed, running text from tokens, heads of phrases."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from benchmarks.quality.actors import main
from benchmarks.quality.actors_bcubed import Item, bcubed, head_of, text_of


def item(number: int, chain: str) -> Item:
    return Item("e", "d", number, "x", chain, "person", number, number + 1)


def test_bcubed_of_one_wrong_merge_and_one_missed_mention() -> None:
    items = [item(0, "a"), item(1, "a"), item(2, "b"), item(3, "b")]
    score = bcubed(items, {items[0]: "1", items[1]: "1", items[2]: "1"})
    assert score.precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3) / 3)
    assert score.recall == pytest.approx((1 + 1 + 1 / 2 + 0) / 4)
    assert (score.n_found, score.n_items) == (3, 4)


def test_all_right_is_one_and_nothing_found_is_nought() -> None:
    items = [item(0, "a"), item(1, "b")]
    assert bcubed(items, {items[0]: "1", items[1]: "2"}).f1 == 1.0
    assert bcubed(items, {}).f1 == 0.0


def test_tokens_become_running_text_with_their_places() -> None:
    tokens = [
        "Mr.",
        "Holt",
        "'s",
        "aide",
        ",",
        "Li",
        "Wei",
        "-",
        "tan",
        ",",
        "left",
        ".",
        "\\n",
        '"',
        "No",
        ",",
        '"',
        "he",
        "said",
        ".",
    ]
    text, places = text_of(tokens)
    assert text == 'Mr. Holt\'s aide, Li Wei-tan, left.\n\n"No," he said.'
    assert all(text[start:end] == token for token, (start, end) in zip(tokens, places, strict=True) if token != "\\n")


@pytest.mark.parametrize(
    ("phrase", "head"),
    [("President Vera Holt of Norland", "Holt"), ("aides to Holt", "aides"), ("the Danish premier", "premier")],
)
def test_the_head_is_the_last_word_before_what_hangs_on_it(phrase: str, head: str) -> None:
    tokens = phrase.split()
    assert tokens[head_of(tokens, 0, len(tokens))] == head


def test_the_command_ends_with_a_line_of_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tokens = "Danish Premier Vera Holt came . Holt said no .".split()
    row = {"id": "7/-/7_A", "tokens": tokens, "mentions": [[2, 4, "7_Holt_ACTOR"], [6, 7, "7_Holt_ACTOR"]]}
    path = tmp_path / "events.jsonl.gz"
    path.write_bytes(gzip.compress((json.dumps(row) + "\n").encode()))
    main([str(path), "--json"])
    numbers = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert numbers["bcubed_f1"] == numbers["given_bcubed_f1"] == 1.0
    assert numbers["head_bcubed_f1"] == 1.0
