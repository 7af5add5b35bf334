#include "store/rows.hpp"

#include "store/facts.hpp"

namespace varde::store {
namespace {

template <std::size_t N>
std::array<std::uint8_t, N> array_of(ByteView bytes)
{
    CHECK(bytes.size() == N);
    std::array<std::uint8_t, N> array;
    std::copy(bytes.begin(), bytes.end(), array.begin());
    return array;
}

std::string_view rest_after(std::string_view& text, char separator)
{
    const auto at = text.find(separator);
    const auto first = text.substr(0, at);
    text = at == std::string_view::npos ? std::string_view{} : text.substr(at + 1);
    return first;
}

}  // namespace

Result<StoredEvent> read_event(const sql::Row& row)
{
    StoredEvent stored;
    stored.position = std::uint64_t(row.integer(0));
    auto& event = stored.event;
    event.at = row.time(1);
    const auto name = domain::event_named(row.text(2));
    const auto role = domain::role_named(row.text(6));
    if (!name || !role)
        return Error{ErrorCode::internal, "an event has a name or role that is not known"};
    const auto is_id = [&](int column) {
        return row.null(column) || row.bytes(column).size() == sizeof(Uuid::bytes);
    };
    if (event.at.unix_us < 0 || !is_id(3) || !is_id(4) || !is_id(8) || !is_id(9) ||
        row.bytes(10).size() != event.channel.size() || row.bytes(13).size() != sizeof(Hash))
        return Error{ErrorCode::internal, "an event has a value that no event can have: its row "
                                          "was damaged"};
    event.name = *name;
    event.report = row.id<ReportId>(3);
    event.delivery = row.id<DeliveryId>(4);
    event.unit.text = row.string(5);
    event.by = {*role, {row.string(7)}, row.id<PersonId>(8), row.id<OrganisationId>(9)};
    event.channel = array_of<8>(row.bytes(10));
    event.sequence = row.integer(11);
    event.facts = TRY(facts_from_json(row.text(12)));
    stored.commitment = array_of<32>(row.bytes(13));
    const auto sealed = row.bytes(14);
    stored.sealed.assign(sealed.begin(), sealed.end());
    return stored;
}

Report read_report(const sql::Row& row)
{
    Report report;
    report.id = row.id<ReportId>(0);
    report.position = std::uint64_t(row.integer(1));
    report.kind.text = row.string(2);
    report.pack = row.string(3);
    report.sender = row.id<OrganisationId>(4);
    report.medium = domain::medium_named(row.text(5)).value_or(domain::Medium::other);
    report.urgent = row.integer(6) != 0;
    report.accepted_at = row.time(7);
    report.occurred_at = row.optional_time(8);
    report.captured_at = row.optional_time(9);
    report.withdrawn_at = row.optional_time(10);
    return report;
}

domain::Delivery read_delivery(const sql::Row& row)
{
    domain::Delivery delivery;
    delivery.id = row.id<DeliveryId>(0);
    delivery.report = row.id<ReportId>(1);
    delivery.unit.text = row.string(2);
    delivery.kind.text = row.string(3);
    delivery.urgent = row.integer(4) != 0;
    delivery.channel = array_of<8>(row.bytes(5));
    delivery.sequence = row.integer(6);
    delivery.received_at = row.time(7);
    const auto standing = domain::standing_named(row.text(8));
    CHECK(standing);
    delivery.standing = *standing;
    delivery.owner = row.id<PersonId>(9);
    delivery.offered_to = row.id<PersonId>(10);
    delivery.offered_unit.text = row.string(11);
    delivery.offered_as = row.id<DeliveryId>(12);
    delivery.from_unit.text = row.string(13);
    delivery.from_delivery = row.id<DeliveryId>(14);
    delivery.case_id = row.id<CaseId>(15);
    delivery.opened_at = row.optional_time(16);
    delivery.filed_at = row.optional_time(17);
    delivery.assessed_at = row.optional_time(18);
    delivery.answered_at = row.optional_time(19);
    delivery.closed_at = row.optional_time(20);
    if (!row.null(21))
        delivery.immediate_follow_up = row.integer(21) != 0;
    delivery.version = row.integer(22);
    return delivery;
}

Upload read_upload(const sql::Row& row, int c)
{
    Upload upload;
    upload.id = row.id<UploadId>(c);
    const auto owner = row.bytes(c + 1);
    upload.owner_mac.assign(owner.begin(), owner.end());
    upload.media_type = row.string(c + 2);
    upload.bytes = std::uint64_t(row.integer(c + 3));
    upload.sha256 = array_of<32>(row.bytes(c + 4));
    upload.wrap.epoch = std::uint32_t(row.integer(c + 5));
    const auto wrap = row.bytes(c + 6);
    upload.wrap.bytes.assign(wrap.begin(), wrap.end());
    upload.made_at = row.time(c + 7);
    return upload;
}

domain::Organisation read_organisation(const sql::Row& row, int c)
{
    return {row.id<OrganisationId>(c), row.string(c + 1),
            domain::sector_named(row.text(c + 2)).value_or(domain::Sector::other)};
}

domain::Grant read_grant(const sql::Row& row, int c)
{
    domain::Grant grant;
    grant.role = domain::role_named(row.text(c)).value_or(domain::Role::nobody);
    grant.unit.text = row.string(c + 1);
    const auto kinds = row.string(c + 2);
    for (std::string_view rest = kinds; !rest.empty();)
        grant.kinds.push_back({std::string(rest_after(rest, ' '))});
    grant.from = row.time(c + 3);
    grant.until = row.optional_time(c + 4);
    return grant;
}

std::string kinds_text(const std::vector<KindName>& kinds)
{
    std::string text;
    for (const auto& kind : kinds)
        text += (text.empty() ? "" : " ") + kind.text;
    return text;
}

}  // namespace varde::store
