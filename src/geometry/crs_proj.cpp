// SPDX-License-Identifier: Apache-2.0
#include "geometry/crs_proj.h"

#include <proj.h>

namespace lastmeter {

namespace {

class ThreadContext {
 public:
  ThreadContext() : context_(proj_context_create()) {
    proj_log_level(context_, PJ_LOG_NONE);
    proj_context_set_enable_network(context_, 0);
  }
  ~ThreadContext() { proj_context_destroy(context_); }
  ThreadContext(const ThreadContext&) = delete;
  ThreadContext& operator=(const ThreadContext&) = delete;
  [[nodiscard]] pj_ctx* get() const { return context_; }

 private:
  pj_ctx* context_;
};

}  // namespace

pj_ctx* proj_context() {
  thread_local const ThreadContext context;
  return context.get();
}

void ProjDestroy::operator()(PJconsts* object) const { proj_destroy(object); }

ProjObject proj_object(const std::string& definition) {
  return ProjObject(proj_create(proj_context(), definition.c_str()));
}

std::string proj_version() {
  const PJ_INFO info = proj_info();
  const char* database = proj_context_get_database_metadata(proj_context(), "EPSG.VERSION");
  return std::string(info.version) + (database != nullptr ? std::string(" (EPSG ") + database + ")" : "");
}

}  // namespace lastmeter
