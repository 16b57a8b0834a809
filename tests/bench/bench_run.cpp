// SPDX-License-Identifier: Apache-2.0
// Reading and writing of a whole run: 1 M building points and 200,000 zones from GBK shapefiles in Gauss-Krueger
// metres, the zones out as GeoJSON in degrees; beside the same through GDAL's features. Seed 7, process CPU time.
#include <benchmark/benchmark.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>
#include <ogrsf_frmts.h>

#include <cmath>
#include <memory>

#include "bench/peer_ratio.h"
#include "core/random.h"
#include "io/read_table.h"
#include "io/write_table.h"
#include "support/temp_folder.h"

namespace lastmeter {
namespace {

constexpr std::size_t building_count = 1000000;
constexpr std::size_t zone_count = 200000;
constexpr std::size_t zone_corners = 8;

struct Inputs {
  testing::TempFolder temp;
  std::string buildings = (temp.path() / "buildings.shp").string();
  std::string zones = (temp.path() / "zones.shp").string();
  std::string ours = (temp.path() / "ours.geojson").string();
  std::string peers = (temp.path() / "peers.geojson").string();
};

FeatureTable table_of(const std::string& code_prefix, std::size_t rows, Random& random) {
  FeatureTable table;
  table.crs = Crs::parse("EPSG:4548");
  table.rows = rows;
  Column code("编码", ColumnType::Text);
  Column name("名称", ColumnType::Text);
  Column people("人口", ColumnType::Integer);
  for (std::size_t row = 0; row < rows; ++row) {
    code.append_text(code_prefix + std::to_string(1000000 + row));
    name.append_text("滕州市荆河街道" + std::to_string(row % 48) + "号");
    people.append_integer(static_cast<std::int64_t>(random.next() % 300));
  }
  table.columns = {std::move(code), std::move(name), std::move(people)};
  table.geometry.emplace();
  return table;
}

FeatureTable make_buildings(Random& random) {
  FeatureTable table = table_of("370481", building_count, random);
  for (std::size_t row = 0; row < table.rows; ++row) {
    table.geometry->append_point({random.uniform(480000, 520000), random.uniform(3860000, 3900000)});
  }
  return table;
}

FeatureTable make_zones(Random& random) {
  FeatureTable table = table_of("370482", zone_count, random);
  for (std::size_t row = 0; row < table.rows; ++row) {
    const double x = random.uniform(480000, 520000);
    const double y = random.uniform(3860000, 3900000);
    table.geometry->begin(GeometryKind::Polygon);
    table.geometry->begin_part();
    table.geometry->begin_ring();
    for (std::size_t corner = 0; corner <= zone_corners; ++corner) {
      const double angle = static_cast<double>(corner % zone_corners) * 6.283185307179586 / zone_corners;
      table.geometry->add({x + 40 * std::cos(angle), y + 40 * std::sin(angle)});
    }
  }
  return table;
}

const Inputs& inputs() {
  static const std::unique_ptr<const Inputs> made = [] {
    auto files = std::make_unique<Inputs>();
    Random random(7);
    write_shapefile(make_buildings(random), files->buildings, "GBK", false);
    write_shapefile(make_zones(random), files->zones, "GBK", false);
    return files;
  }();
  return *made;
}

FeatureTable read_ours(const std::string& path) {
  SilentProgress silent;
  ReadOptions options;
  options.path = path;
  return read_table(options, silent);
}

std::int64_t people_of(const FeatureTable& table) {
  const Column& people = table.columns[*table.find("人口")];
  std::int64_t sum = 0;
  for (std::size_t row = 0; row < table.rows; ++row) {
    sum += static_cast<std::int64_t>(*people.as_number(row));
  }
  return sum;
}

/// What a program that works with GDAL's features keeps of a layer.
struct PeerFeature {
  std::string code;
  std::string name;
  std::int64_t people;
  std::unique_ptr<OGRGeometry> geometry;
};

std::vector<PeerFeature> read_peer(const std::string& path) {
  GDALAllRegister();
  const GDALDatasetUniquePtr data(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR));
  std::vector<PeerFeature> features;
  for (auto& feature : data->GetLayer(0)) {
    features.push_back({feature->GetFieldAsString(0), feature->GetFieldAsString(1), feature->GetFieldAsInteger64(2),
                        std::unique_ptr<OGRGeometry>(feature->StealGeometry())});
  }
  return features;
}

std::int64_t people_of(const std::vector<PeerFeature>& features) {
  std::int64_t sum = 0;
  for (const PeerFeature& feature : features) {
    sum += feature.people;
  }
  return sum;
}

void write_peer(const std::vector<PeerFeature>& features, const std::string& path, OGRCoordinateTransformation* shift) {
  GDALAllRegister();
  OGRSpatialReference wgs84;
  wgs84.importFromEPSG(4326);
  wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  VSIUnlink(path.c_str());
  const GDALDatasetUniquePtr data(
      GetGDALDriverManager()->GetDriverByName("GeoJSON")->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
  CPLStringList options;
  options.SetNameValue("RFC7946", "YES");
  OGRLayer* const layer = data->CreateLayer("zones", &wgs84, wkbPolygon, options.List());
  OGRFieldDefn code("编码", OFTString);
  OGRFieldDefn name("名称", OFTString);
  OGRFieldDefn people("人口", OFTInteger64);
  for (OGRFieldDefn* const field : {&code, &name, &people}) {
    benchmark::DoNotOptimize(layer->CreateField(field));
  }
  for (const PeerFeature& one : features) {
    OGRFeature feature(layer->GetLayerDefn());
    feature.SetField(0, one.code.c_str());
    feature.SetField(1, one.name.c_str());
    feature.SetField(2, static_cast<GIntBig>(one.people));
    std::unique_ptr<OGRGeometry> geometry(one.geometry->clone());
    if (shift != nullptr) {
      benchmark::DoNotOptimize(geometry->transform(shift));
    }
    feature.SetGeometryDirectly(geometry.release());
    benchmark::DoNotOptimize(layer->CreateFeature(&feature));
  }
}

using ShiftPtr = std::unique_ptr<OGRCoordinateTransformation>;

ShiftPtr to_degrees() {
  OGRSpatialReference metres;
  OGRSpatialReference degrees;
  metres.importFromEPSG(4548);
  degrees.importFromEPSG(4326);
  metres.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  degrees.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  return ShiftPtr(OGRCreateCoordinateTransformation(&metres, &degrees));
}

/// The two files must say the same: as many features, the same box to a ten-millionth of a degree.
void compare_outputs(benchmark::State& state) {
  OGREnvelope boxes[2];
  GIntBig counts[2];
  const std::string* const paths[2] = {&inputs().ours, &inputs().peers};
  for (int i = 0; i < 2; ++i) {
    const GDALDatasetUniquePtr data(GDALDataset::Open(paths[i]->c_str(), GDAL_OF_VECTOR));
    counts[i] = data->GetLayer(0)->GetFeatureCount();
    data->GetLayer(0)->GetExtent(&boxes[i]);
  }
  const double apart = std::max({std::abs(boxes[0].MinX - boxes[1].MinX), std::abs(boxes[0].MaxX - boxes[1].MaxX),
                                 std::abs(boxes[0].MinY - boxes[1].MinY), std::abs(boxes[0].MaxY - boxes[1].MaxY)});
  if (counts[0] != counts[1] || counts[0] != zone_count || !(apart <= 1.5e-7)) {
    state.SkipWithError("our GeoJSON and GDAL's differ");
  }
}

void read_points_ours(benchmark::State& state) {
  const std::int64_t wanted = people_of(read_peer(inputs().buildings));
  for (auto _ : state) {
    if (people_of(read_ours(inputs().buildings)) != wanted) {
      state.SkipWithError("the people do not add up");
    }
  }
}

void read_points_gdal(benchmark::State& state) {
  inputs();
  for (auto _ : state) {
    benchmark::DoNotOptimize(people_of(read_peer(inputs().buildings)));
  }
}

void write_zones_ours(benchmark::State& state) {
  FeatureTable zones = read_ours(inputs().zones);
  transform(*zones.crs, Crs::wgs84(), zones.geometry->all_coordinates());
  zones.crs = Crs::wgs84();
  for (auto _ : state) {
    write_geojson(zones, inputs().ours, "编码");
  }
}

void write_zones_gdal(benchmark::State& state) {
  std::vector<PeerFeature> zones = read_peer(inputs().zones);
  const ShiftPtr shift = to_degrees();
  for (const PeerFeature& zone : zones) {
    benchmark::DoNotOptimize(zone.geometry->transform(shift.get()));
  }
  for (auto _ : state) {
    write_peer(zones, inputs().peers, nullptr);
  }
}

void whole_run_ours(benchmark::State& state) {
  inputs();
  for (auto _ : state) {
    const FeatureTable buildings = read_ours(inputs().buildings);
    const FeatureTable zones = read_ours(inputs().zones);
    write_geojson(zones, inputs().ours, "编码");
    benchmark::DoNotOptimize(people_of(buildings));
  }
}

void whole_run_gdal(benchmark::State& state) {
  inputs();
  const ShiftPtr shift = to_degrees();
  for (auto _ : state) {
    const std::vector<PeerFeature> buildings = read_peer(inputs().buildings);
    const std::vector<PeerFeature> zones = read_peer(inputs().zones);
    write_peer(zones, inputs().peers, shift.get());
    benchmark::DoNotOptimize(people_of(buildings));
  }
  write_geojson(read_ours(inputs().zones), inputs().ours, "编码");
  compare_outputs(state);
}

void measured(benchmark::internal::Benchmark* one, int repetitions) {
  one->MeasureProcessCPUTime()->Unit(benchmark::kMillisecond)->Iterations(1)->Repetitions(repetitions);
}

void ours(benchmark::internal::Benchmark* one) { measured(one, 3); }
void peer(benchmark::internal::Benchmark* one) { measured(one, 1); }

BENCHMARK(read_points_ours)->Apply(ours);
BENCHMARK(read_points_gdal)->Apply(peer);
BENCHMARK(write_zones_ours)->Apply(ours);
BENCHMARK(write_zones_gdal)->Apply(peer);
BENCHMARK(whole_run_ours)->Apply(ours);
BENCHMARK(whole_run_gdal)->Apply(peer);

}  // namespace
}  // namespace lastmeter

int main(int argc, char** argv) {
  return lastmeter::testing::run_beside_peers(
      argc, argv,
      {{"read 1 M points, GBK shapefile", "read_points_ours", "read_points_gdal", 3.0},
       {"write 200,000 zones as GeoJSON", "write_zones_ours", "write_zones_gdal", 20.0},
       {"whole run: both read, zones written (< 2.5 s)", "whole_run_ours", "whole_run_gdal", 3.3}});
}
