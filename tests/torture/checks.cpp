#include "torture/checks.hpp"

#include "torture/workload.hpp"
#include "json/value.hpp"
#include "json/writer.hpp"

#include <atomic>
#include <thread>

namespace varde::torture {
namespace {

constexpr std::size_t connections = 8;

/// One thread's checks, one report after the other.
class Check {
public:
    explicit Check(const Checker& at) : at_(at), client_(at.port) {}

    void all(Sent& sent)
    {
        ledger::Checkpoint checkpoint;
        if (const auto checked = check_receipt_alone(sent, checkpoint); !checked)
            return at_.book.lost(sent, checked.error().message);
        at_.checkpoints.add(checkpoint, at_.book);
        if (auto fault = fault_in(sent); !fault.empty())
            at_.book.lost(sent, fault);
    }

    void look(Sent& sent)
    {
        if (sent.is_public())
            return;  // Following a code is counted, which is a change.
        for (const auto step : {&Check::find, &Check::receipt_is_known})
            if (auto fault = (this->*step)(sent); !fault.empty())
                at_.book.breach("while nothing can be written: " + fault);
    }

    /// Once more on a new connection: an idle one may have been closed meanwhile.
    Answer send(const Request& request)
    {
        for (int attempt = 0; attempt < 2; ++attempt)
            if (auto answer = client_.send(request))
                return std::move(*answer);
        return {.body = "no answer"};
    }

    Request as_caseworker(std::string method, std::string path, std::string body = {}) const
    {
        return {.method = std::move(method),
                .path = std::move(path),
                .body = std::move(body),
                .headers = {{"Cookie", at_.session.cookie},
                            {"X-CSRF-Token", at_.session.csrf},
                            {"Content-Type", "application/json"}}};
    }

    /// What is wrong, or nothing.
    std::string fault_in(Sent& sent)
    {
        for (const auto step :
             {&Check::find, &Check::receipt_is_known, &Check::repeat, &Check::open})
            if (auto fault = (this->*step)(sent); !fault.empty())
                return fault;
        return {};
    }

private:
    static std::string said(const char* doing, const Answer& answer)
    {
        return std::string(doing) + " was answered " + std::to_string(answer.status) + " " +
               answer.body;
    }

    std::string find(Sent& sent)
    {
        if (sent.is_public())
            return follow_up(sent);
        const auto& key = at_.world.organisations[sent.organisation].api_key;
        const auto answer = send({.method = "GET",
                                  .path = "/api/v1/reports/" + sent.id,
                                  .headers = {{"Authorization", "Bearer " + key}}});
        if (answer.status != 200)
            return said("the sender's look", answer);
        for (const auto& [name, due] :
             {std::pair{"accepted", true}, {"opened", sent.opened}, {"answered", sent.answered}})
            if (due &&
                answer.body.find("{\"name\":\"" + std::string(name) + "\"") == std::string::npos)
                return "the milestone " + std::string(name) + " is missing: " + answer.body;
        return {};
    }

    /// Once for each report: few a minute may be asked for without signing in.
    std::string follow_up(Sent& sent)
    {
        if (sent.opened)
            return {};
        const auto document = json::Document::parse(sent.first);
        json::Writer w;
        w.object([&] { w("code", document.value().root().member("receipt").member("code")); });
        const auto answer = send({.method = "POST",
                                  .path = "/api/v1/public/follow-up",
                                  .body = w.take(),
                                  .headers = {{"Content-Type", "application/json"}}});
        return answer.status == 200 ? std::string() : said("following the code", answer);
    }

    std::string receipt_is_known(Sent& sent)
    {
        const auto document = json::Document::parse(sent.first);
        const auto receipt = document.value().root().member("receipt");
        json::Writer w;
        w.object([&] {
            w("entry", receipt.member("entry").text().value_or(""));
            w("proof", receipt.member("proof").text().value_or(""));
        });
        const auto answer = send({.method = "POST",
                                  .path = "/api/v1/receipts/check",
                                  .body = w.take(),
                                  .headers = {{"Content-Type", "application/json"}}});
        if (answer.body.find("\"holds\":true,\"in_ledger\":true") == std::string::npos)
            return said("the receipt's check", answer);
        return {};
    }

    std::string repeat(Sent& sent)
    {
        if (sent.key.empty() || (sent.is_public() && sent.opened))
            return {};  // The public form takes few a minute from one address.
        const auto answer = send(request_of(at_.world, sent));
        if (answer.status != 201 || answer.body != sent.first)
            return said("the repetition", answer) + "\n instead of " + sent.first;
        return {};
    }

