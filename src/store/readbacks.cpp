#include "store/readbacks.hpp"

#include "store/queries.hpp"

#include <algorithm>

namespace varde::store {
namespace {

domain::Channel read_channel(ByteView bytes)
{
    domain::Channel channel{};
    CHECK(bytes.size() == channel.size());
    std::ranges::copy(bytes, channel.begin());
    return channel;
}

domain::Readback read_readback(const sql::Row& row)
{
    return {.delivery = row.id<DeliveryId>(0),
            .report = row.id<ReportId>(1),
            .unit = {row.string(2)},
            .number = row.integer(3),
            .channel = read_channel(row.bytes(4)),
            .sequence = row.integer(5),
            .added_at = row.time(6),
            .state = domain::readback_state_named(row.text(7)).value(),
            .round = row.integer(8),
            .asked_at = row.optional_time(9),
            .due_at = row.optional_time(10),
            .stored_at = row.optional_time(11),
            .proved_at = row.optional_time(12),
            .failed_at = row.optional_time(13),
            .remark = row.string(14),
            .connector = row.string(15),
            .told = row.null(16) ? std::string{} : row.string(16),
            .read_round = row.integer(17),
            .read_by = row.id<OrganisationId>(18),
            .read_at = row.optional_time(19)};
}

UnitId read_unit(const sql::Row& row) { return {row.string(0)}; }

}  // namespace

Result<std::vector<UnitId>> ReadbackRecords::units_of_key(ByteView key_hash)
{
    return sql::all(connection(), read_unit, queries::units_of_key, key_hash);
}

Result<std::vector<UnitId>> ReadbackRecords::units()
{
    return sql::all(connection(), read_unit, queries::units_with_case_systems);
}

Result<std::optional<CaseSystem>> ReadbackRecords::case_system(const UnitId& unit)
{
    return sql::one(
        connection(),
        [](const sql::Row& row) {
            return CaseSystem{{row.string(0)}, row.integer(1),       row.integer(2),
                              row.time(3),     row.optional_time(4), row.string(5)};
        },
        queries::case_system, unit.text);
}

Result<std::uint64_t> ReadbackRecords::watermark()
{
    const auto position = TRY(sql::one(
        connection(), [](const sql::Row& row) { return std::uint64_t(row.integer(0)); },
        queries::readback_watermark));
    return position.value_or(0);
}

Result<std::vector<Arrival>> ReadbackRecords::arrived_between(std::uint64_t from,
                                                              std::uint64_t until)
{
    return sql::all(
        connection(),
        [](const sql::Row& row) {
            return Arrival{row.id<DeliveryId>(0),      row.id<ReportId>(1), {row.string(2)},
                           read_channel(row.bytes(3)), row.integer(4),      row.time(5)};
        },
        queries::arrived_between, std::int64_t(from), std::int64_t(until));
}

Result<std::optional<domain::Readback>> ReadbackRecords::of(const DeliveryId& delivery)
{
    return sql::one(connection(), read_readback, queries::readback, delivery);
}

Result<std::vector<domain::Readback>> ReadbackRecords::after(const UnitId& unit,
                                                             std::int64_t number, int limit)
{
    return sql::all(connection(), read_readback, queries::readbacks_after, unit.text, number,
                    limit);
}

Result<std::vector<domain::Readback>> ReadbackRecords::asked(const UnitId& unit,
                                                             std::int64_t number, int limit)
{
    return sql::all(connection(), read_readback, queries::readbacks_asked, unit.text, number,
                    limit);
}

Result<std::vector<domain::Readback>>
ReadbackRecords::waiting(const UnitId& unit, std::int64_t above, std::int64_t up_to, int limit)
{
    return sql::all(connection(), read_readback, queries::readbacks_passed, unit.text, above, up_to,
                    limit);
}

Result<std::vector<domain::Readback>> ReadbackRecords::failing(const UnitId& unit, int limit)
{
    return sql::all(connection(), read_readback, queries::readbacks_failing, unit.text, limit);
}

Result<std::vector<domain::Readback>> ReadbackRecords::untold(const UnitId& unit, int limit)
{
    return sql::all(connection(), read_readback, queries::readbacks_untold, unit.text, limit);
}

Result<std::vector<domain::Readback>> ReadbackRecords::due(Timestamp now, int limit)
{
    return sql::all(connection(), read_readback, queries::readbacks_due, now, limit);
}

Result<std::vector<ChannelItem>>
ReadbackRecords::of_channel(const UnitId& unit, const domain::Channel& channel, std::int64_t number)
{
    return sql::all(
        connection(),
        [](const sql::Row& row) { return ChannelItem{row.id<DeliveryId>(0), row.integer(1)}; },
        queries::readbacks_of_channel, unit.text, channel, number);
}

Result<std::vector<domain::Channel>> ReadbackRecords::channels(const UnitId& unit,
                                                               std::int64_t number)
{
    return sql::all(
        connection(), [](const sql::Row& row) { return read_channel(row.bytes(0)); },
        queries::channels_of_case_system, unit.text, number);
}

Result<std::vector<UnitProblem>> ReadbackRecords::problems()
{
    return sql::all(
        connection(),
        [](const sql::Row& row) { return UnitProblem{{row.string(0)}, row.string(1)}; },
        queries::readback_problems);
}

Result<std::int64_t> ReadbackRecords::failing_as(const UnitProblem& problem)
{
    const auto count = TRY(sql::one(
        connection(), [](const sql::Row& row) { return row.integer(0); },
        queries::readbacks_in_state, problem.unit.text, problem.about));
    return count.value_or(0);
}

Result<std::vector<FailingCount>> ReadbackRecords::failing_by_unit()
{
    return sql::all(
        connection(),
        [](const sql::Row& row) { return FailingCount{{row.string(0)}, row.integer(1)}; },
        queries::failing_by_unit);
}

Status ReadbackChanges::add_key(const UnitId& unit, ByteView key_hash)
{
    return tx_.put(queries::insert_key_unit, unit.text, key_hash);
}

Status ReadbackChanges::add_case_system(const UnitId& unit, Timestamp at)
{
    const auto note = TRY(tx_.last_note());
    const auto position = std::int64_t(note ? note->size : 0);
    const auto others = TRY(sql::one(
        tx_.connection_, [](const sql::Row& row) { return row.integer(0); },
        queries::count_case_systems));
    ReadbackRecords records(tx_);
    if (others.value_or(0) == 0) {  // Nobody has to look at what was long ago.
        const auto from = TRY(records.watermark());
        TRY(move_watermark(from, std::max(from, std::uint64_t(position))));
    }
    return tx_.put(queries::insert_case_system, unit.text, position, at);
}

Status ReadbackChanges::save(const CaseSystem& system)
{
    return tx_.put(queries::save_case_system, system.unit.text, system.last_number,
                   system.confirmed, system.pulled_at, system.connector);
}

Result<bool> ReadbackChanges::move_watermark(std::uint64_t from, std::uint64_t to)
{
    return TRY(tx_.change(queries::save_readback_watermark, std::int64_t(from),
                          std::int64_t(to))) == 1;
}

Status ReadbackChanges::save(const domain::Readback& r)
{
    const auto told = r.told.empty() ? std::nullopt : std::optional(std::string_view(r.told));
    return tx_.put(queries::save_readback, r.delivery, r.report, r.unit.text, r.number, r.channel,
                   r.sequence, r.added_at, domain::name_of(r.state), r.round, r.asked_at, r.due_at,
                   r.stored_at, r.proved_at, r.failed_at, r.remark, r.connector, told, r.read_round,
                   r.read_by, r.read_at);
}

}  // namespace varde::store
