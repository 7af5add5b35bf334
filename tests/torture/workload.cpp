#include "torture/workload.hpp"

#include "json/value.hpp"

#include <thread>

namespace varde::torture {

/// One thread's connection, its choices, and what it has had acknowledged in this cycle.
struct Workload::Sender {
    Sender(std::uint16_t port, std::uint64_t seed) : client(port), draw(seed) {}
    Client client;
    Draw draw;
    std::vector<std::pair<Sent, std::string>> own;  // With the first answer's body.
};

Request request_of(const World& world, const Sent& sent)
{
    Request request{.method = "POST",
                    .path = sent.is_public() ? "/api/v1/public/reports" : "/api/v1/reports",
                    .body = sent.body,
                    .headers = {{"Content-Type", "application/json"}}};
    if (!sent.is_public())
        request.headers.emplace_back("Authorization",
                                     "Bearer " + world.organisations[sent.organisation].api_key);
    if (!sent.key.empty())
        request.headers.emplace_back("Idempotency-Key", sent.key);
    return request;
}

void Workload::unexpected(const char* doing, const Answer& answer)
{
    if (load_.refusing && answer.status == 503)
        return book_.refuse();
    book_.breach(std::string(doing) + " was answered " + std::to_string(answer.status) + " " +
                 answer.body);
}

std::optional<Answer> Workload::exchange(Sender& sender, const Request& request)
{
    auto answer = sender.client.send(request);
    if (answer && ++answers_ == load_.answers && load_.kill)
        server_.strike();
    if (!answer || answers_ >= load_.answers)
        struck_ = true;
    return answer;
}

void Workload::finish(Sender& sender, Sent sent)
{
    auto answer = exchange(sender, request_of(world_, sent));
    const bool refused = answer && load_.refusing && answer->status == 503;
    if (refused)
        book_.refuse();
    if (!answer || refused)
        return book_.leave_unanswered(std::move(sent));
    if (answer->status != 201)
        return unexpected("a report", *answer);
    if (!sent.key.empty())
        sender.own.emplace_back(sent, answer->body);
    book_.acknowledge(std::move(sent), std::move(answer->body));
}

void Workload::send_report(Sender& sender, bool through_form)
{
    Sent sent{.seed = seed_};
    std::string_view kind = "concern.child.public";
    if (!through_form) {
        sent.organisation = sender.draw.below(world_.organisations.size());
        kind = world_.organisations[sent.organisation].kind;
    }
    sent.body = compose_report(sender.draw, kind, {});
    if (!through_form || sender.draw.below(2) == 0)
        sent.key = fresh_key(sender.draw);
    finish(sender, std::move(sent));
}

void Workload::send_with_files(Sender& sender)
{
    Sent sent{.seed = seed_};
    sent.organisation = sender.draw.below(world_.organisations.size());
    const auto& organisation = world_.organisations[sent.organisation];
    for (auto count = 1 + sender.draw.below(3); count > 0; --count) {
        auto file = compose_file(sender.draw);
        const auto answer =
            exchange(sender, {.method = "POST",
                              .path = "/api/v1/uploads",
                              .body = file.bytes,
                              .headers = {{"Content-Type", file.media_type},
                                          {"Authorization", "Bearer " + organisation.api_key}}});
        if (!answer)
            return;  // An upload without an answer is nobody's.
        const auto document = json::Document::parse(answer->body);
        if (answer->status != 201 || !document)
            return unexpected("an upload", *answer);
        file.upload = document.value().root().member("id").text().value_or("");
        sent.files.push_back(std::move(file));
    }
    sent.body = compose_report(sender.draw, organisation.kind, sent.files);
    sent.key = fresh_key(sender.draw);
    finish(sender, std::move(sent));
}

void Workload::repeat(Sender& sender)
{
    if (sender.own.empty())
        return send_report(sender, false);
    const auto& [sent, first] = sender.own[sender.draw.below(sender.own.size())];
    const auto answer = exchange(sender, request_of(world_, sent));
    if (answer && (answer->status != 201 || answer->body != first))
        unexpected("a repetition under load", *answer);
}

void Workload::reuse_key(Sender& sender)
{
    if (sender.own.empty())
        return send_report(sender, false);
    auto other = sender.own[sender.draw.below(sender.own.size())].first;
    other.body.insert(1, "\"captured_at\":\"2026-01-01T00:00:00Z\",");
    const auto answer = exchange(sender, request_of(world_, other));
    if (answer && (answer->status != 409 || answer->body.find("first_report") == std::string::npos))
        unexpected("another report under a used key", *answer);
}

void Workload::send_until_struck(Sender& sender)
{
    while (!struck_) {
        const auto choice = sender.draw.below(100);
        if (sender.draw.below(100) < load_.files_percent)
            send_with_files(sender);
        else if (choice < 14)
            repeat(sender);
        else if (choice < 18)
            reuse_key(sender);
        else
            send_report(sender, choice < 28);
    }
}

void Workload::run(std::size_t connections)
{
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < connections; ++i)
        threads.emplace_back([this, i] {
            Sender sender(server_.port(), seed_ * 1'000 + i);
            send_until_struck(sender);
        });
}

}  // namespace varde::torture
