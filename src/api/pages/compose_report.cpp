#include "api/pages/compose_report.hpp"

#include "json/writer.hpp"

#include <charconv>
#include <set>

namespace varde::api {
namespace {

constexpr std::string_view content_prefix = "content.";

/// A piece of the content under construction: a value, an object or a list.
struct Node {
    std::string json;
    std::vector<std::pair<std::string, Node>> members;
    std::map<int, Node> elements;
};

Node& member(Node& node, std::string_view name)
{
    for (auto& [known, value] : node.members)
        if (known == name)
            return value;
    return node.members.emplace_back(std::string(name), Node{}).second;
}

std::string_view take_step(std::string_view& path)
{
    const auto step = path.substr(0, path.find('.'));
    path.remove_prefix(std::min(path.size(), step.size() + 1));
    return step;
}

std::optional<int> entry_number(std::string_view step)
{
    int number = 0;
    const auto* end = step.data() + step.size();
    const auto [stopped, error] = std::from_chars(step.data(), end, number);
    if (error != std::errc{} || stopped != end || number < 0 || number > 999)
        return std::nullopt;
    return number;
}

/// `children.0.name` as the form calls it: `children.*.name`.
std::string general_path(std::string_view path)
{
    std::string general;
    while (!path.empty()) {
        const auto step = take_step(path);
        general += general.empty() ? "" : ".";
        general += entry_number(step) ? "*" : step;
    }
    return general;
}

const packs::Field* find_field(const packs::Form& form, std::string_view name)
{
    if (!name.starts_with(content_prefix))
        return nullptr;
    const auto path = general_path(name.substr(content_prefix.size()));
    for (const auto& page : form.pages)
        for (const auto& field : page.fields)
            if (field.path == path)
                return &field;
    return nullptr;
}

Node& node_at(Node& root, std::string_view path)
{
    auto* node = &root;
    while (!path.empty()) {
        const auto step = take_step(path);
        const auto entry = entry_number(step);
        node = entry ? &node->elements[*entry] : &member(*node, step);
    }
    return *node;
}

void write(json::Writer& w, const Node& node)
{
    if (!node.json.empty()) {
        w.raw(node.json);
    } else if (!node.elements.empty()) {
        w.array([&] {
            for (const auto& [number, element] : node.elements)
                write(w, element);
        });
    } else {
        w.object([&] {
            for (const auto& [name, value] : node.members) {
                w.key(name);
                write(w, value);
            }
        });
    }
}

std::string text_json(std::string_view text)
{
    json::Writer w;
    w.value(text);
    return w.take();
}

/// A number as people write it, with a comma or a point; anything else stays a text.
std::string number_json(std::string text)
{
    std::ranges::replace(text, ',', '.');
    double number = 0;
    const auto* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    json::Writer w;
    if (error == std::errc{} && stopped == end)
        w.value(number);
    else
        w.value(text);
    return w.take();
}

std::string choices_json(const std::vector<std::string_view>& values)
{
    json::Writer w;
    w.array([&] {
        for (const auto value : values)
            w.value(value);
    });
    return w.take();
}

/// The JSON of a field's values; empty where nothing was filled in.
std::string value_json(packs::FieldType type, std::vector<std::string_view> values)
{
    std::erase_if(values, [](const auto value) { return is_blank(value); });
    if (values.empty())
        return {};
    if (type == packs::FieldType::choices)
        return choices_json(values);
    std::string text(values.front());
    for (std::size_t i = 1; i < values.size(); ++i)
        text.append("\n").append(values[i]);  // The same field twice: nothing is dropped.
    if (type == packs::FieldType::paragraph)
        return text_json(text);
    text = std::string(trimmed(text));
    if (type == packs::FieldType::yes_no && (text == "yes" || text == "no"))
        return text == "yes" ? "true" : "false";
    return type == packs::FieldType::number ? number_json(text) : text_json(text);
}

bool is_own_field(std::string_view name)
{
    static constexpr std::array own{token_field, place_field, kind_field, files_field};
    return std::ranges::find(own, name) != own.end();
}

struct Sorted {
    Node content;
    Node others;  ///< What the form does not know.
};

Sorted sort_fields(const packs::Form& form, const TypedFields& typed,
                   std::vector<domain::Warning>& warnings)
{
    Sorted sorted;
    std::set<std::string_view> seen;
    for (const auto& [name, value] : typed.all()) {
        if (is_own_field(name) || !seen.insert(name).second)
            continue;
        const auto* field = find_field(form, name);
        auto json =
            value_json(field ? field->type : packs::FieldType::paragraph, typed.values(name));
        if (json.empty())
            continue;
        if (field) {
            node_at(sorted.content, std::string_view(name).substr(content_prefix.size())).json =
                std::move(json);
            continue;
        }
        member(sorted.others, name).json = std::move(json);
        warnings.push_back({"field_unusable",
                            "Kept as sent, but the form has no field of this name: " + name + ".",
                            json::pointer("/other_fields", name)});
    }
    return sorted;
}

std::optional<domain::Place> place_in(const TypedFields& typed)
{
    const auto given = trimmed(typed.first(place_field)).substr(0, 100);
    if (given.empty() || given == place_not_known)
        return std::nullopt;
    const auto dot = given.find('.');
    return domain::Place{std::string(given.substr(0, dot)),
                         dot == given.npos ? "" : std::string(given.substr(dot + 1))};
}

void warn_of_files(const PostedForm& posted, std::vector<domain::Warning>& warnings)
{
    for (std::size_t i = 0; i < posted.files.size(); ++i) {
        const auto& file = posted.files[i];
        const auto pointer = "/attachments/" + std::to_string(i);
        if (file.state == FormFile::State::too_large)
            warnings.push_back({"attachment_too_large",
                                "The file \"" + file.name +
                                    "\" is larger than 25 MB and was not kept. The report was "
                                    "accepted without it.",
                                pointer});
        if (file.state == FormFile::State::not_stored)
            warnings.push_back({"attachment_not_stored",
                                "The file \"" + file.name +
                                    "\" could not be stored. The report was accepted without it.",
                                pointer});
    }
    if (posted.surplus_files > 0)
        warnings.push_back({"attachments_too_many",
                            "Only the first " + std::to_string(acts::attachments_max) +
                                " files were kept; " + std::to_string(posted.surplus_files) +
                                " more were not.",
                            "/attachments"});
}

}  // namespace

std::vector<std::string> files_not_in(const acts::AcceptedReport& accepted,
                                      const PostedForm& posted)
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < posted.files.size(); ++i) {
        const auto& file = posted.files[i];
        const bool kept = file.state == FormFile::State::kept;
        // A browser that sends a form anew may have forgotten the bytes of its files.
        const bool forgotten = kept && file.kept.bytes == 0;
        const bool there =
            kept && accepted.receipt.manifest.find(to_hex(file.kept.sha256)) != std::string::npos;
        const auto pointer = "/attachments/" + std::to_string(i);
        const bool said = std::ranges::any_of(
            accepted.warnings, [&](const auto& warning) { return warning.pointer == pointer; });
        if (!forgotten && !there && !said)
            names.push_back(file.name);
    }
    return names;
}

