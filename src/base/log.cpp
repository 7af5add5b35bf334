#include "base/log.hpp"

#include "base/text.hpp"
#include "base/time.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <chrono>

namespace varde::log {
namespace {

std::string quoted(std::string_view text)
{
    if (!is_utf8(text))
        return "\"(not UTF-8)\"";
    std::string json = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\')
            json += {'\\', c};
        else if (static_cast<unsigned char>(c) < 0x20)
            json += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        else
            json += c;
    }
    return json + '"';
}

spdlog::level::level_enum to_spdlog(Level level)
{
    switch (level) {
    case Level::info:
        return spdlog::level::info;
    case Level::warning:
        return spdlog::level::warn;
    case Level::error:
        return spdlog::level::err;
    }
    return spdlog::level::err;
}

std::string_view name_of(Level level)
{
    switch (level) {
    case Level::info:
        return "info";
    case Level::warning:
        return "warning";
    case Level::error:
        return "error";
    }
    return "error";
}

/// Never destroyed, so that a thread may log while the program ends.
spdlog::logger& logger()
{
    static auto& the_logger = [] -> spdlog::logger& {
        auto sink = std::make_unique<spdlog::sinks::stderr_sink_mt>();
        auto* made = new spdlog::logger("varde", std::move(sink));
        made->set_pattern("%v");
        return *made;
    }();
    return the_logger;
}

Timestamp wall_clock()
{
    using namespace std::chrono;
    const auto since_1970 = system_clock::now().time_since_epoch();
    return {duration_cast<microseconds>(since_1970).count()};
}

}  // namespace

std::string to_line(Timestamp at, Level level, std::string_view message,
                    std::initializer_list<Field> fields)
{
    auto line = fmt::format(R"({{"time":"{}","level":"{}","message":{})", rfc3339(at),
                            name_of(level), quoted(message));
    for (const auto& [name, value] : fields) {
        line += ',' + quoted(name) + ':';
        if (const auto* text = std::get_if<std::string_view>(&value))
            line += quoted(*text);
        else
            line += std::to_string(std::get<std::int64_t>(value));
    }
    return line + '}';
}

void write(Level level, std::string_view message, std::initializer_list<Field> fields)
{
    if (logger().should_log(to_spdlog(level)))
        logger().log(to_spdlog(level),
                     spdlog::string_view_t(to_line(wall_clock(), level, message, fields)));
}

void only_errors() { logger().set_level(spdlog::level::err); }

}  // namespace varde::log
