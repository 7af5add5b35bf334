#include "sql/postgres_session.hpp"

#include "base/log.hpp"

#include <bit>

namespace varde::sql {
namespace {

// The four kinds of parameter, as the catalogue numbers their types. A null takes the type of
// where it stands.
constexpr Oid type_bytes = 17, type_integer = 20, type_text = 25, type_inferred = 0;
constexpr int binary = 1;

/// The parameters of one statement as libpq wants them.
struct Bound {
    explicit Bound(std::span<const Parameter> parameters) : numbers(parameters.size())
    {
        for (std::size_t i = 0; i < parameters.size(); ++i) {
            const auto& held = parameters[i].held();
            if (const auto* number = std::get_if<std::int64_t>(&held)) {
                numbers[i] = std::int64_t(__builtin_bswap64(std::uint64_t(*number)));
                add(type_integer, &numbers[i], sizeof *number);
            } else if (const auto* text = std::get_if<std::string_view>(&held)) {
                add(type_text, text->data() ? text->data() : "", text->size());
            } else if (const auto* bytes = std::get_if<ByteView>(&held)) {
                add(type_bytes, bytes->data() ? static_cast<const void*>(bytes->data()) : "",
                    bytes->size());
            } else {
                add(type_inferred, nullptr, 0);
            }
        }
    }
    void add(Oid type, const void* value, std::size_t length)
    {
        types.push_back(type);
        values.push_back(static_cast<const char*>(value));
        lengths.push_back(int(length));
        formats.push_back(binary);
    }
    int count() const { return int(values.size()); }

    std::vector<std::int64_t> numbers;  // In network order.
    std::vector<Oid> types;
    std::vector<const char*> values;
    std::vector<int> lengths, formats;
};

std::string first_line(const char* message)
{
    const std::string text(message ? message : "");
    return text.substr(0, text.find('\n'));
}

bool has_failed(const PGresult* result)
{
    const auto status = PQresultStatus(result);
    return status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY;
}

std::string_view primary_message(const PGresult* result)
{
    const auto* message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    return message ? message : "";
}

/// Of an SQLSTATE that does not end the session.
Error error_of(std::string_view state, const PGresult* result)
{
    const auto begins = [&](std::string_view what) { return state.starts_with(what); };
    if (state == "VD001")  // Raised by our own triggers; their sentences name rules, never data.
        return {ErrorCode::conflict, std::string(primary_message(result))};
    if (begins("23"))
        return {ErrorCode::conflict, "it is there already or does not fit what is there"};
    if (state == "40001" || state == "40P01" || state == "55P03")
        return {ErrorCode::conflict, "the database is busy"};
    if (state == "53100")
        return {ErrorCode::unavailable, "the disk is full"};
    if (begins("53") || begins("57") || begins("58") || state == "25006")
        return {ErrorCode::unavailable, "the database cannot be reached"};
    return {ErrorCode::internal, "database error"};
}

}  // namespace

Result<std::unique_ptr<PostgresSession>> PostgresSession::connect(const std::string& address)
{
    // What the address itself says comes last and wins. A silent network must end a session before
    // those who wait for it give up; only a server that can write is the primary.
    const char* names[] = {"connect_timeout",
                           "keepalives_idle",
                           "keepalives_interval",
                           "keepalives_count",
                           "tcp_user_timeout",
                           "target_session_attrs",
                           "client_encoding",
                           "fallback_application_name",
                           "dbname",
                           nullptr};
    const char* values[] = {
        "5", "10", "5", "3", "20000", "read-write", "UTF8", "varde", address.c_str(), nullptr};
    std::unique_ptr<PostgresSession> session(
        new PostgresSession(PQconnectdbParams(names, values, 1)));
    if (PQstatus(session->handle_) != CONNECTION_OK)
        return Error{ErrorCode::unavailable, "The database cannot be reached: " +
                                                 first_line(PQerrorMessage(session->handle_))};
    PQsetNoticeReceiver(session->handle_, notice, session.get());
    CHECK(PQenterPipelineMode(session->handle_) == 1);
    return session;
}

PostgresSession::PostgresSession(PGconn* handle) : handle_(handle) { CHECK(handle); }

void PostgresSession::notice(void* session, const PGresult* result)
{
    const auto* field = PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED);
    const std::string_view severity(field ? field : "");
    auto& self = *static_cast<PostgresSession*>(session);
    // A session that is ended while idle hears of it in this way.
    self.lost_ = self.lost_ || severity == "FATAL" || severity == "PANIC";
    if (severity != "WARNING")
        return;
    self.warned_ = true;
    const auto* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    log::warning("the database warned", {{"sqlstate", std::string_view(state ? state : "")}});
}