std::string field_name(std::string_view path, int entry)
{
    std::string name(content_prefix);
    name += path;
    if (const auto star = name.find('*'); star != name.npos)
        name.replace(star, 1, std::to_string(entry));
    return name;
}

std::vector<const packs::Field*> missing_fields(const packs::Form& form, const TypedFields& typed)
{
    std::vector<const packs::Field*> missing;
    const auto filled = [&](const packs::Field& field) {
        return std::ranges::any_of(typed.all(), [&](const auto& named) {
            return find_field(form, named.first) == &field && !is_blank(named.second);
        });
    };
    for (const auto& page : form.pages)
        for (const auto& field : page.fields)
            if (field.required && !filled(field))
                missing.push_back(&field);
    return missing;
}

acts::NewReport compose_report(const packs::Kind& kind, const packs::Form& form,
                               const PostedForm& posted)
{
    acts::NewReport report{.kind = kind.name, .medium = domain::Medium::form};
    report.address.place = place_in(posted.typed);
    const auto sorted = sort_fields(form, posted.typed, report.warnings);
    warn_of_files(posted, report.warnings);
    for (const auto& file : posted.files)
        if (file.state == FormFile::State::kept)
            report.attachments.push_back({file.kept.id, file.name});
    report.urgent = posted.typed.first(field_name("danger_now", 0)) == "yes";

    json::Writer w;
    w.object([&] {
        w("kind", kind.name)("channel", domain::name_of(report.medium))("urgent", report.urgent);
        if (const auto& place = report.address.place)
            w.object("place", [&] {
                w("municipality", place->municipality);
                if (!place->district.empty())
                    w("district", place->district);
            });
        w.key("content");
        write(w, sorted.content);
        if (!sorted.others.members.empty()) {
            w.key("other_fields");
            write(w, sorted.others);
        }
    });
    report.document = w.take();
    // What cannot be read back would be kept all the same, and warned of as empty.
    if (auto parsed = json::Document::parse(report.document))
        report.parsed = std::move(parsed).value();
    return report;
}

const packs::Kind* public_kind(const packs::Pack& pack)
{
    const auto found =
        std::ranges::find(pack.kinds, packs::Audience::anyone, &packs::Kind::audience);
    return found == pack.kinds.end() ? nullptr : &*found;
}

const packs::Form& form_of(const packs::Pack& pack, const packs::Kind& kind)
{
    const auto found = pack.forms.find(kind.form);
    CHECK(found != pack.forms.end());
    return found->second;
}

}  // namespace varde::api
