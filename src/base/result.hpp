// Result<T>: either a value or an Error, for failures that the world or a caller may cause. Broken
// invariants use CHECK instead.
#pragma once

#include "base/check.hpp"

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace varde {

/// Why something did not happen. HTTP status and exit code are chosen from this, in one place each.
enum class ErrorCode {
    malformed,        ///< The bytes could not be read at all.
    invalid,          ///< Readable, but a field is wrong.
    unauthenticated,  ///< Nobody has signed in.
    forbidden,        ///< Signed in, but not allowed; the message says why.
    not_found,
    conflict,     ///< Does not fit the present state; read again.
    too_large,    ///< Above a stated limit.
    unavailable,  ///< Not now; trying again later may succeed. Nothing is known to be stored.
    internal      ///< Our fault; details are in the log.
};

/// One thing wrong with the input: where (a JSON pointer, or empty) and what.
struct Fault {
    std::string pointer;
    std::string detail;
    bool operator==(const Fault&) const = default;
};

struct Error {
    ErrorCode code = ErrorCode::internal;
    std::string message;  ///< Safe to show to the caller: never SQL, paths or other people's data.
    std::string problem = {};        ///< Stable problem name, empty: the code's own.
    std::vector<Fault> faults = {};  ///< Each faulty field, where there are any.
    std::string first_report = {};   ///< For a reused key: the report that it belongs to.
    bool kept = false;               ///< Whether what was sent is durably stored nevertheless.
};

struct Nothing {};

template <class T>
class [[nodiscard]] Result {
public:
    using value_type = T;

    Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : held_(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const { return held_.index() == 0; }
    T& value() &
    {
        CHECK(*this);
        return std::get<0>(held_);
    }
    const T& value() const&
    {
        CHECK(*this);
        return std::get<0>(held_);
    }
    T&& value() &&
    {
        CHECK(*this);
        return std::get<0>(std::move(held_));
    }
    const Error& error() const&
    {
        CHECK(!*this);
        return std::get<1>(held_);
    }
    Error&& error() &&
    {
        CHECK(!*this);
        return std::get<1>(std::move(held_));
    }

private:
    std::variant<T, Error> held_;
};

using Status = Result<Nothing>;
inline Status ok() { return Nothing{}; }

}  // namespace varde

// Yields the value, or returns the error from the enclosing function. A whole initialiser or a
// whole statement only, never an argument inside another call.
#define TRY(expression)                                                                            \
    __extension__({                                                                                \
        auto try_result = (expression);                                                            \
        if (!try_result)                                                                           \
            return std::move(try_result).error();                                                  \
        std::move(try_result).value();                                                             \
    })
