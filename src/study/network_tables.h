// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "io/write_table.h"
#include "model/study_area.h"
#include "network/walk_network.h"

namespace lastmeter {

/// A network as two tables, "links" and "nodes". Read back as a layer of streets, the links give the same network:
/// their columns from_node and to_node say what meets, `level`, `oneway_foot` and `kind` how to walk; costs of slopes
/// and steps are written for the reader alone.
std::vector<StyledTable> network_tables(const StudyArea& area, const WalkNetwork& network);

}  // namespace lastmeter
