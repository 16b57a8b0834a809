#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# usage: run_fuzzer.sh PROGRAM CORPUS SECONDS; 77 = skipped, the fuzz preset is not built.
# New inputs go to a temporary folder: the corpus in the repository stays as it is.
set -eu
[ -x "$1" ] || { echo "SKIPPED: $1 is not built (cmake --preset fuzz)"; exit 77; }
found=$(mktemp -d)
trap 'rm -rf "$found"' EXIT
"$1" -max_total_time="$3" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 -artifact_prefix="$found/" "$found" "$2" \
  >"$found/log" 2>&1 || { tail -n 60 "$found/log"; exit 1; }
grep -E 'number_of_executed_units|new_units_added' "$found/log"
