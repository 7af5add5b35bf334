#include "app/bench_load.hpp"

#include "http/load.hpp"
#include "json/writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace varde::app {
namespace {

/// Numbers that look drawn: neighbours have nothing in common. (The finalizer of splitmix64.)
std::uint64_t scattered(std::uint64_t number)
{
    number += 0x9e3779b97f4a7c15;
    number = (number ^ (number >> 30)) * 0xbf58476d1ce4e5b9;
    number = (number ^ (number >> 27)) * 0x94d049bb133111eb;
    return number ^ (number >> 31);
}

/// Sentences as teachers write them, beginning somewhere else each time.
std::string concern(std::uint64_t number, std::size_t bytes)
{
    constexpr std::string_view text =
        "Barnet har den siste tiden kommet trøtt og uten matpakke til skolen. Klærne er ofte for "
        "tynne for årstiden. I samtale med kontaktlærer fortalte barnet at det er mye krangling "
        "hjemme om kvelden, og at det ikke alltid er noen voksne der. Vi har hatt to møter med "
        "foresatte i høst, uten at situasjonen er blitt bedre. Fraværet har økt siden august. "
        "Skolen er bekymret for barnets omsorgssituasjon og ber barnevernstjenesten vurdere den. ";
    auto begin = std::size_t(number % text.size());
    while ((text[begin] & 0xc0) == 0x80)  // Not in the middle of a letter.
        ++begin;
    std::string told;
    while (told.size() < bytes) {
        told += text.substr(begin, bytes - told.size());
        begin = 0;
    }
    while (!told.empty() && (told.back() & 0x80) != 0)  // Nor may it end in one.
        told.pop_back();
    return told + std::string(bytes - told.size(), '.');
}

std::string write_report(std::uint64_t number, std::size_t concern_bytes)
{
    const auto& place = bench_places()[number % bench_places().size()];
    json::Writer w;
    w.object([&] {
        w("kind", "concern.child");
        w.object("place", [&] {
            w("municipality", place.municipality);
            if (!place.district.empty())
                w("district", place.district);
        });
        w("sender_reference", fmt::format("ELEV-{:010}", number));
        w.object("content", [&] {
            w("danger_now", false)("concern", concern(number, concern_bytes));
            w.array("children", [&] {
                w.object([&] {
                    w("name", fmt::format("Kari Fiktiv {:010}", number));
                    w("national_number", fmt::format("{:011}", 17'915'600'000 + number % 100'000));
                    w("kindergarten_or_school", "Fiktiv skole")("informed", true);
                });
            });
            w.object("reporter", [&] {
                w("name", "Lars Fiktiv")("role", "kontaktlærer")("phone", "00000000");
            });
        });
    });
    return w.take();
}

}  // namespace

const std::vector<domain::Place>& bench_places()
{
    static const std::vector<domain::Place> all{{"4601", "01"}, {"0301", "02"}, {"1103", ""},
                                                {"5001", ""},   {"4204", ""},   {"1505", ""},
                                                {"3301", ""},   {"5501", ""}};
    return all;
}

std::string bench_report(std::uint64_t number, std::size_t bytes)
{
    const auto frame = write_report(number, 0).size();
    return write_report(number, bytes > frame ? bytes - frame : 1);
}

Result<LoadOutcome> send_load(const LoadPlan& plan)
{
    LoadOutcome outcome;
    std::vector<double> times;
    const auto head = "POST /api/v1/reports HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " +
                      plan.api_key + "\r\nContent-Type: application/json\r\n";
    const auto request = [&](std::uint64_t number, std::string& text) {
        const auto body = bench_report(number, plan.bytes);
        const auto key = scattered(plan.first_key + number);
        text += head;
        fmt::format_to(std::back_inserter(text),
                       "Idempotency-Key: {:016x}{:016x}\r\nContent-Length: {}\r\n\r\n", key,
                       scattered(key), body.size());
        text += body;
    };
    const auto answered = [&](const http::LoadAnswer& answer) {
        constexpr std::string_view before = "{\"id\":\"";
        constexpr std::size_t id_letters = 36;
        const auto id = answer.status == 201 && answer.body.starts_with(before)
                            ? parse_uuid(answer.body.substr(before.size(), id_letters))
                            : std::nullopt;
        if (!id) {
            ++outcome.refused;
            return true;
        }
        outcome.acknowledged.push_back({*id});
        times.push_back(answer.milliseconds);
        return true;
    };
    const auto begun = std::chrono::steady_clock::now();
    TRY(http::run_load({.port = plan.port,
                        .connections = plan.connections,
                        .seconds = plan.seconds,
                        .per_second = plan.rate},
                       request, answered));
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    outcome.seconds = took.count();
    std::ranges::sort(times);
    if (!times.empty()) {
        outcome.p50_ms = times[times.size() / 2];
        outcome.p99_ms = times[times.size() * 99 / 100];
        outcome.max_ms = times.back();
    }
    return outcome;
}

}  // namespace varde::app
