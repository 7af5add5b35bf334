#include "vault/record.hpp"

#include "vault/record_header.hpp"

namespace varde::vault {

Bytes seal_record(const crypto::Key& key, const Uuid& object, std::uint32_t epoch, ByteView plain,
                  Random& random)
{
    crypto::Nonce nonce;
    random.fill(nonce);
    auto record = record_header(Suite::whole, key, object, epoch);
    const auto sealed = crypto::seal(key, nonce, plain, record);
    record.reserve(record_header_bytes + sealed.size());
    record.insert(record.end(), nonce.begin(), nonce.end());
    record.insert(record.end(), sealed.begin(), sealed.end());
    return record;
}

Result<Bytes> open_record(const crypto::Key& key, const Uuid& object, ByteView record)
{
    const auto header = TRY(check_record_header(Suite::whole, key, object, record));
    auto plain =
        crypto::open(key, header.nonce, record.subspan(record_header_bytes), header.authenticated);
    if (!plain)
        return Error{ErrorCode::internal, "a sealed record has been changed"};
    return std::move(*plain);
}

}  // namespace varde::vault
