#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Walking searches beside pgRouting's pgr_drivingDistance on the same network, in a server that is gone afterwards.

walking_pgrouting.py PATH-OF-bench_walking     needs postgresql-15-pgrouting and python3-numpy; exit code 1 when answers
                                               differ. Wall seconds of one query for all posts, its reading of the
                                               edges included, as everyone who asks pgRouting pays it.
"""
import os
import shutil
import sys
import tempfile
import time

import numpy as np

from coverage_postgis import Server
from walking_scipy import Ours

LIMIT = 500e6  # micrometres
BAR = 20.0


def main():
    ours = Ours(sys.argv[1])
    folder = tempfile.mkdtemp()
    os.chmod(folder, 0o777)
    try:
        table = np.column_stack([np.arange(len(ours.ends)), ours.ends, ours.costs])
        file = f"{folder}/edges.csv"
        np.savetxt(file, table, fmt=["%d", "%d", "%d", "%.17g"], delimiter=",")
        os.chmod(file, 0o644)
        posts = [int(node) for i, node in enumerate(ours.posts) if ours.joined[node]]
        with Server(folder) as server:
            server.ask("create extension postgis")
            server.ask("create extension pgrouting")
            server.ask("create table edges (id bigint, source bigint, target bigint, cost float8)")
            server.ask(f"copy edges from '{file}' (format csv)")
            server.ask("vacuum analyze edges")
            start = time.monotonic()
            answer = server.ask(
                "select count(*), sum(round(agg_cost)) from pgr_drivingDistance("
                "'select id, source, target, cost, cost as reverse_cost from edges', "
                f"array[{','.join(map(str, posts))}]::bigint[], {LIMIT}, directed => false, equicost => false)")
            seconds = time.monotonic() - start
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    pairs, total = answer.strip().split("|")
    joined = np.isin(ours.posts, posts)
    ours_pairs = sum(int(ours.pair_starts[i + 1] - ours.pair_starts[i]) for i in np.flatnonzero(joined))
    ours_total = sum(int(ours.pair_costs[ours.pair_starts[i]:ours.pair_starts[i + 1]].sum())
                     for i in np.flatnonzero(joined))
    same = int(pairs) == ours_pairs and float(total) == float(ours_total)
    print(f"{len(posts):,} searches of 500 m, {ours_pairs:,} nodes settled: ours {ours.seconds[0]:.3f} s, "
          f"pgRouting {seconds:.1f} s, ratio {seconds / ours.seconds[0]:.0f} (bar {BAR:.0f}); listed by node "
          f"{ours.seconds[1]:.3f} s, ratio {seconds / ours.seconds[1]:.0f}; "
          f"answers {'equal' if same else f'DIFFERENT: {pairs}, {total} and {ours_pairs}, {ours_total}'}")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
