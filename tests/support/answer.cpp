#include "support/answer.hpp"

#include <charconv>
#include <ostream>

namespace varde::test {

Answer::Answer(http::Response response)
    : status(response.status), content_type(std::move(response.content_type)),
      body(std::move(response.body)), headers(std::move(response.headers))
{
    if (response.source) {
        for (;;) {
            auto piece = response.source->next();
            if (!piece || piece.value().empty())
                break;
            body += piece.value();
        }
        // A body that is not as long as was promised is cut off by http.
        if (body.size() != response.source_bytes)
            status = -1;
    }
    if (!content_type.ends_with("json"))
        return;
    if (auto parsed = json::Document::parse(body))
        document_ = std::move(parsed).value();
}

std::string Answer::header(std::string_view name) const
{
    for (const auto& [known, value] : headers)
        if (known == name)
            return value;
    return {};
}

json::View Answer::at(std::string_view pointer) const
{
    auto view = document_ ? document_->root() : json::View{};
    while (!pointer.empty()) {
        pointer.remove_prefix(1);
        const auto step = pointer.substr(0, pointer.find('/'));
        pointer.remove_prefix(step.size());
        std::size_t index = 0;
        if (view.is(json::Type::array)) {
            std::from_chars(step.data(), step.data() + step.size(), index);
            view = view.at(index);
        } else {
            view = view.member(step);
        }
    }
    return view;
}

std::string Answer::text(std::string_view pointer) const
{
    return std::string(at(pointer).text().value_or(""));
}

std::int64_t Answer::number(std::string_view pointer) const
{
    return at(pointer).integer().value_or(0);
}

bool Answer::flag(std::string_view pointer) const { return at(pointer).boolean().value_or(false); }

std::string Answer::each(std::string_view pointer, std::string_view name) const
{
    std::string joined;
    const auto list = at(pointer);
    for (std::size_t i = 0; i < list.size(); ++i) {
        joined += joined.empty() ? "" : " ";
        joined += list.at(i).member(name).text().value_or("?");
    }
    return joined;
}

std::string Answer::problem() const
{
    const auto type = text("/type");
    const auto slash = type.rfind('/');
    return slash == std::string::npos ? std::string{} : type.substr(slash + 1);
}

void PrintTo(const Answer& answer, std::ostream* to)
{
    *to << answer.status << " " << answer.body.substr(0, 2'000);
}

}  // namespace varde::test
