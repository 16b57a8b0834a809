// SPDX-License-Identifier: Apache-2.0
#include "study/breach_lines.h"

#include <gtest/gtest.h>

namespace lastmeter {
namespace {

TEST(BreachLines, TellTenAndTheNumberOfTheRest) {
  EXPECT_EQ(breach_lines({}), "");
  EXPECT_EQ(breach_lines({"a", "b"}), "breach: a\nbreach: b\n");
  std::string ten;
  for (int i = 0; i < 10; ++i) {
    ten += "breach: a\n";
  }
  EXPECT_EQ(breach_lines(std::vector<std::string>(10, "a")), ten);
  EXPECT_EQ(breach_lines(std::vector<std::string>(12, "a")), ten + "breach: and 2 more; --json lists them all\n");
}

}  // namespace
}  // namespace lastmeter
