"""Who is named in the documents, and who said what."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from ..packing import pack
from ..record import Actor, Attribution, EntityKind, Mention, MentionType, Publication, Saying, Statement
from ..resolution.actors import NOTHING_KNOWN, parse_known, stream_actors
from ..resolution.actors.result import DocumentActors
from ..resolution.tensions import may_comment
from ..summarizing import NAMED, Page, page_of
from .maps import WRITTEN
from .sheets import Sheets
from .spoken import Spoken
from .work import KNOWN_ACTORS, Work


def actors_in(
    work: Work, ids: Sequence[str], publications: Mapping[str, Publication]
) -> tuple[tuple[Actor, ...], dict[str, tuple[str, ...]], dict[str, str]]:
    """The actors without their mentions; for each document the actors mentioned there, and a digest of all that is
    said of actors in it."""
    work.step("telling who is who")
    before = work.store.summary_versions(NAMED)
    present: dict[str, tuple[str, ...]] = {}
    digests: dict[str, str] = {}
    kept: dict[str, dict[str, tuple[str, bytes]]] = {}

    def keep(page: DocumentActors) -> None:
        packed = pack(tuple(page_of(page)))
        digest = hashlib.sha256(packed).hexdigest()[:24]
        present[page.document_id] = tuple(dict.fromkeys(actor_id for _, actor_id in page.mentions))
        digests[page.document_id] = digest
        if before.get(page.document_id) != digest:
            kept[page.document_id] = {NAMED: (digest, packed)}
        if len(kept) >= WRITTEN:
            work.store.save_summaries(kept)
            kept.clear()
        if len(digests) % 1_000 == 0:
            work.step("telling who is who", len(digests), len(ids))

    sheets = Sheets(work.store, "actors", sorted(ids))
    table = work.store.get_meta(KNOWN_ACTORS, "")
    known = parse_known(table) if table else NOTHING_KNOWN
    found = stream_actors(sheets, keep, publications=publications, known=known, corrections=work.corrections)
    work.store.save_summaries(kept)
    return found.actors, present, digests


def sayings_in(pages: Sheets, spoken: Spoken) -> Iterator[Saying]:
    """Who said what, when, through whom, as part of which act of speech."""
    for row in pages:
        page = Page(*row)
        via, told = dict(page.via), spoken.of(page.document_id)
        for identifier, actor_id, name, rule, also in page.speakers:
            yield Saying(
                attribution_id=identifier,
                actor_id=actor_id,
                actor_name=name,
                via=via.get(identifier, ()),
                said=told[identifier][0],
                cluster=told[identifier][1],
                resolved_by=rule,
                also=also,
            )


def paired_sayings(
    sayings: Callable[[], Iterable[Saying]],
    statements: Iterable[Statement],
    refusals: Sequence[Attribution],
    actors: Iterable[Actor],
) -> dict[str, Saying]:
    """Those sayings that tensions may ask for, by attribution id: of statements, of refusals to comment, and of whoever
    may have commented in place of one who refused."""
    wanted = {one.attribution_id for one in statements} | {one.id for one in refusals}
    kept = {one.attribution_id: one for one in sayings() if one.attribution_id in wanted}
    asked = {kept[one.id].actor_id for one in refusals if one.id in kept}
    people = may_comment(asked, actors)
    if not people:
        return kept
    return {one.attribution_id: one for one in sayings() if one.attribution_id in wanted or one.actor_id in people}


def mentions_in(pages: Sheets) -> Iterator[tuple[str, Mention]]:
    """Actor id and mention, those of each actor by document and place."""
    types, kinds = {one.value: one for one in MentionType}, {one.value: one for one in EntityKind}
    for row in pages:
        page = Page(*row)
        for start, end, type_, kind, score, actor_id in sorted(
            (*page.mentions, *page.located), key=lambda one: (one[0], one[1])
        ):
            yield actor_id, Mention(page.document_id, start, end, types[type_], kinds[kind], score)
