#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Walking distances of a study against an independent computation with NetworkX on the same network and points.

walking_networkx.py LASTMETER STUDY.toml [LIMIT_M]     needs python3-networkx and python3-numpy; exit code 1 when a
                                                       distance differs by more than 1 mm

The program saves its network and its results; here every place is projected onto the nearest link again (all links,
no index), the links are split there, and Dijkstra runs from every post. Compared: the nearest post of every demand
point, and 10,000 random pairs of demand and posts within LIMIT_M (1000) by the number of posts that each point has
within the largest radius.
"""
import pathlib
import sqlite3
import struct
import subprocess
import sys
import tempfile

import networkx as nx
import numpy as np


def wkb_of(blob):
    envelope = (0, 32, 48, 48, 64)[(blob[3] >> 1) & 7]
    return blob[8 + envelope:]


def point_of(blob):
    return struct.unpack_from("<dd", wkb_of(blob), 5)


def line_of(blob):
    wkb = wkb_of(blob)
    offset = 9 if struct.unpack_from("<I", wkb, 1)[0] == 5 else 0  # the only part of a multilinestring
    count, = struct.unpack_from("<I", wkb, offset + 5)
    return np.frombuffer(wkb, "<f8", 2 * count, offset + 9).reshape(-1, 2)


def rows_of(file, sql):
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as database:
        return database.execute(sql).fetchall()


class Streets:
    def __init__(self, file):
        self.links = [(a, b, line_of(g)) for a, b, g in
                      rows_of(file, "select from_node, to_node, geom from links order by link")]
        starts, ends, owner, before = [], [], [], []
        self.lengths = []
        for i, (_, _, line) in enumerate(self.links):
            steps = np.hypot(*np.diff(line, axis=0).T)
            starts.append(line[:-1]), ends.append(line[1:])
            owner += [i] * len(steps)
            before.append(np.concatenate([[0.0], np.cumsum(steps)[:-1]]))
            self.lengths.append(steps.sum())
        self.a, self.b = np.concatenate(starts), np.concatenate(ends)
        self.owner, self.before = np.array(owner), np.concatenate(before)

    def snap(self, place):
        """Link, metres along it, metres to it; ties to the micrometre go to the lowest link."""
        d = self.b - self.a
        squared = (d * d).sum(1)
        t = np.clip(((place - self.a) * d).sum(1) / np.where(squared > 0, squared, 1), 0, 1)
        away = np.hypot(*(self.a + t[:, None] * d - place).T)
        k = int(np.flatnonzero(np.round(away * 1e6) == np.round(away.min() * 1e6))[0])
        return self.owner[k], self.before[k] + t[k] * np.sqrt(squared[k]), away[k]


def split_graph(streets, places):
    """The streets as a graph in which every place is a node of its own, joined by its access leg."""
    graph = nx.Graph()
    on_link = {}
    for name, place in places.items():
        link, along, away = streets.snap(np.array(place))
        on_link.setdefault(link, []).append((along, name, away))
    def add(a, b, length):
        if not graph.has_edge(a, b) or graph[a][b]["weight"] > length:
            graph.add_edge(a, b, weight=max(length, 0.0))  # rounding may go below nothing
    for i, (first, last, _) in enumerate(streets.links):
        at, here = 0.0, ("node", first)
        for along, name, away in sorted(on_link.get(i, [])):
            stop = ("stop", name)
            add(here, stop, along - at)
            add(stop, name, away)
            at, here = along, stop
        add(here, ("node", last), streets.lengths[i] - at)
    return graph


def main():
    program, study = sys.argv[1:3]
    limit = float(sys.argv[3]) if len(sys.argv) > 3 else 1000.0
    with tempfile.TemporaryDirectory() as folder:
        for command in (["network", "build"], ["run"]):
            subprocess.run([program, *command, study, "--folder", f"{folder}/out", "--quiet"], check=True)
        streets = Streets(f"{folder}/out-network/network.gpkg")
        results = f"{folder}/out/study.gpkg"
        tables = {row[0] for row in rows_of(results, "select table_name from gpkg_contents")}
        table = "buildings" if "buildings" in tables else "demand"
        columns = [row[1] for row in rows_of(results, f"pragma table_info({table})")]
        reached = [c for c in columns if c == f"facilities_{limit:g}m_open_walking"]
        extra = f', "{reached[0]}"' if reached else ", null"
        demand = rows_of(results, f"select fid, geom, nearest_m_walking{extra} from {table}")
        posts = rows_of(results, "select fid, geom from facilities")
    places = {("demand", fid): point_of(geom) for fid, geom, _, _ in demand}
    places |= {("post", fid): point_of(geom) for fid, geom in posts}
    graph = split_graph(streets, places)
    nearest = nx.multi_source_dijkstra_path_length(graph, [("post", fid) for fid, _ in posts if ("post", fid) in graph])
    within = {}
    for fid, _ in posts:
        for name, length in nx.single_source_dijkstra_path_length(graph, ("post", fid), cutoff=limit).items():
            if name[0] == "demand":
                within[name] = within.get(name, 0) + 1
    worst, wrong, counts_wrong = 0.0, 0, 0
    for fid, _, ours, count in demand:
        theirs = nearest.get(("demand", fid))
        if (theirs is None) != (ours is None):
            wrong += 1
        elif ours is not None:
            worst = max(worst, abs(theirs - ours))
            wrong += abs(theirs - ours) > 0.001
        if count is not None:
            counts_wrong += count != within.get(("demand", fid), 0)
    print(f"{len(demand):,} nearest posts on foot: largest difference {worst:.5f} m (written to 0.001 m), {wrong} wrong; "
          f"{sum(within.values()):,} pairs within {limit:g} m, {counts_wrong} points with another number of posts")
    return 1 if wrong or counts_wrong else 0


if __name__ == "__main__":
    sys.exit(main())
