#include "api/pages/held_receipt_text.hpp"

#include "api/pages/typed_fields.hpp"
#include "http/multipart.hpp"
#include "http/url.hpp"
#include "json/value.hpp"

namespace varde::api {
namespace {

constexpr std::string_view entry_begins = "varde-ledger/v1\n",
                           proof_begins = "c2sp.org/tlog-proof@v1\n";

std::optional<HeldReceiptText> in_object(json::View object)
{
    HeldReceiptText held{std::string(object.member("entry").text().value_or("")),
                         std::string(object.member("proof").text().value_or(""))};
    return held.proof.empty() ? std::nullopt : std::optional(std::move(held));
}

std::optional<HeldReceiptText> in_json(std::string_view text)
{
    const auto document = json::Document::parse(std::string(text));
    if (!document)
        return std::nullopt;
    const auto root = document.value().root();
    for (const auto each : {root.member("receipt"), root, root.member("items").at(0)})
        if (auto held = in_object(each))
            return held;
    return std::nullopt;
}

/// From its first line to its last: `commit` ends an entry, and the last signature a proof.
std::string entry_in(std::string_view text)
{
    const auto begin = text.find(entry_begins);
    const auto commit = text.find("\ncommit ", begin == text.npos ? text.size() : begin);
    if (commit == text.npos)
        return {};
    const auto end = std::min(text.find('\n', commit + 1), text.size());
    return std::string(text.substr(begin, end - begin)) + "\n";
}

std::string proof_in(std::string_view text)
{
    const auto begin = text.find(proof_begins);
    if (begin == text.npos)
        return {};
    const auto last = text.rfind("\n\u2014 ");
    if (last == text.npos || last < begin)
        return {};
    const auto end = std::min(text.find('\n', last + 1), text.size());
    return std::string(trimmed(text.substr(begin, end - begin))) + "\n";
}

/// Fields of a small form with files.
class Parts final : public http::PartSink {
public:
    Status begin(const http::PartHead& head) override
    {
        name_ = head.name;
        value_.clear();
        return ok();
    }
    Status data(std::string_view bytes) override
    {
        value_ += bytes;
        return ok();
    }
    Status end() override
    {
        fields.add(name_, value_);
        return ok();
    }
    TypedFields fields;

private:
    std::string name_, value_;
};

TypedFields fields_in(const http::Request& request)
{
    Parts parts;
    if (auto reader = http::MultipartReader::open(request.header("content-type"), parts)) {
        // What cannot be read is not there: the page asks again.
        if (reader.value().write(request.body)) [[maybe_unused]]
            const auto ended = reader.value().finish();
        return std::move(parts.fields);
    }
    TypedFields fields;
    if (const auto pairs = http::form_fields(request.body))
        for (const auto& [name, value] : *pairs)
            fields.add(name, value);
    return fields;
}

}  // namespace

std::optional<HeldReceiptText> find_receipt(std::string_view text)
{
    text = trimmed(text);
    if (text.starts_with('{'))
        return in_json(text);
    HeldReceiptText held{entry_in(text), proof_in(text)};
    return held.proof.empty() ? std::nullopt : std::optional(std::move(held));
}

BroughtReceipt brought_in(const http::Request& request)
{
    const auto fields = fields_in(request);
    const auto file = fields.first("file");
    return {std::string(is_blank(file) ? fields.first("receipt") : file),
            std::string(trimmed(fields.first("code")).substr(0, 100))};
}

}  // namespace varde::api
