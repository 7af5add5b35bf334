// The log: one JSON line per fact on standard error. Never content, names or national numbers.
#pragma once

#include "base/time.hpp"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace varde::log {

using Field = std::pair<std::string_view, std::variant<std::string_view, std::int64_t>>;

enum class Level { info, warning, error };

/// Writes `message` with its fields. May be called from any thread.
void write(Level level, std::string_view message, std::initializer_list<Field> fields = {});
inline void info(std::string_view message, std::initializer_list<Field> fields = {})
{
    write(Level::info, message, fields);
}
inline void warning(std::string_view message, std::initializer_list<Field> fields = {})
{
    write(Level::warning, message, fields);
}
inline void error(std::string_view message, std::initializer_list<Field> fields = {})
{
    write(Level::error, message, fields);
}

/// The line that `write` makes, without its newline.
std::string to_line(Timestamp at, Level level, std::string_view message,
                    std::initializer_list<Field> fields);

/// Only errors from here on: for tests and for commands whose output is their answer.
void only_errors();

}  // namespace varde::log
