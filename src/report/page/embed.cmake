# SPDX-License-Identifier: Apache-2.0
# Writes OUT, a C++ source that holds the parts of the map page as text: the files of FOLDER, and Leaflet from the system.
set(parts
  "map_html|${FOLDER}/map.html" "map_css|${FOLDER}/map.css" "map_js|${FOLDER}/map.js" "words|${FOLDER}/words.json"
  "report_words|${FOLDER}/report_words.json"
  "leaflet_js|${LEAFLET}/leaflet.min.js" "leaflet_css|${LEAFLET}/leaflet.css" "leaflet_notice|${LEAFLET_NOTICE}")
set(entries "")
foreach(part IN LISTS parts)
  string(REPLACE "|" ";" pair "${part}")
  list(GET pair 0 name)
  list(GET pair 1 file)
  file(READ ${file} text)
  string(APPEND entries "std::string_view ${name}() { return R\"~page~(${text})~page~\"; }\n")
endforeach()
file(WRITE ${OUT} "// SPDX-License-Identifier: Apache-2.0
#include \"report/page_parts.h\"

namespace lastmeter::page {

${entries}
}  // namespace lastmeter::page
")
