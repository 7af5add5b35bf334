#include "vault/file.hpp"
#include "vault/record_header.hpp"

#include <algorithm>

namespace varde::vault {
namespace {

constexpr std::size_t chunk_sealed_bytes = chunk_plain_bytes + crypto::stream_overhead;

}  // namespace

struct SealedFileWriter::State {
    std::string path;
    File file;
    crypto::StreamSealer sealer;
    Bytes associated;    // The header before the nonce for the first chunk, empty from then on.
    Bytes pending = {};  // Plaintext short of a chunk, or one chunk that may be the last.
    crypto::Sha256 digest = {};
    Hash plain_digest{};
    std::uint64_t plain_bytes = 0;
    bool failed = false;
    bool committed = false;

    std::string part() const { return path + ".part"; }

    ~State()
    {
        pending.resize(chunk_plain_bytes);  // Chunks sent before still stand beyond its end.
        crypto::wipe(pending);
        if (!committed)
            remove_file(part());
    }

    Status push(ByteView plain, bool last)
    {
        return file.write(sealer.push(plain, std::exchange(associated, {}), last));
    }
    Status push_pending()
    {
        TRY(push(pending, false));
        pending.clear();
        return ok();
    }
    // A crash before the rename leaves a ".part" file that nobody names; one after it leaves the
    // whole file, which nobody relies on until `commit` has returned.
    Status finish()
    {
        TRY(push(pending, true));
        TRY(file.sync());
        return publish(part(), path);
    }
};

SealedFileWriter::SealedFileWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
SealedFileWriter::SealedFileWriter(SealedFileWriter&&) noexcept = default;
SealedFileWriter::~SealedFileWriter() = default;

Result<SealedFileWriter> SealedFileWriter::create(const std::string& path, const crypto::Key& key,
                                                  const Uuid& object, std::uint32_t epoch)
{
    if (exists(path))
        return Error{ErrorCode::conflict, "the file is there already"};
    auto file = TRY(File::create(path + ".part", 0600));
    auto state =
        std::unique_ptr<State>(new State{path, std::move(file), crypto::StreamSealer(key),
                                         record_header(Suite::stream, key, object, epoch)});
    state->pending.reserve(chunk_plain_bytes);
    TRY(state->file.write(state->associated));
    TRY(state->file.write(state->sealer.header()));
    return SealedFileWriter(std::move(state));
}

Status SealedFileWriter::write(ByteView plain)
{
    CHECK(!state_->committed);
    if (state_->failed)
        return Error{ErrorCode::unavailable, "storage is failing"};
    state_->digest.add(plain);
    state_->plain_bytes += plain.size();
    auto& pending = state_->pending;
    while (!plain.empty()) {
        // A full chunk waits until there is more: only then is it known not to be the last.
        if (pending.size() == chunk_plain_bytes)
            if (auto status = state_->push_pending(); !status) {
                state_->failed = true;
                return status;
            }
        const auto taken = plain.first(std::min(plain.size(), chunk_plain_bytes - pending.size()));
        pending.insert(pending.end(), taken.begin(), taken.end());
        plain = plain.subspan(taken.size());
    }
    return ok();
}

Status SealedFileWriter::commit()
{
    CHECK(!state_->committed);
    if (state_->failed)
        return Error{ErrorCode::unavailable, "storage is failing"};
    state_->failed = true;  // Until all of it has succeeded: an end is sealed only once.
    TRY(state_->finish());
    state_->failed = false;
    state_->committed = true;
    state_->plain_digest = state_->digest.finish();
    return ok();
}

std::uint64_t SealedFileWriter::plain_bytes() const { return state_->plain_bytes; }

Hash SealedFileWriter::plain_digest() const
{
    CHECK(state_->committed);
    return state_->plain_digest;
}

struct SealedFileReader::State {
    File file;
    Bytes associated;
    crypto::StreamOpener opener;
    Bytes sealed = Bytes(chunk_sealed_bytes);
    bool ended = false;
    bool failed = false;
};

SealedFileReader::SealedFileReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
SealedFileReader::SealedFileReader(SealedFileReader&&) noexcept = default;
SealedFileReader::~SealedFileReader() = default;

Result<SealedFileReader> SealedFileReader::open(const std::string& path, const crypto::Key& key,
                                                const Uuid& object)
{
    auto file = TRY(File::open(path));
    Bytes bytes(record_header_bytes);
    const auto size = TRY(file.read(bytes));
    bytes.resize(size);
    const auto header = TRY(check_record_header(Suite::stream, key, object, bytes));
    return SealedFileReader(std::unique_ptr<State>(
        new State{std::move(file), Bytes(header.authenticated.begin(), header.authenticated.end()),
                  crypto::StreamOpener(key, header.nonce)}));
}

Result<Bytes> SealedFileReader::next()
{
    auto& state = *state_;
    const Error changed{ErrorCode::internal, "a sealed file has been cut or changed"};
    if (state.failed)
        return changed;
    if (state.ended)
        return Bytes{};
    state.failed = true;  // Until this chunk has proved good.
    const auto size = TRY(state.file.read(state.sealed));
    auto chunk =
        state.opener.pull(std::span(state.sealed).first(size), std::exchange(state.associated, {}));
    if (!chunk || (!chunk->last && size != chunk_sealed_bytes))
        return changed;
    if (chunk->last) {
        std::array<std::uint8_t, 1> beyond;
        const auto excess = TRY(state.file.read(beyond));
        if (excess != 0)
            return changed;
        state.ended = true;
    }
    state.failed = false;
    return std::move(chunk->plain);
}

}  // namespace varde::vault
