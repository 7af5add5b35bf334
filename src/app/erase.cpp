#include "app/erase.hpp"

#include "app/commands.hpp"
#include "base/id.hpp"
#include "json/value.hpp"
#include "json/writer.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace varde::app {
namespace {

/// What is asked for: its path, and the member of the answer that lists what was done.
struct Asked {
    std::string path, done;
};

Asked asked(const EraseOptions& options)
{
    if (options.approve)
        return {"/api/v1/retention/approvals", "erased"};
    if (options.withdraw)
        return {"/api/v1/retention/withdrawals", "withdrawn"};
    return {"/api/v1/retention/proposals", "proposed"};
}

Result<std::string> body_of(const EraseOptions& options)
{
    if (!options.approve && options.reason.empty())
        return Error{ErrorCode::invalid, "Say why with --reason. Nothing was sent."};
    for (const auto& report : options.reports)
        if (!parse_uuid(report))
            return Error{ErrorCode::invalid,
                         "\"" + report + "\" is no report's id. Nothing was sent."};
    json::Writer w;
    w.object([&] {
        w.array("reports", [&] {
            for (const auto& report : options.reports)
                w.value(report);
        });
        if (!options.approve)
            w("reason", options.reason);
    });
    return w.take();
}

Result<std::string> ask(const EraseOptions& options)
{
    const auto body = TRY(body_of(options));
    auto session = TRY(SignedIn::sign_in(options.person));
    return session.post(asked(options).path, body);
}

void print(json::View root, const std::string& done)
{
    const auto reports = root.member(done);
    for (std::size_t i = 0; i < reports.size(); ++i)
        fmt::print("{}: {}\n", reports.at(i).text().value_or(""), done);
    const auto refused = root.member("refused");
    for (std::size_t i = 0; i < refused.size(); ++i) {
        fmt::print("{}: refused\n", refused.at(i).member("report").text().value_or(""));
        const auto why = refused.at(i).member("why");
        for (std::size_t j = 0; j < why.size(); ++j)
            fmt::print("  {}\n", why.at(j).text().value_or(""));
    }
}

}  // namespace

int erase(const EraseOptions& options)
{
    const auto answer = ask(options);
    if (!answer)
        return fail(answer.error(), options.json);
    const auto document = json::Document::parse(answer.value());
    if (!document)
        return fail({ErrorCode::internal, "The server's answer is not JSON."}, options.json);
    const auto root = document.value().root();
    if (options.json)
        fmt::print("{}\n", root.to_text());
    else
        print(root, asked(options).done);
    return root.member("refused").size() == 0 ? 0 : 1;
}

void add_erase(CLI::App& program, int& exit_code)
{
    auto* command = program.add_subcommand(
        "erase", "Propose to erase reports, or as a second person approve it");
    auto options = std::make_shared<EraseOptions>();  // Owners: this command's flags and callback.
    command->add_option("reports", options->reports, "Ids of the reports")->required();
    add_person_options(*command, options->person);
    command->add_option("--reason", options->reason, "Why, for a proposal or for taking it back");
    auto* approve =
        command->add_flag("--approve", options->approve, "Erase what somebody else has proposed");
    command->add_flag("--withdraw", options->withdraw, "Take the proposal back")->excludes(approve);
    command->add_flag("--json", options->json, "Answer as one JSON line");
    command->footer(
        "Examples:\n"
        "  varde erase --url https://varde.example --login anna --reason 'Time has run.' \\\n"
        "      0190b2c4-7d3e-7a10-9c55-0f6d2e8b41aa\n"
        "  varde erase --url https://varde.example --login berit --approve \\\n"
        "      0190b2c4-7d3e-7a10-9c55-0f6d2e8b41aa\n"
        "Exit code 0 means that all of them were proposed, or erased. What may not be erased is\n"
        "refused with every reason, and the server records that somebody tried.");
    command->callback([options, &exit_code] { exit_code = erase(*options); });
}

}  // namespace varde::app
