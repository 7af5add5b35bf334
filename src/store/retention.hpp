// What became of reports after they were closed, holds, tombstones, and the change of erasure keys,
// in the database. All but the last are folded from what events record.
#pragma once

#include "domain/retention/retention.hpp"
#include "store/transaction.hpp"

namespace varde::store {

/// Folds what `event` records of closings, holds, proposals and tombstones.
Status project_retention(sql::Connection& connection, const domain::Event& event);

/// How far a report has come; what lists find it by.
enum class RetentionStage { kept, archived, held, proposed, erased };

struct RetentionRow {
    ReportId report;
    UnitId unit;
    KindName kind;
    Timestamp closed_at;
};
/// Where a page begins: after this row. The default begins with the oldest.
struct RetentionPlace {
    Timestamp closed_at;
    ReportId report;
};

struct HoldRow {
    domain::Hold hold;
    bool released = false;
};

/// An erasure key under which something was erased, and what has been done about it.
struct KeyChange {
    std::uint32_t epoch = 0;
    Timestamp erased_at;  ///< For the first time.
    std::optional<std::uint32_t> to_epoch;
    std::optional<Timestamp> made_at;   ///< The key that takes its place.
    std::optional<Timestamp> moved_at;  ///< All that was wrapped under it.
};

struct WrappedKey {
    Uuid object;
    vault::Wrap wrap;
};
enum class WrapTable { contents, uploads };

/// A try to erase past all acts, which the database refused.
struct RefusedErasure {
    std::int64_t number = 0;
    Timestamp at;
    std::string what;  ///< The table.
    Bytes object;
};

class RetentionRecords {
public:
    explicit RetentionRecords(Reading& reading) : reading_(reading) {}

    /// Those of a unit and kind that were closed before `until`, longest closed first.
    Result<std::vector<RetentionRow>> at_stage(const UnitId& unit, RetentionStage stage,
                                               const KindName& kind, Timestamp until,
                                               const RetentionPlace& after, int limit);
    Result<std::vector<RetentionRow>> of_unit(const UnitId& unit, const RetentionPlace& after,
                                              int limit);

    Result<std::optional<HoldRow>> hold(const Uuid& id);
    /// Those of the unit as a whole that are in force.
    Result<std::vector<domain::Hold>> holds_of_unit(const UnitId& unit);
    /// These and those of its reports, newest first.
    Result<std::vector<domain::Hold>> holds_in_force(const UnitId& unit, int limit);

    Result<std::optional<domain::Tombstone>> tombstone(const ReportId& report);

    /// Those of which the old key has not been destroyed yet.
    Result<std::vector<KeyChange>> key_changes();
    /// Of the epoch, with ids between the two, in order; reads those alone.
    Result<std::vector<WrappedKey>> wraps_between(WrapTable table, std::uint32_t epoch,
                                                  const Uuid& after, const Uuid& before, int limit);
    /// Any of the epoch. Reads the whole table where there is none.
    Result<std::vector<WrappedKey>> wraps_under(WrapTable table, std::uint32_t epoch, int limit);

    /// Those of which nobody was told yet, oldest first.
    Result<std::vector<RefusedErasure>> refused_erasures(int limit);

private:
    Reading& reading_;
};

class RetentionChanges {
public:
    explicit RetentionChanges(Transaction& tx) : tx_(tx) {}

    /// Destroys every wrap of the report, after the event that says so was appended: the database
    /// refuses otherwise. Returns the files that may go once this is durable.
    Result<std::vector<UploadId>> erase(const ReportId& report, Timestamp at);
    Status keep_opening(const ReportId& report, ByteView opening);

    /// False when another has begun it.
    Result<bool> begin_key_change(std::uint32_t epoch, std::uint32_t to_epoch, Timestamp at);
    /// Leaves a wrap alone that is no longer `from`: its report was erased, or it has moved.
    Status move(WrapTable table, const Uuid& object, const vault::Wrap& from,
                const vault::Wrap& to);
    Status end_key_move(std::uint32_t epoch, Timestamp at);
    /// False when it has been said before.
    Result<bool> end_key_change(std::uint32_t epoch, Timestamp at);

    Status tell_refused_erasures(std::int64_t up_to, Timestamp at);

private:
    Transaction& tx_;
};

}  // namespace varde::store
