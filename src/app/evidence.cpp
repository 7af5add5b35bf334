// `varde evidence`: what proves a report's history, from a Varde elsewhere into a folder.
#include "app/commands.hpp"
#include "app/evidence_bundle.hpp"
#include "app/send.hpp"
#include "app/server_key.hpp"
#include "app/signed_in.hpp"
#include "base/id.hpp"
#include "json/writer.hpp"

#include <fmt/format.h>
#include <unistd.h>

namespace varde::app {
namespace {

Result<std::string> ask(const EvidenceOptions& options, const Uuid& report)
{
    const auto path = "/api/v1/reports/" + to_string(report) + "/evidence";
    if (!options.login.empty()) {
        auto person = TRY(SignedIn::sign_in({.url = options.server.url,
                                             .ca_file = options.server.ca_file,
                                             .login = options.login,
                                             .password_file = options.password_file}));
        return person.get(path);
    }
    const auto key = TRY(server_key(options.server));
    if (key.empty())
        return Error{ErrorCode::invalid, "Evidence is for whoever sent the report, with their API "
                                         "key, or for people of its unit, with --login."};
    auto client = TRY(Client::make({.url = options.server.url,
                                    .key = key,
                                    .ca_file = options.server.ca_file,
                                    .tries_max = 3,
                                    .tells = ::isatty(STDERR_FILENO) == 1}));
    auto reply = TRY(client.get(path));
    if (reply.status != 200)
        return error_in(reply);
    return std::move(reply.body);
}

Result<std::size_t> write(const EvidenceOptions& options)
{
    crypto::start();
    const auto report = parse_uuid(options.report);
    if (!report)
        return Error{ErrorCode::invalid, "\"" + options.report + "\" is no report's id."};
    const auto answer = TRY(ask(options, *report));
    const auto entries = TRY(write_bundle(options.to, *report, answer));
    for (const auto& receipt : TRY(read_held_receipts(options.to)))
        TRY(check_holding(receipt, {}, {}));
    return entries;
}

}  // namespace

int evidence(const EvidenceOptions& options)
{
    const auto entries = write(options);
    if (!entries)
        return fail(entries.error(), options.json);
    if (options.json) {
        json::Writer w;
        w.object([&] { w("to", options.to)("entries", entries.value()); });
        fmt::print("{}\n", w.take());
    } else {
        fmt::print("{} entries with their proofs stand in {}, and each holds.\n"
                   "Check it without us: sh {}/verify.sh\n",
                   entries.value(), options.to, options.to);
    }
    return 0;
}

}  // namespace varde::app
