// Where the reference connector keeps what it fetched: a folder, or a SQLite file. What a real case
// system has in its place is its own database.
#pragma once

#include "base/id.hpp"
#include "base/result.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace varde::app {

/// A delivery as it was fetched: `parts` are the document and then each attachment, byte for byte.
struct CaseItem {
    DeliveryId delivery;
    std::int64_t seq = 0;          ///< In what the unit's system fetches.
    std::string channel;           ///< 16 hexadecimal digits.
    std::int64_t channel_seq = 0;  ///< In the channel.
    std::vector<std::string> parts;
};

/// The same without its bytes.
struct CaseLine {
    DeliveryId delivery;
    std::int64_t seq = 0;
    std::string channel;
    std::int64_t channel_seq = 0;
};

/// For one thread; of one process at a time.
class CaseStore {
public:
    using OnBytes = std::function<void(std::string_view)>;

    virtual ~CaseStore() = default;
    /// Durable when it returns. The same delivery again is the same delivery: it is written anew,
    /// and there is one.
    virtual Status keep(const CaseItem& item) = 0;
    /// Passes on the bytes of a delivery, part after part, as they stand in the store, read by
    /// another path than the one that wrote them. `not_found` when it is not there.
    virtual Status read_back(const DeliveryId& delivery, const OnBytes& on_bytes) = 0;
    /// All that is there, in order of channel and number in it.
    virtual Result<std::vector<CaseLine>> lines() = 0;

    /// Up to which number everything is held and proved; 0 at first.
    virtual Result<std::int64_t> after_seq() = 0;
    virtual Status save_after_seq(std::int64_t number) = 0;
};

/// A folder with one folder for each delivery; made when it is missing.
Result<std::unique_ptr<CaseStore>> open_folder_store(const std::string& folder);
/// A SQLite file; made when it is missing.
Result<std::unique_ptr<CaseStore>> open_sqlite_store(const std::string& path);

}  // namespace varde::app
