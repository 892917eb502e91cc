"""Turns the tables of the package vietnamadminunits (MIT) into `units.txt.xz`. Called by build_knowledge.py.

One line a unit, in the order of the tree: a letter for its kind, its name, and for an old commune, behind a tab, the
numbers of the new communes of its province that took it in, the main one first. Under each of the 34 provinces stand
its new communes, then, behind lines that begin with "R", the old provinces that went into it with their districts and
communes.
"""

from __future__ import annotations

import json
import lzma
import sqlite3
import tempfile
import unicodedata
import zipfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from khtool.knowledge.units import KINDS
from khtool.text import fold

LETTERS = {kind: letter for letter, kind in KINDS.items()}


def split(name: str, *, district: bool = False) -> tuple[str, str]:
    """Letter of the kind and bare name; a "Thành phố" among districts is one of a province."""
    name = fold(unicodedata.normalize("NFC", name))
    for kind in sorted(LETTERS, key=len, reverse=True):
        if name.lower().startswith(kind + " "):
            letter = LETTERS["thành phố thuộc tỉnh" if district and kind == "thành phố" else kind]
            return letter, name[len(kind) + 1 :].strip()
    raise ValueError(f"no kind in {name!r}")


def build(wheel: Path, out: Path) -> None:
    """Read the wheel and write `units.txt.xz` with its licence beside it."""
    with zipfile.ZipFile(wheel) as archive, tempfile.TemporaryDirectory() as folder:
        converter = json.loads(archive.read("vietnamadminunits/data/converter_2025.json"))
        archive.extract("vietnamadminunits/data/dataset.db", folder)
        licence = next(name for name in archive.namelist() if name.endswith("licenses/LICENSE"))
        (out / "units.LICENSE.txt").write_bytes(archive.read(licence))
        connection = sqlite3.connect(Path(folder) / "vietnamadminunits" / "data" / "dataset.db")
        new = connection.execute(
            "select province, provinceKey, ward, wardKey from admin_units order by provinceCode, wardCode"
        ).fetchall()
        old = connection.execute(
            "select province, provinceKey, district, districtKey, ward, wardKey from admin_units_legacy"
            " order by provinceCode, districtCode, wardCode"
        ).fetchall()
        connection.close()
    lines = tree(new, old, converter)
    text = "\n".join(lines) + "\n"
    path = out / "units.txt.xz"
    path.write_bytes(lzma.compress(text.encode("utf-8"), preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(lines)} lines of units, {len(text.encode())} bytes, packed {path.stat().st_size}")
    print(f"kinds: {dict(sorted(Counter(line[0] for line in lines).items()))}")


def tree(new: list[tuple[str, ...]], old: list[tuple[str, ...]], converter: dict[str, Any]) -> list[str]:
    """The lines of the file, from the rows of both maps and the package's table of what went into what."""
    new_communes: dict[str, list[tuple[str, str]]] = defaultdict(list)  # province key: (commune, its key)
    province_names: dict[str, str] = {}
    for province, province_key, ward, ward_key in new:
        province_names[province_key] = province
        new_communes[province_key].append((ward, ward_key))
    old_tree: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    old_names: dict[str, str] = {}
    for province, province_key, district, district_key, ward, ward_key in old:
        old_names[province_key], old_names[f"{province_key}_{district_key}"] = province, district
        communes = old_tree[province_key][f"{province_key}_{district_key}"]
        communes.append((ward or "", f"{province_key}_{district_key}_{ward_key or ''}"))
    lines: list[str] = []
    lost = 0
    for province_key, communes in new_communes.items():
        number = {ward_key: index for index, (_, ward_key) in enumerate(communes)}
        into: dict[str, list[int]] = defaultdict(list)
        for ward_key, parts in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].get(province_key, {}).items():
            for part in parts:
                into[part].append(number[ward_key])
        for part, wards in converter["DICT_PROVINCE_WARD_DIVIDED"].get(province_key, {}).items():
            for ward in sorted(wards, key=lambda ward: not ward["isDefaultNewWard"]):
                into[part].append(number[ward["newWardKey"]])
        lines.append("".join(split(province_names[province_key])))
        lines += ["".join(split(ward)) for ward, _ in communes]
        for old_key in converter["DICT_PROVINCE"][province_key]:
            continues = old_key == province_key
            lines.append("R" if continues else "R" + "".join(split(old_names[old_key])))
            for district_key, wards in old_tree[old_key].items():
                behind = [w for w in wards if w[0]]
                islands = "" if behind else "\t" + ",".join(map(str, into[wards[0][1]]))
                lines.append("".join(split(old_names[district_key], district=True)) + islands)
                for ward, key in behind:
                    targets = list(dict.fromkeys(into[key]))
                    lost += not targets
                    lines.append("".join(split(ward)) + "\t" + ",".join(map(str, targets)))
    print(f"{lost} old communes without a successor in the source")
    return lines
