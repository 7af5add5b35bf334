// Strict reading of one JSON object: every wrong, missing or unknown field is reported at once.
#pragma once

#include "base/time.hpp"
#include "json/value.hpp"

#include <limits>
#include <set>

namespace varde::json {

struct TextLimits {
    std::size_t min_bytes = 0;
    std::size_t max_bytes = 4'000;
    bool single_line = false;  ///< Refuses control characters.
};
struct IntegerLimits {
    std::int64_t min = std::numeric_limits<std::int64_t>::min();
    std::int64_t max = std::numeric_limits<std::int64_t>::max();
};

/// Reads the members of one object. A wrong or missing member gives a harmless value and a fault;
/// `finish` turns the faults into one error. A member that is null counts as absent.
class Reader {
public:
    /// `prefix` is the pointer of `object` in its document. Anything but an object is a fault.
    explicit Reader(View object, std::string prefix = {});

    std::string text(std::string_view name, TextLimits limits = {});  ///< Required.
    std::optional<std::string> optional_text(std::string_view name, TextLimits limits = {});
    std::int64_t integer(std::string_view name, IntegerLimits limits = {});  ///< Required.
    std::optional<std::int64_t> optional_integer(std::string_view name, IntegerLimits limits = {});
    bool boolean(std::string_view name, bool when_absent);
    std::optional<Timestamp> optional_time(std::string_view name);  ///< RFC 3339.
    View object(std::string_view name);                             ///< Required.
    View optional_object(std::string_view name);
    View optional_array(std::string_view name);
    View any(std::string_view name);  ///< Whatever stands there, or absent.

    void fault(std::string_view name, std::string detail);  ///< Adds one from outside.
    /// Every fault so far, unknown members included. Call last.
    std::vector<Fault> faults();

    /// `value` if nothing was wrong; otherwise one `invalid` error that names every faulty field.
    template <class T>
    Result<T> finish(T value)
    {
        if (auto found = faults(); !found.empty())
            return Error{.code = ErrorCode::invalid,
                         .message = "Some fields are wrong; nothing was stored.",
                         .faults = std::move(found)};
        return value;
    }

private:
    View take(std::string_view name, Type type, bool required, const char* what);
    View object_;
    std::string prefix_;
    std::set<std::string, std::less<>> read_;
    std::vector<Fault> faults_;
};

}  // namespace varde::json
