#include "acts/check_content.hpp"

namespace varde::acts {
namespace {

/// Whether anything is filled in at `path`, where `*` stands for any element.
bool filled(json::View at, std::string_view path)
{
    if (!at.exists() || at.type() == json::Type::null)
        return false;
    if (path.empty()) {
        const auto text = at.text();
        return text ? text->find_first_not_of(" \t\r\n") != std::string_view::npos
                    : at.type() != json::Type::array || at.size() > 0;
    }
    const auto dot = path.find('.');
    const auto step = path.substr(0, dot);
    const auto rest = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
    if (step != "*")
        return filled(at.member(step), rest);
    for (std::size_t i = 0; i < at.size(); ++i)
        if (filled(at.at(i), rest))
            return true;
    return false;
}

std::string pointer_of(std::string_view path)
{
    auto pointer = "/content/" + std::string(path.substr(0, path.find(".*")));
    std::replace(pointer.begin(), pointer.end(), '.', '/');
    return pointer;
}

void check_needs(const packs::Form& form, json::View content, std::vector<Fault>& faults)
{
    for (const auto& path : form.needs_all)
        if (!filled(content, path))
            faults.push_back({pointer_of(path), "is what the report is about, and is empty"});
    const bool any = form.needs_any.empty() ||
                     std::any_of(form.needs_any.begin(), form.needs_any.end(),
                                 [&](const auto& path) { return filled(content, path); });
    if (!any)
        faults.push_back({"/content", "says nothing by which the child can be found"});
}

bool is_odd(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7f;
}

bool has_odd_characters(json::View value)
{
    if (const auto text = value.text())
        return std::ranges::any_of(*text, is_odd);
    const bool object = value.is(json::Type::object);
    for (std::size_t i = 0; i < value.size(); ++i)
        if (has_odd_characters(object ? value.member_at(i) : value.at(i)))
            return true;
    return false;
}

/// Texts with control characters other than tab and line breaks: kept, but somebody should know.
void check_characters(json::View value, const std::string& pointer, std::vector<Fault>& faults)
{
    if (!has_odd_characters(value))  // Pointers cost more than the looking.
        return;
    if (value.is(json::Type::text))
        faults.push_back({pointer, "contains control characters"});
    const bool object = value.is(json::Type::object);
    for (std::size_t i = 0; i < value.size(); ++i)
        check_characters(
            object ? value.member_at(i) : value.at(i),
            object ? json::pointer(pointer, value.name_at(i)) : json::pointer(pointer, i), faults);
}

}  // namespace

Status check_content(const Services& services, const packs::Kind& kind, NewReport& report)
{
    const auto form = services.pack.forms.find(kind.form);
    CHECK(form != services.pack.forms.end());
    static const auto nothing = json::Document::parse("{}");
    auto content = report.parsed.root().member("content");
    if (!content.exists())
        content = nothing.value().root();
    if (content.member("danger_now").boolean().value_or(false))
        report.urgent = true;
    auto faults = form->second.schema.faults(content, "/content");
    check_needs(form->second, content, faults);
    check_characters(content, "/content", faults);
    if (faults.empty())
        return ok();
    if (report.strict)
        return Error{.code = ErrorCode::invalid,
                     .message = "The content does not follow the form; as asked (strict) nothing "
                                "was stored.",
                     .faults = std::move(faults)};
    for (auto& fault : faults)
        report.warnings.push_back({"content_unexpected",
                                   "Kept as sent, but: " + fault.pointer + " " + fault.detail + ".",
                                   fault.pointer});
    return ok();
}

}  // namespace varde::acts
