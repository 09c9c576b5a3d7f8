"""The nouns of the record: small frozen values with the field's names. Imports nothing but `errors`."""

from .actor import Actor, ActorKind, Role, Saying
from .annotated import Annotated
from .attribution import Annotation, Attribution, AttributionKind, AttributionType, EntityKind, Mention, MentionType
from .concept import Codebook, Concept, ConceptKind, Stance
from .dates import UNKNOWN_DATE, Basis, DateRange, Precision
from .derivation import Derivation, DerivationRelation, DerivationTarget
from .document import Document, FileReport, FileStatus, Publication, Region, RegionKind
from .event import Event, EventKind
from .requirement import Requirement, RequirementKind
from .span import Passage, Span, text_of
from .statement import Decision, Statement, StatementStatus, Suggestion, Verdict, current_decisions
from .tension import Tension

__all__ = [
    "UNKNOWN_DATE",
    "Actor",
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
    "DateRange",
    "Decision",
    "Derivation",
    "DerivationRelation",
    "DerivationTarget",
    "Document",
    "EntityKind",
    "Event",
    "EventKind",
    "FileReport",
    "FileStatus",
    "Mention",
    "MentionType",
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
    "Verdict",
    "current_decisions",
    "text_of",
]
