// What every act may touch, and the form in which acts answer.
#pragma once

#include "acts/coverage.hpp"
#include "domain/access/decide.hpp"
#include "domain/notice/notice.hpp"
#include "packs/pack.hpp"
#include "store/store.hpp"

#include <functional>

namespace varde::acts {

/// By what this server tells people that something waits, beside its own pages.
struct NoticeChannels {
    bool email = false;
    bool sms = false;
    bool has(domain::NoticeChannel channel) const
    {
        return channel == domain::NoticeChannel::email ? email : sms;
    }
};

/// Built once, in app/; everything outlives the acts.
struct Services {
    Clock& clock;
    Random& random;
    store::Store& store;
    vault::Vault& vault;
    const packs::Pack& pack;
    Coverage& coverage;
    NoticeChannels notice_channels = {};
    /// What the served trust policy says of witnesses, as `ledger::witness_lines`; empty: none is
    /// served. Set before anything is served.
    std::string witnesses = {};
};

/// Called exactly once, on a worker thread: after durability for whatever was written.
template <class T>
using Done = std::move_only_function<void(Result<T>)>;

/// A client's Idempotency-Key, in the scope of whoever sent it.
struct RetryKey {
    std::string scope;  ///< Organisation, person or form; with the path for acts.
    std::string key;    ///< Empty: none was sent.
    bool given() const { return !key.empty(); }
};

/// What the database knows a retry key by: a MAC, so that keys reveal nothing.
store::KeyMac key_mac(const Services& services, const RetryKey& key);

/// Whether an act's request was done before: then its effect stands and is only shown again.
/// `conflict` when the key was used for something else. Call it in the act's own turn.
Result<bool> done_before(const Services& services, store::Transaction& tx, const RetryKey& key,
                         std::string_view request, const ReportId& report);

/// The MAC by which a sealed reference is found again.
Bytes reference_mac(const Services& services, std::string_view scope, std::string_view reference);

/// The pseudonym of a channel: from a sender (organisation, unit or `public`) to a unit.
domain::Channel channel_of(const Services& services, std::string_view sender, const UnitId& unit);

/// The name by which a unit is shown; its id when the pack no longer has it.
std::string unit_name(const Services& services, const UnitId& unit);

/// The data key of a report. Problem `report-erased` when it was destroyed; `internal` when the
/// report has none.
Result<store::ReportKey> report_key(const Services& services, store::Reading& reading,
                                    const ReportId& report);

}  // namespace varde::acts
