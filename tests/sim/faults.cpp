#include "sim/faults.hpp"

namespace varde::sim {
namespace {

Error gone() { return {ErrorCode::unavailable, "the simulated process has died"}; }

Error unknown()
{
    return {.code = ErrorCode::unavailable,
            .message = "a simulated commit of unknown outcome",
            .problem = "outcome-unknown"};
}

}  // namespace

std::string_view name_of(FaultKind kind)
{
    constexpr std::array<std::string_view, 9> names{"none",
                                                    "begin busy",
                                                    "gives up",
                                                    "commit refused",
                                                    "commit unknown, undone",
                                                    "commit unknown, stored",
                                                    "dies",
                                                    "dies before commit",
                                                    "dies after commit"};
    return names.at(std::size_t(kind));
}

FaultKind Faults::strike()
{
    const auto kind = std::exchange(armed_, {}).kind;
    dead_ = kind == FaultKind::dies || kind == FaultKind::dies_before_commit;
    return kind;
}

FaultKind Faults::strikes_statement()
{
    if (armed_.kind != FaultKind::gives_up && armed_.kind != FaultKind::dies)
        return FaultKind::none;
    return armed_.calls_before-- > 0 ? FaultKind::none : strike();
}

FaultKind Faults::strikes_begin()
{
    return armed_.kind == FaultKind::begin_busy ? strike() : strikes_statement();
}

FaultKind Faults::strikes_commit()
{
    switch (armed_.kind) {
    case FaultKind::none:
    case FaultKind::begin_busy:
    case FaultKind::gives_up:
        return FaultKind::none;
    case FaultKind::dies:
        return strikes_statement();
    default:
        return strike();
    }
}

Status FaultyConnection::before_statement()
{
    if (faults_.dead())
        return gone();
    switch (faults_.strikes_statement()) {
    case FaultKind::none:
        return ok();
    case FaultKind::gives_up:
        inner_->rollback();
        return Error{ErrorCode::unavailable, "a simulated full disk"};
    default:
        inner_->rollback();  // What a dead process leaves is undone by whoever opens next.
        return gone();
    }
}

Status FaultyConnection::begin()
{
    if (faults_.dead())
        return gone();
    switch (faults_.strikes_begin()) {
    case FaultKind::none:
        return inner_->begin();
    case FaultKind::begin_busy:
        return Error{ErrorCode::conflict, "a simulated busy database"};
    default:
        return gone();
    }
}

Status FaultyConnection::commit()
{
    if (faults_.dead())
        return gone();
    switch (faults_.strikes_commit()) {
    case FaultKind::none:
        return inner_->commit();
    case FaultKind::commit_refused:
        inner_->rollback();
        return Error{ErrorCode::unavailable, "a simulated full disk"};
    case FaultKind::commit_unknown_stored:
        TRY(inner_->commit());
        return unknown();
    case FaultKind::dies_after_commit:
        TRY(inner_->commit());
        faults_.die();
        return unknown();
    default:
        inner_->rollback();
        return unknown();
    }
}

Status FaultyConnection::begin_turn()
{
    TRY(before_statement());
    return inner_->begin_turn();
}

Status FaultyConnection::keep_turn()
{
    TRY(before_statement());
    return inner_->keep_turn();
}

Status FaultyConnection::undo_turn()
{
    TRY(before_statement());
    return inner_->undo_turn();
}

Result<std::int64_t> FaultyConnection::run(const sql::Statement& statement,
                                           std::span<const sql::Parameter> parameters,
                                           const sql::OnRow& on_row)
{
    TRY(before_statement());
    return inner_->run(statement, parameters, on_row);
}

Status FaultyConnection::post(const sql::Statement& statement,
                              std::span<const sql::Parameter> parameters)
{
    TRY(before_statement());
    return inner_->post(statement, parameters);
}

Status FaultyConnection::script(std::string_view statements)
{
    TRY(before_statement());
    return inner_->script(statements);
}

}  // namespace varde::sim
