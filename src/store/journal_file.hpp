// The intake journal's files: one record for each batch, durable on a second device before the
// database commits the batch.
//
// A folder holds `intake-<first batch>.journal`, each at most about 64 MiB. A file is a header
// (magic, first batch, the log's public key) and records, 8-byte aligned: magic, length, batch
// number, SHA-256 over all that and the record's place, body. Space is reserved ahead, and zeros
// are where no record is.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "crypto/crypto.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace varde::store {

/// One thread at a time; the writer's, once the server runs.
class JournalFiles {
public:
    /// What a look through all records found.
    struct Scan {
        std::uint64_t last = 0;  ///< The last whole record's batch; without files: `after`.
        /// Names file and batch of a record that is unreadable though others follow it. A journal
        /// with damage is never written to.
        std::string damage;
        bool cut = false;  ///< The last record was torn, so nobody was told of it; it is ignored.
    };
    using Each = std::function<Status(std::uint64_t batch, ByteView body)>;

    /// Whether the folder has any file of a journal.
    static bool begun(const std::string& folder);
    /// Reads the records in order, beginning in the file that holds the one after `after`; stops
    /// with `each`'s error, before damage, or at the end.
    static Result<Scan> read(const std::string& folder, const crypto::PublicKey& log,
                             std::uint64_t after, const Each& each);
    /// Opens for appending after the last record. Makes the folder's first file when there is none.
    static Result<std::unique_ptr<JournalFiles>>
    open(const std::string& folder, const crypto::PublicKey& log, std::uint64_t next_batch);
    ~JournalFiles();
    JournalFiles(const JournalFiles&) = delete;

    /// Durable when it returns. An error with the problem `outcome-unknown` means that the record
    /// may or may not be there.
    Status append(std::uint64_t batch, ByteView body);
    /// Takes the last record back, durably.
    Status void_last();

    /// Removes files that hold only batches up to `batch`: those are in a backup.
    static Result<std::size_t> trim(const std::string& folder, std::uint64_t batch);

private:
    JournalFiles(std::string folder, const crypto::PublicKey& log) : folder_(folder), log_(log) {}
    Status begin_file(std::uint64_t first_batch);
    Status reserve(std::uint64_t end);
    const std::string folder_;
    const crypto::PublicKey log_;
    int handle_ = -1, folder_handle_ = -1;
    std::uint64_t at_ = 0;        // Where the next record goes.
    std::uint64_t last_at_ = 0;   // Where the last one stands.
    std::uint64_t reserved_ = 0;  // Up to here the file has its space.
    Bytes buffer_;
};

}  // namespace varde::store