    std::string open(Sent& sent)
    {
        const auto path = "/api/v1/deliveries/" + sent.delivery;
        const auto answer = send(as_caseworker("POST", path + "/open"));
        const auto document = json::Document::parse(answer.body);
        if (answer.status != 200 || !document)
            return said("opening", answer);
        sent.opened = true;
        const auto delivery = document.value().root();
        const auto body = json::Document::parse(sent.body);
        if (delivery.member("content").to_text() != body.value().root().member("content").to_text())
            return "other content than was sent: " + answer.body;
        if (delivery.member("sequence").integer() != sent.sequence)
            return "another sequence than was acknowledged";
        if (delivery.member("attachments").size() != sent.files.size())
            return "not as many attachments as were sent";
        for (std::size_t i = 0; i < sent.files.size(); ++i) {
            const auto file =
                send(as_caseworker("GET", path + "/attachments/" + std::to_string(i + 1)));
            if (file.status != 200)
                return said("an attachment", file);
            if (file.body != sent.files[i].bytes)
                return "attachment " + std::to_string(i + 1) + " has other bytes";
        }
        return {};
    }

    const Checker& at_;
    Client client_;
};

}  // namespace

void Checkpoints::add(const ledger::Checkpoint& checkpoint, Book& book)
{
    std::unique_lock lock(mutex_);
    const auto known = roots_.emplace(checkpoint.size, checkpoint.root).first->second;
    lock.unlock();
    if (known != checkpoint.root)
        book.breach("two roots were signed for size " + std::to_string(checkpoint.size));
}

Result<Session> sign_in(const World& world, std::uint16_t port)
{
    json::Writer w;
    w.object([&] { w("login", world.login)("password", world.password); });
    Client client(port);
    const auto answer = client.send({.method = "POST",
                                     .path = "/api/v1/session",
                                     .body = w.take(),
                                     .headers = {{"Content-Type", "application/json"}}});
    if (!answer || answer->status != 200)
        return Error{ErrorCode::unavailable,
                     "the caseworker cannot sign in: " + (answer ? answer->body : "no answer")};
    const auto document = TRY(json::Document::parse(answer->body));
    const auto cookie = header(*answer, "Set-Cookie");
    return Session{cookie.substr(0, cookie.find(';')),
                   std::string(document.root().member("csrf").text().value_or(""))};
}

void Checker::check(const std::vector<Sent*>& reports) const
{
    std::atomic<std::size_t> next{0};
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < connections; ++i)
        threads.emplace_back([&] {
            Check check(*this);
            for (auto at = next++; at < reports.size(); at = next++)
                check.all(*reports[at]);
        });
}

std::vector<std::string> Checker::faults(std::vector<Sent> reports) const
{
    std::vector<std::string> all;
    Check check(*this);
    for (auto& sent : reports)
        if (auto fault = check.fault_in(sent); !fault.empty())
            all.push_back(std::move(fault));
    return all;
}

void Checker::look(const std::vector<Sent*>& reports) const
{
    Check check(*this);
    for (auto* sent : reports)
        check.look(*sent);
}

void Checker::recover(std::vector<Sent> unanswered) const
{
    Check check(*this);
    for (auto& sent : unanswered) {
        auto answer = check.send(request_of(world, sent));
        if (answer.status == 201)
            book.acknowledge(std::move(sent), std::move(answer.body));
        else
            book.breach("an unanswered report, sent again, was answered " +
                        std::to_string(answer.status) + " " + answer.body);
    }
}

void Checker::check_refused_act(Sent& sent) const
{
    Check check(*this);
    auto act = check.as_caseworker("POST", "/api/v1/deliveries/" + sent.delivery + "/answer",
                                   R"({"message":"Takk. Vi følger opp."})");
    act.headers.emplace_back("Idempotency-Key", "act-" + sent.id);
    auto stale = act;
    stale.headers.emplace_back("If-Match", "\"999999\"");
    if (const auto refused = check.send(stale); refused.status != 412)
        book.breach("an act on a stale view was answered " + std::to_string(refused.status) + " " +
                    refused.body);
    const auto done = check.send(act);
    if (done.status != 200 || done.body.find("{\"name\":\"answered\"") == std::string::npos)
        return book.lost(sent, "an act after its refusal was not done: " + done.body);
    sent.answered = true;
}

}  // namespace varde::torture
