// A case system proves that it holds a delivery, or says that it does not.
#pragma once

#include "acts/readback_events.hpp"

namespace varde::acts {

struct StorageProof {
    DeliveryId delivery;
    std::string store_reference;  ///< Under what the system keeps it, for people; sealed.
    Hash nonce{};
    std::optional<Hash> digest;  ///< Nothing: the system does not have it.
    std::string connector;
};

/// Only the right digest over all that was given makes it *stored*; an answer that was right stays
/// so when it comes again. What is wrong is an event before it is told:
/// - `conflict`, `wrong-digest`: not over what we gave. It fails until a right answer comes.
/// - `conflict`, `nonce-expired`: another question has been asked since.
/// - `conflict`, `nonce-unknown`: never asked of this delivery.
/// `forbidden`, which is recorded; `not_found`.
void prove_stored(Services& services, const domain::Actor& actor, StorageProof proof,
                  Done<domain::Readback> done);

}  // namespace varde::acts
