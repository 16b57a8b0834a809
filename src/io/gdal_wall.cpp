// SPDX-License-Identifier: Apache-2.0
#include "io/gdal_wall.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal_priv.h>
#include <ogr_feature.h>
#include <ogr_geometry.h>

#include <algorithm>
#include <cstdlib>
#include <mutex>
#include <string_view>

#include "core/text.h"

namespace lastmeter {

namespace {

void CPL_STDCALL collect(CPLErr severity, CPLErrorNum /*number*/, const char* text) {
  if (severity == CE_Warning || severity == CE_Failure) {
    static_cast<GdalMessages*>(CPLGetErrorHandlerUserData())->add(severity == CE_Failure, text);
  }
}

/// Messages of database servers come in several lines.
std::string on_one_line(std::string_view message) {
  std::string line;
  for (const char c : trimmed(message)) {
    const bool is_space = c == '\n' || c == '\r' || c == '\t' || c == ' ';
    if (!is_space) {
      line += c;
    } else if (!line.ends_with(' ')) {
      line += ' ';
    }
  }
  return line;
}

/// A server that says nothing for this many seconds is given up; what the user has set for the libraries stays.
constexpr const char* kPatience = "10";

void set_if_free(const char* option, const char* value) {
  if (CPLGetConfigOption(option, nullptr) == nullptr) {
    CPLSetConfigOption(option, value);
  }
}

void limit_waiting() {
  set_if_free("GDAL_HTTP_CONNECTTIMEOUT", kPatience);
  set_if_free("GDAL_HTTP_LOW_SPEED_TIME", kPatience);
  set_if_free("GDAL_HTTP_LOW_SPEED_LIMIT", "1");
  constexpr int keep = 0;
  ::setenv("PGCONNECT_TIMEOUT", kPatience, keep);  // NOLINT(concurrency-mt-unsafe): once, before GDAL's first use
}

}  // namespace

void register_gdal() {
  static std::once_flag once;
  std::call_once(once, [] {
    CPLSetErrorHandler(CPLQuietErrorHandler);
    limit_waiting();
    GDALAllRegister();
  });
}

void GdalDelete::operator()(GDALDataset* dataset) const { GDALClose(GDALDataset::ToHandle(dataset)); }
void GdalDelete::operator()(OGRFeature* feature) const { OGRFeature::DestroyFeature(feature); }
void GdalDelete::operator()(OGRGeometry* geometry) const { OGRGeometryFactory::destroyGeometry(geometry); }

GdalMessages::GdalMessages() { CPLPushErrorHandlerEx(collect, this); }
GdalMessages::~GdalMessages() { CPLPopErrorHandler(); }

const std::string& GdalMessages::last() const { return last_failure_.empty() ? last_warning_ : last_failure_; }

void GdalMessages::clear() {
  messages_.clear();
  last_failure_.clear();
  last_warning_.clear();
}

void GdalMessages::add(bool is_failure, const char* text) {
  const std::string line = on_one_line(text);
  (is_failure ? last_failure_ : last_warning_) = line;
  const auto same = std::find_if(messages_.begin(), messages_.end(),
                                 [&](const Message& m) { return m.is_failure == is_failure && m.text == line; });
  if (same != messages_.end()) {
    ++same->times;
  } else if (messages_.size() < 100) {
    messages_.push_back({is_failure, line});
  }
}

}  // namespace lastmeter
