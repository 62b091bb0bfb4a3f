#!/usr/bin/env python3
"""Runs a pydicom deid recipe with deid itself and with medimagecleaner, and compares what is left attribute by attribute.

    PYTHONPATH=DEID:PYDICOM/src python3 scripts/peers/compare_deid.py --corpus DIR [--cli dist/cli.js] RECIPE...

deid needs pydicom 3. Both are read from checkouts on PYTHONPATH. No value is printed: only tags, kinds and counts.
Every difference has a reason in REASONS, or is listed as unexplained; then the exit status is 1.
"""
import argparse
import collections
import csv
import json
import logging
import os
import re
import subprocess
import sys
import tempfile
import warnings

import pydicom
from pydicom.tag import Tag

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)

# What we write of our own work, and what a de-identified file can no longer hold.
PROVENANCE = {0x00120062, 0x00120063, 0x00120064, 0x00280301, 0x00280302, 0x00280303}
REASONS = {
    "provenance": "we say in the file what was done to it (PS3.15 E.1.1)",
    "nested": "deid leaves sequences alone (its issue 102); here a rule holds at every depth",
    "group-length": "group lengths are retired and would be stale (PS3.5 7.2)",
    "signature": "a signature does not hold for changed data (PS3.15 E.1.1)",
    "overlay-plane": "an overlay plane goes as a whole (PS3.3 C.9.2)",
    "meta": "file meta information is written anew (PS3.10 7.1)",
    "misplaced": "elements of groups 0000, 0002 and 0004 have no place in a data set (PS3.5 7.1)",
    "pixel-description": "a rule for many attributes leaves what the image needs (Rows, BitsAllocated, …) and the SOP Class UID",
    "invalid-after": "deid's value is not valid in this VR; ours is made valid or empty, with an issue",
    "unreadable": "pydicom reads the value only with a warning, and deid can not compare it",
    "private-creator": "a creator whose block is empty goes with it, and one that is needed stays",
    "needed": "an object without its SOP Instance UID is none: it is replaced rather than removed (PS3.3 C.12.1)",
    "names-of-sequences": "deid compares the names of the sequences around an attribute, too; here its own name counts",
    "private-name": "the names of private attributes come from two dictionaries: what one calls …ID or …Date matches a rule for names, what the other does not know stays",
    "values-order": "two rules for values match: deid's first changes the value, so that its second finds nothing; here the last counts",
    "values-name": "deid does not find a person's name among values (it compares a PersonName with a text); here it is found",
    "values-binary": "deid finds a value in bytes (OB, or a private attribute without a known VR) as Python prints them, and writes a text over them; here bytes are no text",
    "kept-name": "a value that holds a patient's name elsewhere in the file is cleaned, whatever attribute it stands in",
}
PIXELS = set(range(0x00280002, 0x00280009)) | {0x00280010, 0x00280011, 0x00280100, 0x00280101, 0x00280102, 0x00280103, 0x7FE00008, 0x7FE00009, 0x7FE00010, 0x00080016}


def flat(dataset, prefix="", depth=0):
    """Path -> (VR, bytes-like value) of every element, sequences opened."""
    found = {}
    for element in dataset:
        path = f"{prefix}({element.tag.group:04X},{element.tag.element:04X})"
        if element.VR == "SQ":
            found[path] = ("SQ", len(element.value or []))
            for index, item in enumerate(element.value or []):
                found.update(flat(item, f"{path}[{index}].", depth + 1))
        else:
            value = element.value
            if value is None or value == "" or value == b"":
                found[path] = (element.VR, None)
            elif isinstance(value, (list, pydicom.multival.MultiValue)):
                found[path] = (element.VR, "\\".join(str(each) for each in value))
            else:
                found[path] = (element.VR, value if isinstance(value, bytes) else str(value))
    return found


def tag_of(path):
    last = path.split(".")[-1]
    return int(last[1:5] + last[6:10], 16)


def reason(path, theirs, ours, original, by_value=False):
    """Why we and deid differ at one path; None where nothing explains it."""
    tag = tag_of(path)
    top = int(path[1:5] + path[6:10], 16)
    if tag in PROVENANCE:
        return "provenance"
    if tag & 0xFFFF == 0:
        return "group-length"
    if tag >> 16 in (0x0000, 0x0002, 0x0004):
        return "misplaced"
    if top in (0xFFFAFFFA, 0x4FFE0001, 0x04000500, 0x04000561):
        return "signature"
    if tag >> 24 == 0x60 and ours is None:
        return "overlay-plane"
    if tag in PIXELS and theirs is None and ours == original:
        return "pixel-description"
    if tag >> 16 & 1 and tag & 0xFF00 == 0:
        return "private-creator"
    if tag >> 16 & 1 and not by_value and original in (theirs, ours):
        return "private-name"
    if by_value and original and ours == original and (tag >> 16 & 1 or original[0] in ("OB", "UN")):
        return "values-binary"
    if by_value and theirs and ours and original not in (theirs, ours):
        return "values-order"
    if by_value and ours and ours[0] == "PN" and theirs == original:
        return "values-name"
    if tag == 0x00080018 and theirs is None:
        return "needed"
    if "." in path and theirs is None and ours == original:
        return "names-of-sequences"
    if "." in path and theirs == original:
        return "nested"
    return None


