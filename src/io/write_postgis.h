// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/progress.h"
#include "io/output_folder.h"
#include "io/write_ogr.h"
#include "io/write_table.h"

namespace lastmeter {

/// A name for a schema: the study's, with ASCII letters small and `_` for whatever else of ASCII is no letter or digit;
/// other scripts stay. At most 63 bytes, which is where PostgreSQL cuts; "study" if nothing is left.
std::string schema_name(std::string_view study);

/// The layers of a study as one schema of a PostGIS database, which appears whole or not at all: everything happens in
/// one transaction, in a fresh schema that takes its name last, and readers see the old layers until `commit`. What
/// fails before that leaves the database as it was. Tables have GeoPackage's keys (`fid`, `geom`) and the names of
/// tables and columns as they are; GCJ-02 and BD-09 in WGS 84. Rights on the old schema and on its tables pass to the
/// new ones. All throw InputError with the server's reason; no message shows a password.
class PostgisOutput {
 public:
  /// Connects ("PG:host=... dbname=...", "PG:service=...") and finds out whether the schema may be written: it is not
  /// there, or empty, or (Overwrite::Yes) a result of ours with nothing else in it. Waits at most a minute for those
  /// who read it.
  PostgisOutput(const std::string& connection, std::string schema, Overwrite overwrite);
  ~PostgisOutput();
  PostgisOutput(const PostgisOutput&) = delete;
  PostgisOutput& operator=(const PostgisOutput&) = delete;

  /// Writes the layers in the place of the old ones, for this connection alone so far. May be interrupted between two
  /// layers. With no layers: whether everything is allowed, without a commit.
  void write(const std::vector<StyledTable>& tables, Progress& progress);
  void commit();
  /// Whether QGIS will find the styles: they stand in public.layer_styles, where it looks, if the user may write there.
  [[nodiscard]] bool is_coloured() const { return is_coloured_; }
  /// "schema x of PG:host=... password=***".
  [[nodiscard]] std::string shown() const;

 private:
  void require_postgis();
  void require_free(Overwrite overwrite);
  void pass_on_rights();
  void drop_old();
  void add_table(const StyledTable& styled);
  void add_styles(const std::vector<StyledTable>& tables);
  void execute(const std::string& sql);
  std::vector<std::string> texts(const std::string& sql);

  std::string schema_;
  std::string fresh_ = {};  // where the layers stand until the end; no other connection sees it
  OgrOutput output_;
  bool replaces_ = false;
  bool is_coloured_ = false;
};

}  // namespace lastmeter
