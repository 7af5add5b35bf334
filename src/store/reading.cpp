#include "store/reading.hpp"

#include "ledger/tree.hpp"
#include "store/late_index.hpp"
#include "store/ledger_batch.hpp"
#include "store/queries.hpp"
#include "store/rows.hpp"

namespace varde::store {
namespace {

Bytes copied(ByteView bytes) { return {bytes.begin(), bytes.end()}; }

/// Rows whose reading may fail.
template <class... Values>
Result<std::vector<StoredEvent>>
read_events(sql::Connection& connection, const sql::Statement& statement, const Values&... values)
{
    auto rows = TRY(sql::all(connection, read_event, statement, values...));
    std::vector<StoredEvent> events;
    events.reserve(rows.size());
    for (auto& row : rows)
        events.push_back(TRY(std::move(row)));
    return events;
}

/// An id above every other: where "from the newest" begins.
ReportId or_newest(const ReportId& before)
{
    if (!before.is_nil())
        return before;
    ReportId highest;
    highest.uuid.bytes.fill(0xff);
    return highest;
}

Reading::Note read_note(const sql::Row& row)
{
    return {std::uint64_t(row.integer(0)), row.string(1)};
}

}  // namespace

std::string StoredEvent::entry() const
{
    const bool numbered = event.sequence > 0;
    return ledger::to_text({.event = std::string(domain::name_of(event.name)),
                            .object = event.report.uuid,
                            .channel = numbered ? std::optional(event.channel) : std::nullopt,
                            .sequence = numbered ? event.sequence : 0,
                            .time = event.at,
                            .commit = commitment});
}

Result<std::optional<Report>> Reading::report(const ReportId& id)
{
    return sql::one(connection_, read_report, queries::report, id);
}

Result<std::vector<Report>> Reading::reports_of(const OrganisationId& sender,
                                                const ReportId& before, int limit)
{
    return sql::all(connection_, read_report, queries::reports_of_sender, sender, or_newest(before),
                    limit);
}

Result<std::vector<Report>> Reading::reports_of(const OrganisationId& sender,
                                                ByteView reference_mac,
                                                std::span<const std::int64_t> recent,
                                                const ReportId& before, int limit)
{
    auto found =
        TRY(sql::all(connection_, read_report, queries::reports_of_sender_by_reference, sender,
                     reference_mac, or_newest(before), limit, start_of(reference_mac)));
    for (const auto position : recent)
        if (auto report = TRY(sql::one(connection_, read_report, queries::report_of_sender_at,
                                       sender, reference_mac, or_newest(before), position)))
            found.push_back(std::move(*report));
    // One may stand in the index by now and have been recent a moment ago.
    const auto newest_first = [](const Report& a, const Report& b) { return b.id < a.id; };
    std::ranges::sort(found, newest_first);
    const auto twice = std::ranges::unique(found, {}, &Report::id);
    found.erase(twice.begin(), twice.end());
    if (found.size() > std::size_t(limit))
        found.resize(std::size_t(limit));
    return found;
}

Result<std::vector<StoredEvent>> Reading::events_of(const ReportId& report)
{
    return read_events(connection_, queries::events_of_report, report);
}

Result<std::optional<StoredEvent>> Reading::event_at(std::uint64_t position)
{
    auto events = TRY(read_events(connection_, queries::event_at, std::int64_t(position)));
    if (events.empty())
        return std::optional<StoredEvent>{};
    return std::optional(std::move(events.front()));
}

Result<std::vector<StoredEvent>> Reading::events_from(std::uint64_t position, int limit)
{
    return read_events(connection_, queries::events_from, std::int64_t(position), limit);
}

Result<std::optional<Bytes>> Reading::content(const ReportId& report)
{
    return sql::one(
        connection_, [](const sql::Row& row) { return copied(row.bytes(0)); }, queries::content,
        report);
}

Result<std::optional<vault::Wrap>> Reading::content_key(const ReportId& report)
{
    return sql::one(
        connection_,
        [](const sql::Row& row) {
            return vault::Wrap{std::uint32_t(row.integer(0)), copied(row.bytes(1))};
        },
        queries::content_key, report);
}

Result<std::optional<Upload>> Reading::upload(const UploadId& id)
{
    return sql::one(
        connection_, [](const sql::Row& row) { return read_upload(row, 0); }, queries::upload, id);
}

Result<std::vector<UploadId>> Reading::unused_uploads_before(Timestamp at)
{
    return sql::all(
        connection_, [](const sql::Row& row) { return row.id<UploadId>(0); },
        queries::unused_uploads_before, at);
}

Result<std::vector<Attachment>> Reading::attachments(const ReportId& report)
{
    return sql::all(
        connection_,
        [](const sql::Row& row) { return Attachment{int(row.integer(0)), read_upload(row, 1)}; },
        queries::attachments, report);
}

Result<std::optional<domain::Delivery>> Reading::delivery(const DeliveryId& id)
{
    return sql::one(connection_, read_delivery, queries::delivery, id);
}

Result<std::vector<domain::Delivery>> Reading::deliveries_of(const ReportId& report)
{
    return sql::all(connection_, read_delivery, queries::deliveries_of_report, report);
}

Result<std::vector<InboxRow>> Reading::inbox(const UnitId& unit, const InboxPlace& after, int limit)
{
    return sql::all(
        connection_,
        [](const sql::Row& row) {
            auto delivery = read_delivery(row);
            const InboxPlace place{row.integer(23), row.time(24), delivery.id};
            return InboxRow{std::move(delivery), place};
        },
        queries::inbox_open, unit.text, after.place_in_line, after.next_due, after.id.view(),
        limit);
}

Result<std::vector<InboxRow>> Reading::ended(const UnitId& unit, const InboxPlace& before,
                                             int limit)
{
    const auto from =
        before.id.is_nil() ? Timestamp{std::numeric_limits<std::int64_t>::max()} : before.next_due;
    return sql::all(
        connection_,
        [](const sql::Row& row) {
            auto delivery = read_delivery(row);
            const InboxPlace place{0, delivery.received_at, delivery.id};
            return InboxRow{std::move(delivery), place};
        },
        queries::inbox_ended, unit.text, from, before.id.view(), limit);
}

Result<std::vector<KindCount>> Reading::open_by_kind(const UnitId& unit)
{
    return sql::all(
        connection_,
        [](const sql::Row& row) { return KindCount{{row.string(0)}, row.integer(1), row.time(2)}; },
        queries::open_by_kind, unit.text);
}

Result<std::optional<Reading::Note>> Reading::told(Result<std::optional<Note>> note) const
{
    if (note && note.value() && note.value()->size > confirmed_)
        return Error{ErrorCode::unavailable,
                     "This is not confirmed by the standby yet. Nothing is lost; ask again "
                     "shortly."};
    return note;
}

Result<std::optional<Reading::Note>> Reading::note_holding(std::uint64_t position)
{
    return told(sql::one(connection_, read_note, queries::batch_holding, std::int64_t(position)));
}

Result<std::optional<Reading::Note>> Reading::last_note()
{
    return told(sql::one(connection_, read_note, queries::last_batch));
}

Result<std::vector<Hash>> Reading::inclusion_proof(std::uint64_t position, std::uint64_t size)
{
    return ledger::inclusion_proof(position, size, node_reader(connection_));
}

Result<std::vector<Hash>> Reading::leaves(std::uint64_t from, std::uint64_t to)
{
    return sql::all(
        connection_,
        [](const sql::Row& row) {
            Hash leaf{};
            const auto bytes = row.bytes(0);
            std::copy_n(bytes.begin(), std::min(bytes.size(), leaf.size()), leaf.begin());
            return leaf;
        },
        queries::leaves_between, std::int64_t(from), std::int64_t(to));
}

Result<Hash> Reading::tree_root(std::uint64_t size)
{
    return ledger::tree_root(size, node_reader(connection_));
}

}  // namespace varde::store
