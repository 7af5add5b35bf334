#include "acts/receipt_now.hpp"

#include "domain/report/milestone.hpp"
#include "ledger/checkpoint.hpp"

namespace varde::acts {
namespace {

/// What an entry says by itself.
void read_entry(const std::string& text, ReceiptNow& now)
{
    const auto entry = ledger::parse_entry(text);
    if (!entry)
        return;
    const auto name = domain::event_named(entry.value().event);
    const auto milestones = name ? domain::milestones_of(*name) : std::vector<std::string_view>{};
    now.milestone = milestones.empty() ? entry.value().event : std::string(milestones.front());
    now.at = entry.value().time;
}

std::uint64_t size_in(std::string_view note)
{
    const auto line = note.substr(std::min(note.size(), ledger::origin_of(note).size() + 1));
    std::uint64_t size = 0;
    for (const char c : line.substr(0, std::min<std::size_t>(line.find('\n'), 18)))
        size = c >= '0' && c <= '9' ? size * 10 + std::uint64_t(c - '0') : size;
    return size;
}

}  // namespace

Result<ReceiptNow> receipt_now(const Services& services, std::string entry,
                               const std::string& proof)
{
    const auto parsed = ledger::parse_proof(proof);
    if (!parsed)
        return Error{ErrorCode::invalid, "This is no proof: " + parsed.error().message};
    const auto& note = parsed.value().note;
    ReceiptNow now{.index = parsed.value().index,
                   .size = size_in(note),
                   .origin = std::string(ledger::origin_of(note))};
    now.knows_entry = !entry.empty();
    if (!now.knows_entry) {
        const auto stored = TRY(services.store.read(
            [&](store::Reading& reading) { return reading.event_at(now.index); }));
        if (stored)
            entry = stored->entry();
    }
    const auto checked = TRY(check_receipt(services, entry, proof));
    if (!now.knows_entry) {
        // Anybody can ask the ledger for any entry's proof: who holds no more learns no more.
        now.checked.holds = checked.holds;
        now.checked.in_ledger = checked.in_ledger;
        return now;
    }
    now.checked = checked;
    if (now.checked.holds)
        read_entry(entry, now);
    return now;
}

Result<ReceiptNow> receipt_now_by_code(const Services& services, std::string_view code)
{
    const auto receipt = TRY(services.store.read([&](store::Reading& reading) -> Result<Receipt> {
        auto event = event_behind(services, reading, code);
        if (!event)
            return std::move(event).error();
        return receipt_of(services, reading, event.value());
    }));
    return receipt_now(services, receipt.entry, receipt.proof);
}

}  // namespace varde::acts
