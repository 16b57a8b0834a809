// SPDX-License-Identifier: Apache-2.0
#include "io/postgis_styles.h"

#include <fmt/format.h>

#include "io/qgis_style.h"
#include "io/sql_text.h"
#include "io/write_ogr.h"

namespace lastmeter {

std::string style_table_query() {
  return "SELECT CASE WHEN to_regnamespace('public') IS NULL THEN 'none' WHEN to_regclass('public.layer_styles') IS "
         "NULL "
         "THEN CASE WHEN has_schema_privilege('public', 'CREATE') THEN 'may be made' ELSE 'none' END "
         "WHEN has_table_privilege('public.layer_styles', 'SELECT') AND has_table_privilege('public.layer_styles', "
         "'INSERT') AND has_table_privilege('public.layer_styles', 'DELETE') AND "
         "coalesce(has_sequence_privilege(pg_get_serial_sequence('public.layer_styles', 'id'), 'USAGE'), true) "
         "THEN 'there' ELSE 'none' END";
}

std::string make_style_table() {
  return "CREATE TABLE public.layer_styles (id SERIAL PRIMARY KEY, f_table_catalog varchar, f_table_schema varchar, "
         "f_table_name varchar, f_geometry_column varchar, styleName text, styleQML xml, styleSLD xml, "
         "useAsDefault boolean, description text, owner varchar(63) DEFAULT CURRENT_USER, ui xml, "
         "update_time timestamp DEFAULT CURRENT_TIMESTAMP)";
}

std::vector<std::string> style_statements(std::string_view schema, const std::vector<StyledTable>& tables) {
  std::vector<std::string> statements{
      fmt::format("DELETE FROM public.layer_styles WHERE f_table_catalog = current_database() AND f_table_schema = {} "
                  "AND styleName = 'lastmeter'",
                  text_sql(schema))};
  for (const StyledTable& styled : tables) {
    const std::string qml = qgis_style(styled.table, styled.style);
    if (!qml.empty()) {
      statements.push_back(fmt::format(
          "INSERT INTO public.layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, "
          "styleName, styleQML, useAsDefault, description) SELECT current_database(), {0}, {1}, {2}, 'lastmeter', "
          "XMLPARSE(DOCUMENT {3}), NOT EXISTS (SELECT FROM public.layer_styles WHERE f_table_catalog = "
          "current_database() AND f_table_schema = {0} AND f_table_name = {1} AND useAsDefault), {4}",
          text_sql(schema), text_sql(styled.table.name), text_sql(free_name(styled.table, "geom")), text_sql(qml),
          text_sql(styled.description)));
    }
  }
  return statements;
}

}  // namespace lastmeter
