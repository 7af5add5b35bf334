#include "api/channels.hpp"

#include "acts/compare_channels.hpp"
#include "acts/hand_out.hpp"
#include "acts/prove_stored.hpp"
#include "acts/see_readbacks.hpp"
#include "api/deliveries.hpp"
#include "api/polls.hpp"
#include "api/session.hpp"
#include "api/show_channels.hpp"
#include "api/with_body.hpp"

#include <algorithm>
#include <charconv>

namespace varde::api {
namespace {

constexpr json::TextLimits line{.min_bytes = 1, .max_bytes = 400, .single_line = true};
constexpr std::int64_t wait_seconds_max = 60;
constexpr std::size_t channels_max = 10'000;
constexpr int failing_shown = 200;

Result<std::int64_t> number_in_query(const Call& call, std::string_view name, std::int64_t max)
{
    const auto text = call.query(name);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty())
        return std::int64_t{0};
    if (error != std::errc{} || end != text.data() + text.size() || number < 0 || number > max)
        return Error{ErrorCode::invalid, std::string(name) + " must be a whole number from 0 to " +
                                             std::to_string(max) + "."};
    return number;
}

/// The first word of User-Agent: `name/version`.
Result<std::string> connector_of(const http::Request& request)
{
    const auto agent = request.header("user-agent");
    return acts::connector_named(agent.substr(0, agent.find(' ')));
}

/// As it says; empty: it does not say it as it should.
std::string connector_if_named(const http::Request& request)
{
    auto connector = connector_of(request);
    return connector ? std::move(connector).value() : std::string{};
}

/// What can neither be taken nor be proved now is nothing to answer at once with.
bool brings_nothing(const acts::HandedPage& page, int limit)
{
    return page.items.size() < std::size_t(limit) &&
           std::ranges::all_of(
               page.items,
               [](const acts::HandedOut& item) { return item.unavailable || item.given_again; });
}

void fetch(Call call, acts::Fetching fetching, std::int64_t wait_seconds)
{
    auto& services = call.services();
    const auto actor = call.actor();
    auto again = fetching;
    acts::hand_out(
        services, actor, std::move(fetching),
        [call = std::move(call), again = std::move(again),
         wait_seconds](Result<acts::HandedPage> page) mutable {
            if (!page || wait_seconds == 0 || !brings_nothing(page.value(), again.limit))
                return call.answer(std::move(page), [](const acts::HandedPage& found) {
                    return json_response(show_handed_page(found));
                });
            auto& polls = call.site.polls;
            Polls::Waiting waiting{.unit = again.unit,
                                   .after_number = page.value().system.last_number,
                                   .until = call.services().clock.now().plus_seconds(wait_seconds)};
            waiting.answer = [call = std::move(call), again = std::move(again)]() mutable {
                auto who = authenticate(call.services(), call.request);  // Revoked meanwhile?
                if (!who)
                    return call.answer(problem_response(who.error()));
                call.who = std::move(who).value();
                fetch(std::move(call), std::move(again), 0);
            };
            polls.wait(std::move(waiting));
        });
}

Hash hash_in(json::Reader& body, std::string_view name, const std::string& text)
{
    const auto bytes = from_hex(text);
    Hash hash{};
    if (!bytes || bytes->size() != hash.size()) {
        body.fault(name, "must be 64 hexadecimal digits");
        return hash;
    }
    std::ranges::copy(*bytes, hash.begin());
    return hash;
}

acts::StorageProof read_proof(json::Reader& body, const Call&)
{
    acts::StorageProof proof;
    proof.store_reference = body.optional_text("store_reference", line).value_or("");
    proof.nonce = hash_in(body, "nonce", body.text("nonce", line));
    const bool missing = body.boolean("missing", false);
    const auto digest = body.optional_text("digest", line);
    if (missing == digest.has_value())
        body.fault("digest", "is required, unless missing is true");
    if (digest)
        proof.digest = hash_in(body, "digest", *digest);
    return proof;
}

acts::ChannelSum read_sum(json::Reader& body, json::View view, std::size_t index)
{
    json::Reader reader(view, "/channels/" + std::to_string(index));
    acts::ChannelSum sum;
    const auto channel = from_hex(reader.text("channel", line));
    if (channel && channel->size() == sum.channel.size())
        std::ranges::copy(*channel, sum.channel.begin());
    else
        reader.fault("channel", "must be 16 hexadecimal digits");
    sum.highest = reader.integer("highest", {.min = 0});
    sum.count = reader.integer("count", {.min = 0});
    sum.digest = hash_in(reader, "sha256", reader.text("sha256", line));
    for (auto& fault : reader.faults())
        body.fault(fault.pointer.empty() ? "channels" : fault.pointer.substr(1), fault.detail);
    return sum;
}

acts::Comparing read_comparing(json::Reader& body, const Call& call)
{
    acts::Comparing comparing{.unit = {call.path_value("unit")}};
    comparing.after_number = body.integer("after_seq", {.min = 0});
    const auto channels = body.optional_array("channels");
    if (channels.size() > channels_max)
        body.fault("channels", "has more than " + std::to_string(channels_max));
    for (std::size_t i = 0; i < std::min(channels.size(), channels_max); ++i)
        comparing.theirs.push_back(read_sum(body, channels.at(i), i));
    return comparing;
}

}  // namespace

