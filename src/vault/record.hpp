// Sealed records: one layout for content in the database (suite 2) and for attachments (suite 1).
//
//   "VARD" | version 1 | suite | object id 16 | epoch 4, big-endian | key commitment 32 | nonce 24
//
// - suite 1: then secretstream chunks of 64 KiB plaintext, the last one tagged as last
// - suite 2: then one XChaCha20-Poly1305 ciphertext
//
// Everything before the nonce is authenticated. The key commitment, SHA-256("varde key commitment
// v1" || key), is checked before decrypting: this AEAD alone lets one ciphertext open under two
// keys.
#pragma once

#include "base/id.hpp"
#include "crypto/crypto.hpp"

#include <memory>

namespace varde::vault {

inline constexpr std::size_t record_header_bytes = 4 + 1 + 1 + 16 + 4 + 32 + 24;
inline constexpr std::size_t chunk_plain_bytes = 65'536;

Bytes seal_record(const crypto::Key& key, const Uuid& object, std::uint32_t epoch, ByteView plain,
                  Random& random);
/// `internal`, with a message fit for the log, when the record is cut, changed, of another object
/// or sealed under another key.
Result<Bytes> open_record(const crypto::Key& key, const Uuid& object, ByteView record);

/// Seals bytes into a file as they arrive. The file is written beside `path` and takes its name
/// only in `commit`, after its bytes are on disk; destroyed before that, it leaves nothing.
class SealedFileWriter {
public:
    static Result<SealedFileWriter> create(const std::string& path, const crypto::Key& key,
                                           const Uuid& object, std::uint32_t epoch);
    SealedFileWriter(SealedFileWriter&&) noexcept;
    ~SealedFileWriter();

    /// `unavailable` when the disk is full.
    Status write(ByteView plain);
    /// Seals the end, syncs the file, names it and syncs its folder. After an error the file must
    /// not be relied on.
    Status commit();
    std::uint64_t plain_bytes() const;
    Hash plain_digest() const;  ///< SHA-256; after `commit` only.

private:
    struct State;
    explicit SealedFileWriter(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// Opens a sealed file chunk by chunk.
class SealedFileReader {
public:
    static Result<SealedFileReader> open(const std::string& path, const crypto::Key& key,
                                         const Uuid& object);
    SealedFileReader(SealedFileReader&&) noexcept;
    ~SealedFileReader();
    /// The next plaintext, at most 64 KiB; empty at the true end. `internal` when the file is cut
    /// or changed: what came before must then be thrown away.
    Result<Bytes> next();

private:
    struct State;
    explicit SealedFileReader(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace varde::vault
