#include "app/bench_fill.hpp"

#include "acts/forget_keys.hpp"
#include "acts/grant_access.hpp"
#include "acts/keep_book.hpp"
#include "acts/sign_in.hpp"
#include "api/decode_report.hpp"
#include "app/bench_load.hpp"
#include "app/demo/past.hpp"

#include <future>

namespace varde::app {
namespace {

constexpr std::uint64_t together = 2'000;  // Under way at once, at one time.
constexpr std::uint64_t one_in = 10;
constexpr std::size_t report_bytes = 2'048;

Status accept_some(Node& node, demo::Past& past, const domain::Actor& actor, std::uint64_t from,
                   std::uint64_t to, std::vector<ReportId>& ids)
{
    for (auto number = from; number < to; ++number) {
        auto report =
            TRY(api::decode_report(bench_report(number, report_bytes), "application/json", false));
        acts::accept_report(node.services(), actor, std::move(report),
                            {"fill", std::to_string(number)},
                            past.answer<acts::AcceptedReport>(
                                "accepting a report", [&ids, number](acts::AcceptedReport& made) {
                                    if (number % one_in == 0)
                                        ids.push_back(made.id);
                                }));
    }
    return past.wait();
}

/// What an act answers with, when it has answered.
template <class T, class Act>
Result<T> answer_of(Act act)
{
    std::promise<Result<T>> promise;
    auto answer = promise.get_future();
    act([&](Result<T> made) { promise.set_value(std::move(made)); });
    return answer.get();
}

Status keep_book(acts::Services& services)
{
    for (bool more = true; more;)
        more = TRY(answer_of<acts::BookStep>([&](auto done) {
                   acts::book_step(services, together, std::move(done));
               })).more;
    return ok();
}

}  // namespace

Result<std::vector<ReportId>> fill_store(const FillPlan& plan,
                                         const std::function<void(std::uint64_t)>& told)
{
    auto node = TRY(Node::open(plan.data));
    TRY(node->services().store.learn_keys());
    auto actor = TRY(acts::authenticate_key(node->services(), plan.api_key)).actor;
    for (auto& grant : actor.grants)
        grant.from = plan.begin;  // The key was made only now.
    demo::Past past(*node);
    std::vector<ReportId> ids;  // The writer's until `wait` has returned.
    const auto step_us = (plan.end.unix_us - plan.begin.unix_us) /
                         std::int64_t(std::max<std::uint64_t>(plan.total, 1));
    for (auto from = plan.from; from < plan.to; from += together) {
        past.move_to({plan.begin.unix_us + std::int64_t(from) * step_us});
        TRY(accept_some(*node, past, actor, from, std::min(from + together, plan.to), ids));
        // As the rounds of those years would have.
        acts::forget_old_keys(node->services());
        TRY(keep_book(node->services()));
        told(from);
    }
    return ids;
}

Result<std::string> sign_in_reader(const std::string& data, const std::string& unit)
{
    auto node = TRY(Node::open(data));
    auto& services = node->services();
    const auto login = "bench-" + std::to_string(services.clock.now().unix_us);
    acts::NewPerson person{
        .organisation = "Fiktiv barneverntjeneste",
        .sector = domain::Sector::child_protection,
        .login = login,
        .name = "Siri Fiktiv",
        .password_hash = crypto::hash_password(login),
        .grants = {
            {.role = domain::Role::caseworker, .unit = {unit}, .from = services.clock.now()}}};
    TRY(answer_of<PersonId>(
        [&](auto done) { acts::add_person(services, std::move(person), std::move(done)); }));
    return TRY(answer_of<acts::SignedIn>(
                   [&](auto done) { acts::sign_in(services, login, login, std::move(done)); }))
        .token;
}

}  // namespace varde::app
