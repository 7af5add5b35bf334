#include "packs/forms.hpp"

#include "packs/form_pages.hpp"

#include <algorithm>
#include <optional>

namespace varde::packs {
namespace {

constexpr std::string_view folder = "forms/";
constexpr std::string_view schema_end = ".schema.json";
constexpr std::string_view page_end = ".page.toml";

const PackFile* find(const std::vector<PackFile>& files, const std::string& path)
{
    const auto found = std::ranges::find(files, path, &PackFile::path);
    return found == files.end() ? nullptr : &*found;
}

/// The id of the form whose file this is, or empty.
std::string id_of(const PackFile& file, std::string_view end)
{
    const std::string_view path = file.path;
    if (!path.starts_with(folder) || !path.ends_with(end) ||
        path.size() <= folder.size() + end.size())
        return {};
    return std::string(path.substr(folder.size(), path.size() - folder.size() - end.size()));
}

/// The line of the byte that a parser's message names, or the first.
int line_of(const PackFile& file, std::string_view message)
{
    constexpr std::string_view before = "at byte ";
    const auto found = message.find(before);
    if (found == std::string_view::npos)
        return 1;
    std::size_t byte = 0;
    for (const char c : message.substr(found + before.size())) {
        if (c < '0' || c > '9')
            break;
        byte = byte * 10 + std::size_t(c - '0');
    }
    const auto text = std::string_view(file.text).substr(0, byte);
    return 1 + int(std::ranges::count(text, '\n'));
}

int line_of_pointer(const PackFile& file, std::string pointer)
{
    std::ranges::replace(pointer, '/', '.');
    return line_of_field(file, std::string_view(pointer).substr(pointer.empty() ? 0 : 1));
}

std::optional<Form> read_form(const std::string& id, const PackFile& schema_file,
                              const PackFile& page_file, const std::vector<std::string>& languages,
                              Faults& faults)
{
    auto document = json::Document::parse(schema_file.text);
    if (!document) {
        const auto& message = document.error().message;
        faults.add(schema_file.path, line_of(schema_file, message), message);
        return std::nullopt;
    }
    const auto root = document.value().root();
    auto schema = json::Schema::compile(root);
    if (!schema) {
        for (const Fault& fault : schema.error().faults)
            faults.add(schema_file.path, line_of_pointer(schema_file, fault.pointer),
                       fault.pointer + ": " + fault.detail);
        return std::nullopt;
    }
    const auto fields = schema_fields(root, schema_file, faults);
    auto asked = read_form_pages(page_file, schema_file, fields, languages, faults);
    return Form{.id = id,
                .schema_text = schema_file.text,
                .schema = std::move(schema).value(),
                .pages = std::move(asked.pages),
                .needs_all = std::move(asked.needs_all),
                .needs_any = std::move(asked.needs_any),
                .names_person = std::move(asked.names_person)};
}

}  // namespace

Forms read_forms(const std::vector<PackFile>& files, const std::vector<std::string>& languages,
                 Faults& faults)
{
    Forms forms;
    for (const PackFile& file : files) {
        if (const auto id = id_of(file, page_end); !id.empty()) {
            const auto schema = std::string(folder) + id + std::string(schema_end);
            if (!find(files, schema))
                faults.add(file.path, 1, "has no " + schema + " beside it");
        }
        const auto id = id_of(file, schema_end);
        if (id.empty())
            continue;
        const auto page_path = std::string(folder) + id + std::string(page_end);
        const PackFile* pages = find(files, page_path);
        if (!pages) {
            faults.add(file.path, 1, "has no " + page_path + " beside it");
            continue;
        }
        if (auto form = read_form(id, file, *pages, languages, faults))
            forms.emplace(id, std::move(*form));
    }
    return forms;
}

}  // namespace varde::packs
