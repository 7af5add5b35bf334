#include "acts/problem_content.hpp"

#include "acts/obligations.hpp"
#include "vault/record.hpp"
#include "json/writer.hpp"

namespace varde::acts {

std::string write_problem_content(const NewProblem& problem)
{
    json::Writer w;
    w.object([&] {
        w("text", problem.text)("page", problem.page)("contact", problem.contact);
        w.array("warnings", [&] {
            for (const auto& warning : problem.warnings)
                w.object([&] {
                    w("code", warning.code)("detail", warning.detail);
                    w("pointer", warning.pointer);
                });
        });
    });
    return w.take();
}

Result<ProblemContent> read_problem_content(store::Reading& reading, const store::ReportKey& key,
                                            const domain::ProblemId& id)
{
    const auto sealed = TRY(reading.content(domain::as_report(id)));
    if (!sealed)
        return Error{ErrorCode::internal, "this problem's content is not there"};
    const auto plain = TRY(vault::open_record(key.key, id.uuid, *sealed));
    const auto document = TRY(json::Document::parse(text_of(plain)));
    const auto root = document.root();
    const auto text = [](json::View from, std::string_view name) {
        return std::string(from.member(name).text().value_or(""));
    };
    ProblemContent content{text(root, "text"), text(root, "page"), text(root, "contact"), {}};
    const auto warnings = root.member("warnings");
    for (std::size_t i = 0; i < warnings.size(); ++i)
        content.warnings.push_back({text(warnings.at(i), "code"), text(warnings.at(i), "detail"),
                                    text(warnings.at(i), "pointer")});
    return content;
}

Status oblige_after(const Services& services, store::Reading& reading, domain::Event& event)
{
    std::vector<domain::Event> before;
    for (auto& stored : TRY(reading.events_of(event.report)))
        before.push_back(std::move(stored.event));
    oblige(services, before, event);
    return ok();
}

}  // namespace varde::acts
