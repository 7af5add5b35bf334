#include "store/facts.hpp"

#include "json/reader.hpp"
#include "json/writer.hpp"

namespace varde::store {
namespace {

template <class IdType>
void write_id(json::Writer& w, std::string_view name, const IdType& id)
{
    if (!id.is_nil())
        w(name, id);
}

void write_text(json::Writer& w, std::string_view name, std::string_view text)
{
    if (!text.empty())
        w(name, text);
}

void write_time(json::Writer& w, std::string_view name, const std::optional<Timestamp>& at)
{
    if (at)
        w(name, at->unix_us);
}

template <class IdType>
IdType read_id(json::Reader& r, std::string_view name)
{
    const auto text = r.optional_text(name);
    const auto uuid = text ? parse_uuid(*text) : std::nullopt;
    if (text && !uuid)
        r.fault(name, "is not a UUID");
    return IdType{uuid.value_or(Uuid{})};
}

std::optional<Timestamp> read_time(json::Reader& r, std::string_view name)
{
    const auto us = r.optional_integer(name);
    return us ? std::optional(Timestamp{*us}) : std::nullopt;
}

}  // namespace

std::string to_json(const domain::Facts& facts)
{
    json::Writer w;
    w.object([&] {
        write_text(w, "kind", facts.kind.text);
        write_text(w, "pack", facts.pack);
        write_id(w, "sender", facts.sender);
        if (!facts.sender_reference_mac.empty())
            w("sender_reference_mac", to_hex(facts.sender_reference_mac));
        if (facts.medium != domain::Medium::api)
            w("medium", domain::name_of(facts.medium));
        if (facts.urgent)
            w("urgent", true);
        write_time(w, "occurred_at_us", facts.occurred_at);
        write_time(w, "captured_at_us", facts.captured_at);
        write_time(w, "open_due_us", facts.open_due);
        write_text(w, "from_unit", facts.from_unit.text);
        write_id(w, "from_delivery", facts.from_delivery);
        write_text(w, "to_unit", facts.to_unit.text);
        write_id(w, "to_delivery", facts.to_delivery);
        write_id(w, "to_person", facts.to_person);
        write_id(w, "case", facts.case_id);
        if (facts.close_reason != domain::CloseReason::handled)
            w("close_reason", domain::name_of(facts.close_reason));
        write_text(w, "action", facts.action);
    });
    return w.take();
}

Result<domain::Facts> facts_from_json(std::string_view text)
{
    const auto document = TRY(json::Document::parse(text));
    json::Reader r(document.root());
    domain::Facts facts;
    facts.kind.text = r.optional_text("kind").value_or("");
    facts.pack = r.optional_text("pack").value_or("");
    facts.sender = read_id<OrganisationId>(r, "sender");
    facts.sender_reference_mac =
        from_hex(r.optional_text("sender_reference_mac").value_or("")).value_or(Bytes{});
    if (auto medium = r.optional_text("medium"))
        facts.medium = domain::medium_named(*medium).value_or(domain::Medium::other);
    facts.urgent = r.boolean("urgent", false);
    facts.occurred_at = read_time(r, "occurred_at_us");
    facts.captured_at = read_time(r, "captured_at_us");
    facts.open_due = read_time(r, "open_due_us");
    facts.from_unit.text = r.optional_text("from_unit").value_or("");
    facts.from_delivery = read_id<DeliveryId>(r, "from_delivery");
    facts.to_unit.text = r.optional_text("to_unit").value_or("");
    facts.to_delivery = read_id<DeliveryId>(r, "to_delivery");
    facts.to_person = read_id<PersonId>(r, "to_person");
    facts.case_id = read_id<CaseId>(r, "case");
    if (auto reason = r.optional_text("close_reason"))
        facts.close_reason =
            domain::close_reason_named(*reason).value_or(domain::CloseReason::handled);
    facts.action = r.optional_text("action").value_or("");
    return r.finish(std::move(facts));
}

}  // namespace varde::store
