// What a unit's case system fetches: what has come, in order, and what it is asked to prove again.
#pragma once

#include "acts/readback_events.hpp"
#include "acts/readback_package.hpp"

namespace varde::acts {

struct Fetching {
    UnitId unit;
    /// The system holds all up to this number, and has proved it. Less than it said before: it was
    /// restored from a copy, and what it is given again is failing until it is proved again. Past
    /// what it has not proved: that is failing too.
    std::int64_t after_number = 0;
    /// Show from above this one: so what cannot be taken now holds up no other. It says nothing of
    /// what the system holds.
    std::int64_t from_number = 0;
    int limit = 50;
    std::string connector;
};

/// A delivery as a case system gets it. Erased ones have no content, and those that it has proved
/// are not given again: what it answers from must be its own store.
struct HandedOut {
    domain::Readback readback;
    KindName kind;
    bool urgent = false;
    std::string state;  ///< As in lists of deliveries.
    Hash nonce{};
    Package package;
    bool unavailable = false;  ///< We cannot read it: nothing is asked, and the others go on.
    bool given_again = false;  ///< It was, since it fails: it is asked for, or fetched by its id.
};

struct HandedPage {
    std::vector<HandedOut> items;
    store::CaseSystem system;
};

/// Each content that is handed out is an event before it is given. `forbidden`; `not_found` for a
/// unit without a case system; `conflict` with the problem `after-seq-ahead` for a number that was
/// never given.
void hand_out(Services& services, const domain::Actor& actor, Fetching fetching,
              Done<HandedPage> done);

/// One delivery once more, with its content. Whoever asks so for what it has proved does not hold
/// it: it is missing until it is proved again. `connector`: as in `Fetching`; empty: as last time.
void hand_out_again(Services& services, const domain::Actor& actor, const UnitId& unit,
                    const DeliveryId& delivery, std::string connector, Done<HandedOut> done);

/// A file of it; the reading is an event before the first byte leaves.
struct HandedFile {
    PackageFile file;
    vault::SealedFileReader reader;
};
void hand_out_file(Services& services, const domain::Actor& actor, const UnitId& unit,
                   const DeliveryId& delivery, int number, std::string connector,
                   Done<HandedFile> done);

/// What is asked of what the system has, from above a number.
struct Challenge {
    domain::Readback readback;
    Hash nonce{};
    Timestamp answer_by;
};
Result<std::vector<Challenge>> see_challenges(const Services& services, const domain::Actor& actor,
                                              const UnitId& unit, std::int64_t after_number,
                                              int limit);

}  // namespace varde::acts
