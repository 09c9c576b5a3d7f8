"""What a decision did in people's words: names instead of ids, quoted words instead of places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Integer, case, cast, func, select

from ..dossier.wording import count, date_words, one_line
from ..record import Decision, JsonValue, Verdict
from ..review.hand import is_by_hand
from ..review.values import days_in
from ..store import schema
from ..store.listed import listed
from ..store.values import batches

Place = tuple[str, int, int]
FIRST_WORDS = 60  # characters of a passage that stand for it
_LONGEST = 120  # characters of one change
_CUT = 400  # characters of a passage that are read for them
_FARTHEST = 2**31  # beyond every text, and what databases count to
_NOWHERE: Place = ("", 0, 0)
# What a row tells in other words, or what only a machine reads.
_TOLD = frozenset(("batch", "anchor", "document", "attribution", "of", "concept", "stance", "bulk"))
_ELSEWHERE = frozenset(("same", "apart", "parted", "merged_into"))  # told as what was done
_SPANS = ("content", "cue", "source")
_NAMES = {
    "actor": "speaker",
    "memo": "note",
    "said": "said",
    "also": "together with",
    "via": "via",
    "label": "called",
    "name": "called",
}
_SAID = {
    Verdict.ACCEPT: "accepted", Verdict.REJECT: "rejected", Verdict.EDIT: "changed", Verdict.ADD: "added",
    Verdict.SKIP: "skipped", Verdict.FLAG: "flagged", Verdict.MEMO: "noted", Verdict.WITHDRAW: "took back",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Names:
    """What ids are called now, and the first words at places; `anchored` names actors that are merged away."""

    concepts: Mapping[str, str]
    actors: Mapping[str, str]
    documents: Mapping[str, str]
    words: Mapping[Place, str]

    def actor(self, value: JsonValue) -> str:
        """The name of `{id, name, anchor}`: the one given, else that of the actor, else the words it was named by."""
        if not isinstance(value, Mapping):
            return str(value)
        given, place = str(value.get("name") or ""), _place(value.get("anchor"))
        return given or self.actors.get(str(value.get("id")), "") or self.words.get(place, "") or "somebody"

    def subject(self, made: Decision) -> str:
        """What a decision about no passage is about."""
        kind, _, identifier = made.subject.partition(":")
        if kind == "actor":
            return self.actor({"id": identifier, "anchor": made.values.get("anchor"), "name": None})
        if kind == "concept":
            return f"concept {self.concepts.get(identifier) or made.word('label') or identifier}"
        if kind == "document":
            return f"article {self.documents.get(identifier, 'that is gone')}"
        if kind == "type":
            return f"type of statement {made.word('label') or identifier}"
        return {"derivation": "a chain of reports", "event": "an event", "cluster": "reports of one statement"}.get(
            kind, "a passage that is no longer marked"
        )


def said_word(made: Decision) -> str:
    """The verb: "rejected", "merged"."""
    if made.verdict is Verdict.EDIT and ("same" in made.values or made.values.get("merged_into")):
        return "merged"
    if made.verdict is Verdict.EDIT and "apart" in made.values:
        return "split"
    return _SAID[made.verdict]


def thing_word(made: Decision) -> str:
    """What kind of thing a decision is about: "actor", "article"; "" where it codes a passage."""
    kind, colon, _ = made.subject.partition(":")
    return "" if not colon or is_by_hand(made.subject) else "article" if kind == "document" else kind


def act_words(made: Decision, names: Names) -> str:
    """What a merger or a split was of: "HPA into Halvern Press Agency"; "" for every other decision."""
    values, own = made.values, names.subject(made)
    if "same" in values:
        return f"{', '.join(names.actor(one) for one in _items(values['same']))} into {own}"
    if "apart" in values:
        words = [f"“{names.words[place]}”" for one in _items(values["apart"]) if (place := _place(one)) in names.words]
        parted = values.get("parted")
        into = f" to {names.actor(parted)}" if isinstance(parted, Mapping) and parted else ""
        n = len(_items(values["apart"]))
        return f"{count(n, 'mention')} ({', '.join(dict.fromkeys(words))}) of {own}{into}"
    if into := str(values.get("merged_into") or ""):
        return f"{own} into {names.concepts.get(into, into)}"
    return ""


def change_words(made: Decision, names: Names, document_id: str | None) -> Iterator[str]:
    """What was changed, part by part; spans are in `document_id`."""
    for name, value in made.values.items():
        if name in _TOLD or name in _ELSEWHERE or value in (None, "", [], {}):
            continue
        if made.verdict is Verdict.ADD and name in ("content", "actor"):  # the row's own passage and speaker
            continue
        words = _value_words(name, value, names, document_id or "")
        if words:
            yield f"{_NAMES.get(name, name)}: {one_line(words, _LONGEST)}"


def _value_words(name: str, value: JsonValue, names: Names, document_id: str) -> str:
    if name in _SPANS:
        return " … ".join(f"“{names.words[place]}”" for place in _spans(document_id, value) if place in names.words)
    if name == "actor":
        return names.actor(value)
    if name in ("also", "via"):
        return ", ".join(names.actor(one) for one in _items(value))
    if name in ("said", "published"):
        try:
            return date_words(days_in(value))
        except ValueError:
            return _plain(value)
    if name == "parent":
        return names.concepts.get(str(value), str(value))
    if name == "regions":
        found = [(str(_items(one)[0]), place) for one in _items(value) if (place := _region(document_id, one))]
        return ", ".join(f"{kind} “{names.words.get(place, '')}”" for kind, place in found)
    if name == "moves":
        return count(len(value), "coding") if isinstance(value, Mapping) else ""
    return _plain(value)


def places_of(made: Decision, document_id: str | None) -> list[Place]:
    """Where the content lies that a decision marks itself."""
    return _spans(document_id or "", made.values.get("content"))


def _plain(value: JsonValue) -> str:
    """A value as people write it: no braces, no quotes, no empty parts."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        if title := value.get("title") or value.get("label") or value.get("name"):
            return str(title)
        parts = ((name.replace("_", " "), inner) for name, inner in value.items() if inner not in (None, "", [], {}))
        return ", ".join(f"{name} {_plain(inner)}" for name, inner in parts)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(filter(None, map(_plain, value)))
    return "" if value is None else str(value)


