#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Exactly the planted faults are found, each under its rule code, layer and feature. Only in studies named warned-* the
fault has consequences of its own (posts that lie off their place lie in wrong zones), so there more may be found.

usage: check_planted.py PROGRAM data/planted-faults
"""
import collections
import csv
import pathlib
import subprocess
import sys
import tempfile


def findings(program: str, study: pathlib.Path) -> collections.Counter:
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "out"
        result = subprocess.run([program, "check", str(study), "--folder", str(out)], capture_output=True, text=True,
                                check=False)
        if result.returncode not in (0, 3):
            sys.exit(f"{study}: exit code {result.returncode}\n{result.stdout}{result.stderr}")
        with open(f"{out}-check/issues.csv", encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
    return collections.Counter((row["rule"], row["layer"], row["code"]) for row in rows)


def main() -> int:
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    planted = collections.defaultdict(collections.Counter)
    with open(folder / "faults.csv", encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            planted[row["study"]][(row["rule"], row["layer"], row["code"])] += 1
    wrong = 0
    for study, expected in planted.items():
        found = findings(program, folder / study / "study.toml")
        for fault, count in (expected - found).items():
            print(f"{study}: planted but not found, {count} x {fault}")
            wrong += count
        extra = collections.Counter() if study.startswith("warned-") else found - expected
        for fault, count in extra.items():
            print(f"{study}: found but not planted, {count} x {fault}")
            wrong += count
        print(f"{study}: {sum(expected.values())} planted, {sum(found.values())} found")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
