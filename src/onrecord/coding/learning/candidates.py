"""What can be decided, as numbers: one row a candidate, from its words, its place and the codebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import log
from typing import Any

import numpy as np
import numpy.typing as npt

from ...record import Codebook, Concept, Stance
from ..words import content_stems
from .estimating import one_thread
from .vectors import Vectors, unit

Ints = npt.NDArray[np.int64]
STANCES = tuple(Stance)
# Chosen on the training articles of a coded corpus (see docs/explanation/learning.md); 64 and 300 are as good.
_WIDTH, _DOCUMENT_WIDTH = 128, 16
_SCALE, _DOCUMENT_SCALE = 2.5, 1.25


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that a coder could be asked about: `text` are its words. `speaker` names who says it, if known;
    `suggested` holds what the machine read in it, concept id -> (stance, score from 0 to 1)."""

    id: str
    document_id: str
    text: str
    speaker: str = ""
    suggested: Mapping[str, tuple[Stance, float]] = field(default_factory=dict)


def describe(concept: Concept) -> str:
    """The words that stand for a concept when it is compared with passages."""
    return ". ".join(part for part in (concept.label, concept.definition, "; ".join(concept.keywords)) if part)


@dataclass(frozen=True)
class Candidates:
    """Rows in reading order, the passages of a document together. Made by `prepare`, once for a state of the
    collection and the codebook; decisions change nothing in it."""

    ids: tuple[str, ...]
    documents: Ints  # number of the document
    speakers: Ints  # number of the speaker, -1 where unknown
    concepts: tuple[str, ...]
    vectors: Vectors
    concept_vectors: Vectors
    fixed: npt.NDArray[np.float32]  # (rows, features) that no decision changes
    stems: Any  # sparse (rows, stems), rows of length one
    concept_stems: Any
    machine: Any  # sparse (rows, concepts): the machine's score
    machine_stance: tuple[Mapping[int, tuple[int, float]], ...]  # by row: concept -> (stance, score)

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def row_of(self) -> dict[str, int]:
        return {identifier: row for row, identifier in enumerate(self.ids)}

    @cached_property
    def concept_of(self) -> dict[str, int]:
        return {identifier: number for number, identifier in enumerate(self.concepts)}

    @cached_property
    def first_guess(self) -> npt.NDArray[np.float64]:
        """How likely each row is to matter before anything is decided: it is like a concept or shares its words."""
        return np.asarray(self.fixed[:, -4:].astype(np.float64) @ np.array([1.0, 0.5, 0.5, 0.5]))

    def likeness(self, rows: Ints) -> npt.NDArray[np.float64]:
        """(rows, concepts) cosine of passage and description."""
        return np.asarray(self.vectors[rows] @ self.concept_vectors.T, np.float64)

    def shared_words(self, rows: Ints) -> npt.NDArray[np.float64]:
        """(rows, concepts) weighted overlap of stems, from 0 to 1."""
        return np.asarray((self.stems[rows] @ self.concept_stems.T).toarray(), np.float64)


def prepare(
    candidates: Sequence[Candidate], codebook: Codebook, *, vectors: Vectors, concept_vectors: Vectors
) -> Candidates:
    """Candidates as rows, in their order. `vectors` and `concept_vectors` are the `sentence_vectors` of their texts and
    of `describe` of each concept. Raises `ValueError` when their numbers differ."""
    if len(vectors) != len(candidates) or len(concept_vectors) != len(codebook):
        raise ValueError(
            f"{len(vectors)} vectors for {len(candidates)} candidates,"
            f" {len(concept_vectors)} for {len(codebook)} concepts; give one for each"
        )
    from scipy.sparse import csr_matrix  # heavy: only when something is learned

    concepts = tuple(concept.id for concept in codebook)
    number_of = {identifier: number for number, identifier in enumerate(concepts)}
    documents, speakers = _numbers([c.document_id for c in candidates]), _numbers([c.speaker for c in candidates])
    stems, concept_stems = _stem_rows(candidates, codebook)
    found = [
        (row, number_of[concept], STANCES.index(stance), score)
        for row, candidate in enumerate(candidates)
        for concept, (stance, score) in candidate.suggested.items()
        if concept in number_of
    ]
    shape = (len(candidates), len(concepts))
    machine = csr_matrix(([f[3] for f in found], ([f[0] for f in found], [f[1] for f in found])), shape=shape)
    stance: list[dict[int, tuple[int, float]]] = [{} for _ in candidates]
    for row, concept, sign, score in found:
        stance[row][concept] = sign, score
    with one_thread():
        fixed = _fixed(vectors, concept_vectors, documents, stems, concept_stems, machine)
    return Candidates(
        ids=tuple(candidate.id for candidate in candidates),
        documents=documents,
        speakers=np.where([bool(c.speaker) for c in candidates], speakers, -1).astype(np.int64),
        concepts=concepts,
        vectors=vectors,
        concept_vectors=concept_vectors,
        fixed=fixed,
        stems=stems,
        concept_stems=concept_stems,
        machine=machine,
        machine_stance=tuple(stance),
    )


