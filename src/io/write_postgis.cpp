// SPDX-License-Identifier: Apache-2.0
#include "io/write_postgis.h"

#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/error.h"
#include "core/text.h"
#include "io/postgis_styles.h"
#include "io/sql_text.h"

namespace lastmeter {

namespace {

constexpr std::size_t kMostBytes = 63;  // of a name
/// Comments of ours begin so: what has none is not ours to drop.
constexpr std::string_view kMark = "lastmeter result";

/// The longest beginning of at most so many bytes that cuts no character.
std::string first_bytes(std::string text, std::size_t most) {
  std::size_t size = std::min(text.size(), most);
  while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) {
    --size;
  }
  text.resize(size);
  return text;
}

void check_name(const std::string& table, const std::string& name) {
  constexpr std::array<std::string_view, 6> reserved{"tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"};
  if (name.size() > kMostBytes) {
    throw InputError(fmt::format("'{}' of table '{}' has {} bytes; a name in PostgreSQL has at most {}", name, table,
                                 name.size(), kMostBytes),
                     "rename that column, or leave postgis out of [output]");
  }
  if (std::find(reserved.begin(), reserved.end(), name) != reserved.end()) {
    throw InputError(fmt::format("table '{}' has a column '{}', which PostgreSQL keeps for itself", table, name),
                     "rename that column, or leave postgis out of [output]");
  }
}

}  // namespace

std::string schema_name(std::string_view study) {
  std::string name;
  for (const char c : ascii_lower(study)) {
    const bool stays = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (stays || !(name.empty() || name.ends_with('_'))) {
      name += stays ? c : '_';
    }
  }
  name = first_bytes(name.starts_with("pg_") ? "study_" + name : name, kMostBytes);
  while (name.ends_with('_')) {
    name.pop_back();
  }
  return name.empty() ? "study" : name;
}

PostgisOutput::PostgisOutput(const std::string& connection, std::string schema, Overwrite overwrite)
    : schema_(std::move(schema)), output_(connection) {
  execute("SET lock_timeout = '60s'");
  require_postgis();
  require_free(overwrite);
  fresh_ = "lastmeter_" + texts("SELECT pg_backend_pid()").front();
}

PostgisOutput::~PostgisOutput() { output_.dataset().RollbackTransaction(); }

std::string PostgisOutput::shown() const { return fmt::format("schema {} of {}", schema_, output_.shown()); }

void PostgisOutput::execute(const std::string& sql) {
  OGRLayer* const rows = output_.dataset().ExecuteSQL(sql.c_str(), nullptr, nullptr);
  output_.dataset().ReleaseResultSet(rows);
  output_.check(true);
}

std::vector<std::string> PostgisOutput::texts(const std::string& sql) {
  OGRLayer* const rows = output_.dataset().ExecuteSQL(sql.c_str(), nullptr, nullptr);
  std::vector<std::string> found;
  if (rows != nullptr) {
    for (FeaturePtr row(rows->GetNextFeature()); row != nullptr; row.reset(rows->GetNextFeature())) {
      found.emplace_back(row->GetFieldAsString(0));
    }
    output_.dataset().ReleaseResultSet(rows);
  }
  output_.check(rows != nullptr);
  return found;
}

void PostgisOutput::require_postgis() {
  if (texts("SELECT extversion FROM pg_extension WHERE extname = 'postgis'").empty()) {
    throw InputError(fmt::format("the database {} has no PostGIS", output_.shown()),
                     "let its owner run CREATE EXTENSION postgis, or name another database");
  }
}

/// Whatever stands in the schema but tables that we wrote, with their sequences, indexes and row types, is somebody's.
void PostgisOutput::require_free(Overwrite overwrite) {
  const auto marks = texts(
      fmt::format("SELECT coalesce(obj_description(oid, 'pg_namespace'), '') FROM pg_namespace WHERE nspname = {}",
                  text_sql(schema_)));
  if (marks.empty()) {
    return;
  }
  replaces_ = true;
  const bool ours = marks.front().starts_with(kMark);
  const auto strangers = texts(fmt::format(
      "SELECT relname::text FROM pg_class WHERE relnamespace = {}::regnamespace AND relkind NOT IN ('i', 'S') "
      "AND coalesce(obj_description(oid, 'pg_class'), '') NOT LIKE {} ORDER BY 1",
      text_sql(name_sql(schema_)), text_sql(fmt::format("{}%", kMark))));
  if (!strangers.empty()) {
    throw InputError(fmt::format("{} holds '{}', which is not of a result of this program", shown(), strangers.front()),
                     "move that away, or give the study another name");
  }
  if (ours && overwrite == Overwrite::No) {
    throw InputError(fmt::format("{} holds an earlier result", shown()), "add --overwrite to replace it");
  }
}

