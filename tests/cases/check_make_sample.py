#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The samples in data/ are what the generator writes, byte by byte.

usage: check_make_sample.py MAKE_SAMPLE DATA_FOLDER
"""
import pathlib
import subprocess
import sys
import tempfile

BY_HAND = {"README.md", "study.toml", "expected.json"}  # written by a person, not by the generator


def files_of(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def difference(made, kept):
    """What is wrong with one file, or nothing."""
    if made is None:
        return "the generator does not write it"
    if kept is None:
        return "is not in data/"
    if made == kept:
        return None
    at = next((i for i, (a, b) in enumerate(zip(made, kept)) if a != b), min(len(made), len(kept)))
    return f"differs at byte {at}: {len(made)} bytes made, {len(kept)} in data/"


def main(program, data):
    with tempfile.TemporaryDirectory(prefix="lastmeter-sample-") as folder:
        subprocess.run([program, "all", folder], check=True, timeout=240)
        made = files_of(pathlib.Path(folder))
    kept = files_of(data)
    faults = 0
    for path in sorted(made.keys() | kept.keys()):
        if path not in made and path.name in BY_HAND:
            continue
        fault = difference(made.get(path), kept.get(path))
        if fault:
            print(f"{path}: {fault}")
            faults += 1
    if faults:
        print("if the generator was meant to change: make_sample all data, then bring expected.json up to date")
        return 1
    if len(made) < 50:
        print(f"only {len(made)} files made: not the whole of data/")
        return 1
    print(f"{len(made)} files, {sum(map(len, made.values()))} bytes, all as in data/")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], pathlib.Path(sys.argv[2])))