void PostgresSession::send(const Statement& statement, std::span<const Parameter> parameters,
                           unsigned turn)
{
    const Bound bound(parameters);
    auto& name = prepared_[statement.text.data()];
    if (name.empty()) {
        name = "s" + std::to_string(++names_given_);
        const std::string text(statement.text);
        if (PQsendPrepare(handle_, name.c_str(), text.c_str(), bound.count(), bound.types.data()) !=
            1)
            lost_ = true;
        sent_.push_back({statement, turn});
    }
    if (PQsendQueryPrepared(handle_, name.c_str(), bound.count(), bound.values.data(),
                            bound.lengths.data(), bound.formats.data(), binary) != 1)
        lost_ = true;
    sent_.push_back({statement, turn});
}

void PostgresSession::flush()
{
    if (lost_)
        return;
    if (PQpipelineSync(handle_) != 1)
        lost_ = true;
    sent_.push_back({});
}

void PostgresSession::abandon()
{
    for (auto& sent : sent_)
        sent.abandoned = true;
}

PostgresSession::Collected PostgresSession::collect()
{
    flush();
    Collected collected;
    for (; !sent_.empty() && !lost_; sent_.pop_front()) {
        const auto& [statement, turn, abandoned] = sent_.front();
        PostgresResult result(PQgetResult(handle_));
        if (statement.text.empty() && PQresultStatus(result.get()) == PGRES_PIPELINE_SYNC)
            continue;
        while (PostgresResult more{PQgetResult(handle_)}) {
        }
        if (has_failed(result.get())) {
            prepared_.erase(statement.text.data());  // Perhaps it never was.
            if (!collected.failure && !abandoned)
                collected.failure = {failure(result.get(), statement.name), statement.name, turn};
            continue;
        }
        collected.last = std::move(result);
    }
    if (lost() && !collected.failure)
        collected.failure = {gone("collect"), {}, 0};
    sent_.clear();
    return collected;
}

Result<PostgresResult> PostgresSession::script(std::string_view statements)
{
    CHECK(sent_.empty());
    if (lost_)
        return gone("script");
    CHECK(PQexitPipelineMode(handle_) == 1);
    PostgresResult result(PQexec(handle_, std::string(statements).c_str()));
    const bool failed = has_failed(result.get());
    auto error = failed ? failure(result.get(), "script") : Error{};
    if (!lost_)
        CHECK(PQenterPipelineMode(handle_) == 1);
    if (failed)
        return error;
    return result;
}

bool PostgresSession::lost()
{
    if (lost_)
        return true;
    const bool heard = PQconsumeInput(handle_) == 1;
    PQisBusy(handle_);  // Reads what was heard, and so may set lost_.
    lost_ = lost_ || !heard || PQstatus(handle_) != CONNECTION_OK;
    return lost_;
}

Error PostgresSession::gone(std::string_view doing)
{
    log::error("the database session is lost", {{"doing", doing}});
    return {ErrorCode::unavailable, "the database cannot be reached"};
}

Error PostgresSession::failure(const PGresult* result, std::string_view doing)
{
    const auto* field = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const std::string_view state(field ? field : "");
    const auto* severity = PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED);
    // Without a state the message is libpq's own: the server is gone.
    if (state.empty() || (severity && std::string_view(severity) != "ERROR") ||
        PQstatus(handle_) != CONNECTION_OK) {
        lost_ = true;
        return gone(doing);
    }
    auto error = error_of(state, result);
    if (error.code != ErrorCode::conflict) {
        // Only these two classes never quote a value.
        const bool quotes = !state.starts_with("42") && !state.starts_with("XX");
        log::error("database error",
                   {{"doing", doing},
                    {"sqlstate", state},
                    {"message", quotes ? std::string_view() : primary_message(result)}});
    }
    return error;
}

}  // namespace varde::sql
