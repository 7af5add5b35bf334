#include "store/retention.hpp"

#include "store/queries.hpp"

namespace varde::store {
namespace {

using domain::EventName;

constexpr std::array<std::string_view, 5> stages{"kept", "archived", "held", "proposed", "erased"};

Status settle(sql::Connection& connection, const ReportId& report)
{
    return sql::post(connection, queries::settle_retention, report);
}

Status place_hold(sql::Connection& connection, const domain::Event& event)
{
    const auto hold = domain::placed_by(event);
    TRY(sql::post(connection, queries::insert_hold, hold.id.view(), hold.report, hold.unit.text,
                  domain::name_of(hold.name), hold.at, hold.by));
    if (!hold.of_unit())
        return settle(connection, hold.report);
    if (hold.kinds.empty())
        return sql::post(connection, queries::insert_hold_kind, hold.id.view(), "");
    for (const auto& kind : hold.kinds)
        TRY(sql::post(connection, queries::insert_hold_kind, hold.id.view(), kind.text));
    return ok();
}

Status bury(sql::Connection& connection, const domain::Event& event)
{
    const auto& facts = event.facts;
    CHECK(facts.people.size() == 2 && facts.from && facts.until && facts.since);
    TRY(sql::post(connection, queries::insert_tombstone, event.report, event.delivery, facts.rule,
                  facts.from, facts.until, facts.name == "archived", facts.since,
                  facts.people.front(), facts.people.back(), event.at));
    TRY(sql::post(connection, queries::erase_retention, event.report, event.at));
    return settle(connection, event.report);
}

RetentionRow read_row(const sql::Row& row)
{
    return {.report = row.id<ReportId>(0),
            .unit = {row.string(1)},
            .kind = {row.string(2)},
            .closed_at = row.time(3)};
}

vault::Wrap read_wrap(const sql::Row& row)
{
    const auto bytes = row.bytes(2);
    return {.epoch = std::uint32_t(row.integer(1)), .bytes = {bytes.begin(), bytes.end()}};
}

WrappedKey read_wrapped(const sql::Row& row)
{
    return {.object = uuid_of(row.bytes(0)), .wrap = read_wrap(row)};
}

KeyChange read_change(const sql::Row& row)
{
    KeyChange change{.epoch = std::uint32_t(row.integer(0)),
                     .erased_at = row.time(1),
                     .made_at = row.optional_time(3),
                     .moved_at = row.optional_time(4)};
    if (!row.null(2))
        change.to_epoch = std::uint32_t(row.integer(2));
    return change;
}

/// One row for each of a hold's kinds, side by side.
class HoldRows {
public:
    void add(const sql::Row& row)
    {
        const auto id = uuid_of(row.bytes(0));
        if (rows.empty() || rows.back().hold.id != id)
            rows.push_back(
                {.hold = {.id = id,
                          .name = domain::hold_named(row.text(3)).value_or(domain::HoldName::legal),
                          .report = row.id<ReportId>(1),
                          .unit = {row.string(2)},
                          .by = row.id<PersonId>(5),
                          .at = row.time(4)},
                 .released = !row.null(6)});
        if (!row.text(7).empty())
            rows.back().hold.kinds.push_back({row.string(7)});
    }
    std::vector<domain::Hold> holds() const
    {
        std::vector<domain::Hold> all;
        for (const auto& row : rows)
            all.push_back(row.hold);
        return all;
    }
    std::vector<HoldRow> rows;
};

}  // namespace

Status project_retention(sql::Connection& connection, const domain::Event& event)
{
    switch (event.name) {
    case EventName::delivery_closed:
        if (event.by.person.is_nil())
            return ok();
        TRY(sql::post(connection, queries::close_retention, event.delivery, event.at));
        return settle(connection, event.report);
    case EventName::report_held:
        return place_hold(connection, event);
    case EventName::report_released:
        TRY(sql::post(connection, queries::release_hold, event.facts.subject.view(), event.at,
                      event.by.person));
        return settle(connection, event.report);
    case EventName::report_archived:
        TRY(sql::post(connection, queries::archive_retention, event.report, event.at));
        return settle(connection, event.report);
    case EventName::erasure_proposed:
        TRY(sql::post(connection, queries::propose_retention, event.report, event.at));
        return settle(connection, event.report);
    case EventName::erasure_withdrawn:
        TRY(sql::post(connection, queries::propose_retention, event.report, std::nullopt));
        return settle(connection, event.report);
    case EventName::report_erased:
        return bury(connection, event);
    default:
        return ok();
    }
}

Result<std::vector<RetentionRow>> RetentionRecords::at_stage(const UnitId& unit,
                                                             RetentionStage stage,
                                                             const KindName& kind, Timestamp until,
                                                             const RetentionPlace& after, int limit)
{
    return sql::all(reading_.connection_, read_row, queries::retention_at_stage, unit.text,
                    stages.at(std::size_t(stage)), kind.text, until, after.closed_at,
                    after.report.view(), limit);
}

Result<std::vector<RetentionRow>> RetentionRecords::of_unit(const UnitId& unit,
                                                            const RetentionPlace& after, int limit)
{
    return sql::all(reading_.connection_, read_row, queries::retention_of_unit, unit.text,
                    after.closed_at, after.report.view(), limit);
}

Result<std::optional<HoldRow>> RetentionRecords::hold(const Uuid& id)
{
    HoldRows found;
    TRY(sql::each(
        reading_.connection_, [&](const sql::Row& row) { found.add(row); }, queries::hold,
        id.view()));
    return found.rows.empty() ? std::nullopt : std::optional(std::move(found.rows.front()));
}

Result<std::vector<domain::Hold>> RetentionRecords::holds_of_unit(const UnitId& unit)
{
    HoldRows found;
    TRY(sql::each(
        reading_.connection_, [&](const sql::Row& row) { found.add(row); }, queries::holds_of_unit,
        unit.text));
    return found.holds();
}

Result<std::vector<domain::Hold>> RetentionRecords::holds_in_force(const UnitId& unit, int limit)
{
    HoldRows found;
    TRY(sql::each(
        reading_.connection_, [&](const sql::Row& row) { found.add(row); }, queries::holds_in_force,
        unit.text, limit));
    return found.holds();
}

Result<std::optional<domain::Tombstone>> RetentionRecords::tombstone(const ReportId& report)
{
    return sql::one(
        reading_.connection_,
        [](const sql::Row& row) {
            return domain::Tombstone{.rule = row.string(0),
                                     .kept_until = row.time(1),
                                     .at = row.time(2),
                                     .proposer = row.id<PersonId>(3),
                                     .approver = row.id<PersonId>(4)};
        },
        queries::tombstone, report);
}

Result<std::vector<KeyChange>> RetentionRecords::key_changes()
{
    return sql::all(reading_.connection_, read_change, queries::key_changes);
}

Result<std::vector<WrappedKey>> RetentionRecords::wraps_between(WrapTable table,
                                                                std::uint32_t epoch,
                                                                const Uuid& after,
                                                                const Uuid& before, int limit)
{
    return sql::all(reading_.connection_, read_wrapped,
                    table == WrapTable::contents ? queries::wraps_between
                                                 : queries::uploads_between,
                    epoch, after.view(), before.view(), limit);
}

Result<std::vector<WrappedKey>> RetentionRecords::wraps_under(WrapTable table, std::uint32_t epoch,
                                                              int limit)
{
    return sql::all(reading_.connection_, read_wrapped,
                    table == WrapTable::contents ? queries::wraps_under : queries::uploads_under,
                    epoch, limit);
}

Result<std::vector<RefusedErasure>> RetentionRecords::refused_erasures(int limit)
{
    return sql::all(
        reading_.connection_,
        [](const sql::Row& row) {
            const auto object = row.bytes(3);
            return RefusedErasure{.number = row.integer(0),
                                  .at = row.time(1),
                                  .what = row.string(2),
                                  .object = {object.begin(), object.end()}};
        },
        queries::refused_erasures, limit);
}

Result<std::vector<UploadId>> RetentionChanges::erase(const ReportId& report, Timestamp at)
{
    if (const auto wrap = TRY(tx_.content_key(report)))
        TRY(tx_.put(queries::note_erasure_under, wrap->epoch, at));
    std::vector<UploadId> files;
    for (const auto& attachment : TRY(tx_.attachments(report))) {
        TRY(tx_.put(queries::note_erasure_under, attachment.upload.wrap.epoch, at));
        files.push_back(attachment.upload.id);
    }
    TRY(tx_.change(queries::erase_content_key, report));
    TRY(tx_.change(queries::erase_content, report));
    TRY(tx_.change(queries::erase_attachments, report));
    // One that another report names as well stays with that.
    std::vector<UploadId> gone;
    for (const auto& file : files)
        if (TRY(tx_.remove_unused_upload(file)))
            gone.push_back(file);
    return gone;
}

Status RetentionChanges::keep_opening(const ReportId& report, ByteView opening)
{
    return tx_.put(queries::keep_tombstone_opening, report, opening);
}

Result<bool> RetentionChanges::begin_key_change(std::uint32_t epoch, std::uint32_t to_epoch,
                                                Timestamp at)
{
    return TRY(tx_.change(queries::begin_key_change, epoch, to_epoch, at)) == 1;
}

Status RetentionChanges::move(WrapTable table, const Uuid& object, const vault::Wrap& from,
                              const vault::Wrap& to)
{
    return tx_.put(table == WrapTable::contents ? queries::move_wrap : queries::move_upload_wrap,
                   object.view(), from.bytes, to.epoch, to.bytes);
}

Status RetentionChanges::end_key_move(std::uint32_t epoch, Timestamp at)
{
    return tx_.put(queries::end_key_move, epoch, at);
}

Result<bool> RetentionChanges::end_key_change(std::uint32_t epoch, Timestamp at)
{
    return TRY(tx_.change(queries::end_key_change, epoch, at)) == 1;
}

Status RetentionChanges::tell_refused_erasures(std::int64_t up_to, Timestamp at)
{
    return tx_.put(queries::tell_refused_erasures, up_to, at);
}

}  // namespace varde::store
