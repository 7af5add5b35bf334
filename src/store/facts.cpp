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

void write_flag(json::Writer& w, std::string_view name, const std::optional<bool>& flag)
{
    if (flag)
        w(name, *flag);
}

std::optional<bool> read_flag(json::Reader& r, std::string_view name)
{
    const bool if_absent_no = r.boolean(name, false);
    return r.boolean(name, true) == if_absent_no ? std::optional(if_absent_no) : std::nullopt;
}

void write_obligations(json::Writer& w, const domain::Facts& facts)
{
    if (!facts.started.empty())
        w.array("started", [&] {
            for (const auto& started : facts.started)
                w.object([&] {
                    w("rule", started.rule);
                    write_time(w, "since_us", started.since);
                    write_time(w, "due_us", started.due);
                    if (started.owed_by != domain::Debtor::unit)
                        w("owed_by", domain::name_of(started.owed_by));
                    if (!started.assumed.empty())
                        w.array("assumed", [&] {
                            for (const auto& fact : started.assumed)
                                w.value(fact);
                        });
                });
        });
    if (!facts.ended.empty())
        w.array("ended", [&] {
            for (const auto& ended : facts.ended)
                w.object([&] {
                    w("rule", ended.rule);
                    write_time(w, "since_us", ended.since);
                    if (ended.cancelled)
                        w("cancelled", true);
                    write_time(w, "at_us", ended.at);
                });
        });
}

domain::StartedObligation read_started(json::View view)
{
    json::Reader r(view);
    domain::StartedObligation started{
        .rule = r.text("rule"), .since = read_time(r, "since_us"), .due = read_time(r, "due_us")};
    started.owed_by = domain::debtor_named(r.optional_text("owed_by").value_or("unit"))
                          .value_or(domain::Debtor::unit);
    const auto assumed = r.optional_array("assumed");
    for (std::size_t i = 0; i < assumed.size(); ++i)
        started.assumed.emplace_back(assumed.at(i).text().value_or(""));
    return started;
}

domain::EndedObligation read_ended(json::View view)
{
    json::Reader r(view);
    return {.rule = r.text("rule"),
            .since = read_time(r, "since_us").value_or(Timestamp{}),
            .cancelled = r.boolean("cancelled", false),
            .at = read_time(r, "at_us")};
}

void read_obligations(json::Reader& r, domain::Facts& facts)
{
    const auto started = r.optional_array("started");
    for (std::size_t i = 0; i < started.size(); ++i)
        facts.started.push_back(read_started(started.at(i)));
    const auto ended = r.optional_array("ended");
    for (std::size_t i = 0; i < ended.size(); ++i)
        facts.ended.push_back(read_ended(ended.at(i)));
}

void write_people(json::Writer& w, const std::vector<PersonId>& people)
{
    if (!people.empty())
        w.array("people", [&] {
            for (const auto& person : people)
                w.value(person);
        });
}

std::vector<PersonId> read_people(json::Reader& r)
{
    std::vector<PersonId> people;
    const auto listed = r.optional_array("people");
    for (std::size_t i = 0; i < listed.size(); ++i)
        if (const auto id = parse_uuid(listed.at(i).text().value_or("")))
            people.push_back({*id});
    return people;
}

void write_kinds(json::Writer& w, const std::vector<KindName>& kinds)
{
    if (!kinds.empty())
        w.array("kinds", [&] {
            for (const auto& kind : kinds)
                w.value(kind.text);
        });
}

std::vector<KindName> read_kinds(json::Reader& r)
{
    std::vector<KindName> kinds;
    const auto listed = r.optional_array("kinds");
    for (std::size_t i = 0; i < listed.size(); ++i)
        kinds.push_back({std::string(listed.at(i).text().value_or(""))});
    return kinds;
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
        write_text(w, "from_unit", facts.from_unit.text);
        write_id(w, "from_delivery", facts.from_delivery);
        write_text(w, "to_unit", facts.to_unit.text);
        write_id(w, "to_delivery", facts.to_delivery);
        write_id(w, "to_person", facts.to_person);
        write_id(w, "case", facts.case_id);
        if (facts.close_reason != domain::CloseReason::handled)
            w("close_reason", domain::name_of(facts.close_reason));
        write_text(w, "action", facts.action);
        write_obligations(w, facts);
        write_flag(w, "anonymous", facts.anonymous);
        write_flag(w, "immediate_follow_up", facts.immediate_follow_up);
        write_text(w, "rule", facts.rule);
        write_time(w, "since_us", facts.since);
        write_kinds(w, facts.kinds);
        write_id(w, "delegated_from", ReportId{facts.delegated_from});
        write_id(w, "subject", ReportId{facts.subject});
        if (facts.step != 0)
            w("step", facts.step);
        write_text(w, "listener", facts.listener);
        write_people(w, facts.people);
        write_time(w, "from_us", facts.from);
        write_time(w, "until_us", facts.until);
        write_text(w, "name", facts.name);
        write_text(w, "about_unit", facts.about_unit.text);
        write_text(w, "about", facts.about);
        if (facts.confidential)
            w("confidential", true);
        write_id(w, "earlier", facts.earlier);
        write_text(w, "connector", facts.connector);
        if (!facts.counts.empty())
            w.array("counts", [&] {
                for (const auto count : facts.counts)
                    w.value(count);
            });
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
    read_time(r, "open_due_us");  // Of events from before obligations had rows.
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
    read_obligations(r, facts);
    facts.anonymous = read_flag(r, "anonymous");
    facts.immediate_follow_up = read_flag(r, "immediate_follow_up");
    facts.rule = r.optional_text("rule").value_or("");
    facts.since = read_time(r, "since_us");
    facts.kinds = read_kinds(r);
    facts.delegated_from = read_id<ReportId>(r, "delegated_from").uuid;
    facts.subject = read_id<ReportId>(r, "subject").uuid;
    facts.step = int(r.optional_integer("step").value_or(0));
    facts.listener = r.optional_text("listener").value_or("");
    facts.people = read_people(r);
    facts.from = read_time(r, "from_us");
    facts.until = read_time(r, "until_us");
    facts.name = r.optional_text("name").value_or("");
    facts.about_unit.text = r.optional_text("about_unit").value_or("");
    facts.about = r.optional_text("about").value_or("");
    facts.confidential = r.boolean("confidential", false);
    facts.earlier = read_id<ReportId>(r, "earlier");
    facts.connector = r.optional_text("connector").value_or("");
    const auto counts = r.optional_array("counts");
    for (std::size_t i = 0; i < counts.size(); ++i)
        facts.counts.push_back(counts.at(i).integer().value_or(0));
    return r.finish(std::move(facts));
}

}  // namespace varde::store
