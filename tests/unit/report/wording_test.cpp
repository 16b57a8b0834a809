// SPDX-License-Identifier: Apache-2.0
#include "report/wording.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <regex>
#include <set>
#include <stdexcept>

#include "model/issue_ledger.h"
#include "report/page_parts.h"

namespace lastmeter {
namespace {

const nlohmann::json& words() {
  static const auto all = nlohmann::json::parse(page::report_words());
  return all;
}

std::set<std::string> blanks_of(const std::string& sentence) {
  static const std::regex blank("\\{([a-z_]+)\\}");
  std::set<std::string> found;
  for (std::sregex_iterator it(sentence.begin(), sentence.end(), blank), end; it != end; ++it) {
    found.insert((*it)[1]);
  }
  return found;
}

TEST(Sentences, StandInBothLanguagesWithTheSameBlanks) {
  for (const auto& [key, english] : words().at("en").items()) {
    if (!key.ends_with(".one")) {
      ASSERT_TRUE(words().at("zh").contains(key)) << key;
      EXPECT_EQ(blanks_of(english), blanks_of(words().at("zh").at(key))) << key;
    }
  }
}

TEST(Sentences, TellNoShareWithoutItsWhole) {
  for (const char* language : {"en", "zh"}) {
    for (const auto& [key, sentence] : words().at(language).items()) {
      const std::set<std::string> blanks = blanks_of(sentence);
      const bool is_title = key.ends_with(".title");  // its subtitle says the whole
      const bool is_asked = key.starts_with("question.");
      if (blanks.contains("share") && !is_title && !is_asked) {
        EXPECT_TRUE(blanks.contains("total")) << key;
      }
    }
  }
}

TEST(Sentences, NameEveryRuleInChinese) {
  for (const RuleInfo& rule : all_rules()) {
    EXPECT_TRUE(words().at("zh").contains("rule." + std::string(rule.code))) << rule.code;
    EXPECT_TRUE(words().at("zh").contains("advice." + std::string(rule.code))) << rule.code;
  }
}

TEST(Wording, FillsBlanksOnceAndKnowsItsKeys) {
  const Wording english(Language::English);
  EXPECT_EQ(english.say("radius", {{"metres", "{share}"}}), "{share} m");
  EXPECT_THROW((void)english.say("radius"), std::logic_error);
  EXPECT_THROW((void)english.say("no such sentence"), std::logic_error);
  EXPECT_EQ(english.name("no such name", "otherwise"), "otherwise");
}

TEST(Wording, CountsInBothLanguages) {
  EXPECT_EQ(Wording(Language::English).counted(1.0, "communities"), "1 community");
  EXPECT_EQ(Wording(Language::English).counted(1200.0, "communities"), "1,200 communities");
  EXPECT_EQ(Wording(Language::Chinese).counted(1.0, "communities"), "1 个社区");
  EXPECT_EQ(Wording(Language::English).amount(12.0, "parsecs"), "12 parsecs");
}

TEST(Wording, NearlyAllIsNotAll) {
  const Wording english(Language::English);
  EXPECT_EQ(english.percent(0.99999), "99.999 %");
  EXPECT_EQ(english.percent(0.9999), "99.99 %");
  EXPECT_EQ(english.percent(0.9994), "99.9 %");
  EXPECT_EQ(english.percent(0.99999999), "99.999 %");
  EXPECT_EQ(english.percent(0.00001), "0.001 %");
  EXPECT_EQ(english.percent(0.0000001), "0.001 %");
  EXPECT_EQ(english.percent(1.0), "100.0 %");
  EXPECT_EQ(english.percent(0.0), "0.0 %");
  EXPECT_EQ(Wording(Language::Chinese).percent(0.835), "83.5%");
}

TEST(Shortened, CountsCharactersNotBytes) {
  EXPECT_EQ(shortened("滕州市西岗社区", 7), "滕州市西岗社区");
  EXPECT_EQ(shortened("滕州市西岗社区", 4), "滕州市…");
  EXPECT_EQ(shortened("", 4), "");
  EXPECT_EQ(shortened(std::string(10'000, 'x'), 10), "xxxxxxxxx…");
}

}  // namespace
}  // namespace lastmeter