void fetch_deliveries(Call call)
{
    const auto limit = limit_in_query(call);
    const auto wait = number_in_query(call, "wait", wait_seconds_max);
    const auto connector = connector_of(call.request);
    const auto after = number_in_query(call, "after_seq", INT64_MAX / 2);
    const auto from = number_in_query(call, "from_seq", INT64_MAX / 2);
    for (const auto* error : {limit ? nullptr : &limit.error(), wait ? nullptr : &wait.error(),
                              connector ? nullptr : &connector.error(),
                              after ? nullptr : &after.error(), from ? nullptr : &from.error()})
        if (error)
            return call.answer(problem_response(*error));
    acts::Fetching fetching{.unit = {call.path_value("unit")},
                            .after_number = after.value(),
                            .from_number = from.value(),
                            .limit = limit.value(),
                            .connector = connector.value()};
    fetch(std::move(call), std::move(fetching), wait.value());
}

void fetch_delivery(Call call)
{
    const auto id = id_in_path<DeliveryId>(call, "id");
    if (!id)
        return call.answer(problem_response(id.error()));
    auto& services = call.services();
    const auto actor = call.actor();
    const UnitId unit{call.path_value("unit")};
    auto connector = connector_if_named(call.request);
    acts::hand_out_again(services, actor, unit, id.value(), std::move(connector),
                         answering<acts::HandedOut>(std::move(call), [](const auto& item) {
                             return json_response(show_handed_out(item));
                         }));
}

void fetch_attachment(Call call)
{
    const auto id = id_in_path<DeliveryId>(call, "id");
    int number = 0;
    const auto text = call.path_value("number");
    std::from_chars(text.data(), text.data() + text.size(), number);
    if (!id || number < 1)
        return call.answer(
            problem_response({ErrorCode::not_found, "There is no such attachment."}));
    auto& services = call.services();
    const auto actor = call.actor();
    const UnitId unit{call.path_value("unit")};
    auto connector = connector_if_named(call.request);
    acts::hand_out_file(services, actor, unit, id.value(), number, std::move(connector),
                        answering<acts::HandedFile>(std::move(call), [](acts::HandedFile& file) {
                            return attachment_response(file.file.name, file.file.media_type,
                                                       file.file.bytes, std::move(file.reader));
                        }));
}

void see_challenges(Call call)
{
    const auto limit = limit_in_query(call);
    const auto after = number_in_query(call, "after_seq", INT64_MAX / 2);
    if (!limit || !after)
        return call.answer(problem_response(limit ? after.error() : limit.error()));
    call.answer(acts::see_challenges(call.services(), call.actor(), {call.path_value("unit")},
                                     after.value(), limit.value()),
                [&](const std::vector<acts::Challenge>& challenges) {
                    return json_response(show_challenges(challenges, std::size_t(limit.value())));
                });
}

void prove_stored(Call call)
{
    const auto id = id_in_path<DeliveryId>(call, "id");
    const auto connector = connector_of(call.request);
    if (!id || !connector)
        return call.answer(problem_response(id ? connector.error() : id.error()));
    with_body(std::move(call), read_proof, [&](Call own, acts::StorageProof proof) {
        proof.delivery = id.value();
        proof.connector = connector.value();
        auto& services = own.services();
        const auto actor = own.actor();
        acts::prove_stored(services, actor, std::move(proof),
                           answering<domain::Readback>(std::move(own), [](const auto& readback) {
                               return json_response(show_proved(readback));
                           }));
    });
}

void compare_channels(Call call)
{
    const auto connector = connector_of(call.request);
    if (!connector)
        return call.answer(problem_response(connector.error()));
    with_body(std::move(call), read_comparing, [&](Call own, acts::Comparing comparing) {
        comparing.connector = connector.value();
        auto& services = own.services();
        const auto actor = own.actor();
        acts::compare_channels(
            services, actor, std::move(comparing),
            answering<std::vector<acts::ComparedChannel>>(std::move(own), [](const auto& channels) {
                return json_response(show_compared(channels));
            }));
    });
}

void see_readbacks(Call call)
{
    call.answer(
        acts::see_readbacks(call.services(), call.actor(), {call.query("unit")}, failing_shown),
        [](const acts::ReadbackPage& page) { return json_response(show_readbacks(page)); });
}

std::string readback_metrics(acts::Services& services)
{
    std::string text = "# HELP varde_readback_failing Deliveries that the unit's case system does "
                       "not prove to hold.\n# TYPE varde_readback_failing gauge\n";
    const auto read = services.store.read([&](store::Reading& reading) -> Status {
        for (const auto& [unit, count] : TRY(store::ReadbackRecords(reading).failing_by_unit()))
            text += "varde_readback_failing{unit=\"" + unit.text + "\"} " + std::to_string(count) +
                    "\n";
        return ok();
    });
    return read ? text : std::string{};
}

}  // namespace varde::api
