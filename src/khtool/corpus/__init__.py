"""A folder of plans and its index: refresh, query, and the processes that spread the parsing."""

from __future__ import annotations

from khtool.corpus.index import Corpus, RefreshReport
from khtool.corpus.locate import locate_corpus

__all__ = ["Corpus", "RefreshReport", "locate_corpus"]
