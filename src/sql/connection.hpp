// What both database engines offer, and nothing more: everything above is written once.
//
// The shared dialect: parameters are $1, $2, …; columns are whole numbers, text, bytes or null;
// times are microseconds since 1970 UTC; booleans are 0 and 1. Statements live in files under
// store/queries and are never assembled from pieces.
#pragma once

#include "base/bytes.hpp"
#include "base/id.hpp"
#include "base/result.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

namespace varde::sql {

/// One statement. The text must live as long as the program: drivers keep what they prepared by
/// its address.
struct Statement {
    std::string_view name;  ///< For logs and metrics.
    std::string_view text;
};

/// What stands for $n. Borrowed: must outlive the call.
class Parameter {
public:
    Parameter() = default;
    Parameter(std::nullopt_t) {}
    Parameter(std::int64_t number) : held_(number) {}
    Parameter(int number) : held_(std::int64_t{number}) {}
    Parameter(bool flag) : held_(std::int64_t{flag}) {}
    Parameter(std::uint32_t number) : held_(std::int64_t{number}) {}
    Parameter(Timestamp at) : held_(at.unix_us) {}
    Parameter(std::string_view text) : held_(text) {}
    Parameter(const std::string& text) : held_(std::string_view(text)) {}
    Parameter(const char* text) : held_(std::string_view(text)) {}
    Parameter(ByteView bytes) : held_(bytes) {}
    Parameter(const Bytes& bytes) : held_(ByteView(bytes)) {}
    template <std::size_t N>
    Parameter(const std::array<std::uint8_t, N>& bytes) : held_(ByteView(bytes))
    {
    }
    /// The nil id is null.
    template <class Tag>
    Parameter(const Id<Tag>& id)
    {
        if (!id.is_nil())
            held_ = id.view();
    }
    template <class T>
    Parameter(const std::optional<T>& value)
    {
        if (value)
            *this = Parameter(*value);
    }
    const auto& held() const { return held_; }

private:
    std::variant<std::monostate, std::int64_t, std::string_view, ByteView> held_;
};

/// The row at hand; what it returns is valid until the next row.
class Row {
public:
    virtual ~Row() = default;
    virtual bool null(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;  ///< 0 for null.
    virtual std::string_view text(int column) const = 0;
    virtual ByteView bytes(int column) const = 0;

    Timestamp time(int column) const { return {integer(column)}; }
    std::optional<Timestamp> optional_time(int column) const
    {
        return null(column) ? std::nullopt : std::optional(time(column));
    }
    /// Null is the nil id.
    template <class IdType>
    IdType id(int column) const
    {
        return null(column) ? IdType{} : IdType{uuid_of(bytes(column))};
    }
    std::string string(int column) const { return std::string(text(column)); }
};

using OnRow = std::function<void(const Row&)>;

enum class Dialect { sqlite, postgres };

/// One session with a database; one thread at a time. Errors: `conflict` (a constraint, or busy:
/// try again), `unavailable` (disk full, engine unreachable: nothing of this transaction is
/// stored) or `internal`.
class Connection {
public:
    virtual ~Connection() = default;
    virtual Dialect dialect() const = 0;
    /// Whether the session is gone: with it went its transaction, or nobody knows what became of
    /// it.
    virtual bool lost() { return false; }
    /// Makes a new session with the same use. When it returns, everything that can be read is
    /// durable, and no commit of the old session can still appear. `unavailable`: try again later;
    /// any other error: never.
    virtual Status reconnect()
    {
        return Error{ErrorCode::internal, "this engine has no second session"};
    }
    /// A transaction of the connection's use: a writer's, or a reader's that sees one instant.
    virtual Status begin() = 0;
    /// An error with the problem `outcome-unknown` means that the transaction may or may not be
    /// durable; any other, that it is not.
    virtual Status commit() = 0;
    virtual void rollback() noexcept = 0;
    /// False once an error has made the engine give up the whole transaction.
    virtual bool in_transaction() const = 0;

    /// A turn is a part of the transaction that can be undone alone. One at a time.
    virtual Status begin_turn() = 0;
    virtual Status keep_turn() = 0;
    virtual Status undo_turn() = 0;

    /// Runs one statement; returns how many rows it changed.
    virtual Result<std::int64_t>
    run(const Statement& statement, std::span<const Parameter> parameters, const OnRow& on_row) = 0;
    /// The same for statements of which only success matters, and that may wait: what is posted
    /// runs in order, at the latest before the next `run` or `commit`, which may return its error.
    /// That error undoes the turn that posted it, or if that turn was kept already, the
    /// transaction.
    virtual Status post(const Statement& statement, std::span<const Parameter> parameters) = 0;
    /// Runs several statements without parameters or results: migrations and settings.
    virtual Status script(std::string_view statements) = 0;
};

template <class... Values>
Result<std::int64_t> run(Connection& connection, const Statement& statement,
                         const Values&... values)
{
    const std::array<Parameter, sizeof...(Values)> parameters{Parameter(values)...};
    return connection.run(statement, parameters, nullptr);
}

template <class... Values>
Status post(Connection& connection, const Statement& statement, const Values&... values)
{
    const std::array<Parameter, sizeof...(Values)> parameters{Parameter(values)...};
    return connection.post(statement, parameters);
}

/// Calls `on_row` for each row.
template <class... Values>
Result<std::int64_t> each(Connection& connection, const OnRow& on_row, const Statement& statement,
                          const Values&... values)
{
    const std::array<Parameter, sizeof...(Values)> parameters{Parameter(values)...};
    return connection.run(statement, parameters, on_row);
}

/// The first row as `read` sees it, or nothing.
template <class Read, class... Values>
auto one(Connection& connection, Read read, const Statement& statement, const Values&... values)
    -> Result<std::optional<std::invoke_result_t<Read, const Row&>>>
{
    std::optional<std::invoke_result_t<Read, const Row&>> found;
    TRY(each(
        connection,
        [&](const Row& row) {
            if (!found)
                found = read(row);
        },
        statement, values...));
    return found;
}

/// Every row as `read` sees it.
template <class Read, class... Values>
auto all(Connection& connection, Read read, const Statement& statement, const Values&... values)
    -> Result<std::vector<std::invoke_result_t<Read, const Row&>>>
{
    std::vector<std::invoke_result_t<Read, const Row&>> found;
    TRY(each(
        connection, [&](const Row& row) { found.push_back(read(row)); }, statement, values...));
    return found;
}

}  // namespace varde::sql
