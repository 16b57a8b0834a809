#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs `lastmeter regress` on one case; exit code 77 = skipped, because the shared data are absent."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

WRITTEN = "../../../../shared/data"


def main() -> int:
    program, case = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    project = case.parents[2]
    shared = pathlib.Path(os.environ.get("LASTMETER_SHARED", project / ".." / "shared")).resolve() / "data"
    if not shared.is_dir():
        print(f"SKIPPED: no shared data in {shared}; set LASTMETER_SHARED")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / case.name
        shutil.copytree(case, copy)
        study = copy / "study.toml"
        study.write_text(study.read_text(encoding="utf-8").replace(WRITTEN, str(shared)), encoding="utf-8")
        return subprocess.run([program, "regress", str(copy)], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
