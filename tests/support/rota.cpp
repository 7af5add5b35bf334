#include "support/rota.hpp"

#include "acts/watch_duty.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

/// RFC 3339 wants seconds; whoever writes a rota does not.
std::string with_seconds(const std::string& time)
{
    constexpr std::size_t minutes_end = 16;
    return time.size() <= minutes_end || time[minutes_end] == ':'
               ? time
               : time.substr(0, minutes_end) + ":00" + time.substr(minutes_end);
}

/// `2026-11-24T07:00:00.000Z` as `24T07:00`.
std::string day_and_minute(const std::string& time) { return time.substr(8, 8); }

}  // namespace

std::string entry_json(const std::string& unit, const PersonId& person, const std::string& from,
                       const std::string& until, const std::string& more)
{
    return R"({"unit":")" + unit + R"(","person":")" + to_string(person) + R"(","from":")" +
           with_seconds(from) + R"(","until":")" + with_seconds(until) + "\"" +
           (more.empty() ? "" : "," + more) + "}";
}

std::string spans(const Answer& answer, const std::string& pointer)
{
    EXPECT_EQ(answer.status, 200) << answer.body;
    std::string text;
    for (std::size_t i = 0; i < answer.size(pointer); ++i) {
        const auto at = pointer + "/" + std::to_string(i);
        text += (i == 0 ? "" : " ") + day_and_minute(answer.text(at + "/from")) + "-" +
                day_and_minute(answer.text(at + "/until"));
    }
    return text;
}

std::size_t look_for_gaps(Product& product)
{
    std::promise<Result<std::size_t>> told;
    acts::watch_duty(product.services(),
                     [&](Result<std::size_t> result) { told.set_value(std::move(result)); });
    const auto result = told.get_future().get();
    EXPECT_TRUE(result);
    return result ? result.value() : 99;
}

PersonId RotaKeeper::add(const std::string& unit, const std::string& login, domain::Role role)
{
    return product_.add_person(
        {.organisation = "Organisation of " + unit,
         .login = login,
         .name = "Name of " + login,
         .grants = {{.role = role, .unit = {unit}, .from = product_.clock.now()}}});
}

PersonId RotaKeeper::add_leader(const std::string& unit, const std::string& login)
{
    leaders_[unit] = login;
    return add(unit, login, domain::Role::unit_leader);
}

PersonId RotaKeeper::add_oversight(const std::string& unit, const std::string& login)
{
    return add(unit, login, domain::Role::oversight);
}

void RotaKeeper::enter(const std::string& unit, const PersonId& person, const std::string& from,
                       const std::string& until, const std::string& more)
{
    if (!leaders_.contains(unit))
        add_leader(unit, "leader of " + unit);
    const auto answer =
        product_.sign_in(leaders_[unit])
            .post("/api/v1/duty/shifts", entry_json(unit, person, from, until, more));
    EXPECT_EQ(answer.status, 201) << answer.body;
}

}  // namespace varde::test
