#include "store/silence.hpp"

#include "store/facts.hpp"
#include "store/queries.hpp"

namespace varde::store {
namespace {

constexpr std::int64_t week_us = 604'800'000'000;

SilenceRow read_row(const sql::Row& row)
{
    return {.unit = {row.string(0)},
            .sender = {uuid_of(row.bytes(1))},
            .count = {row.integer(5), row.time(2), row.time(3)},
            .told_at = row.optional_time(4)};
}

}  // namespace

Result<std::uint64_t> SilenceRecords::watermark()
{
    const auto position = TRY(sql::one(
        reading_.connection_, [](const sql::Row& row) { return std::uint64_t(row.integer(0)); },
        queries::silence_watermark));
    return position.value_or(0);
}

Result<std::vector<HeardReport>> SilenceRecords::accepted_between(std::uint64_t from,
                                                                  std::uint64_t until)
{
    const auto read = [](const sql::Row& row) -> Result<HeardReport> {
        const auto facts = TRY(facts_from_json(row.text(4)));
        const auto& meant = facts.about_unit.text;  // Where that one was passed over.
        return HeardReport{row.time(0),
                           row.id<ReportId>(1),
                           {meant.empty() ? row.string(2) : meant},
                           row.id<OrganisationId>(3)};
    };
    auto rows = TRY(sql::all(reading_.connection_, read, queries::accepted_between,
                             std::int64_t(from), std::int64_t(until)));
    std::vector<HeardReport> heard;
    for (auto& row : rows)
        heard.push_back(TRY(std::move(row)));
    return heard;
}

Result<std::vector<SilenceRow>> SilenceRecords::of(const UnitId& unit)
{
    return sql::all(reading_.connection_, read_row, queries::silence_clocks_of, unit.text);
}

Result<std::vector<SilenceRow>> SilenceRecords::after(const UnitId& unit,
                                                      const OrganisationId& sender, int limit)
{
    return sql::all(reading_.connection_, read_row, queries::silence_clocks, unit.text,
                    sender.view(), limit);
}

Result<std::vector<SilentChannels>> SilenceRecords::silent()
{
    return sql::all(
        reading_.connection_,
        [](const sql::Row& row) { return SilentChannels{{row.string(0)}, row.integer(1)}; },
        queries::silent_channels);
}

Result<bool> SilenceChanges::move_watermark(std::uint64_t from, std::uint64_t to)
{
    return TRY(tx_.change(queries::save_silence_watermark, std::int64_t(from), std::int64_t(to))) ==
           1;
}

Status SilenceChanges::count(const HeardReport& heard)
{
    TRY(tx_.put(queries::hear, heard.unit.text, heard.sender.view(), heard.at));
    return tx_.put(queries::count_heard, heard.unit.text, heard.sender.view(),
                   heard.at.unix_us / week_us);
}

Status SilenceChanges::tell(const SilenceRow& row, std::optional<Timestamp> told_at)
{
    return tx_.put(queries::tell_silence, row.unit.text, row.sender.view(), told_at);
}

}  // namespace varde::store
