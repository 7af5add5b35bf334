// What scopes look like as JSON.
#pragma once

#include "acts/scope.hpp"

namespace varde::api {

std::string show_scope(const acts::Scope& scope);
/// The facts of a breach notice, member by member as GDPR article 33 (3) names them.
std::string show_notice(const acts::ScopeNotice& notice, const acts::ScopeQuery& query);

}  // namespace varde::api
