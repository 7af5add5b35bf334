#include "app/client.hpp"
#include "app/commands.hpp"
#include "app/send.hpp"
#include "app/server_key.hpp"
#include "base/id.hpp"
#include "json/writer.hpp"

#include <fmt/format.h>
#include <unistd.h>

namespace varde::app {
namespace {

std::string_view text_in(json::View view, std::string_view name)
{
    return view.member(name).text().value_or("");
}

Result<Reply> ask(const StatusOptions& options)
{
    const auto key = TRY(server_key(options.server));
    if (options.code.empty() && key.empty())
        return Error{ErrorCode::invalid,
                     "A report is followed with the API key of who sent it, or with --code."};
    const auto id = parse_uuid(options.report);
    if (options.code.empty() && !id)
        return Error{ErrorCode::invalid, "\"" + options.report + "\" is no report's id."};
    auto client = TRY(Client::make({.url = options.server.url,
                                    .key = options.code.empty() ? key : std::string(),
                                    .ca_file = options.server.ca_file,
                                    .tries_max = 3,
                                    .tells = ::isatty(STDERR_FILENO) == 1}));
    if (options.code.empty())
        return client.get("/api/v1/reports/" + to_string(*id));
    json::Writer w;
    w.object([&] { w("code", options.code); });
    // The code stands in the body: addresses are written to logs.
    return client.post("/api/v1/public/follow-up", w.take(),
                       {{"Content-Type", "application/json"}});
}

void print_status(json::View root)
{
    fmt::print("{}: {}, with {}\n", text_in(root, "id"), text_in(root, "state"),
               text_in(root.member("unit"), "name"));
    const auto milestones = root.member("milestones");
    for (std::size_t i = 0; i < milestones.size(); ++i) {
        const auto milestone = milestones.at(i), by = milestone.member("by");
        const auto unit = text_in(by, "unit");
        fmt::print("  {}  {:<10} {}{}{}\n", text_in(milestone, "at"), text_in(milestone, "name"),
                   text_in(by, "role"), unit.empty() ? "" : ", ", unit);
    }
    const auto obligations = root.member("obligations");
    for (std::size_t i = 0; i < obligations.size(); ++i) {
        const auto obligation = obligations.at(i);
        fmt::print("  due {}: {} ({})\n", text_in(obligation, "due"), text_in(obligation, "name"),
                   text_in(obligation, "state"));
    }
    const auto answers = root.member("answers");
    for (std::size_t i = 0; i < answers.size(); ++i)
        fmt::print("  Answer: {}\n", answers.at(i).text().value_or(""));
}

}  // namespace

int status(const StatusOptions& options)
{
    auto reply = ask(options);
    if (!reply)
        return fail(reply.error(), options.json);
    if (reply.value().status != 200)
        return fail(error_in(reply.value()), options.json);
    const auto document = json::Document::parse(reply.value().body);
    if (!document)
        return fail({ErrorCode::internal, "The server's answer is not JSON."}, options.json);
    if (options.json)
        fmt::print("{}\n", document.value().root().to_text());
    else
        print_status(document.value().root());
    return 0;
}

}  // namespace varde::app
