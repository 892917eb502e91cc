"""Who is meant: ids of documents, citations resolved against what is known, and the chain."""

from __future__ import annotations
