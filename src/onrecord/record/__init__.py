"""The nouns of the record: small frozen values with the field's names. Imports nothing but `errors`."""

from .actor import MAYBE_TWO, SPEAKS_FOR, Actor, ActorKind, Role, Saying
from .annotated import Annotated
from .attribution import Annotation, Attribution, AttributionKind, AttributionType, EntityKind, Mention, MentionType
from .concept import Codebook, Concept, ConceptKind, Stance
from .correction import NO_CORRECTIONS, ActorFacts, Corrections, DerivationKey, Named, derivation_key
from .dates import UNKNOWN_DATE, Basis, DateRange, Precision
from .decision import Decision, JsonValue, Verdict, current_decisions, decisions_in_force
from .derivation import Derivation, DerivationRelation, DerivationTarget
from .document import Document, FileReport, FileStatus, Publication, Region, RegionKind
from .edit import Edit
from .event import Event, EventKind
from .figure import Figure
from .origins import Heard, Origins, heard
from .requirement import Requirement, RequirementKind
from .span import Passage, Span, text_of
from .statement import Statement, StatementStatus, Suggestion
from .tension import Tension, TensionKind

__all__ = [
    "MAYBE_TWO",
    "NO_CORRECTIONS",
    "SPEAKS_FOR",
    "UNKNOWN_DATE",
    "Actor",
    "ActorFacts",
    "ActorKind",
    "Annotated",
    "Annotation",
    "Attribution",
    "AttributionKind",
    "AttributionType",
    "Basis",
    "Codebook",
    "Concept",
    "ConceptKind",
    "Corrections",
    "DateRange",
    "Decision",
    "Derivation",
    "DerivationKey",
    "DerivationRelation",
    "DerivationTarget",
    "Document",
    "Edit",
    "EntityKind",
    "Event",
    "EventKind",
    "Figure",
    "FileReport",
    "FileStatus",
    "Heard",
    "JsonValue",
    "Mention",
    "MentionType",
    "Named",
    "Origins",
    "Passage",
    "Precision",
    "Publication",
    "Region",
    "RegionKind",
    "Requirement",
    "RequirementKind",
    "Role",
    "Saying",
    "Span",
    "Stance",
    "Statement",
    "StatementStatus",
    "Suggestion",
    "Tension",
    "TensionKind",
    "Verdict",
    "current_decisions",
    "decisions_in_force",
    "derivation_key",
    "heard",
    "text_of",
]
