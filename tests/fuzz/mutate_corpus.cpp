// SPDX-License-Identifier: Apache-2.0
// Runs a fuzz target over its corpus and over seeded mutations of it, without libFuzzer: what links the whole program
// would have to be compiled a second time, by clang.
//
//   mutate_<name> MUTATIONS FILE...
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "core/random.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using lastmeter::Random;

const std::vector<std::string> kTokens = {
    "-1",         "0",    "1e308",        "nan",     "inf",    "99999999999999999999",
    "\"\"",       "[]",   "{}",           "[[",      "]",      "=",
    "\"",         "true", "\n",           "\\u0000", "#",      "'''",
    "2026-02-30", "\xFF", "\xE7\xBD\x91", "..",      "EPSG:0", "[partition]\n"};

std::size_t place(const std::string& text, Random& random) { return random.below(text.size() + 1); }

/// A stretch of a text: to a line's end, or a few bytes.
std::size_t stretch(const std::string& text, std::size_t from, Random& random) {
  const std::size_t end = random.below(2) == 0 ? text.find('\n', from) : from + random.below(8);
  return std::min(end, text.size()) - from;
}

void mutate(std::string& text, const std::string& other, Random& random) {
  const std::size_t at = place(text, random);
  const std::size_t count = stretch(text, at, random);
  switch (random.below(5)) {
    case 0:
      text.erase(at, count);
      return;
    case 1:
      text.replace(at, count, kTokens[random.below(kTokens.size())]);
      return;
    case 2:
      text.insert(at, kTokens[random.below(kTokens.size())]);
      return;
    case 3: {
      const std::size_t from = place(other, random);
      text.insert(at, other.substr(from, stretch(other, from, random)));
      return;
    }
    default:
      if (at < text.size()) {
        text[at] = static_cast<char>(random.below(256));
      }
      return;
  }
}

void run(const std::string& text) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
}

}  // namespace

int main(int count, char** arguments) {
  std::vector<std::string> corpus;
  for (int i = 2; i < count; ++i) {
    std::ifstream stream(arguments[i], std::ios::binary);
    corpus.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
    if (!stream || corpus.back().empty()) {
      std::cerr << "cannot read " << arguments[i] << '\n';
      return EXIT_FAILURE;
    }
    run(corpus.back());
  }
  if (corpus.empty()) {
    std::cerr << "usage: " << arguments[0] << " MUTATIONS FILE...\n";
    return EXIT_FAILURE;
  }
  const long long mutations = std::atoll(arguments[1]);
  for (long long i = 0; i < mutations; ++i) {
    Random random(static_cast<std::uint64_t>(i));
    std::string text = corpus[random.below(corpus.size())];
    for (std::uint64_t n = 1 + random.below(6); n > 0; --n) {
      mutate(text, corpus[random.below(corpus.size())], random);
    }
    run(text);
  }
  std::cout << corpus.size() << " files and " << mutations << " mutations\n";
  return EXIT_SUCCESS;
}
