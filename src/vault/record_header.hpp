// The bytes that sealed records of both suites begin with; see record.hpp for the layout.
#pragma once

#include "vault/record.hpp"

namespace varde::vault {

enum class Suite : std::uint8_t { stream = 1, whole = 2 };

/// Everything before the nonce.
Bytes record_header(Suite suite, const crypto::Key& key, const Uuid& object, std::uint32_t epoch);

struct RecordHeader {
    ByteView authenticated;  ///< Points into the record.
    crypto::Nonce nonce{};
};
/// `internal` when `record` does not begin with the header of this suite, object and key.
Result<RecordHeader> check_record_header(Suite suite, const crypto::Key& key, const Uuid& object,
                                         ByteView record);

}  // namespace varde::vault
