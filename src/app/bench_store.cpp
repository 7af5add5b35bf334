#include "app/bench_store.hpp"

#include "acts/grant_access.hpp"
#include "app/node.hpp"

#include <filesystem>
#include <future>

#include <stdlib.h>

namespace varde::app {
namespace {

Result<bool> stands(store::Reading& reading, const ReportId& id)
{
    if (!TRY(reading.report(id)))
        return false;
    return TRY(reading.content(id)).has_value();
}

}  // namespace

Result<ScratchFolder> ScratchFolder::make(const std::string& in)
{
    auto path = in + "/varde-bench-XXXXXX";
    if (!::mkdtemp(path.data()))
        return Error{ErrorCode::unavailable, "Cannot make a folder in " + in + "."};
    return ScratchFolder(std::move(path));
}

ScratchFolder::~ScratchFolder()
{
    std::error_code ignored;
    if (!path_.empty())
        std::filesystem::remove_all(path_, ignored);
}

Result<std::string> make_bench_store(const std::string& folder, const std::string& store)
{
    TRY(init_data_folder(folder, {.origin = "bench.varde.example/no/2026", .store = store}));
    auto node = TRY(Node::open(folder));
    std::promise<Result<std::string>> promise;
    auto key = promise.get_future();
    acts::add_key(node->services(), {.organisation = "Fiktiv skole", .label = "bench"},
                  [&](Result<std::string> made) { promise.set_value(std::move(made)); });
    return key.get();
}

Result<std::uint64_t> count_lost(const std::string& folder, const std::vector<ReportId>& ids)
{
    auto node = TRY(Node::open(folder));
    std::uint64_t lost = 0;
    for (const auto& id : ids)
        if (!TRY(node->services().store.read(
                [&](store::Reading& reading) { return stands(reading, id); })))
            ++lost;
    return lost;
}

}  // namespace varde::app
