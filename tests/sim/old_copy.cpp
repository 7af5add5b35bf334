#include "sim/old_copy.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace varde::sim {
namespace {

namespace fs = std::filesystem;

/// A database with the log beside it, which is part of it.
void copy_database(const std::string& from, const std::string& to)
{
    for (const auto* part : {"", "-wal"}) {
        fs::remove(to + part);
        if (fs::exists(from + part))
            fs::copy_file(from + part, to + part);
    }
}

std::string bytes_in(const std::string& path)
{
    for (const auto& [name, bytes] : test::files_below(fs::path(path).parent_path()))
        if (name.ends_with(fs::path(path).filename().string()))
            return bytes;
    return {};
}

}  // namespace

void OldCopy::take(std::uint64_t entries)
{
    CHECK(!server_.up());
    copy_database(server_.product().database, copy_.path() + "/varde.db");
    entries_ = entries;
}

void OldCopy::start(std::uint64_t entries)
{
    CHECK(!server_.up() && taken());
    if (*entries_ == entries)
        return;
    ++starts;
    auto& service = server_.product();
    test::Product started(7);
    started.close();
    const auto& folder = started.folder.path();
    for (const auto& part : fs::directory_iterator(folder))
        fs::remove_all(part);
    for (const auto* part : {"keys", "attachments", "checkpoint.lock", "checkpoint.lock.roll",
                             "checkpoint.lock.roll.old"})
        if (fs::exists(service.folder.path() + "/" + part))
            fs::copy(service.folder.path() + "/" + part, folder + "/" + part,
                     fs::copy_options::recursive);
    copy_database(copy_.path() + "/varde.db", started.database);
    started.pack = service.pack;
    started.clock.set(service.clock.now());
    started.adjust = [](store::StoreOptions& options) { options.writer.own_thread = false; };
    if (!started.try_open())
        never("cannot be started and looked at");
    else
        check(started, entries);
    started.close();
    if (bytes_in(started.lock_path()) != bytes_in(service.lock_path()))
        never("moved the checkpoint lock");
    entries_.reset();
}

void OldCopy::check(test::Product& started, std::uint64_t entries)
{
    const auto last = entries - 1;
    const auto missing = *entries_ == last
                             ? fmt::format("entry {} is missing", last)
                             : fmt::format("entries {} to {} are missing", *entries_, last);
    const auto ready = started.anyone().get("/readyz");
    if (ready.status != 503 || ready.body.find(missing) == std::string::npos)
        never(fmt::format("does not say that {}, but: {}", missing, ready.body));
    const auto refused = started.anyone().post("/api/v1/public/reports",
                                               test::report_to("5001", {}, "concern.child.public"));
    if (refused.status != 503 || refused.problem() != "recovery-mode" || refused.flag("/kept"))
        never("does not refuse a report: " + refused.body);
    if (started.count("event") != std::int64_t(*entries_))
        never("has other entries than it had");
}

}  // namespace varde::sim
