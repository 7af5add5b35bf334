// Pursuing what is owed: breaches are recorded and people are told, step by step, until somebody
// acts. One decision of the writer for each subject, and done twice it is done once.
#pragma once

#include "acts/services.hpp"

namespace varde::acts {

/// Looks at every open obligation of a delivery or a problem at `now`: records what has been
/// breached, tells whoever the ladder tells by now, passing at once whom nobody can reach, and sets
/// when the deadline clock looks again. What has been done already is not done again.
Status pursue(Services& services, store::Transaction& tx, const Uuid& subject, Timestamp now);

/// The same as a decision of its own.
void pursue(Services& services, const Uuid& subject, Done<Nothing> done);

/// When the deadline clock first looks at an obligation: when its ladder begins, or when it is due.
Timestamp first_look(const Services& services, const std::string& rule, Timestamp since,
                     std::optional<Timestamp> due);

}  // namespace varde::acts
