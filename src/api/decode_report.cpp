#include "api/decode_report.hpp"

#include "acts/keep_upload.hpp"
#include "base/text.hpp"
#include "json/reader.hpp"

namespace varde::api {
namespace {

/// Takes optional members one by one; what cannot be used is said in a warning.
class Lenient {
public:
    Lenient(json::Reader& reader, std::vector<domain::Warning>& warnings)
        : reader_(reader), warnings_(warnings)
    {
    }

    std::string text(std::string_view name, std::size_t max_bytes)
    {
        const auto value = reader_.any(name);
        if (!value.exists() || value.type() == json::Type::null)
            return {};
        const auto text = value.text();
        if (text && text->size() <= max_bytes && is_single_line(*text))
            return std::string(*text);
        unusable(name,
                 "must be one line of text of at most " + std::to_string(max_bytes) + " bytes");
        return {};
    }

    std::optional<Timestamp> time(std::string_view name)
    {
        const auto text = this->text(name, 100);
        if (text.empty())
            return std::nullopt;
        const auto at = parse_rfc3339(text);
        if (!at)
            unusable(name, "must be a time with offset, such as 2026-11-22T01:37:46Z");
        return at;
    }

    bool flag(std::string_view name)
    {
        const auto value = reader_.any(name);
        if (!value.exists() || value.type() == json::Type::null)
            return false;
        if (const auto flag = value.boolean())
            return *flag;
        unusable(name, "must be true or false");
        return name == "urgent";  // Who wrote anything there meant something by it.
    }

    void unusable(std::string_view name, const std::string& rule)
    {
        const auto pointer = json::pointer("", name);
        warnings_.push_back({"field_unusable",
                             "Kept as sent, but not used: " + pointer + " " + rule + ".", pointer});
    }

private:
    json::Reader& reader_;
    std::vector<domain::Warning>& warnings_;
};

domain::Address read_address(json::Reader& reader, Lenient& lenient)
{
    domain::Address address;
    if (auto unit = lenient.text("unit", 200); !unit.empty())
        address.unit = UnitId{std::move(unit)};
    const auto place = reader.any("place");
    if (!place.exists() || place.type() == json::Type::null)
        return address;
    const auto municipality = place.member("municipality").text();
    const auto district = place.member("district").text();
    if (!municipality)
        lenient.unusable("place", "must have a municipality, such as \"4601\"");
    else
        address.place = {std::string(municipality->substr(0, 100)),
                         std::string(district.value_or("").substr(0, 100))};
    return address;
}

void read_attachments(json::Reader& reader, acts::NewReport& report)
{
    const auto list = reader.optional_array("attachments");
    if (list.size() > acts::attachments_max)
        reader.fault("attachments",
                     "may have at most " + std::to_string(acts::attachments_max) + " files");
    for (std::size_t i = 0; i < std::min(list.size(), acts::attachments_max); ++i) {
        const auto id = parse_uuid(list.at(i).member("upload").text().value_or(""));
        const auto name = list.at(i).member("name").text().value_or("");
        if (!list.at(i).is(json::Type::object) || name.size() > 500)
            reader.fault("attachments", "must be objects with upload and name");
        // An id that is none names a file that is not there: the report says so and goes on.
        report.attachments.push_back({UploadId{id.value_or(Uuid{})}, std::string(name)});
    }
}

}  // namespace

Result<acts::NewReport> decode_report(std::string body, std::string_view content_type, bool strict)
{
    if (!content_type.starts_with("application/json"))
        return Error{.code = ErrorCode::malformed,
                     .message = "Send the report as JSON with Content-Type: application/json. "
                                "Nothing was stored.",
                     .problem = "wrong-content-type"};
    auto document = TRY(json::Document::parse(body));
    if (!document.root().is(json::Type::object))
        return Error{ErrorCode::malformed, "The body must be one JSON object. Nothing was stored."};
    acts::NewReport report{.strict = strict};
    json::Reader reader(document.root());
    Lenient lenient(reader, report.warnings);
    report.kind.text = reader.text("kind", {.min_bytes = 1, .max_bytes = 100});
    report.address = read_address(reader, lenient);
    report.sender_reference = lenient.text("sender_reference", 200);
    report.earlier = lenient.text("earlier", 100);
    report.occurred_at = lenient.time("occurred_at");
    report.captured_at = lenient.time("captured_at");
    report.urgent = lenient.flag("urgent");
    const auto channel = lenient.text("channel", 20);
    const auto medium = domain::medium_named(channel);
    if (!channel.empty() && !medium)
        lenient.unusable("channel", "must be api, form, phone, letter, meeting, email or other");
    report.medium = medium.value_or(channel.empty() ? domain::Medium::api : domain::Medium::other);
    read_attachments(reader, report);
    reader.any("content");
    TRY(reader.finish(Nothing{}));
    report.document = std::move(body);
    report.parsed = std::move(document);
    return report;
}

}  // namespace varde::api
