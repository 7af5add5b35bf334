#include "acts/duty_event.hpp"

namespace varde::acts {

Result<SealedNote> seal_note(Services& services, const domain::DutyId& id, std::string_view text,
                             Timestamp at)
{
    auto fresh = TRY(services.vault.fresh_key(id.uuid, at));
    auto content =
        vault::seal_record(fresh.key, id.uuid, fresh.wrap.epoch, bytes_of(text), services.random);
    return SealedNote{
        {std::move(fresh.key), fresh.wrap.epoch}, std::move(fresh.wrap), std::move(content)};
}

Status enter(Services& services, store::Transaction& tx, domain::DutyChange change,
             const domain::DutyEntry& entry, const domain::By& by, const SealedNote& note,
             std::string sealed)
{
    TRY(tx.keep({entry.id.uuid}, note.content, note.wrap));
    auto event = domain::duty_event(change, entry, by, entry.entered_at);
    event.sealed = std::move(sealed);
    return tx.append(std::move(event), note.key, services.random);
}

Result<domain::DutyId> entered_before(const Services& services, store::Transaction& tx,
                                      const RetryKey& key, std::string_view request,
                                      const domain::DutyId& fresh)
{
    if (!TRY(done_before(services, tx, key, request, {fresh.uuid})))
        return domain::DutyId{};
    const auto earlier = TRY(tx.claim(key_mac(services, key), crypto::sha256(bytes_of(request)),
                                      {fresh.uuid}, services.clock.now()));
    CHECK(earlier);
    return domain::DutyId{earlier->report.uuid};
}

}  // namespace varde::acts
