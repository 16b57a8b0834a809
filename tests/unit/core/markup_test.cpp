// SPDX-License-Identifier: Apache-2.0
#include "core/markup.h"

#include <gtest/gtest.h>

#include "core/amounts.h"

namespace lastmeter {
namespace {

TEST(Markup, NothingEndsTheTextOrTheAttribute) {
  EXPECT_EQ(as_markup("<b a=\"x\" b='y'>&amp;"), "&lt;b a=&quot;x&quot; b=&#39;y&#39;&gt;&amp;amp;");
  EXPECT_EQ(as_markup("one\ntwo\x7F"), "one two ");
  EXPECT_EQ(as_markup("社区 \xF0\x9F\x98\x80"), "社区 \xF0\x9F\x98\x80");
}

TEST(Amounts, CountsHaveTheirNoun) {
  EXPECT_EQ(counted(0, "part"), "0 parts");
  EXPECT_EQ(counted(1, "part"), "1 part");
  EXPECT_EQ(counted(1149, "part"), "1,149 parts");
  EXPECT_EQ(counted(2, "facility", "facilities"), "2 facilities");
}

TEST(Amounts, InfiniteIsWhatNoNumberHolds) {
  for (const char* text : {"inf", "-inf", " +Infinity ", "1e309", "-1E400"}) {
    EXPECT_TRUE(is_infinite(text)) << text;
  }
  for (const char* text : {"", "nan", "1e308", "1e-400", "12", "info", "1e309x"}) {
    EXPECT_FALSE(is_infinite(text)) << text;
  }
}

}  // namespace
}  // namespace lastmeter
