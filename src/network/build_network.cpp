// SPDX-License-Identifier: Apache-2.0
#include "network/build_network.h"

#include <algorithm>
#include <utility>

#include "network/assemble_network.h"
#include "network/join_ends.h"
#include "network/link_parts.h"
#include "network/stretches.h"

namespace lastmeter {

NetworkBuild build_network(const StreetLines& streets, const NetworkOptions& options) {
  Stretches stretches = split_at_junctions(streets);
  const EndJoins joins = join_ends(streets, stretches, options.join_tolerance);
  const LinkParts parts = make_links(streets, std::move(stretches), joins, options);
  NetworkBuild build{assemble_network(parts), {}, parts.zero_length};
  std::transform(joins.joins.begin(), joins.joins.end(), std::back_inserter(build.joined),
                 [](const EndJoin& join) { return join.end; });
  return build;
}

}  // namespace lastmeter
