// SPDX-License-Identifier: Apache-2.0
#include "io/read_sidecars.h"

#include <cpl_string.h>
#include <cpl_vsi.h>

#include <algorithm>
#include <string_view>

#include "core/text.h"

namespace lastmeter {

std::vector<std::string> Sidecars::all() const {
  std::vector<std::string> files;
  for (const std::string& file : {shp, shx, dbf, prj, cpg}) {
    if (!file.empty()) {
      files.push_back(file);
    }
  }
  return files;
}

Sidecars find_sidecars(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : path.substr(0, slash + 1);
  const std::string name = path.substr(folder.size());
  Sidecars found{.stem = name.substr(0, name.rfind('.')), .shp = {}, .shx = {}, .dbf = {}, .prj = {}, .cpg = {}};
  const CPLStringList listing(VSIReadDir(folder.empty() ? "." : folder.c_str()), TRUE);
  std::vector<std::string> names(listing.List(), listing.List() + listing.Count());
  std::sort(names.begin(), names.end());
  for (const std::string& candidate : names) {
    if (candidate.size() != found.stem.size() + 4 || !candidate.starts_with(found.stem + ".")) {
      continue;
    }
    const std::string ending = ascii_lower(std::string_view(candidate).substr(found.stem.size() + 1));
    std::string* const slot = ending == "shp"   ? &found.shp
                              : ending == "shx" ? &found.shx
                              : ending == "dbf" ? &found.dbf
                              : ending == "prj" ? &found.prj
                              : ending == "cpg" ? &found.cpg
                                                : nullptr;
    if (slot != nullptr) {
      *slot = folder + candidate;
    }
  }
  (ascii_lower(name).ends_with(".shp") ? found.shp : found.dbf) = path;
  return found;
}

}  // namespace lastmeter
