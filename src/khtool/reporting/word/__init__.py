"""Word documents with what was found in them: comments on the words, corrections as tracked changes."""

from __future__ import annotations

from khtool.reporting.word.comments import Annotated, annotate
from khtool.reporting.word.revisions import track

__all__ = ["Annotated", "annotate", "track"]
