// An answer of the API as a test looks at it.
#pragma once

#include "http/message.hpp"
#include "json/value.hpp"

namespace varde::test {

/// Reads members by JSON pointer: `answer.text("/delivery/unit/id")`. A member that is not there
/// gives an empty value.
class Answer {
public:
    /// Reads a streamed body to its end.
    explicit Answer(http::Response response);

    int status = 0;
    std::string content_type;
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;

    std::string header(std::string_view name) const;  ///< Empty when absent.
    json::View at(std::string_view pointer) const;
    std::string text(std::string_view pointer) const;
    std::int64_t number(std::string_view pointer) const;
    bool flag(std::string_view pointer) const;
    std::size_t size(std::string_view pointer) const { return at(pointer).size(); }
    /// The member `name` of each element of the array at `pointer`, joined by spaces.
    std::string each(std::string_view pointer, std::string_view name) const;
    /// The last part of a problem's type; empty when it is none.
    std::string problem() const;

private:
    std::optional<json::Document> document_;
};

/// For failure messages.
void PrintTo(const Answer& answer, std::ostream* to);

}  // namespace varde::test
