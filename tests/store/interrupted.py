"""A small run as `brief` makes it, in a process of its own that a test kills: read, annotate, gather.

    python -m tests.store.interrupted LOCATION N_DOCUMENTS

Prints one word before each piece of work, so that the test knows where the run stands.
"""

from __future__ import annotations

import sys
import time

from onrecord.record import DateRange, Saying
from onrecord.store import Store, open_store

from .invented import annotation_of, document, read_report


def run(store: Store, n_documents: int, *, dwell_s: float = 0.0) -> None:
    """`dwell_s` is how long it stays inside the half-done gather, for a killer that needs time to strike."""
    paths = [f"{n:03}.txt" for n in range(n_documents)]
    for path in paths:
        if not store.known_file(path, "f"):
            say("reading")
            store.save_reading(read_report(path), "f", [document(f"What was said in article {path}.", path)])
    for document_id in store.pending("annotate", "1"):
        say("annotating")
        regions, annotation = annotation_of(store.document(document_id))
        store.save_annotation(document_id, regions, annotation, version="1")
    digest = store.input_digest()
    if store.gathered_digest != digest:
        sayings = [
            Saying(each.id, None, "somebody", (), DateRange(), f"c-{each.id}")
            for found in store.annotated()
            for each in found.annotation.attributions
        ]
        say("gathering")
        with store.transaction():
            store.replace_resolution(
                publications={}, actors=(), sayings=sayings, events=(), derivations=(), tensions=()
            )
            say("half-gathered")
            time.sleep(dwell_s)
            store.replace_statements([])
            store.mark_gathered(digest)
    say("done")


def say(word: str) -> None:
    print(word, flush=True)


if __name__ == "__main__":
    with open_store(sys.argv[1], create=True) as store:
        run(store, int(sys.argv[2]), dwell_s=20.0)
