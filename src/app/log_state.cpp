#include "app/log_state.hpp"

#include "base/durable_file.hpp"

#include <charconv>
#include <filesystem>

namespace varde::app {
namespace {

namespace fs = std::filesystem;

Result<std::string> read_if_there(const std::string& path)
{
    auto text = read_file(path);
    if (!text && text.error().code == ErrorCode::not_found)
        return std::string();
    return text;
}

Status make_folder(const std::string& path)
{
    std::error_code error;
    fs::create_directories(path, error);
    if (error)
        return Error{ErrorCode::unavailable, "Cannot make " + path + ": " + error.message()};
    return ok();
}

}  // namespace

Result<std::string> LogState::kept() const { return read_if_there(folder_ + "/checkpoint"); }

Result<Timestamp> LogState::keep(const std::string& note, bool grown, Timestamp now) const
{
    TRY(make_folder(folder_));
    const auto text = TRY(read_if_there(folder_ + "/seen"));
    const auto seen = parse_rfc3339(text);
    const auto since = grown || !seen ? now : *seen;
    TRY(write_durably(folder_ + "/seen", rfc3339_seconds(since)));
    TRY(write_durably(folder_ + "/checkpoint", note));
    return since;
}

Result<std::string> LogState::keep_evidence(const std::string& kept, const std::string& shown,
                                            bool proven) const
{
    for (int number = 1;; ++number) {
        const auto folder = folder_ + "/evidence/" + std::to_string(number);
        // The same two again are no news.
        const auto kept_there = TRY(read_if_there(folder + "/kept"));
        const auto shown_there = TRY(read_if_there(folder + "/shown"));
        const bool same = !shown_there.empty() && kept_there == kept && shown_there == shown;
        if (fs::exists(folder) && !same)
            continue;
        if (!proven && !same && TRY(unproven()).size() >= unproven_max)
            return Error{ErrorCode::conflict,
                         folder_ + "/evidence has " + std::to_string(unproven_max) +
                             " notes that the log has signed and not shown the tree of: what it "
                             "signed now is not kept. Tell whoever oversees the server."};
        TRY(make_folder(folder));
        if (!proven && !same)  // First: what has no mark is proven.
            TRY(write_durably(folder + "/unproven", ""));
        TRY(write_durably(folder + "/kept", kept));
        TRY(write_durably(folder + "/shown", shown));
        std::error_code ignored;  // One that stays is settled by the next look.
        if (proven)
            fs::remove(folder + "/unproven", ignored);
        return folder;
    }
}

Result<std::vector<LogState::Unproven>> LogState::unproven() const
{
    std::vector<Unproven> all;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder_ + "/evidence", none)) {
        const auto folder = entry.path().string();
        if (!fs::exists(folder + "/unproven"))
            continue;
        auto note = TRY(read_if_there(folder + "/shown"));
        all.push_back({folder, std::move(note)});
    }
    return all;
}

Status LogState::settle(const Unproven& unproven) const
{
    std::error_code error;
    fs::remove_all(unproven.folder, error);
    if (error)
        return Error{ErrorCode::unavailable, "Cannot remove " + unproven.folder};
    return ok();
}

Result<ledger::Frontier> LogState::audited() const
{
    const auto text = TRY(read_if_there(folder_ + "/audited"));
    if (text.empty())
        return ledger::Frontier{};
    const auto line = text.find('\n');
    std::uint64_t size = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), size);
    const auto peaks =
        from_base64(std::string_view(text)
                        .substr(0, text.size() - 1)
                        .substr(line == std::string::npos ? text.size() - 1 : line + 1));
    if (read.ec != std::errc{} || !peaks || size % ledger::tile_width != 0)
        return ledger::Frontier{};  // It is all read again.
    auto tree = ledger::frontier_of(size, *peaks);
    return tree ? std::move(tree).value() : ledger::Frontier{};
}

Status LogState::keep_audited(const ledger::Frontier& tree) const
{
    TRY(make_folder(folder_));
    return write_durably(folder_ + "/audited", std::to_string(tree.size) + "\n" +
                                                   to_base64(ledger::to_bytes(tree)) + "\n");
}

Result<std::string> LogState::bundle(std::uint64_t index, unsigned width, std::uint64_t audited,
                                     LogTiles& tiles) const
{
    if (width < ledger::tile_width)
        return tiles.bundle(index, width);
    auto held = TRY(read_if_there(bundle_path(index)));
    if (!held.empty())
        return held;
    if (index < audited)
        return damaged(index);
    auto fetched = TRY(tiles.bundle(index, width));
    TRY(make_folder(folder_ + "/entries"));
    TRY(write_durably(bundle_path(index), fetched));
    return fetched;
}

void LogState::forget_bundles_from(std::uint64_t index) const
{
    std::error_code ignored;  // One that stays is found out again.
    while (fs::remove(bundle_path(index), ignored))
        ++index;
}

Error LogState::damaged(std::uint64_t index) const
{
    std::error_code ignored;
    fs::remove(folder_ + "/audited", ignored);
    fs::remove(bundle_path(index), ignored);
    return {ErrorCode::conflict, "The copy of entries in " + bundle_path(index) +
                                     " is not what was read there before: it was changed or "
                                     "damaged. The next look fetches it and reads all again."};
}

std::string LogState::bundle_path(std::uint64_t index) const
{
    return folder_ + "/entries/" + std::to_string(index);
}

}  // namespace varde::app