def read_names(
    connection: Connection, made: Sequence[Decision], document_of: Mapping[str, str], quoted: Iterable[Place]
) -> Names:
    """What `change_words` and `act_words` need of these decisions; `document_of` by subject, `quoted` more places."""
    c, a, d = schema.concepts.c, schema.actors.c, schema.documents.c
    actors: set[str] = set()
    documents: set[str] = set()
    places: set[Place] = set(quoted)
    for one in made:
        kind, _, identifier = one.subject.partition(":")
        actors |= {identifier} if kind == "actor" else set()
        documents |= {identifier} if kind == "document" else set()
        own = identifier if kind == "document" else document_of.get(one.subject, one.word("document"))
        for value in one.values.values():
            for each in (value, *_items(value)):
                if isinstance(each, Mapping):
                    actors.add(str(each.get("id")))
                    places.add(_place(each.get("anchor")))
        places |= {_place(one.values.get("anchor")), *map(_place, _items(one.values.get("apart")))}
        places |= {_region(own, each) or _NOWHERE for each in _items(one.values.get("regions"))}
        places |= {place for name in _SPANS for place in _spans(own, one.values.get(name))}
    called: dict[str, str] = {}
    titles: dict[str, str] = {}
    for batch in batches(actors):
        called |= {row.id: row.name for row in connection.execute(select(a.id, a.name).where(a.id.in_(batch)))}
    for batch in batches(documents):
        rows = connection.execute(select(d.id, d.title, d.path).where(d.id.in_(batch)))
        titles |= {row.id: one_line(row.title or row.path, 90) for row in rows}
    labels = {row.id: row.label for row in connection.execute(select(c.id, c.label))}
    return Names(labels, called, titles, _first_words(connection, sorted(places - {_NOWHERE})))


def _first_words(connection: Connection, places: Sequence[Place]) -> dict[Place, str]:
    if not places:
        return {}
    d = schema.documents.c
    wanted = listed(connection, places, document=str, start=int, end=int)
    start, end = cast(wanted.c.start, Integer), cast(wanted.c.end, Integer)
    length = case((end - start > _CUT, _CUT), else_=end - start)
    query = select(wanted.c.document, start, end, func.substr(d.text, start + 1, length))
    rows = connection.execute(query.join(schema.documents, d.id == wanted.c.document))
    return {(document, begin, stop): one_line(words, FIRST_WORDS) for document, begin, stop, words in rows}


def _items(value: JsonValue) -> Sequence[JsonValue]:
    return value if isinstance(value, Sequence) and not isinstance(value, str) else ()


def _place(value: JsonValue) -> Place:
    found = _items(value)
    if len(found) == 3 and isinstance(found[0], str) and isinstance(found[1], int) and isinstance(found[2], int):
        return (found[0], found[1], found[2]) if 0 <= found[1] < found[2] < _FARTHEST else _NOWHERE
    return _NOWHERE


def _spans(document_id: str, value: JsonValue) -> list[Place]:
    found = [_place([document_id, *_items(one)]) for one in _items(value)] if document_id else []
    return [one for one in found if one != _NOWHERE]


def _region(document_id: str, value: JsonValue) -> Place | None:
    found = _items(value)
    return _place([document_id, *found[1:]]) if len(found) == 3 and document_id else None
