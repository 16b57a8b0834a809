#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# headers_compile_alone.sh FOLDER COMPILER FLAG...: fails, naming the header, when one does not compile by itself.
set -eu
folder=$1
shift
count=$(find "$folder" -name '*.h' | wc -l)
if [ "$count" -eq 0 ]; then
  echo "no headers in $folder" >&2
  exit 1
fi
find "$folder" -name '*.h' | sort | xargs -P 2 -I HEADER sh -c '
  header=$1
  shift
  printf "#include \"%s\"\n" "$header" | "$@" -x c++ -fsyntax-only - || {
    echo "$header does not compile alone" >&2
    exit 1
  }' sh HEADER "$@"
echo "$count headers compile alone"
