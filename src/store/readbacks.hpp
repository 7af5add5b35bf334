// What units' case systems are to hold, and what they have proved of it, in the database. No fold
// over events: what was asked and when is work under way, as sent notices are.
#pragma once

#include "domain/readback/readback.hpp"
#include "store/transaction.hpp"

namespace varde::store {

/// A unit that has a case system.
struct CaseSystem {
    UnitId unit;
    std::int64_t last_number = 0;        ///< Of what has come for it.
    std::int64_t confirmed = 0;          ///< It said that it holds all up to this number.
    Timestamp since;                     ///< What came before is not asked for.
    std::optional<Timestamp> pulled_at;  ///< Nothing: it never came.
    std::string connector;               ///< `name/version`, as it says.
};

/// A delivery's first event, for a unit with a case system.
struct Arrival {
    DeliveryId delivery;
    ReportId report;
    UnitId unit;
    domain::Channel channel{};
    std::int64_t sequence = 0;
    Timestamp at;
};

struct ChannelItem {
    DeliveryId delivery;
    std::int64_t sequence = 0;
};

struct UnitProblem {
    UnitId unit;
    std::string about;
};

struct FailingCount {
    UnitId unit;
    std::int64_t count = 0;
};

class ReadbackRecords {
public:
    explicit ReadbackRecords(Reading& reading) : reading_(reading) {}

    Result<std::vector<UnitId>> units_of_key(ByteView key_hash);
    /// Those with a key that is valid.
    Result<std::vector<UnitId>> units();
    Result<std::optional<CaseSystem>> case_system(const UnitId& unit);
    /// Everything before this position has been looked at.
    Result<std::uint64_t> watermark();
    Result<std::vector<Arrival>> arrived_between(std::uint64_t from, std::uint64_t until);

    Result<std::optional<domain::Readback>> of(const DeliveryId& delivery);
    /// In order of their numbers, from above `number`.
    Result<std::vector<domain::Readback>> after(const UnitId& unit, std::int64_t number, int limit);
    /// Of which an answer is waited for, above `number`, but for what was never due yet.
    Result<std::vector<domain::Readback>> asked(const UnitId& unit, std::int64_t number, int limit);
    /// From above one number up to another: never proved.
    Result<std::vector<domain::Readback>> waiting(const UnitId& unit, std::int64_t above,
                                                  std::int64_t up_to, int limit);
    Result<std::vector<domain::Readback>> failing(const UnitId& unit, int limit);
    /// Of which nobody was told, by state.
    Result<std::vector<domain::Readback>> untold(const UnitId& unit, int limit);
    Result<std::vector<domain::Readback>> due(Timestamp now, int limit);
    /// A channel's, up to a number of the unit's.
    Result<std::vector<ChannelItem>> of_channel(const UnitId& unit, const domain::Channel& channel,
                                                std::int64_t number);
    Result<std::vector<domain::Channel>> channels(const UnitId& unit, std::int64_t number);
    /// Problems `readback_failed` that have not ended.
    Result<std::vector<UnitProblem>> problems();
    /// How many fail in the way that this problem is about.
    Result<std::int64_t> failing_as(const UnitProblem& problem);
    Result<std::vector<FailingCount>> failing_by_unit();

private:
    sql::Connection& connection() { return reading_.connection_; }
    Reading& reading_;
};

class ReadbackChanges {
public:
    explicit ReadbackChanges(Transaction& tx) : tx_(tx) {}

    Status add_key(const UnitId& unit, ByteView key_hash);
    /// What is accepted from now on is for the unit's system; once.
    Status add_case_system(const UnitId& unit, Timestamp at);
    Status save(const CaseSystem& system);
    /// False: somebody has looked from `from` on already.
    Result<bool> move_watermark(std::uint64_t from, std::uint64_t to);
    Status save(const domain::Readback& readback);

private:
    Transaction& tx_;
};

}  // namespace varde::store
