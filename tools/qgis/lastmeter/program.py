# SPDX-License-Identifier: Apache-2.0
"""The program lastmeter as a child process: progress out, a wish to stop in. Knows nothing of QGIS."""
import dataclasses
import json
import os
import queue
import shutil
import subprocess
import tempfile
import threading


@dataclasses.dataclass
class Outcome:
    """How a run ended: its exit code (None: stopped), what it printed, and its error lines."""
    code: "int | None"
    text: str
    errors: "list[str]"


def find_program(configured=""):
    """The path that is configured, else LASTMETER_PROGRAM, else what the PATH has; None if there is none."""
    for wanted in (configured, os.environ.get("LASTMETER_PROGRAM", ""), "lastmeter"):
        if wanted:
            return shutil.which(wanted)
    return None


def command_line(program, command, study, folder, overwrite):
    line = [program, command, study, "--folder", folder, "--progress-json"]
    return line + ["--overwrite"] if overwrite else line


def progress_of(line):
    """(stage, share done in 0..1 or None) of a JSON line; None for any other line."""
    try:
        told = json.loads(line)
        total = told["total"]
        return told["stage"], (min(told["done"] / total, 1.0) if total else None)
    except (ValueError, KeyError, TypeError):
        return None


def run_program(line, on_progress, is_cancelled, patience_s=0.2):
    """Runs it to its end. `on_progress(stage, share)` hears every progress line, `is_cancelled()` is asked at least every
    `patience_s`; when it says yes, the program is asked to stop, which leaves nothing half-done."""
    hidden = {"creationflags": subprocess.CREATE_NO_WINDOW} if os.name == "nt" else {}
    with tempfile.TemporaryFile() as printed:
        with subprocess.Popen(line, stdin=subprocess.DEVNULL, stdout=printed, stderr=subprocess.PIPE, text=True,
                              encoding="utf-8", errors="replace", **hidden) as process:
            lines = queue.Queue()
            reader = threading.Thread(target=lambda: [lines.put(each) for each in process.stderr], daemon=True)
            reader.start()
            errors, stopped = [], False
            while reader.is_alive() or not lines.empty():
                if is_cancelled() and not stopped:
                    stopped = True
                    process.terminate()
                try:
                    each = lines.get(timeout=patience_s)
                except queue.Empty:
                    continue
                progress = progress_of(each)
                if progress:
                    on_progress(*progress)
                elif each.strip():
                    errors.append(each.strip())
            code = process.wait()
        printed.seek(0)
        return Outcome(None if stopped else code, printed.read().decode("utf-8", "replace"), errors)
