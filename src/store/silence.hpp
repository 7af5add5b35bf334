// Silence clocks in the database: what has come in from whom, counted after the fact.
#pragma once

#include "domain/silence/silence.hpp"
#include "store/transaction.hpp"

namespace varde::store {

/// From whom a unit has had reports, and how many. The sender's nil id is the public.
struct SilenceRow {
    UnitId unit;
    OrganisationId sender;
    domain::ChannelCount count;
    std::optional<Timestamp> told_at;  ///< Since then its silence stands as a problem.
};

/// `unit` is the one that it was meant for, also where it went to another because that was not
/// live.
struct HeardReport {
    Timestamp at;
    ReportId report;
    UnitId unit;
    OrganisationId sender;
};

/// How many of a unit's channels are silent.
struct SilentChannels {
    UnitId unit;
    std::int64_t count = 0;
};

class SilenceRecords {
public:
    explicit SilenceRecords(Reading& reading) : reading_(reading) {}

    /// Everything before this position has been counted.
    Result<std::uint64_t> watermark();
    /// What was accepted from `from` on and before `until`, from senders.
    Result<std::vector<HeardReport>> accepted_between(std::uint64_t from, std::uint64_t until);
    /// Heard last first.
    Result<std::vector<SilenceRow>> of(const UnitId& unit);
    Result<std::vector<SilenceRow>> after(const UnitId& unit, const OrganisationId& sender,
                                          int limit);
    Result<std::vector<SilentChannels>> silent();

private:
    Reading& reading_;
};

class SilenceChanges {
public:
    explicit SilenceChanges(Transaction& tx) : tx_(tx) {}

    /// False: somebody has counted from `from` on already, and nothing may be counted again.
    Result<bool> move_watermark(std::uint64_t from, std::uint64_t to);
    Status count(const HeardReport& heard);
    Status tell(const SilenceRow& row, std::optional<Timestamp> told_at);

private:
    Transaction& tx_;
};

}  // namespace varde::store
