#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks that every source file includes only what its folder may.

The table is STYLE.md section 1. Each folder of src/ lists the project folders it may include (besides itself) and
the foreign headers it may use; fmt and headers of the standard library and the system are free everywhere.
Types of two headers may not share a name either.
Prints file:line for every breach and exits with 1; 0 when there is none.

    tools/check_layers.py [--root DIR]   check DIR/src (default: the project this file is in)
    tools/check_layers.py --self-test    check that each kind of breach is found
"""

import argparse
import pathlib
import re
import sys
import tempfile

# Folder: (project folders it may include, foreign libraries it may include).
LAYERS = {
    "core": ([], []),
    "geometry": (["core"], ["GEOS", "PROJ", "Boost"]),
    "solver": (["core"], ["CBC", "LEMON"]),
    "apportion": (["core"], []),
    "model": (["core", "geometry"], []),
    "network": (["core", "geometry"], []),
    "io": (["core", "geometry"], ["GDAL", "OpenSSL", "nlohmann", "osmium", "xlsxwriter", "zlib"]),
    "suppress": (["core"], []),
    "draw": (["core", "geometry"], []),
    "input": (["core", "geometry", "model", "network", "io"], []),
    "audit": (["core", "geometry", "model"], []),
    "coverage": (["core", "geometry", "model", "network"], []),
    "partition": (["core", "geometry", "model", "solver"], []),
    "placement": (["core", "model", "coverage", "solver"], []),
    "emergency": (["core", "model", "coverage", "placement", "solver"], []),
    "assignment": (["core", "geometry", "model", "solver"], []),
    "compare": (["core", "geometry", "model", "coverage", "partition"], []),
    "events": (["core", "geometry", "model"], ["Boost"]),
    "report": (["core", "geometry", "apportion", "model", "io", "draw", "audit", "coverage", "partition", "placement",
                "emergency", "assignment", "compare", "events", "suppress"],
               ["nlohmann"]),
    "study": (["core", "geometry", "solver", "apportion", "model", "network", "io", "input", "audit", "coverage",
               "partition", "placement", "emergency", "assignment", "compare", "events", "suppress", "draw",
               "report"], ["toml++", "nlohmann"]),
    "cli": (["core", "study"], ["CLI11"]),
}

# Files that alone may use a library.
SINGLE_FILES = {"core/parallel.cpp": ["TBB"], "draw/canvas.cpp": ["cairo"]}

# Library: how its headers begin. The first that fits wins.
FOREIGN = {
    "fmt": r"fmt/",
    "GEOS": r"geos(_c\.h|/)",
    "PROJ": r"proj(\.h|_|/)",
    "Boost": r"boost/",
    "GDAL": r"(gdal|ogr|cpl)[\w/]*\.h(pp)?$",
    "OpenSSL": r"openssl/",
    "osmium": r"(osmium|protozero)/",
    "nlohmann": r"nlohmann/",
    "xlsxwriter": r"xlsxwriter",
    "zlib": r"zlib\.h$",
    "toml++": r"toml(\+\+|plusplus)?[/.]",
    "CLI11": r"CLI/",
    "TBB": r"(tbb|oneapi)/",
    "CBC": r"(coin/|Cbc|Clp|Osi|Coin)",
    "LEMON": r"lemon/",
    "cairo": r"(cairo|pango/|glib)",
}
FREE = {"fmt"}

# Headers without a folder that belong to C, POSIX or Linux; those of C++ have no extension.
SYSTEM = r"(sys|linux|netinet|arpa)/[\w.]+$|(" + "|".join([
    "assert", "ctype", "dirent", "dlfcn", "errno", "fcntl", "float", "getopt", "glob", "iconv", "inttypes", "langinfo",
    "limits", "locale", "malloc", "math", "poll", "pthread", "pwd", "sched", "semaphore", "signal", "stdarg", "stddef",
    "stdint", "stdio", "stdlib", "string", "strings", "termios", "time", "unistd", "utime", "wchar"]) + r")\.h$"

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def library_of(header):
    """Name of the foreign library a header belongs to; "" for the standard library and the system."""
    for name, pattern in FOREIGN.items():
        if re.match(pattern, header):
            return name
    if re.fullmatch(r"[a-z_0-9]+", header) or re.match(SYSTEM, header):
        return ""
    return header


def breach_of(file_name, quote, header):
    """Why `file_name` ("audit/gaps.cpp") may not include `header`; None when it may."""
    folder = file_name.split("/")[0]
    folders, libraries = LAYERS[folder]
    target = header.split("/")[0]
    if quote == '"':
        if "/" not in header:
            return f'"{header}" must be included with its folder, "{folder}/{header}"'
        if target != folder and target not in folders:
            return f"{folder} may not include {target} ({header}); it may include: {', '.join(folders) or 'nothing'}"
        return None
    if target in LAYERS and "/" in header:
        return f'project header <{header}> must be included in quotes'
    library = library_of(header)
    if not library or library in FREE or library in libraries + SINGLE_FILES.get(file_name, []):
        return None
    return f"{folder} may not use {library} (<{header}>); it may use: {', '.join(libraries) or 'nothing foreign'}"


def breaches(source_root):
    """file:line messages of every breach below `source_root`, in the order of files and lines."""
    found = []
    for path in sorted(source_root.rglob("*")):
        if path.suffix not in (".h", ".hpp", ".cpp", ".in") or not path.is_file():
            continue
        name = path.relative_to(source_root).as_posix()
        if "/" not in name:
            continue
        if name.split("/")[0] not in LAYERS:
            found.append(f"{path}:1: folder {name.split('/')[0]} is not in the table")
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            include = INCLUDE.match(line)
            if include:
                why = breach_of(name, *include.groups())
                if why:
                    found.append(f"{path}:{number}: {why}")
    return found


def doubled_types(source_root):
    """file:line messages of types that two headers define under one name: the linker would mix them silently."""
    found, first = [], {}
    for path in sorted(source_root.rglob("*.h")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            defined = re.match(r"(?:struct|class|enum class) (\w+)\b(?! *;|::)", line)
            if defined and first.setdefault(defined.group(1), path) != path:
                found.append(f"{path}:{number}: {defined.group(1)} is the name of another type in "
                             f"{first[defined.group(1)]}; rename one")
    return found


SELF_TEST = {  # file, its include, whether it is a breach
    ("core/a.h", '"geometry/point.h"'): True,
    ("core/b.cpp", "<tbb/parallel_for.h>"): True,
    ("core/parallel.cpp", "<tbb/parallel_for.h>"): False,
    ("core/c.cpp", "<fmt/format.h>"): False,
    ("core/d.cpp", "<sys/stat.h>"): False,
    ("core/e.cpp", "<iconv.h>"): False,
    ("core/f.cpp", "<unknown_library.h>"): True,
    ("geometry/a.cpp", "<geos_c.h>"): False,
    ("geometry/b.cpp", "<proj.h>"): False,
    ("geometry/c.cpp", "<boost/geometry.hpp>"): False,
    ("geometry/d.cpp", "<gdal_priv.h>"): True,
    ("solver/a.cpp", "<ClpSimplex.hpp>"): False,
    ("placement/a.cpp", "<lemon/network_simplex.h>"): True,
    ("draw/a.cpp", "<cairo.h>"): True,
    ("draw/canvas.cpp", "<pango/pangocairo.h>"): False,
    ("model/a.cpp", "<geos_c.h>"): True,
    ("model/b.h", '"point.h"'): True,
    ("model/c.h", "<core/ids.h>"): True,
    ("io/a.cpp", "<ogr_api.h>"): False,
    ("io/b.cpp", "<cpl_vsi.h>"): False,
    ("io/c.cpp", '"model/rules.h"'): True,
    ("audit/a.cpp", '"coverage/reach.h"'): True,
    ("audit/b.cpp", '"model/study_area.h"'): False,
    ("report/a.cpp", "<nlohmann/json.hpp>"): False,
    ("report/b.cpp", '"input/hierarchy.h"'): True,
    ("study/a.cpp", "<toml++/toml.h>"): False,
    ("study/b.cpp", "<CLI/CLI.hpp>"): True,
    ("cli/a.cpp", "<CLI/CLI.hpp>"): False,
    ("cli/b.cpp", '"io/read_table.h"'): True,
    ("nowhere/a.cpp", "<vector>"): True,
}


def self_test():
    """Writes one file per case and compares the breaches found with those planted."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name, include in SELF_TEST:
            file = root / name
            file.parent.mkdir(exist_ok=True)
            file.write_text(f"#pragma once\n  # include {include}  // why\n#include <vector>\n", encoding="utf-8")
        found = {message.split(":")[0][len(folder) + 1:] for message in breaches(root)}
        for name, text in (("core/x.h", "struct Twice {\n"), ("model/y.h", "enum class Twice { A };\nstruct Ahead;\n"),
                           ("model/z.h", "struct Ahead;\nstruct Once {\n")):
            (root / name).write_text(text, encoding="utf-8")
        doubled = [message.split(":")[0][len(folder) + 1:] for message in doubled_types(root)]
        if doubled != ["model/y.h"]:
            print(f"self-test: doubled types found in {doubled}, not in model/y.h alone")
            return 1
    planted = {name for (name, _), is_breach in SELF_TEST.items() if is_breach}
    for name in sorted(planted - found):
        print(f"self-test: the breach in {name} was not found")
    for name in sorted(found - planted):
        print(f"self-test: {name} is no breach")
    return 1 if found != planted else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parent.parent)
    parser.add_argument("--self-test", action="store_true")
    options = parser.parse_args()
    if options.self_test:
        return self_test()
    if not (options.root / "src").is_dir():
        print(f"{options.root} has no folder src; give the project with --root", file=sys.stderr)
        return 2
    found = breaches(options.root / "src") + doubled_types(options.root / "src")
    for message in found:
        print(message)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
