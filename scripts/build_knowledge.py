"""Builds the knowledge files that are too large to keep by hand: the registry and the administrative units.

    python scripts/build_knowledge.py REFERENCE [--units WHEEL]

REFERENCE is the folder of the reference tables (national_documents.csv, codified_documents.csv, database_documents.csv,
observed_documents.csv). WHEEL is a downloaded wheel of the package vietnamadminunits (MIT). Deterministic: the same
input gives the same bytes. Prints what was merged and every conflict.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import build_registry
import build_units


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reference", type=Path)
    parser.add_argument("--units", type=Path, help="wheel of vietnamadminunits; without it the units stay as they are")
    parser.add_argument("--out", type=Path, help="folder to write to, instead of the package's data folder")
    options = parser.parse_args()
    out = options.out or Path(__file__).parents[1] / "src" / "khtool" / "knowledge" / "data"
    build_registry.build(options.reference, out / "registry.bin")
    if options.units:
        build_units.build(options.units, out)


if __name__ == "__main__":
    main()
