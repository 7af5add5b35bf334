#include "app/witness_log.hpp"

#include "base/durable_file.hpp"
#include "base/log.hpp"

#include <algorithm>
#include <filesystem>

namespace varde::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view name_is = "name=";

std::string hex_of(std::string_view origin) { return to_hex(crypto::sha256(bytes_of(origin))); }

Status make_folder(const std::string& folder, const std::string& name, Random& random)
{
    if (!ledger::is_key_name(name))
        return Error{ErrorCode::invalid,
                     "There is no witness in " + folder +
                         " yet. Give it a name with --name, such as witness.example/w1, without "
                         "spaces and plus signs: it stands in its signatures for ever."};
    TRY(make_folders(folder));
    std::array<std::uint8_t, 32> seed;
    random.fill(seed);
    TRY(write_durably(folder + "/witness.seed", text_of(seed), 0400));
    crypto::wipe(seed);
    // Last: without it, the folder is not there yet.
    return write_durably(folder + "/witness.conf", std::string(name_is) + name + "\n");
}

Result<std::string> name_in(const std::string& folder)
{
    auto text = TRY(read_file(folder + "/witness.conf"));
    if (!text.starts_with(name_is) || !text.ends_with('\n'))
        return Error{ErrorCode::unavailable, folder + "/witness.conf does not say name=…"};
    text.pop_back();
    return text.substr(name_is.size());
}

const ledger::TrustedLog* last_of(const std::vector<ledger::TrustedLog>& logs,
                                  const std::string& origin)
{
    const auto found = std::find_if(logs.rbegin(), logs.rend(),
                                    [&](const auto& log) { return log.key.name == origin; });
    return found == logs.rend() ? nullptr : &*found;
}

/// The note with the log's own signature alone: others' are not ours to vouch for.
std::string with_log_line(std::string_view note, const ledger::VerifierKey& log)
{
    const auto parsed = ledger::parse_note(note);
    CHECK(parsed);
    auto text = std::string(parsed.value().text) + "\n";
    for (const auto& line : parsed.value().signatures)
        if (line.name == log.name && line.id == log.id)
            return text + ledger::to_text(line);
    return text;
}

WitnessResponse refused(ledger::Verdict verdict)
{
    using ledger::Verdict;
    const auto words =
        verdict == Verdict::impossible    ? "the old size is larger than the checkpoint's\n"
        : verdict == Verdict::not_trusted ? "no signature by a key of this log that is known here\n"
        : verdict == Verdict::unknown_log ? "this log is not known here\n"
                                          : "the proof does not lead from what was signed here\n";
    return {.status = int(verdict), .body = words};
}

}  // namespace

WitnessLog::WitnessLog(std::string folder, std::string name, ByteView seed,
                       std::vector<ledger::TrustedLog> logs)
    : folder_(std::move(folder)), name_(std::move(name)), key_(seed), logs_(std::move(logs))
{
}

Result<std::unique_ptr<WitnessLog>> WitnessLog::open(const std::string& folder,
                                                     const std::string& name, Random& random,
                                                     std::vector<ledger::TrustedLog> logs)
{
    if (!fs::exists(folder + "/witness.conf"))
        TRY(make_folder(folder, name, random));
    const auto own = TRY(name_in(folder));
    if (!name.empty() && name != own)
        return Error{ErrorCode::conflict, "The witness in " + folder + " is called " + own +
                                              ", and keeps that name. Leave --name out."};
    auto seed = TRY(read_file(folder + "/witness.seed"));
    if (seed.size() != 32)
        return Error{ErrorCode::unavailable, folder + "/witness.seed is no seed of 32 bytes."};
    std::unique_ptr<WitnessLog> witness(
        new WitnessLog(folder, own, bytes_of(seed), std::move(logs)));
    crypto::wipe({reinterpret_cast<std::uint8_t*>(seed.data()), seed.size()});
    TRY(witness->read_heads());
    return witness;
}

Status WitnessLog::read_heads()
{
    for (const auto& log : logs_) {
        const auto hex = hex_of(log.key.name);
        auto note = read_file(folder_ + "/" + hex);
        if (!note && note.error().code == ErrorCode::not_found)
            continue;
        const auto own = ledger::witness_key(name_, key_.public_key());
        const auto cosigned =
            note ? std::optional(ledger::cosigned_at(note.value(), own)) : std::nullopt;
        const auto checkpoint = note ? ledger::verify_note(note.value(), log.key)
                                     : Result<ledger::Checkpoint>(note.error());
        // Of several keys of one log, another may have signed it.
        const bool elsewhere = signed_.contains(hex) || &log != last_of(logs_, log.key.name);
        const bool ours = checkpoint && cosigned && *cosigned && cosigned->value();
        if (!ours && elsewhere)
            continue;
        if (!ours)
            return Error{ErrorCode::unavailable,
                         folder_ + "/" + hex + ", which says what was signed of " + log.key.name +
                             ", cannot be read. Bring it back, or start a new witness under a new "
                             "name in an empty folder: this one must not sign without it."};
        signed_[hex] = {{checkpoint.value().size, checkpoint.value().root},
                        std::move(note).value()};
    }
    return ok();
}

WitnessResponse WitnessLog::add_checkpoint(std::string_view body, Timestamp now)
{
    const auto request = ledger::parse_add_checkpoint(body);
    if (!request)
        return {.status = 400, .body = request.error().message + "\n"};
    const auto hex = hex_of(ledger::origin_of(request.value().note));
    const std::lock_guard lock(mutex_);
    const auto known = signed_.find(hex);
    const auto head = known == signed_.end() ? std::nullopt : std::optional(known->second.head);
    const auto considered = ledger::consider(request.value(), logs_, head);
    if (considered.verdict == ledger::Verdict::other_size)
        return {.status = 409,
                .content_type = "text/x.tlog.size",
                .body = std::to_string(head ? head->size : 0) + "\n"};
    if (considered.verdict != ledger::Verdict::sign)
        return refused(considered.verdict);
    const auto line = ledger::cosign(request.value().note, name_, key_, now);
    if (!line)
        return {.status = 400, .body = line.error().message + "\n"};
    const auto& checkpoint = considered.checkpoint;
    auto note = with_log_line(request.value().note, considered.log->key) + line.value();
    if (const auto kept = write_durably(folder_ + "/" + hex, note); !kept) {
        log::error("a checkpoint could not be kept", {{"reason", kept.error().message}});
        return {.status = 503, .body = "what would be signed could not be kept; try again later\n"};
    }
    signed_[hex] = {{checkpoint.size, checkpoint.root}, std::move(note)};
    return {.body = line.value()};
}

WitnessResponse WitnessLog::checkpoint_of(std::string_view hex) const
{
    const std::lock_guard lock(mutex_);
    const auto known = signed_.find(std::string(hex));
    if (known == signed_.end())
        return {.status = 404, .body = "nothing was signed of a log with this name\n"};
    return {.body = known->second.note};
}

std::string WitnessLog::vkey() const
{
    return ledger::to_text(ledger::witness_key(name_, key_.public_key()));
}

}  // namespace varde::app
