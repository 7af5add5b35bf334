#include "app/log_state.hpp"

#include "base/durable_file.hpp"

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

Result<std::string> LogState::keep_evidence(const std::string& kept, const std::string& shown) const
{
    for (int number = 1;; ++number) {
        const auto folder = folder_ + "/evidence/" + std::to_string(number);
        // The same two again are no news.
        const auto kept_there = TRY(read_if_there(folder + "/kept"));
        const auto shown_there = TRY(read_if_there(folder + "/shown"));
        if (!shown_there.empty() && kept_there == kept && shown_there == shown)
            return folder;
        if (fs::exists(folder))
            continue;
        TRY(make_folder(folder));
        TRY(write_durably(folder + "/kept", kept));
        TRY(write_durably(folder + "/shown", shown));
        return folder;
    }
}

Result<std::string> LogState::bundle(std::uint64_t index, unsigned width, LogTiles& tiles) const
{
    const auto path = folder_ + "/entries/" + std::to_string(index);
    if (width < ledger::tile_width)
        return tiles.bundle(index, width);
    auto held = TRY(read_if_there(path));
    if (!held.empty())
        return held;
    auto fetched = TRY(tiles.bundle(index, width));
    TRY(make_folder(folder_ + "/entries"));
    TRY(write_durably(path, fetched));
    return fetched;
}

}  // namespace varde::app
