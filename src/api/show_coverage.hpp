// Coverage as JSON.
#pragma once

#include "acts/see_coverage.hpp"
#include "json/writer.hpp"

namespace varde::api {

/// Inside an object: from, until (absent where no end is in sight), count.
void show_gap(json::Writer& w, const domain::Segment& gap);

std::string show_coverage(const packs::Pack& pack, const std::vector<acts::UnitCells>& units);
/// The cell of this kind, with its unit; the unit has it.
std::string show_cell(const packs::Pack& pack, const acts::UnitCells& unit, const KindName& kind);
std::string show_checks(const std::vector<acts::SelfCheck>& checks);
std::string show_what_if(const acts::Services& services, const acts::WhatIf& answer);

}  // namespace varde::api
