// SPDX-License-Identifier: Apache-2.0
#include "study/config.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "core/error.h"
#include "study/config_keys.h"
#include "study/rule_files.h"
#include "study_files.h"

namespace lastmeter {
namespace {

using testing::put;
using testing::TempFolder;

Config parse(const std::string& text) { return parse_config(text, "/studies/town/study.toml"); }

const std::string kLayer = "[layers.facilities]\npath = \"posts.csv\"\n";

/// The error's lines, each "file:line: what: fix".
std::vector<std::string> faults_of(const std::string& text) {
  try {
    parse(text);
  } catch (const ConfigError& error) {
    std::vector<std::string> lines;
    std::string all = std::string(error.what()) + ": " + error.fix();
    for (std::size_t at = 0; at != std::string::npos;) {
      const std::size_t end = all.find('\n', at);
      lines.push_back(all.substr(at, end == std::string::npos ? end : end - at));
      at = end == std::string::npos ? end : end + 1;
    }
    return lines;
  }
  return {};
}

std::string only_fault(const std::string& text) {
  const auto faults = faults_of(text);
  return faults.size() == 1 ? faults[0] : ::testing::PrintToString(faults);
}

TEST(Config, HasStandardValues) {
  const Config config = parse(kLayer);
  EXPECT_EQ(config.input.name, "study") << "the file's name";
  EXPECT_EQ(config.input.crs, "auto");
  EXPECT_EQ(config.rule_names, (std::vector<std::string>{"service-radius-500"}));
  EXPECT_EQ(config.seed, 1U);
  EXPECT_FALSE(config.coverage) << "not asked for";
  EXPECT_EQ(config.output_folder, "/studies/town/study-out");
  EXPECT_EQ(config.formats, (std::vector<Format>{Format::GeoJson, Format::GeoPackage, Format::Csv, Format::Workbook,
                                                 Format::Map, Format::Report}));
  ASSERT_EQ(config.input.layers.size(), 1U);
  EXPECT_EQ(config.input.layers[0].role, Role::Facilities);
  EXPECT_EQ(config.input.layers[0].read.path, "/studies/town/posts.csv");
  EXPECT_EQ(config.input.layers[0].shown_path, "posts.csv");
  EXPECT_TRUE(config.input.layers[0].read.header);
}

TEST(Config, ReadsEveryKey) {
  const Config config = parse(R"(
[study]
name = "Town"
crs = "EPSG:4548"
rules = ["china-urban", "service-radius-500"]
seed = 7
[layers.population]
path = "../blocks.shp"
layer = "blocks"
encoding = "GBK"
crs = "GCJ-02"
where = "pop > 0"
columns = ["id", "pop"]
x = "lon"
y = "lat"
header = false
skip_rows = 2
clip = true
code = "id"
population = "pop"
[layers.population.join]
path = "/data/census.csv"
key = "id"
on = "tract"
[layers.communities]
path = "PG:host=db password=secret"
dissolve = "SQBM"
[aliases]
households = ["登记户数"]
[coverage]
radii_m = [1000, 300.5]
nominal_radius_m = 400
service = ["home", "open"]
grid_zone_share = 1
chord_tolerance_m = 2
[audit]
overlap_tolerance_m2 = 0
gap_tolerance_m2 = 2
outside_tolerance_m2 = 3
duplicate_distance_m = 4
[output]
folder = "../out"
formats = ["csv", "flatgeobuf", "csv"]
)");
  EXPECT_EQ(config.seed, 7U);
  ASSERT_EQ(config.input.layers.size(), 2U);
  const auto find = [&](Role role) {
    return *std::find_if(config.input.layers.begin(), config.input.layers.end(),
                         [&](const LayerSpec& spec) { return spec.role == role; });
  };
  const LayerSpec population = find(Role::Population);
  EXPECT_EQ(population.read.path, "/studies/blocks.shp");
  EXPECT_EQ(population.read.layer, "blocks");
  EXPECT_EQ(population.read.encoding, "GBK");
  EXPECT_EQ(population.read.where, "pop > 0");
  EXPECT_EQ(population.read.columns, (std::vector<std::string>{"id", "pop"}));
  EXPECT_EQ(population.read.x + population.read.y, "lonlat");
  EXPECT_FALSE(population.read.header);
  EXPECT_EQ(population.read.skip_rows, 2);
  EXPECT_EQ(population.crs, "GCJ-02");
  EXPECT_TRUE(population.clip);
  EXPECT_EQ(population.fields.at(Field::Code), "id");
  EXPECT_EQ(population.fields.at(Field::Population), "pop");
  EXPECT_EQ(population.fields.size(), 2U);
  ASSERT_TRUE(population.join);
  EXPECT_EQ(population.join->read.path, "/data/census.csv") << "absolute paths stay";
  EXPECT_EQ(population.join->key, "id");
  EXPECT_EQ(population.join->on, "tract");
  const LayerSpec communities = find(Role::Communities);
  EXPECT_EQ(communities.read.path, "PG:host=db password=secret") << "a connection is no path";
  EXPECT_EQ(communities.shown_path, "PG:host=db password=***");
  EXPECT_EQ(communities.dissolve, "SQBM");
  EXPECT_EQ(config.input.aliases.at(Field::Households), (std::vector<std::string>{"登记户数"}));
  ASSERT_TRUE(config.coverage);
  EXPECT_EQ(config.coverage->radii, (std::vector<Metres>{Metres(1000), Metres(300.5)}));
  EXPECT_EQ(config.coverage->nominal, Metres(400));
  EXPECT_EQ(config.coverage->services, (std::vector<ServiceRule>{ServiceRule::Home, ServiceRule::Open}));
  EXPECT_EQ(config.coverage->grid_zone_share, 1.0);
  EXPECT_EQ(config.coverage->chord_tolerance, Metres(2));
  EXPECT_EQ(config.audit.overlap_tolerance, SquareMetres(0));
  EXPECT_EQ(config.audit.gap_tolerance, SquareMetres(2));
  EXPECT_EQ(config.audit.outside_tolerance, SquareMetres(3));
  EXPECT_EQ(config.audit.duplicate_facility_distance, Metres(4));
  EXPECT_EQ(config.output_folder, "/studies/out");
  EXPECT_EQ(config.formats, (std::vector<Format>{Format::Csv, Format::FlatGeobuf}));
}

TEST(Config, TheNormGivesTheRadius) {
  TempFolder folder;
  put(folder.path() / "mine.toml",
      "[[figure]]\nkey = \"service_radius_m\"\nhi = 300\nunit = \"m\"\nsource = \"our plan\"\ngrade = \"A\"\n");
  const std::string study = "[study]\nrules = [\"mine.toml\"]\n" + kLayer + "[coverage]\n";
  const Config config = parse_config(study, folder.path() / "study.toml");
  EXPECT_EQ(config.coverage->nominal, Metres(300));
  EXPECT_EQ(config.coverage->radii, (std::vector<Metres>{Metres(300)}));
  EXPECT_EQ(config.rules.find(norm::service_radius_m)->source, "our plan");
  EXPECT_EQ(config.rules.find(norm::service_radius_m)->rule_file, "mine.toml");
}

TEST(Config, TellsEveryFaultInOneRun) {
  const auto faults = faults_of(R"([study]
nmae = "x"
seed = -1
rules = ["service-radius-50"]
[layers.facilitys]
path = "p.csv"
[layers.buildings]
path = 5
[coverag]
[coverage]
radii_m = [500, 0]
service = ["hme"]
[output]
formats = ["geojsn"]
)");
  const std::string all = ::testing::PrintToString(faults);
  EXPECT_EQ(faults.size(), 10U) << all;
  for (const std::string_view part :
       {":2: [study] has no key 'nmae': did you mean 'name'?", ": write a whole number of 0 or more",
        "did you mean 'service-radius-500'?", ":5: [layers.facilitys] is no role: did you mean 'facilities'?",
        ":8: [layers.buildings] path is 5: write a text in quotes", "[layers.buildings] path is missing",
        ":9: unknown section [coverag]: did you mean 'coverage'?",
        ":11: [coverage] radii_m is [500, 0]: write a list of numbers above 0, up to 100,000",
        ":12: [coverage] service has no value 'hme': did you mean 'home'?",
        ":14: [output] formats has no value 'geojsn': did you mean 'geojson'?"}) {
    EXPECT_NE(all.find(part), std::string::npos) << part << " is not in " << all;
  }
}

struct Fault {
  std::string text;
  std::string part;
};
void PrintTo(const Fault& fault, std::ostream* out) { *out << fault.text; }

class ConfigFault : public ::testing::TestWithParam<Fault> {};

TEST_P(ConfigFault, IsOneClearLine) {
  const std::string fault = only_fault(GetParam().text);
  EXPECT_NE(fault.find(GetParam().part), std::string::npos) << fault;
  EXPECT_TRUE(fault.starts_with("/studies/town/study.toml")) << fault;
}

INSTANTIATE_TEST_SUITE_P(
    Types, ConfigFault,
    ::testing::Values(Fault{kLayer + "clip = \"yes\"", ": write true or false"},
                      Fault{kLayer + "skip_rows = 1.5", ": write a whole number"},
                      Fault{kLayer + "skip_rows = 99999999999", ": write a whole number"},
                      Fault{kLayer + "columns = \"id\"", ": write a list of texts"},
                      Fault{kLayer + "columns = [1]", ": write a list of texts"},
                      Fault{kLayer + "code = 3", ": write a text in quotes"},
                      Fault{kLayer + "[coverage]\nradii_m = 500", ": write a list of numbers above 0"},
                      Fault{kLayer + "[coverage]\nradii_m = []", ": write a list of numbers above 0"},
                      Fault{kLayer + "[coverage]\nradii_m = [\"500\"]", ": write a list of numbers above 0"},
                      Fault{kLayer + "[coverage]\nradii_m = [-500]", ": write a list of numbers above 0"},
                      Fault{kLayer + "[coverage]\nradii_m = [inf]", ": write a list of numbers above 0"},
                      Fault{kLayer + "[coverage]\nnominal_radius_m = nan", ": write a number above 0"},
                      Fault{kLayer + "[coverage]\ngrid_zone_share = 0", ": write a number in (0, 1]"},
                      Fault{kLayer + "[coverage]\ngrid_zone_share = 1.5", ": write a number in (0, 1]"},
                      Fault{kLayer + "[coverage]\nservice = []", "service is an empty list"},
                      Fault{kLayer + "[coverage]\nmodes = [\"straigt\"]", "did you mean 'straight'?"},
                      Fault{kLayer + "[audit]\ngap_tolerance_m2 = -1", ": write a number of 0 or more"},
                      Fault{"study = 5\n" + kLayer, "'study' is not a section"},
                      Fault{"layers.facilities = 5", "layers.facilities is not a table"}));

INSTANTIATE_TEST_SUITE_P(
    OfValues, ConfigFault,
    ::testing::Values(Fault{kLayer + "[coverage]\nnominal_radius_m = 200_000",
                            "[coverage] nominal_radius_m is 200000: write a number above 0, up to 100,000"},
                      Fault{kLayer + "[partition]\nhouseholds = [300, 500]\nbalance = 2e6",
                            "[partition] balance is 2000000: write a number from 0 to 1,000,000"},
                      Fault{kLayer + "[output]\npostgis = [\"PG:host=db password=s3cret\"]", "password=***"}));

INSTANTIATE_TEST_SUITE_P(
    Names, ConfigFault,
    ::testing::Values(Fault{"[study]\n", "no [layers.<role>] section"}, Fault{"[layers]\n", "no [layers.<role>]"},
                      Fault{"[layers.facilities]\n", "path is missing"},
                      Fault{kLayer + "hausholds = \"HS\"", "did you mean 'households'?"},
                      Fault{kLayer + "x = \"lon\"", "x and y go together"},
                      Fault{kLayer + "crs = \"EPSG:99999999\"", "EPSG:99999999"},
                      Fault{"[study]\ncrs = \"EPSG:45488888\"\n" + kLayer, "EPSG:45488888"},
                      Fault{kLayer + "join = \"x.csv\"", ": write a table"},
                      Fault{"[study]\ncrs = \"EPSG:3857\"\n" + kLayer, "EPSG:3857"},
                      Fault{kLayer + "[output]\npostgis = \"postgresql://me:s3cret@db/x\"",
                            "'postgresql://me:***@db/x' is no connection"},
                      Fault{"[study]\ncrs = \"local\"\n" + kLayer + "[output]\nformats = [\"geojson\"]",
                            "the study is in local metres"},
                      Fault{kLayer + "[layers.facilities.join]\npath = \"x.csv\"", "key is missing"},
                      Fault{kLayer + "[layers.facilities.join]\nkey = \"id\"", "path is missing"},
                      Fault{kLayer + "[layers.facilities.join]\npath = \"x\"\nkey = \"i\"\nx = \"lon\"",
                            "[layers.facilities.join] has no key 'x'"},
                      Fault{kLayer + "[aliases]\nhouse = [\"x\"]", "[aliases] has no field 'house'"},
                      Fault{kLayer + "[aliases]\ncode = \"x\"", "aliases.code is not a list of texts"},
                      Fault{"[study]\nrules = [\"nowhere.toml\"]\n" + kLayer, "neither a built-in rule file nor"}));

TEST(Config, ASyntaxErrorHasLineAndColumn) {
  const std::string fault = only_fault("[study]\nname = Town\n");
  EXPECT_TRUE(fault.starts_with("/studies/town/study.toml:2:")) << fault;
  EXPECT_NE(fault.find("not TOML"), std::string::npos) << fault;
}

TEST(Config, UsualSlipsOfWritingAreToldInPlainWords) {
  const auto told = [](const std::string& text) {
    try {
      parse_config(text, "/studies/town/study.toml");
    } catch (const ConfigError& error) {
      return std::string(error.what()) + ": " + error.fix();
    }
    return std::string("no fault");
  };
  const std::string quote = told("[study]\nname = \"Town\ncrs = \"auto\"\n");
  EXPECT_NE(quote.find("study.toml:2:"), std::string::npos) << quote;
  EXPECT_NE(quote.find("a quote is opened and never closed: name = \"Town: close the text"), std::string::npos)
      << quote;
  for (const std::string text : {"[study]\nname = 'Town\n", "[study]\nrules = [\"a\", \"b\n]\n",
                                 "[study]\nname = \"Town", "[study]\nname = \"\"\"Town\n"}) {
    EXPECT_NE(told(text).find("never closed"), std::string::npos) << told(text);
  }
  EXPECT_NE(told("[study]\nname = Town\n").find("no value: name = Town: put texts in quotes"), std::string::npos);
  EXPECT_NE(told("[study]\nname = \"\xEB\xF8\xD6\xDD\"\n").find("not UTF-8: save the file as UTF-8"),
            std::string::npos);
  const std::string binary = told("\177ELF\002\033[31m\r\013" + std::string(5000, 'x'));
  EXPECT_EQ(std::count_if(binary.begin(), binary.end(), [](char c) { return c >= 0 && c < ' '; }), 0) << binary;
  EXPECT_LT(binary.size(), 400U);
  EXPECT_NE(told("[study]\nname =\n").find("no value"), std::string::npos);
  EXPECT_NE(told("[study]\nname = \"C:\\data\"\n").find("write paths with /"), std::string::npos);
  EXPECT_NE(told("[study]\nname = \"a\" b\n").find("behind the value"), std::string::npos);
  EXPECT_NE(told("[study]\nseed = 1\nseed = 2\n").find("stands twice"), std::string::npos);
  EXPECT_NE(told("[study\n").find("not closed"), std::string::npos);
}

TEST(Config, AFileThatIsNotThereIsOneLine) {
  TempFolder folder;
  EXPECT_THROW(read_config(folder.path() / "none.toml"), ConfigError);
  EXPECT_THROW(read_config(folder.path()), ConfigError) << "a folder";
}

TEST(ConfigKeys, AreDeclaredOnce) {
  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (const ConfigKey& key : config_keys()) {
    EXPECT_TRUE(seen.emplace(key.section, key.key).second) << key.section << "." << key.key;
    EXPECT_FALSE(key.value.empty() || key.help.empty()) << key.key;
  }
  for (const Field field : kFields) {
    EXPECT_TRUE(seen.contains({"layers.*", field_name(field)})) << field_name(field);
  }
  EXPECT_TRUE(keys_of("nothing").empty());
}

TEST(RuleFiles, BuiltInOnesHaveSources) {
  ASSERT_FALSE(builtin_rule_files().empty());
  for (const BuiltinRuleFile& file : builtin_rule_files()) {
    const RuleSet rules = load_rules({std::string(file.name)}, "/");
    EXPECT_FALSE(rules.figures().empty()) << file.name;
    for (const NormFigure& figure : rules.figures()) {
      EXPECT_FALSE(figure.source.empty()) << figure.key;
      EXPECT_NE(std::string("ABD").find(figure.grade), std::string::npos) << figure.key;
      EXPECT_EQ(figure.rule_file, file.name);
    }
  }
}

TEST(RuleFiles, NormsBetweenCountsAndRadiiOfEveryPreset) {
  for (const std::string name : {"england-ags", "gb50180", "parkserve", "people-near-transit", "sdg-11.2.1",
                                 "sdg-11.7.1", "service-radius-500"}) {
    EXPECT_NE(load_rules({name}, "/").find(norm::service_radius_m), nullptr) << name;
  }
  const RuleSet urban = load_rules({"china-urban"}, "/");
  const NormFigure* area = urban.find("floor_area_per_100_households");
  ASSERT_NE(area, nullptr);
  EXPECT_EQ(area->of, "floor_area_m2");
  EXPECT_EQ(area->per, "households");
  EXPECT_EQ(area->each, 100.0);
  EXPECT_EQ(load_rules({"sdg-11.2.1"}, "/").find(norm::service_radius_m)->mode, "walking");
}

TEST(RuleFiles, ANormBetweenCountsBoundsARatio) {
  TempFolder folder;
  for (const std::string text : {"of = 'a'\nlo = 1", "of = 'a'\nper = 'a'\nlo = 1", "of = 'a'\nper = 'b'\nlo = -1",
                                 "of = 'a'\nper = 'b'\nhi = 0", "of = 'a'\nper = 'b'\nlo = 1\neach = 0"}) {
    put(folder.path() / "r.toml", "[[figure]]\nkey = 'k'\nsource = 's'\n" + text + "\n");
    EXPECT_THROW(load_rules({"r.toml"}, folder.path()), ConfigError) << text;
  }
}

TEST(RuleFiles, TheLaterFigureWins) {
  const RuleSet rules = load_rules({"china-urban", "china-local-practice"}, "/");
  EXPECT_EQ(rules.find(norm::households_per_community)->rule_file, "china-local-practice");
  EXPECT_EQ(rules.find(norm::households_per_grid_zone)->rule_file, "china-urban");
  const RuleSet other = load_rules({"china-local-practice", "china-urban"}, "/");
  EXPECT_EQ(other.find(norm::households_per_community)->rule_file, "china-urban");
}

TEST(RuleFiles, AFigureNeedsKeySourceAndBounds) {
  TempFolder folder;
  const auto refused = [&](const std::string& text) {
    put(folder.path() / "r.toml", text);
    try {
      load_rules({"r.toml"}, folder.path());
      return false;
    } catch (const ConfigError&) {
      return true;
    }
  };
  EXPECT_FALSE(refused("[[figure]]\nkey = \"k\"\nlo = 1\nhi = 1\nsource = \"s\"\n"));
  EXPECT_TRUE(refused("[[figure]]\nkey = \"k\"\nlo = 1\n")) << "no source";
  EXPECT_TRUE(refused("[[figure]]\nkey = \"k\"\nsource = \"s\"\n")) << "no bound";
  EXPECT_TRUE(refused("[[figure]]\nlo = 1\nsource = \"s\"\n")) << "no key";
  EXPECT_TRUE(refused("[[figure]]\nkey = \"k\"\nlo = 2\nhi = 1\nsource = \"s\"\n")) << "bounds swapped";
  EXPECT_TRUE(refused("[[figure]]\nkey = \"k\"\nlo = \"2\"\nsource = \"s\"\n")) << "a bound that is text";
  EXPECT_TRUE(refused("title = \"nothing\"\n"));
  EXPECT_TRUE(refused("figure = 5\n"));
  EXPECT_TRUE(refused("not toml"));
}

}  // namespace
}  // namespace lastmeter
