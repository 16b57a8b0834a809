#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# headers_compile_alone.sh FOLDER COMPILER FLAG...: fails, naming the header, when one does not compile by itself. A
# header that its own source includes before anything else has done so in the build, and is not compiled again.
set -eu
folder=$1
shift
count=$(find "$folder" -name '*.h' | wc -l)
if [ "$count" -eq 0 ]; then
  echo "no headers in $folder" >&2
  exit 1
fi
is_first_of_its_source() {
  [ "$(grep -m1 '^#include' "${1%.h}.cpp" 2>/dev/null)" = "#include \"${1#"$folder"/}\"" ]
}
find "$folder" -name '*.h' | sort | while read -r header; do
  is_first_of_its_source "$header" || echo "$header"
done | xargs -P 2 -I HEADER sh -c '
  header=$1
  shift
  printf "#include \"%s\"\n" "$header" | "$@" -x c++ -fsyntax-only - || {
    echo "$header does not compile alone" >&2
    exit 1
  }' sh HEADER "$@"
echo "$count headers compile alone"
