"""Why clients leave: every reason belongs to one side (handbook section 3); and reading what a CRM says of it."""

from __future__ import annotations

from .catalogue import REASONS, UNKNOWN, DefectorType, Reason, Reasons, Side
from .lexicon import LANGUAGES, Lexicon, lexicon
from .lexicon.concepts import CONCEPTS
from .reading import Reader, read
from .stated import Reading
from .vocabularies import VOCABULARIES, Vocabulary

__all__ = [
    "CONCEPTS",
    "LANGUAGES",
    "REASONS",
    "UNKNOWN",
    "VOCABULARIES",
    "DefectorType",
    "Lexicon",
    "Reader",
    "Reading",
    "Reason",
    "Reasons",
    "Side",
    "Vocabulary",
    "lexicon",
    "read",
]
