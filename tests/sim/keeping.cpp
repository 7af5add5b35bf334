// P3 on the tables: what is not erased is there, byte for byte, and what is erased has no key.
#include "sim/auditor.hpp"

#include "acts/services.hpp"
#include "crypto/crypto.hpp"

#include <fmt/format.h>

namespace varde::sim {
namespace {

constexpr sql::Statement sealed{
    "sim_sealed_of", "SELECT k.epoch, k.wrap, k.content_batch, k.content_at, k.content_bytes,"
                     " b.sealed FROM content_key k LEFT JOIN content_batch b"
                     " ON b.number = k.content_batch WHERE k.report_id = $1"};

const std::set<std::string> clearing_events{
    "report.held",       "report.released", "report.archived", "erasure.proposed",
    "erasure.withdrawn", "erasure.refused", "report.erased",   "access.refused"};

}  // namespace

std::optional<std::string> Auditor::sealed_of(const Uuid& report)
{
    const auto found = sql::one(
        *connection_,
        [](const sql::Row& row) {
            return fmt::format("{} {} {} {} {} {}", row.integer(0), to_hex(row.bytes(1)),
                               row.integer(2), row.integer(3), row.integer(4),
                               to_hex(crypto::sha256(row.bytes(5))));
        },
        sealed, report.view());
    CHECK(found);
    return found.value();
}

void Auditor::after_vandal(const Uuid& report, const std::optional<std::string>& before, bool done,
                           const std::string& statement)
{
    after_job({"problem.raised"});
    ++vandals;
    const auto what = "report " + hex_of(report) + ", by \"" + statement + "\", ";
    if (sealed_of(report) != before)
        findings_.add("P3", what + "was erased past all acts");
    if (done && before)
        findings_.add("P3", what + "was not refused");
}

void Auditor::after_clearing(const Outcome& outcome)
{
    const auto erased_before = reckoning_.erased;
    const auto events = look();
    never(outcome, "clearing up");
    for (const auto& event : events) {
        if (!clearing_events.contains(event.name))
            findings_.add("P3", "clearing up made the event " + event.name);
        if (event.name == "report.erased" && server_.up() && sealed_of(event.report))
            findings_.add("P3", "report " + hex_of(event.report) + " is erased and has its key");
    }
    if (outcome.came == Came::nowhere && !events.empty())
        findings_.add("P3", "a server that was not there cleared up");
    if (outcome.came == Came::answered && !outcome.well() && !outcome.unknown() &&
        reckoning_.erased != erased_before)
        findings_.add("P3", fmt::format("clearing up was answered {} and done", outcome.status()));
    check_touched(events, {});
}

/// Of some reports each time: erasure keys are replaced once something under them was erased.
void Auditor::check_keys()
{
    constexpr std::size_t one_in = 16;
    if (!server_.up())
        return;
    std::size_t number = 0;
    for (const auto& [report, raised] : reckoning_.reports) {
        if (++number % one_in != steps % one_in)
            continue;
        const auto key = server_.product().store().read([&](store::Reading& reading) {
            return acts::report_key(server_.product().services(), reading, {report});
        });
        if (!key && !raised.erased)
            findings_.add("P3", "the key of report " + hex_of(report) +
                                    " is gone: " + key.error().message);
        if (key && raised.erased)
            findings_.add("P3", "report " + hex_of(report) + " is erased and has its key");
    }
}

}  // namespace varde::sim
