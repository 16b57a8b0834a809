// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

class GDALDataset;
class OGRFeature;
class OGRGeometry;

namespace lastmeter {

/// Registers GDAL's drivers, once per process, keeps GDAL from printing, and lets no silent server hold it for more
/// than 10 s (PGCONNECT_TIMEOUT and GDAL_HTTP_* set by the user stay). Call before any other use of GDAL.
void register_gdal();

/// Closes or destroys what GDAL allocated.
struct GdalDelete {
  void operator()(GDALDataset* dataset) const;
  void operator()(OGRFeature* feature) const;
  void operator()(OGRGeometry* geometry) const;
};
using DatasetPtr = std::unique_ptr<GDALDataset, GdalDelete>;
using FeaturePtr = std::unique_ptr<OGRFeature, GdalDelete>;
using GeometryPtr = std::unique_ptr<OGRGeometry, GdalDelete>;

/// While alive, GDAL's messages of this thread are collected here instead of printed. May be nested: the innermost
/// collects. Lives on the stack.
class GdalMessages {
 public:
  GdalMessages();
  ~GdalMessages();
  GdalMessages(const GdalMessages&) = delete;
  GdalMessages& operator=(const GdalMessages&) = delete;

  struct Message {
    bool is_failure;  // false = a warning
    std::string text;
    std::size_t times = 1;  // equal messages are counted, not repeated
  };
  /// In order of their first appearance; at most 100 different ones are kept.
  [[nodiscard]] const std::vector<Message>& all() const { return messages_; }
  /// Text of the latest failure, else of the latest warning, else "": what GDAL would have printed last.
  [[nodiscard]] const std::string& last() const;
  [[nodiscard]] bool failed() const { return !last_failure_.empty(); }
  void clear();
  void add(bool is_failure, const char* text);

 private:
  std::vector<Message> messages_;
  std::string last_failure_;
  std::string last_warning_;
};

}  // namespace lastmeter
