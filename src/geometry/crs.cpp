// SPDX-License-Identifier: Apache-2.0
#include "geometry/crs.h"

#include <functional>
#include <map>
#include <mutex>
#include <utility>

#include "core/text.h"
#include "geometry/crs_proj.h"

namespace lastmeter {

namespace {

std::optional<DatumShift> shift_named(std::string_view text) {
  const std::string name = ascii_lower(text);
  if (name == "gcj-02" || name == "gcj02" || name == "gcj_02") {
    return DatumShift::Gcj02;
  }
  if (name == "bd-09" || name == "bd09" || name == "bd_09" || name == "bd09ll") {
    return DatumShift::Bd09;
  }
  return std::nullopt;
}

}  // namespace

Crs::Crs(std::shared_ptr<const Data> data) : data_(std::move(data)) {}

Crs Crs::parse(std::string_view definition) {
  static std::mutex guard;
  static std::map<std::string, Crs, std::less<>> known;  // the database is slow: 1 to 100 ms a system
  const std::string_view text = trimmed(definition);
  const std::scoped_lock lock(guard);
  const auto at = known.find(text);
  return at != known.end() ? at->second : known.emplace(std::string(text), understood(text)).first->second;
}

Crs Crs::understood(std::string_view text) {
  if (const std::optional<DatumShift> shift = shift_named(text)) {
    Data data = read_definition("EPSG:4326");
    data.shift = *shift;
    data.id = *shift == DatumShift::Gcj02 ? "GCJ-02" : "BD-09";
    data.name = *shift == DatumShift::Gcj02 ? "GCJ-02 (Chinese web maps)" : "BD-09 (Baidu maps)";
    data.epsg.reset();
    return Crs(std::make_shared<const Data>(std::move(data)));
  }
  return Crs(std::make_shared<const Data>(read_definition(text)));
}

Crs Crs::wgs84() {
  static const Crs known = parse("EPSG:4326");
  return known;
}

const std::string& Crs::id() const { return data_->id; }
const std::string& Crs::name() const { return data_->name; }
std::optional<int> Crs::epsg() const { return data_->epsg; }
const std::string& Crs::wkt() const { return data_->wkt; }
DatumShift Crs::shift() const { return data_->shift; }
bool Crs::is_geographic() const { return data_->geographic; }
bool Crs::is_projected_metres() const { return data_->projected_metres && !data_->mercator; }
bool Crs::is_web_mercator() const { return data_->mercator; }
std::optional<LonLatBox> Crs::area_of_use() const { return data_->area_of_use; }

Crs Crs::geographic() const { return data_->geographic ? *this : parse(data_->geographic_definition); }

bool Crs::operator==(const Crs& other) const {
  if (data_ == other.data_) {
    return true;
  }
  if (data_->shift != other.data_->shift) {
    return false;
  }
  if (data_->epsg && other.data_->epsg) {
    return data_->epsg == other.data_->epsg;
  }
  if (data_->definition == other.data_->definition) {
    return true;
  }
  const ProjObject a = proj_object(data_->definition);
  const ProjObject b = proj_object(other.data_->definition);
  return is_equivalent(a.get(), b.get());
}

}  // namespace lastmeter