def _fixed(
    vectors: Vectors, concept_vectors: Vectors, documents: Ints, stems: Any, concept_stems: Any, machine: Any
) -> npt.NDArray[np.float32]:
    """Main directions of the vectors and of their documents' means; likeness to the nearest concept, of the document
    too; words shared with one; the machine's best score. The last four columns have mean 0 and deviation 1."""
    if not len(vectors):
        return np.zeros((0, 4), np.float32)
    means = np.zeros((documents.max() + 1, vectors.shape[1]), np.float32)
    np.add.at(means, documents, vectors)
    means = unit(means)[documents]
    columns = [_SCALE * main_directions(vectors, _WIDTH), _DOCUMENT_SCALE * main_directions(means, _DOCUMENT_WIDTH)]
    if len(concept_vectors):
        nearest = (vectors @ concept_vectors.T).max(1), (means @ concept_vectors.T).max(1)
        words = np.asarray((stems @ concept_stems.T).max(1).todense()).ravel()
        best = np.asarray(machine.max(1).todense()).ravel()
    else:
        nearest, words, best = (np.zeros(len(vectors)),) * 2, np.zeros(len(vectors)), np.zeros(len(vectors))
    scalars = [(column - column.mean()) / (column.std() + 1e-9) for column in (*nearest, words, best)]
    return np.column_stack([*columns, *scalars]).astype(np.float32)


def main_directions(vectors: Vectors, width: int) -> Vectors:
    """The rows along their first `width` principal directions; fewer where there are fewer rows."""
    centered = (vectors - vectors.mean(0)).astype(np.float64)
    _, directions = np.linalg.eigh(centered.T @ centered)
    kept = directions[:, ::-1][:, : min(width, len(vectors))]
    largest = kept[np.abs(kept).argmax(0), range(kept.shape[1])]
    return np.asarray(centered @ (kept * np.sign(largest)), np.float32)  # the sign of a direction is otherwise chance


def _numbers(names: Sequence[str]) -> Ints:
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(name, len(numbers)) for name in names], np.int64)


def _stem_rows(candidates: Sequence[Candidate], codebook: Codebook) -> tuple[Any, Any]:
    from scipy.sparse import csr_matrix

    passages = [sorted(set(content_stems(candidate.text))) for candidate in candidates]
    described = [sorted(set(content_stems(describe(concept)))) for concept in codebook]
    known = {stem: number for number, stem in enumerate(sorted({stem for stems in described for stem in stems}))}
    counts = np.zeros(len(known))
    for stems in passages:
        counts[[known[stem] for stem in stems if stem in known]] += 1
    weights = np.array([log((1 + len(passages)) / (1 + count)) + 1 for count in counts])

    def rows(many: Sequence[Sequence[str]]) -> Any:
        at = [(row, known[stem]) for row, stems in enumerate(many) for stem in stems if stem in known]
        values = np.array([weights[column] for _, column in at])
        length = np.sqrt(np.bincount([row for row, _ in at], weights=values**2, minlength=len(many))) if at else values
        values = np.array([value / length[row] for (row, _), value in zip(at, values, strict=True)])
        return csr_matrix((values, ([r for r, _ in at], [c for _, c in at])), shape=(len(many), len(known)))

    return rows(passages), rows(described)
