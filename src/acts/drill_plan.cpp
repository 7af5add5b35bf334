#include "acts/drill_plan.hpp"

#include "vault/record.hpp"
#include "json/reader.hpp"
#include "json/writer.hpp"

#include <algorithm>

namespace varde::acts {
namespace {

constexpr std::string_view context = "drillkey";
enum class Purpose : std::uint64_t { seal = 1, report, claim, draw };

crypto::Key key_for(const Services& services, Purpose purpose)
{
    return crypto::derive(services.vault.lookup_secret(), std::uint64_t(purpose), context);
}

Hash mac_of(const Services& services, Purpose purpose, std::string_view what,
            std::string_view whose, std::string_view when)
{
    constexpr std::string_view separator("\0", 1);
    return crypto::hmac_sha256(key_for(services, purpose).view(),
                               {bytes_of(what), bytes_of(separator), bytes_of(whose),
                                bytes_of(separator), bytes_of(when)});
}

constexpr std::string_view words_nb =
    "ØVELSE. Dette er ikke en bekymring for et virkelig barn. Varde sender av og til en melding "
    "som denne for å se at veien virker helt fram til et menneske som åpner den. Nå er den åpnet, "
    "og det er ikke mer å gjøre.";
constexpr std::string_view words_en =
    "DRILL. This is no concern about a real child. Now and then Varde sends a report like this one "
    "to see that the route works all the way to a person who opens it. Now it is opened, and there "
    "is nothing more to do.";
constexpr std::string_view line_nb = "Øvelse", line_en = "Drill";

std::string text_for(const Services& services, std::string_view nb, std::string_view en)
{
    std::string text;
    for (const auto& language : services.pack.languages)
        text += (text.empty() ? "" : "\n\n") + std::string(language == "nb" ? nb : en);
    return text.empty() ? std::string(en) : text;
}

void write_field(json::Writer& w, const Services& services, const packs::Field* field)
{
    const auto type = field ? field->type : packs::FieldType::line;
    const auto choice = field && !field->choices.empty() ? field->choices.front().value : "";
    switch (type) {
    case packs::FieldType::paragraph:
        w.value(text_for(services, words_nb, words_en));
        return;
    case packs::FieldType::choice:
        w.value(choice);
        return;
    case packs::FieldType::choices:
        w.array([&] { w.value(choice); });
        return;
    case packs::FieldType::yes_no:
        w.value(false);
        return;
    case packs::FieldType::number:
        w.value(0);
        return;
    case packs::FieldType::date:
        w.value("2000-01-01");
        return;
    case packs::FieldType::line:
        break;
    }
    w.value(services.pack.languages.front() == "nb" ? line_nb : line_en);
}

const packs::Field* field_at(const packs::Form& form, std::string_view path)
{
    for (const auto& page : form.pages)
        for (const auto& field : page.fields)
            if (field.path == path)
                return &field;
    return nullptr;
}

/// As little as makes a report of use: what the form needs, and nothing that is taken for a child.
std::vector<std::string> paths_of(const packs::Form& form)
{
    auto paths = form.needs_all;
    const auto line = std::ranges::find_if(form.needs_any, [&](const auto& path) {
        const auto* field = field_at(form, path);
        return !field || field->type == packs::FieldType::line;
    });
    if (line != form.needs_any.end())
        paths.push_back(*line);
    else if (!form.needs_any.empty())
        paths.push_back(form.needs_any.front());
    std::ranges::sort(paths);
    const auto twice = std::ranges::unique(paths);
    paths.erase(twice.begin(), twice.end());
    return paths;
}

/// `paths` are sorted, begin with `prefix`, and go on after it.
void write_content(json::Writer& w, const Services& services, const packs::Form& form,
                   const std::string& prefix, std::span<const std::string> paths)
{
    while (!paths.empty()) {
        const auto rest = std::string_view(paths.front()).substr(prefix.size());
        const auto step = rest.substr(0, rest.find('.'));
        const auto below = prefix + std::string(step) + ".";
        const auto is_below = [&](const std::string& path) {
            return path.starts_with(below) || path + "." == below;
        };
        const auto end = std::ranges::find_if_not(paths, is_below) - paths.begin();
        const auto group = paths.first(std::size_t(end));
        paths = paths.subspan(std::size_t(end));
        const bool ends = rest.size() == step.size();
        if (step != "*")
            w.key(step);
        if (ends)
            write_field(w, services, field_at(form, group.front()));
        else if (std::string_view(group.front()).substr(below.size()).starts_with("*"))
            w.array([&] { write_content(w, services, form, below, group); });
        else
            w.object([&] { write_content(w, services, form, below, group); });
    }
}

/// First parts and endings that go with one another, as places in Norway are called.
constexpr std::array<std::string_view, 12> first_parts{"Lyng",  "Furu",   "Bjørke", "Hassel",
                                                       "Rogne", "Blåbær", "Svale",  "Måse",
                                                       "Elve",  "Skogs",  "Fjell",  "Sommer"};
constexpr std::array<std::string_view, 6> endings{"heim", "lia", "tun", "haugen", "vang", "bakken"};
constexpr std::array<std::string_view, 4> services_of_children{"barnehage", "skole", "helsestasjon",
                                                               "legekontor"};
constexpr std::array<std::string_view, 1> police_offices{"politistasjon"};

std::string_view drawn(std::span<const std::string_view> words, Random& random)
{
    std::array<std::uint8_t, 2> bytes{};
    random.fill(bytes);
    return words[std::size_t(bytes[0] << 8 | bytes[1]) % words.size()];
}

}  // namespace

Bytes drill_mac(const Services& services, const ReportId& report)
{
    const auto mac =
        crypto::hmac_sha256(key_for(services, Purpose::report).view(), {report.view()});
    return {mac.begin(), mac.end()};
}

Bytes drill_claim(const Services& services, std::string_view what, std::string_view whose,
                  std::string_view when)
{
    const auto mac = mac_of(services, Purpose::claim, what, whose, when);
    return {mac.begin(), mac.end()};
}

Hash drill_draw(const Services& services, std::string_view what, std::string_view whose,
                std::string_view when)
{
    return mac_of(services, Purpose::draw, what, whose, when);
}

store::SealedDrill seal_drill(const Services& services, const DrillPlan& plan)
{
    json::Writer w;
    w.object([&] {
        w("report", plan.report)("name", domain::name_of(plan.name));
        w("unit", plan.unit)("kind", plan.kind)("began_us", plan.began_at.unix_us);
        w("sender", plan.sender.id)("sender_name", plan.sender.name);
        w("sector", domain::name_of(plan.sender.sector))("claim", to_hex(plan.claim));
        w("document_sha256", to_hex(plan.document_sha256));
    });
    return {drill_mac(services, plan.report), plan.id,
            vault::seal_record(key_for(services, Purpose::seal), plan.id, 0, bytes_of(w.take()),
                               services.random)};
}

Result<DrillPlan> open_drill(const Services& services, const store::SealedDrill& sealed)
{
    const auto plain =
        TRY(vault::open_record(key_for(services, Purpose::seal), sealed.id, sealed.sealed));
    const auto document = TRY(json::Document::parse(text_of(plain)));
    json::Reader r(document.root());
    DrillPlan plan{.id = sealed.id};
    const auto id = [&](std::string_view name) {
        return parse_uuid(r.text(name)).value_or(Uuid{});
    };
    plan.report = {id("report")};
    plan.name = domain::drill_named(r.text("name")).value_or(domain::DrillName::machine);
    plan.unit = {r.text("unit")};
    plan.kind = {r.text("kind")};
    plan.began_at = {r.integer("began_us")};
    plan.sender = {{id("sender")},
                   r.text("sender_name"),
                   domain::sector_named(r.text("sector")).value_or(domain::Sector::other)};
    plan.claim = from_hex(r.text("claim")).value_or(Bytes{});
    // One that began before this was kept counts as not as it was sent.
    const auto sha256 = from_hex(r.optional_text("document_sha256").value_or("")).value_or(Bytes{});
    if (sha256.size() == plan.document_sha256.size())
        std::ranges::copy(sha256, plan.document_sha256.begin());
    return r.finish(std::move(plan));
}

std::string drill_document(const Services& services, const DrillPlan& plan)
{
    const auto* kind = services.pack.find_kind(plan.kind.text);
    CHECK(kind);
    const auto form = services.pack.forms.find(kind->form);
    CHECK(form != services.pack.forms.end());
    json::Writer w;
    w.object([&] {
        w("kind", plan.kind)("unit", plan.unit);
        w.object("content",
                 [&] { write_content(w, services, form->second, {}, paths_of(form->second)); });
        w("drill", to_string(plan.id));
    });
    return w.take();
}

std::string drill_sender_name(domain::Audience audience, Random& random)
{
    const auto first = std::string(drawn(first_parts, random));
    const auto whole = first + std::string(drawn(endings, random));
    const bool police = audience == domain::Audience::police;
    const auto office =
        police ? drawn(police_offices, random) : drawn(services_of_children, random);
    return whole + " " + std::string(office);
}

}  // namespace varde::acts
