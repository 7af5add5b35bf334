#include "app/log_tiles.hpp"

namespace varde::app {

Result<std::string> LogTiles::text(const std::string& path)
{
    auto reply = client_.get(path);
    if (reply && reply.value().status == 200)
        return std::move(reply.value().body);
    auto error = reply ? error_in(reply.value()) : std::move(reply).error();
    const auto status = reply ? reply.value().status : 0;
    if (status >= 500 || status == 429 || (!reply && error.code == ErrorCode::unavailable))
        error = {.code = ErrorCode::unavailable,
                 .message = error.message,
                 .problem = std::string(log_unreachable)};
    return error;
}

Result<std::string> LogTiles::bundle(std::uint64_t index, unsigned width)
{
    return text("/" + ledger::entries_path(index, width % ledger::tile_width));
}

Result<std::vector<Hash>> LogTiles::tile(unsigned level, std::uint64_t index, std::uint64_t size)
{
    const auto count = size >> (8 * level);
    const auto width =
        index < count / ledger::tile_width ? 0U : unsigned(count % ledger::tile_width);
    const auto bytes = TRY(text("/" + ledger::tile_path(level, index, width)));
    const auto expected = width == 0 ? ledger::tile_width : width;
    if (bytes.size() != expected * sizeof(Hash))
        return Error{ErrorCode::invalid, "a tile of the ledger is not as long as the tree says"};
    std::vector<Hash> hashes(expected);
    for (std::size_t i = 0; i < hashes.size(); ++i)
        std::copy_n(bytes_of(bytes).begin() + std::ptrdiff_t(i * sizeof(Hash)), sizeof(Hash),
                    hashes[i].begin());
    return hashes;
}

ledger::NodeReader LogTiles::nodes(std::uint64_t size)
{
    return ledger::nodes_of(
        [this, size](unsigned level, std::uint64_t index) { return tile(level, index, size); });
}

Result<std::vector<std::string>> entries_in(std::string_view bundle)
{
    std::vector<std::string> entries;
    while (!bundle.empty()) {
        const auto length =
            bundle.size() < 2 ? bundle.size()
                              : std::size_t(std::uint8_t(bundle[0])) << 8 | std::uint8_t(bundle[1]);
        if (bundle.size() < length + 2)
            return Error{ErrorCode::malformed, "a bundle of entries is cut"};
        entries.emplace_back(bundle.substr(2, length));
        bundle.remove_prefix(length + 2);
    }
    return entries;
}

}  // namespace varde::app
