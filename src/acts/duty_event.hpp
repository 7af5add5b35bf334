// How a change of duty becomes durable: an event under a key of its own.
#pragma once

#include "acts/duty.hpp"
#include "domain/duty/change.hpp"

namespace varde::acts {

/// What must be made before the writer, because making a month's first key takes its time.
struct SealedNote {
    store::ReportKey key;
    vault::Wrap wrap;
    Bytes content;
};

/// `text` sealed under a fresh key.
Result<SealedNote> seal_note(Services& services, const domain::DutyId& id, std::string_view text,
                             Timestamp at);

/// Appends the first event of what `entry` enters; `sealed` as in domain::Event.
Status enter(Services& services, store::Transaction& tx, domain::DutyChange change,
             const domain::DutyEntry& entry, const domain::By& by, const SealedNote& note,
             std::string sealed = {});

/// Whose request this key and body were before: the first entry made by it, or nil.
Result<domain::DutyId> entered_before(const Services& services, store::Transaction& tx,
                                      const RetryKey& key, std::string_view request,
                                      const domain::DutyId& fresh);

}  // namespace varde::acts
