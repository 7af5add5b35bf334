#include "app/bench_store.hpp"

#include "acts/grant_access.hpp"
#include "acts/intake.hpp"
#include "app/bench_load.hpp"
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

template <class T, class Act>
Result<T> answer_of(Act act)
{
    std::promise<Result<T>> promise;
    auto answer = promise.get_future();
    act([&](Result<T> result) { promise.set_value(std::move(result)); });
    return answer.get();
}

/// Two people for every unit that reports go to, and each takes every kind.
Status staff_units(acts::Services& services)
{
    const auto now = services.clock.now();
    std::vector<domain::Grant> grants;
    for (const auto& place : bench_places())
        if (const auto* unit = services.pack.directory.child_protection_of(place))
            grants.push_back({.role = domain::Role::caseworker, .unit = unit->id, .from = now});
    for (const auto* login : {"bench-a", "bench-b"})
        TRY(answer_of<PersonId>([&](auto done) {
            acts::add_person(services,
                             {.organisation = "Fiktiv barneverntjeneste",
                              .sector = domain::Sector::child_protection,
                              .login = login,
                              .name = login,
                              .password_hash = "none",  // Nobody signs in.
                              .grants = grants},
                             std::move(done));
        }));
    for (const auto& grant : grants)
        TRY(answer_of<std::vector<KindName>>([&](auto done) {
            acts::open_intake(services, grant.unit, {}, "For the benchmark", std::move(done));
        }));
    return ok();
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
    TRY(staff_units(node->services()));
    return answer_of<std::string>([&](auto done) {
        acts::add_key(node->services(), {.organisation = "Fiktiv skole", .label = "bench"},
                      std::move(done));
    });
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
