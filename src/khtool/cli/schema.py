"""`khtool schema`."""

from __future__ import annotations

import json
import sys


def schema() -> None:
    """Print the JSON Schema of parse's output."""
    from khtool.plan import Plan

    json.dump(Plan.model_json_schema(mode="serialization"), sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")