void PostgisOutput::pass_on_rights() {
  const std::string grants = fmt::format(
      "WITH rights AS (SELECT format('SCHEMA %I', {0}) AS target, nspowner AS owner, nspacl AS acl FROM pg_namespace "
      "WHERE nspname = {1} UNION ALL SELECT format('TABLE %I.%I', {0}, old.relname), old.relowner, old.relacl FROM "
      "pg_class old JOIN pg_class fresh ON fresh.relname = old.relname AND fresh.relnamespace = {0}::regnamespace "
      "WHERE old.relnamespace = {2}::regnamespace AND old.relkind = 'r') SELECT format('GRANT %s ON %s TO %s', "
      "privilege_type, target, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END) "
      "FROM rights, aclexplode(acl) WHERE grantee <> owner ORDER BY 1",
      text_sql(fresh_), text_sql(schema_), text_sql(name_sql(schema_)));
  for (const std::string& grant : texts(grants)) {
    execute(grant);
  }
}

void PostgisOutput::drop_old() {
  const auto tables = texts(
      fmt::format("SELECT format('%I.%I', nspname, relname) FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace "
                  "WHERE nspname = {} AND relkind = 'r' ORDER BY 1",
                  text_sql(schema_)));
  if (!tables.empty()) {
    execute("DROP TABLE " + joined(tables, ", "));
  }
  execute(fmt::format("DROP SCHEMA {}", name_sql(schema_)));
}

void PostgisOutput::add_table(const StyledTable& styled) {
  const FeatureTable& table = styled.table;
  check_name(table.name, table.name);
  for (const Column& column : table.columns) {
    check_name(table.name, column.name());
  }
  OgrLayerForm form{.name = table.name,
                    .options = {fmt::format("SCHEMA={}", fresh_), "LAUNDER=NO", "EXTRACT_SCHEMA_FROM_LAYER_NAME=NO",
                                "FID=" + free_name(table, "fid")},
                    .widths = {}};
  if (table.geometry) {
    form.options.push_back("GEOMETRY_NAME=" + free_name(table, "geom"));
  }
  output_.add_layer(table, form);
  output_.check(output_.dataset().GetLayer(output_.dataset().GetLayerCount() - 1)->SyncToDisk() == OGRERR_NONE);
  execute(fmt::format("COMMENT ON TABLE {}.{} IS {}", fresh_, name_sql(table.name),
                      text_sql(fmt::format("{}: {}", kMark, styled.description))));
}

void PostgisOutput::add_styles(const std::vector<StyledTable>& tables) {
  const std::string state = texts(style_table_query()).front();
  is_coloured_ = state != "none";
  if (tables.empty() || !is_coloured_) {
    return;
  }
  if (state == "may be made") {
    execute(make_style_table());
  }
  for (const std::string& statement : style_statements(schema_, tables)) {
    execute(statement);
  }
}

void PostgisOutput::write(const std::vector<StyledTable>& tables, Progress& progress) {
  output_.check(output_.dataset().StartTransaction() == OGRERR_NONE);
  execute(fmt::format("CREATE SCHEMA {}", fresh_));
  execute(fmt::format("COMMENT ON SCHEMA {} IS {}", fresh_, text_sql(kMark)));
  progress.stage("writing to the database", tables.size());
  for (std::size_t i = 0; i < tables.size(); ++i) {
    add_table(tables[i]);
    progress.step(i + 1);
  }
  if (replaces_) {
    pass_on_rights();
    drop_old();
  }
  execute(fmt::format("ALTER SCHEMA {} RENAME TO {}", fresh_, name_sql(schema_)));
  add_styles(tables);
}

void PostgisOutput::commit() { output_.check(output_.dataset().CommitTransaction() == OGRERR_NONE); }

}  // namespace lastmeter
