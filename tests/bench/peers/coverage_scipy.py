#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Coverage kernels beside SciPy's cKDTree on the same points: answers compared, then CPU seconds and ratios.

coverage_scipy.py PATH-OF-bench_coverage        needs python3-scipy; exit code 1 when answers differ
"""
import subprocess
import sys
import tempfile
import time

import numpy as np
from scipy.spatial import cKDTree

RADIUS = 500.0


def seconds_of(run, times=3):
    taken = []
    for _ in range(times):
        start = time.process_time()
        answer = run()
        taken.append(time.process_time() - start)
    return sorted(taken)[times // 2], answer


def main():
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.argv[1], "--answers", folder], check=True)
        load = lambda name, kind: np.fromfile(f"{folder}/{name}", kind)
        demand = load("demand.f64", np.float64).reshape(-1, 2)
        posts = load("posts.f64", np.float64).reshape(-1, 2)
        covered, counts = load("any.u8", np.uint8), load("count.u32", np.uint32)
        nearest, five = load("nearest.f64", np.float64), load("five.f64", np.float64).reshape(-1, 5)
        ours = load("seconds.f64", np.float64)

    # The bound of `query` is exclusive: the next double makes it ours. Every tree is built in the clock.
    above = np.nextafter(RADIUS, np.inf)
    rows = [
        ("covered or not", 25.0, ours[0], covered.astype(bool),
         lambda: np.isfinite(cKDTree(posts).query(demand, distance_upper_bound=above)[0])),
        ("number of posts", 12.0, ours[1], counts,
         lambda: cKDTree(posts).query_ball_point(demand, RADIUS, return_length=True)),
        ("nearest", 4.0, ours[2], nearest, lambda: cKDTree(posts).query(demand)[0]),
        ("5 nearest", None, ours[3], five, lambda: cKDTree(posts).query(demand, k=5)[0]),
    ]
    print(f"{len(demand):,} points, {len(posts):,} posts, {RADIUS:.0f} m, {int(counts.sum()):,} pairs")
    print(f"{'CPU seconds, one thread':<26}{'ours':>10}{'SciPy':>10}{'ratio':>8}{'bar':>8}  different answers")
    wrong = 0
    for name, bar, our_seconds, our_answer, run in rows:
        scipy_seconds, answer = seconds_of(run)
        different = int(np.count_nonzero(np.asarray(answer) != our_answer))
        wrong += different
        print(f"{name:<26}{our_seconds:>10.4f}{scipy_seconds:>10.4f}{scipy_seconds / our_seconds:>8.1f}"
              f"{bar if bar else '-':>8}  {different}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
