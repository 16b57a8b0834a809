# SPDX-License-Identifier: Apache-2.0
# Writes OUT, a C++ source that holds every rule file of FOLDER as text.
file(GLOB files ${FOLDER}/*.toml)
list(SORT files)
set(entries "")
foreach(file IN LISTS files)
  get_filename_component(name ${file} NAME_WLE)
  file(READ ${file} text)
  string(APPEND entries "    {\"${name}\", R\"toml(${text})toml\"},\n")
endforeach()
file(WRITE ${OUT} "// SPDX-License-Identifier: Apache-2.0
#include <array>

#include \"study/rule_files.h\"

namespace lastmeter {

std::span<const BuiltinRuleFile> builtin_rule_files() {
  static constexpr auto files = std::to_array<BuiltinRuleFile>({
${entries}  });
  return files;
}

}  // namespace lastmeter
")
