#include "packs/faults.hpp"

namespace varde::packs {

void Faults::add(std::string_view file, int line, std::string detail)
{
    auto pointer = pack_id_ + "/" + std::string(file) + ":" + std::to_string(line);
    faults_.push_back({std::move(pointer), std::move(detail)});
}

Error Faults::error() const
{
    CHECK(!faults_.empty());
    const Fault& first = faults_.front();
    auto message =
        "The pack " + pack_id_ + " cannot be used. " + first.pointer + ": " + first.detail;
    if (const auto more = faults_.size() - 1; more > 0)
        message += " (and " + std::to_string(more) + " more)";
    return Error{.code = ErrorCode::invalid, .message = std::move(message), .faults = faults_};
}

}  // namespace varde::packs
