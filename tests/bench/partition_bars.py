#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Zone design on published instances: ours beside the bar and METIS, every answer scored by independent code.

usage: partition_bars.py PROGRAM [--seeds 3] [--only TEXT] [--effort default]

LASTMETER_SHARED names the folder with benchmarks/partition and peers/partition.py (Debian's python3-geopandas and
python3-scipy). METIS runs where gpmetis is installed (Debian's package `metis`). One line per row and seed, a verdict
per row; exit code 1 where a row is missed. Seconds are wall time of the whole program on an otherwise idle machine, and
the processor's beside it: where others compute too, only the latter says something.
"""
import argparse
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

JUDGE_PYTHON = os.environ.get("JUDGE_PYTHON", "/usr/bin/python3")


def row(name, file, k, tol, bars, **more):
    return {"name": name, "file": file, "k": k, "tol": tol, "bars": bars, **more}


# bars: figure of the judge -> (sense, value); "s" is seconds, "proved" what the program says.
LEGAL = {"extra_pieces": ("<=", 0)}


def tight(bars):
    return {**LEGAL, **bars}


ROWS = [
    row("OK counties", "ok_counties", 5, 0.005, tight({"cut_edges": ("<=", 40), "s": ("<=", 10)})),
    row("IA counties", "ia_counties", 4, 0.005, tight({"cut_edges": ("<=", 33), "s": ("<=", 10)})),
    row("AR counties", "ar_counties", 4, 0.005, tight({"cut_edges": ("<=", 33), "s": ("<=", 10)})),
    row("KS counties", "ks_counties", 4, 0.005, tight({"cut_edges": ("<=", 32), "s": ("<=", 10)})),
    row("NH tracts", "nh_tracts", 2, 0.005, tight({"cut_edges": ("<=", 26), "s": ("<=", 10)})),
    row("WV tracts", "wv_tract", 3, 0.005, tight({"cut_edges": ("<=", 43), "s": ("<=", 10)}), tables=True),
    row("NM tracts", "nm_tract", 3, 0.005, tight({"cut_edges": ("<=", 43), "s": ("<=", 10)}), tables=True),
    row("UT tracts", "ut_tract", 4, 0.005, tight({"cut_edges": ("<=", 78), "s": ("<=", 20)}), tables=True),
    row("AR tracts", "ar_tract", 4, 0.005, tight({"cut_edges": ("<=", 69), "s": ("<=", 20)}), tables=True),
    row("Providence 15, cut", "pvd_blocks", 15, 0.05, tight({"cut_edges": ("<=", 345), "s": ("<=", 20)})),
    row("Providence 15, length", "pvd_blocks", 15, 0.05,
        tight({"cut_km": ("<=", 43.0), "pp_mean": (">=", 0.58), "s": ("<=", 20)}), objective="border"),
    row("Providence 15, half", "pvd_blocks", 15, 0.05,
        tight({"cut_edges": ("<=", 365), "pp_mean": (">=", 0.53), "s": ("<=", 20)}), objective="mixed"),
    row("CT precincts 36, cut", "ct_precincts", 36, 0.05, tight({"cut_edges": ("<=", 416), "s": ("<=", 20)})),
    row("CT precincts 36, length", "ct_precincts", 36, 0.05,
        tight({"cut_km": ("<=", 1220), "pp_mean": (">=", 0.46), "s": ("<=", 20)}), objective="border"),
    row("London 33, cut", "london_msoa", 33, 0.05, tight({"cut_edges": ("<=", 500), "s": ("<=", 20)}), snap=5),
    row("London 33, length", "london_msoa", 33, 0.05, tight({"cut_km": ("<=", 508), "s": ("<=", 20)}), snap=5,
        objective="border"),
    row("NH precincts 24", "nh_precincts", 24, 0.05, tight({"cut_edges": ("<=", 205), "s": ("<=", 10)})),
    row("Providence 150", "pvd_blocks", 150, 0.10, {**LEGAL, "out_of_bounds": ("<=", 2)}, may_fail=True),
    row("city_s1, all rules", "city_s1", 19, None,
        {**LEGAL, "out_of_bounds": ("<=", 0), "barrier_splits": ("<=", 0), "groups_split": ("<=", 0), "districts_over_two_parents": ("<=", 0),
         "cut_km": ("<=", 8.0), "pp_min": (">=", 0.55)},
        layer="units", weight="hh", bounds=(300, 500), within="community", group="compound", barriers="city_s1.gpkg::river",
        objective="border"),
    row("merge 99 -> 48, cut", "london_msoa", 48, 0.35, {**LEGAL, "cut_edges": ("<=", 184), "proved": (">=", 1), "s": ("<=", 2)},
        snap=5, units="london_99.csv"),
    row("merge 99 -> 48, length", "london_msoa", 48, 0.35,
        # proven at 138.252 km; the judge repairs invalid outlines another way, so lengths differ in the fourth digit
        {**LEGAL, "cut_km": ("<=", 138.28), "proved": (">=", 1), "s": ("<=", 2)}, snap=5, units="london_99.csv",
        objective="border"),
    row("CT from today, kept", "ct_precincts", 36, 0.05, {**LEGAL, "kept_pop_pct": (">=", 99)}, current="send",
        stability=100),
    row("CT from today, cut", "ct_precincts", 36, 0.05, {**LEGAL, "kept_pop_pct": (">=", 80), "cut_edges": ("<=", 480)},
        current="send", move=0.2),
]


def data_arguments(folder, r):
    """Options of the program and of the judge that name the data and the limits."""
    ours, judge = [], ["--k", str(r["k"])]
    if r.get("tables"):
        nodes, edges = (str(folder / f"{r['file']}_{kind}.csv") for kind in ("nodes", "edges"))
        ours += ["--nodes", nodes, "--edges", edges]
        judge += ["--data", nodes, "--edges", edges]
    else:
        file = str(folder / f"{r['file']}.gpkg")
        ours += ["--units", file, "--code", "unit_id", "--weight", r.get("weight", "pop"), "--layer", "units"]
        judge += ["--data", file, "--id", "unit_id", "--pop", r.get("weight", "pop"), "--layer", "units"]
    if r.get("snap"):
        ours += ["--snap", str(r["snap"])]
        judge += ["--snap", str(r["snap"])]
    if r.get("units"):
        ours += ["--only", str(folder / r["units"])]
        judge += ["--only", str(folder / r["units"])]
    if r.get("barriers"):
        ours += ["--barriers", str(folder / r["barriers"])]
        judge += ["--barriers", str(folder / r["barriers"])]
    return ours, judge


def limits(r):
    ours, judge = ["--zones", str(r["k"])], []
    if r.get("bounds"):
        ours += ["--min", str(r["bounds"][0]), "--max", str(r["bounds"][1])]
        judge += ["--lo", str(r["bounds"][0]), "--hi", str(r["bounds"][1])]
    else:
        ours += ["--tolerance", str(r["tol"])]
        judge += ["--tol", str(r["tol"])]
    for option, key, theirs in (("--within", "within", "--nest"), ("--group", "group", "--keep"), ("--current", "current", "--plan")):
        if r.get(key):
            ours += [option, r[key]]
            judge += [theirs, r[key]]
    if r.get("stability"):
        ours += ["--stability", str(r["stability"])]
    if r.get("move"):
        ours += ["--move-at-most", str(r["move"])]
    return ours, judge


def judged(script, arguments, verb="score"):
    done = subprocess.run([JUDGE_PYTHON, str(script), verb, *arguments, "--no-shapes"], capture_output=True, text=True, check=False)
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode != 0 or not lines:
        sys.exit(f"the judge failed: {done.stderr[-500:]}")
    return [json.loads(line) for line in lines]


def figures(score, r, answer, seconds):
    score = dict(score)
    if r.get("tol") is not None:
        ideal = score["ideal"]
        limit = 100 * r["tol"] * (1 + 1e-9) + 1e-4
        score.setdefault("out_of_bounds", None)
        if score["out_of_bounds"] is None:
            score["out_of_bounds"] = answer.get("out_of_bounds") if score["max_dev_pct"] > limit else 0
        score["deviation_ok"] = score["max_dev_pct"] <= limit
        score["ideal"] = ideal
    score["s"] = seconds
    score["proved"] = int(bool(answer.get("proved")))
    return score


def misses(score, r):
    out = []
    for figure, (sense, bar) in r["bars"].items():
        value = score.get(figure)
        held = value is not None and (value <= bar + 1e-9 if sense == "<=" else value >= bar - 1e-9)
        if not held:
            out.append(f"{figure} {value} {sense} {bar}")
    if r.get("tol") is not None and not r.get("may_fail") and not score["deviation_ok"]:
        out.append(f"max_dev_pct {score['max_dev_pct']} <= {100 * r['tol']}")
    return out


def shown(score, r):
    keys = [key for key in ("max_dev_pct", "cut_edges", "cut_km", "pp_mean", "pp_min", "kept_pop_pct", "out_of_bounds") if key in score]
    keys += [key for key in r["bars"] if key not in keys and key != "s"]
    return " ".join(f"{key}={score.get(key)}" for key in keys)


def ours(program, script, folder, r, seed, effort, work):
    data, judge_data = data_arguments(folder, r)
    asked, judge_limits = limits(r)
    out = work / "assignment.csv"
    begin, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([program, "partition", *data, *asked, "--objective", r.get("objective", "cut_edges"), "--effort", effort,
                           "--seed", str(seed), "--assignment", str(out), "--json"], capture_output=True, text=True, check=False)
    seconds = round(time.monotonic() - begin, 2)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 2)
    if done.returncode not in ((0, 4) if r.get("may_fail") else (0,)) and not done.stdout.startswith("{"):
        return {"s": seconds, "cpu": cpu, "deviation_ok": False, "max_dev_pct": None}, [f"exit code {done.returncode}: {done.stderr.strip()[-300:]}"]
    score = figures(judged(script, [*judge_data, *judge_limits, "--assign", str(out)])[-1], r, json.loads(done.stdout), seconds)
    score["cpu"] = cpu
    wrong = misses(score, r)
    if done.returncode not in (0, 4):
        wrong.append(f"exit code {done.returncode}")
    if done.returncode == 4 and not json.loads(done.stdout)["reasons"]:
        wrong.append("no reason is named")
    return score, wrong


def metis(script, folder, r):
    """The best of METIS in the same seconds as the judge runs it; None where it is not there."""
    _, judge_data = data_arguments(folder, r)
    _, judge_limits = limits(r)
    lengths = "-len" if r.get("objective") == "border" else ""
    rows = judged(script, [*judge_data, *judge_limits, "--peers", f"metis-kway{lengths},metis-rb{lengths}", "--time", "5"], "run")
    rows = [row for row in rows if row.get("cut_edges") is not None]
    return min(rows, key=lambda s: (s["extra_pieces"] + s["empty"] > 0, s["max_dev_pct"])) if rows else None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--only", default="", help="rows whose name holds this text")
    parser.add_argument("--effort", default="default")
    parser.add_argument("--no-metis", action="store_true")
    options = parser.parse_args()
    shared = pathlib.Path(os.environ.get("LASTMETER_SHARED", pathlib.Path(__file__).resolve().parents[2] / ".." / "shared"))
    folder, script = shared / "benchmarks" / "partition", shared / "peers" / "partition.py"
    if not script.exists():
        sys.exit("set LASTMETER_SHARED to the folder with benchmarks/partition and peers/partition.py")
    missed = []
    with tempfile.TemporaryDirectory() as work:
        for r in (r for r in ROWS if options.only.lower() in r["name"].lower()):
            bar = ", ".join(f"{figure} {sense} {value}" for figure, (sense, value) in r["bars"].items())
            print(f"{r['name']}: k={r['k']} bar {bar}", flush=True)
            held = 0
            for seed in range(1, options.seeds + 1):
                score, wrong = ours(options.program, script, folder, r, seed, options.effort, pathlib.Path(work))
                held += not wrong
                print(f"  seed {seed} {score['s']:6.2f} s (cpu {score['cpu']:.2f})  {shown(score, r)}  {'held' if not wrong else 'MISSED: ' + '; '.join(wrong)}", flush=True)
            peer = None if options.no_metis else metis(script, folder, r)
            if peer:
                print(f"  {peer['who']:>9}  extra_pieces={peer['extra_pieces']} {shown(peer, r)}", flush=True)
            if held < options.seeds:
                missed.append(f"{r['name']} ({held} of {options.seeds})")
    print("all rows hold" if not missed else "missed: " + ", ".join(missed))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
