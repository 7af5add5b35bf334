// Whoever wants reports gone: by the rules, against them, and past all acts with SQL.
#include "sim/world.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace varde::sim {
namespace {

constexpr double day = 86'400;

/// What an operator or an intruder could type. `{}` is the report.
const std::vector<std::string> ways_past{
    "DELETE FROM content_key WHERE report_id = {}",
    "DELETE FROM content_key",
    "UPDATE content_key SET wrap = x'00' WHERE report_id = {}",
    "UPDATE content_key SET epoch = epoch + 1 WHERE report_id = {}",
    "UPDATE content_key SET content_at = content_at + 1 WHERE report_id = {}",
    "INSERT OR REPLACE INTO content_key SELECT report_id, 0, x'', content_batch, content_at,"
    " content_bytes FROM content_key WHERE report_id = {}",
    "DELETE FROM content_batch WHERE number = (SELECT content_batch FROM content_key"
    " WHERE report_id = {})",
    "UPDATE content_batch SET sealed = x'' WHERE number = (SELECT content_batch FROM content_key"
    " WHERE report_id = {})",
    "DELETE FROM delivery WHERE report_id = {}",
    "DELETE FROM report WHERE id = {}",
    "DELETE FROM event WHERE report_id = {}",
    "DROP TRIGGER IF EXISTS no_such_trigger; DELETE FROM content_key WHERE report_id = {}"};

}  // namespace

void World::plan_vandal()
{
    after(draw_.waiting(5 * day), [this] {
        const auto& reports = auditor_.reckoning().reports;
        if (!reports.empty() && server_.up()) {
            const auto& report =
                std::next(reports.begin(), std::ptrdiff_t(draw_.below(reports.size())))->first;
            const auto statement = fmt::format(fmt::runtime(draw_.pick(ways_past)),
                                               "x'" + to_hex(report.view()) + "'");
            tell("somebody types " + statement);
            const auto before = auditor_.sealed_of(report);
            const auto typed = server_.product().sql(statement);
            auditor_.after_vandal(report, before, bool(typed), statement);
        }
        plan_vandal();
    });
}

/// Somebody clears up: proposes what is old, and what is not; another approves.
void World::plan_clearing()
{
    after(draw_.waiting(12 * day / double(towns_.size())), [this] {
        if (server_.up())
            clear_up(draw_.pick(towns_)->id.text);
        plan_clearing();
    });
}

void World::clear_up(const std::string& unit)
{
    std::vector<Uuid> reports;
    for (const auto& [id, raised] : auditor_.reckoning().reports)
        if (auditor_.reckoning().parcels.at(raised.deliveries.back()).unit == unit &&
            !raised.erased)
            reports.push_back(id);
    const auto here = colleagues(unit);
    if (reports.empty() || here.empty())
        return;
    std::string some;
    for (auto n = draw_.between(1, 4); n > 0; --n)
        some += (some.empty() ? "\"" : ",\"") + to_string(draw_.pick(reports)) + "\"";
    auto& one = workers_[draw_.pick(here)];
    auto& other = workers_[draw_.pick(here)];
    if (!sign_in(one))
        return;
    const auto list = [&](const std::string& more) {
        return fmt::format(R"({{"reports":[{}]{}}})", some, more);
    };
    if (draw_.chance(0.5))
        hand_to_archive(one, draw_.pick(reports));
    if (draw_.chance(0.2))
        hold(one, unit, draw_.pick(reports));
    clear(one, "/api/v1/retention/proposals", list(R"(,"reason":"Its time is over.")"));
    if (server_.up() && sign_in(other))
        clear(other, "/api/v1/retention/approvals", list(""));
}

/// What comes of it is looked at by the auditor: an erasure that it would not allow is a finding.
void World::clear(Worker& by, const std::string& path, const std::string& body)
{
    if (findings_.any() || !server_.up())
        return;
    tell(by.login + " asks " + path);
    const auto outcome = server_.ask([&] { return by.caller.post(path, body); });
    auditor_.after_clearing(outcome);
}

void World::hand_to_archive(Worker& by, const Uuid& report)
{
    clear(by, "/api/v1/retention/archive",
          fmt::format(R"({{"report":"{}","reference":"A/1"}})", to_string(report)));
}

void World::hold(Worker& by, const std::string& unit, const Uuid& report)
{
    const auto what = draw_.chance(0.1) ? fmt::format(R"("unit":"{}")", unit)
                                        : fmt::format(R"("report":"{}")", to_string(report));
    clear(by, "/api/v1/retention/holds",
          fmt::format(R"({{{},"name":"complaint","reason":"A complaint is under way."}})", what));
}

}  // namespace varde::sim
