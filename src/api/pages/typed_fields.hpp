// What somebody typed into a form: names and values in the order in which they came.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace varde::api {

class TypedFields {
public:
    /// Makes the value storable: UTF-8 with broken bytes replaced by U+FFFD, lines ended by `\n`.
    void add(std::string_view name, std::string_view value);

    /// The first value of a field; empty when it is not there.
    std::string_view first(std::string_view name) const;
    std::vector<std::string_view> values(std::string_view name) const;
    bool holds(std::string_view name, std::string_view value) const;
    const std::vector<std::pair<std::string, std::string>>& all() const { return fields_; }

private:
    std::vector<std::pair<std::string, std::string>> fields_;
};

/// Nothing but blanks and line ends.
bool is_blank(std::string_view text);
/// Without blanks and line ends around it.
std::string_view trimmed(std::string_view text);

}  // namespace varde::api
