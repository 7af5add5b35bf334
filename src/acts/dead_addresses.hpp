// The alarm about people who cannot be told: a problem that Varde finds itself, and that ends when
// they can be told again. Each is called inside the decision that finds it.
#pragma once

#include "acts/services.hpp"

namespace varde::acts {

/// An address takes nothing: a problem of a unit of the person's, for an organisation of Varde's
/// own.
Status raise_dead_address(Services& services, store::Transaction& tx, const Uuid& owner,
                          domain::NoticeChannel channel, Timestamp now);
/// It takes something again, or it is not the owner's any more.
Status end_dead_address(Services& services, store::Transaction& tx, const Uuid& owner,
                        domain::NoticeChannel channel, Timestamp now);

/// For a day nothing could be handed over through this channel.
Status raise_stuck_notices(Services& services, store::Transaction& tx,
                           domain::NoticeChannel channel, Timestamp now);
Status end_stuck_notices(Services& services, store::Transaction& tx, domain::NoticeChannel channel,
                         Timestamp now);

}  // namespace varde::acts
