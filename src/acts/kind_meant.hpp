// Kinds that are used outside their purpose: taken all the same, and said.
#pragma once

#include "domain/report/routing.hpp"
#include "packs/pack.hpp"

namespace varde::acts {

/// `other_kind_meant`, where the pack has a narrower kind for who sends this.
std::optional<domain::Warning> other_kind_meant(const packs::Pack& pack, domain::Sector sector,
                                                const KindName& kind);

}  // namespace varde::acts