def state(each):
    return "absent" if each is None else "empty" if each[1] is None else "value"


def value_of(name, number):
    """What a variable stands for: a date, a UID, a number of days, or a code."""
    if name.endswith("timestamp"):
        return f"2001{number % 12 + 1:02d}03"
    if name.endswith("source_id"):
        return f"1.2.826.0.1.3680043.10.77.{number}"
    return "31" if name == "jitter" else f"P{number:04d}"


def compare(recipe, files, cli, table_of):
    from deid.config import DeidRecipe
    from deid.dicom import replace_identifiers

    counts = collections.Counter()
    unexplained = collections.Counter()
    with open(recipe, encoding="utf8") as text:
        words = text.read()
    names = sorted(set(re.findall(r"var:(\w+)", words))) or ["id"]
    by_value = "values:" in words
    with tempfile.TemporaryDirectory() as folder:
        table = os.path.join(folder, "table.csv")
        with open(table, "w", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(["PatientID", *names])
            for patient, number in sorted(table_of.items()):
                writer.writerow([patient, *(value_of(name, number) for name in names)])
        for number, path in enumerate(files):
            output = os.path.join(folder, f"out{number}")
            ran = subprocess.run(
                ["node", cli, "deidentify", path, "--recipe", recipe, "--table", table, "--output", output, "--pixels", "none", "--json"],
                capture_output=True, text=True, timeout=120, check=False,
            )
            cleaned = os.path.join(output, os.path.basename(path))
            if not os.path.exists(cleaned):
                counts["not written by us"] += 1
                try:
                    for file in json.loads(ran.stdout)["files"]:
                        counts[f"  refused: {file.get('refusal', {}).get('code', file['kind'])}"] += 1
                except (ValueError, KeyError):
                    counts["  no report"] += 1
                continue
            try:
                original = pydicom.dcmread(path, force=True)
                before = flat(original)
                row = table_of[str(original.get("PatientID", ""))]
                ids = {name: value_of(name, row) for name in names}
                theirs = replace_identifiers(
                    dicom_files=[path], deid=DeidRecipe(recipe), ids={path: ids}, save=False, strip_sequences=False, remove_private=False,
                )[0]
                after = flat(theirs)
                mine = flat(pydicom.dcmread(cleaned, force=True))
            except Exception as error:  # deid or pydicom can't: nothing to compare
                counts[f"not comparable: {type(error).__name__}"] += 1
                continue
            counts["files compared"] += 1
            for where in sorted(set(after) | set(mine)):
                one, other = after.get(where), mine.get(where)
                if one == other or (one and other and one[1] == other[1]):
                    counts["attributes equal"] += 1
                    continue
                why = reason(where, one, other, before.get(where), by_value)
                if why is None:
                    same = " (as original)" if other == before.get(where) else ""
                    unexplained[f"({tag_of(where):08X}) deid: {state(one)}{' (as original)' if one == before.get(where) else ''}, ours: {state(other)}{same}{' nested' if '.' in where else ''}"] += 1
                else:
                    counts[f"differs: {why}"] += 1
    return counts, unexplained


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--cli", default="dist/cli.js")
    parser.add_argument("--most", type=int, default=60)
    parser.add_argument("recipes", nargs="+")
    given = parser.parse_args()
    files = []
    for folder, _, names in os.walk(given.corpus):
        for name in sorted(names):
            path = os.path.join(folder, name)
            try:
                pydicom.dcmread(path, stop_before_pixels=True)
                files.append(path)
            except Exception:
                continue
    files = sorted(files)[:: max(1, len(files) // given.most)][: given.most]
    table = {}
    for path in list(files):
        patient = str(pydicom.dcmread(path, stop_before_pixels=True).get("PatientID", ""))
        if patient.strip() == "" or patient != patient.strip():
            # Without a Patient ID there is no row for the object: nothing to compare.
            files.remove(path)
        else:
            table.setdefault(patient, len(table) + 1)
    failed = False
    for recipe in given.recipes:
        counts, unexplained = compare(recipe, files, given.cli, table)
        print(f"\n{os.path.basename(recipe)}: {len(files)} files")
        for name, count in sorted(counts.items()):
            explained = REASONS.get(name.removeprefix("differs: "), "")
            print(f"  {count:7d}  {name}{': ' + explained if explained else ''}")
        for name, count in unexplained.most_common(40):
            print(f"  {count:7d}  UNEXPLAINED {name}")
            failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
