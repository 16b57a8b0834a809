#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Walking searches beside SciPy, NetworkX and igraph on the same network: answers compared, then CPU seconds and ratios.

walking_scipy.py PATH-OF-bench_walking       needs python3-scipy, python3-networkx, python3-igraph; exit code 1 when
                                             answers differ. Searches of peers are timed for some posts and scaled up.
"""
import subprocess
import sys
import tempfile
import time

import igraph
import networkx
import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

LIMIT = 500e6  # micrometres


def timed(run):
    start = time.process_time()
    answer = run()
    return time.process_time() - start, answer


class Ours:
    def __init__(self, program):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([program, "--answers", folder], check=True)
            load = lambda name, kind: np.fromfile(f"{folder}/{name}", kind)
            self.ends = load("ends.u32", np.uint32).reshape(-1, 2).astype(np.int64)
            self.costs = load("costs.f64", np.float64)
            self.posts = load("posts.u32", np.uint32).astype(np.int64)
            self.nearest = load("nearest.i64", np.int64)
            starts = load("starts.u64", np.uint64).astype(np.int64)
            pair_posts, self.pair_costs = load("pair_posts.u32", np.uint32), load("pair_costs.i64", np.int64)
            self.seconds = load("seconds.f64", np.float64)
        self.nodes = len(starts) - 1
        by_post = np.argsort(pair_posts, kind="stable")
        self.pair_costs = self.pair_costs[by_post]
        self.pair_nodes = np.repeat(np.arange(self.nodes), np.diff(starts))[by_post]
        self.pair_starts = np.searchsorted(pair_posts[by_post], np.arange(len(self.posts) + 1))
        # A node without streets has no anchor for us, and is at its own post for peers.
        self.joined = np.zeros(self.nodes, bool)
        self.joined[self.ends.ravel()] = True

    def catchment(self, post):
        rows = slice(self.pair_starts[post], self.pair_starts[post + 1])
        return dict(zip(self.pair_nodes[rows].tolist(), self.pair_costs[rows].tolist()))

    def sample(self, count):
        step = max(1, len(self.posts) // count)
        return [int(i) for i in range(0, len(self.posts), step) if self.joined[self.posts[i]]]


def nearest_rows(ours, graph, matrix):
    def whole(costs):
        return np.where(np.isfinite(costs), costs, -1).astype(np.int64)

    def of_networkx():
        costs = networkx.multi_source_dijkstra_path_length(graph, set(ours.posts.tolist()))
        answer = np.full(ours.nodes, -1, np.int64)
        answer[list(costs.keys())] = list(costs.values())
        return answer

    def of_igraph():
        # One more node, joined to every post at no cost, makes many sources one.
        hub = ours.nodes
        ends = np.concatenate([ours.ends, np.column_stack([np.full(len(ours.posts), hub), ours.posts])])
        weights = np.concatenate([ours.costs, np.zeros(len(ours.posts))])
        joined = igraph.Graph(n=hub + 1, edges=ends)
        taken, costs = timed(lambda: joined.distances(source=hub, weights=weights)[0])
        return taken, whole(np.array(costs[:hub]))

    taken, answer = timed(lambda: dijkstra(matrix, indices=ours.posts, min_only=True))
    yield "SciPy", 6.0, taken, whole(answer), ""
    build_and_search, (taken, answer) = timed(of_igraph)
    yield "igraph", 3.0, taken, answer, f"  and {build_and_search - taken:.1f} s to build"
    taken, answer = timed(of_networkx)
    yield "NetworkX", None, taken, answer, ""


def different_catchments(ours, sample, catchments):
    return sum(ours.catchment(post) != catchment for post, catchment in zip(sample, catchments))


def search_rows(ours, graph, matrix):
    def of_networkx(post):
        costs = networkx.single_source_dijkstra_path_length(graph, int(ours.posts[post]), cutoff=LIMIT)
        return {node: int(cost) for node, cost in costs.items()}

    def of_scipy(post):
        costs = dijkstra(matrix, indices=ours.posts[post], limit=LIMIT)
        found = np.flatnonzero(np.isfinite(costs))
        return dict(zip(found.tolist(), costs[found].astype(np.int64).tolist()))

    for name, bar, count, run in [("NetworkX", 25.0, 500, of_networkx), ("SciPy", None, 40, of_scipy)]:
        sample = ours.sample(count)
        taken, catchments = timed(lambda: [run(post) for post in sample])
        yield name, bar, taken * len(ours.posts) / len(sample), different_catchments(ours, sample, catchments), len(sample)


def line(what, peer, our_seconds, seconds, bar, note):
    print(f"{what:<32}{peer:<10}{our_seconds:>10.4f}{seconds:>10.3f}{seconds / our_seconds:>8.1f}"
          f"{bar if bar else '-':>8}  {note}")


def main():
    ours = Ours(sys.argv[1])
    both = np.concatenate([ours.ends, ours.ends[:, ::-1]])
    matrix = csr_matrix((np.tile(ours.costs, 2), (both[:, 0], both[:, 1])), shape=(ours.nodes, ours.nodes))
    graph = networkx.Graph()
    graph.add_nodes_from(range(ours.nodes))
    build, _ = timed(lambda: graph.add_weighted_edges_from(
        (a, b, int(c)) for (a, b), c in zip(ours.ends.tolist(), ours.costs.tolist())))
    print(f"{ours.nodes:,} nodes, {len(ours.ends):,} links, {len(ours.posts):,} posts; NetworkX took {build:.1f} s to build")
    print(f"{'CPU seconds, one thread':<32}{'peer':<10}{'ours':>10}{'peer':>10}{'ratio':>8}{'bar':>8}")
    wrong = 0
    for peer, bar, taken, answer, note in nearest_rows(ours, graph, matrix):
        different = int(np.count_nonzero((answer != ours.nearest) & ours.joined))
        wrong += different
        line("nearest post of every node", peer, ours.seconds[2], taken, bar, f"{different} different{note}")
    for peer, bar, taken, different, sampled in search_rows(ours, graph, matrix):
        wrong += different
        note = f"{different} of {sampled} different"
        line("searches of 500 m", peer, ours.seconds[0], taken, bar, note)
        line("the same, listed by node", peer, ours.seconds[1], taken, bar, note)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
