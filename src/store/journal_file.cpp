#include "store/journal_file.hpp"

#include "base/durable_file.hpp"
#include "base/log.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace varde::store {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view file_magic = "VARDE journal 1\n";
constexpr std::size_t header_bytes = 16 + 8 + 32 + 8;  // Magic, first batch, public key, zeros.
constexpr std::string_view record_magic = "VREC";
constexpr std::size_t head_bytes = 4 + 4 + 8 + 32;
constexpr std::uint64_t file_bytes_max = 64ull * 1024 * 1024;
constexpr std::uint64_t reserve_bytes = 8ull * 1024 * 1024;

std::uint64_t number_at(ByteView bytes, std::size_t at, unsigned count)
{
    std::uint64_t number = 0;
    for (unsigned i = 0; i < count; ++i)
        number = number << 8 | bytes[at + i];
    return number;
}

std::uint64_t padded(std::uint64_t bytes) { return (bytes + 7) / 8 * 8; }

/// The place is in the hash, so that a record is valid where it was written and nowhere else.
Hash record_hash(std::uint64_t place, std::uint64_t batch, ByteView body)
{
    Bytes about;
    append_u64(about, place);
    append_u64(about, batch);
    append_u64(about, body.size());
    return crypto::sha256({about, body});
}

struct Found {
    std::uint64_t batch = 0;
    ByteView body;
    std::uint64_t end = 0;
};

/// The record at `at`, if a whole one is there.
std::optional<Found> record_at(ByteView file, std::uint64_t at)
{
    if (at + head_bytes > file.size() || text_of(file.subspan(at, 4)) != record_magic)
        return std::nullopt;
    const auto length = number_at(file, at + 4, 4);
    const auto batch = number_at(file, at + 8, 8);
    if (length > file.size() - at - head_bytes)
        return std::nullopt;
    const auto body = file.subspan(at + head_bytes, length);
    const auto hash = record_hash(at, batch, body);
    if (!std::equal(hash.begin(), hash.end(), file.begin() + std::ptrdiff_t(at + 16)))
        return std::nullopt;
    return Found{batch, body, at + padded(head_bytes + length)};
}

/// Whether a whole record stands anywhere from `at` on.
bool another_follows(ByteView file, std::uint64_t at)
{
    for (; at + head_bytes <= file.size(); at += 8)
        if (file[at] == 'V' && record_at(file, at))
            return true;
    return false;
}

bool all_zero(ByteView bytes)
{
    return std::ranges::all_of(bytes, [](auto byte) { return byte == 0; });
}

std::string name_for(std::uint64_t first_batch)
{
    auto number = std::to_string(first_batch);
    return "intake-" + std::string(12 - std::min<std::size_t>(12, number.size()), '0') + number +
           ".journal";
}

/// A file ends where the next one begins.
std::uint64_t first_batch_of(const std::string& path)
{
    std::uint64_t number = 0;
    for (const char c : fs::path(path).stem().string().substr(7))
        number = number * 10 + std::uint64_t(c - '0');
    return number;
}

/// Full paths, oldest first.
std::vector<std::string> files_in(const std::string& folder)
{
    std::vector<std::string> files;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error))
        if (const auto name = entry.path().filename().string();
            name.starts_with("intake-") && name.ends_with(".journal"))
            files.push_back(entry.path().string());
    std::ranges::sort(files);
    return files;
}

Error failed(std::string_view what)
{
    const auto reason = std::strerror(errno);
    log::error("the intake journal failed",
               {{"doing", what}, {"reason", std::string_view(reason)}});
    return {ErrorCode::unavailable, "the intake journal cannot be written"};
}

Status write_at(int handle, ByteView bytes, std::uint64_t at)
{
    while (!bytes.empty()) {
        const auto written = ::pwrite(handle, bytes.data(), bytes.size(), off_t(at));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return failed("write");
        at += std::uint64_t(written);
        bytes = bytes.subspan(std::size_t(written));
    }
    return ok();
}

/// Reads one file on from what the earlier ones gave in `scan`; returns where its last whole record
/// ends.
Result<std::uint64_t> read_records(const std::string& path, const crypto::PublicKey& log,
                                   bool newest, JournalFiles::Scan& scan,
                                   const JournalFiles::Each& each)
{
    const auto text = TRY(read_file(path));
    const auto file = bytes_of(text);
    const auto name = fs::path(path).filename().string();
    if (file.size() < header_bytes || !text.starts_with(file_magic)) {
        scan.damage = name + " has no readable beginning";
        return header_bytes;
    }
    if (!std::equal(log.begin(), log.end(), file.begin() + 24))
        return Error{ErrorCode::conflict, "The intake journal " + path +
                                              " belongs to another store. Nothing was changed."};
    const auto first = number_at(file, 16, 8);
    if (scan.last != 0 && scan.last + 1 != first) {
        scan.damage = name + " does not go on after batch " + std::to_string(scan.last);
        return header_bytes;
    }
    scan.last = first - 1;
    auto end = std::uint64_t{header_bytes};
    while (const auto found = record_at(file, end)) {
        if (found->batch != scan.last + 1)
            break;
        if (each)
            TRY(each(found->batch, found->body));
        scan.last = found->batch;
        end = found->end;
    }
    const auto rest = file.subspan(std::min<std::size_t>(file.size(), end));
    if (all_zero(rest))
        return end;
    if (!newest || another_follows(file, end + 8))
        scan.damage = name + ": the record after batch " + std::to_string(scan.last) +
                      ", at byte " + std::to_string(end) + ", is unreadable";
    else
        scan.cut = true;
    return end;
}

}  // namespace

bool JournalFiles::begun(const std::string& folder) { return !files_in(folder).empty(); }

Result<JournalFiles::Scan> JournalFiles::read(const std::string& folder,
                                              const crypto::PublicKey& log, std::uint64_t after,
                                              const Each& each)
{
    const auto files = files_in(folder);
    Scan scan{.last = files.empty() ? after : 0};
    for (const auto& path : files) {
        const bool newest = path == files.back();
        if (!newest && first_batch_of(*(&path + 1)) <= after + 1)
            continue;
        TRY(read_records(path, log, newest, scan, each));
        if (!scan.damage.empty())
            break;
    }
    return scan;
}

Result<std::unique_ptr<JournalFiles>> JournalFiles::open(const std::string& folder,
                                                         const crypto::PublicKey& log,
                                                         std::uint64_t next_batch)
{
    TRY(make_folders(folder));
    std::unique_ptr<JournalFiles> journal(new JournalFiles(folder, log));
    journal->folder_handle_ = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (journal->folder_handle_ < 0 || ::flock(journal->folder_handle_, LOCK_EX | LOCK_NB) != 0)
        return Error{ErrorCode::conflict, "Another process writes the intake journal " + folder +
                                              ". Stop the server that should not run."};
    const auto files = files_in(folder);
    if (files.empty()) {
        TRY(journal->begin_file(next_batch));
        return journal;
    }
    Scan scan;
    const auto end = TRY(read_records(files.back(), log, true, scan, nullptr));
    if (scan.last + 1 != next_batch)
        return Error{ErrorCode::internal, "the intake journal does not end where it should"};
    journal->handle_ = ::open(files.back().c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (journal->handle_ < 0)
        return failed("open");
    // What is left of a torn record must not stand behind a shorter one.
    if (::ftruncate(journal->handle_, off_t(end)) != 0 || ::fdatasync(journal->handle_) != 0)
        return failed("cut");
    journal->at_ = journal->reserved_ = end;
    return journal;
}

JournalFiles::~JournalFiles()
{
    for (const auto handle : {handle_, folder_handle_})
        if (handle >= 0)
            ::close(handle);
}

Status JournalFiles::begin_file(std::uint64_t first_batch)
{
    Bytes header(file_magic.begin(), file_magic.end());
    append_u64(header, first_batch);
    header.insert(header.end(), log_.begin(), log_.end());
    header.resize(header_bytes);
    const auto path = folder_ + "/" + name_for(first_batch);
    TRY(write_durably(path, text_of(header)));
    const int handle = ::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (handle < 0)
        return failed("open");
    if (handle_ >= 0)
        ::close(handle_);
    handle_ = handle;
    at_ = reserved_ = header_bytes;
    return ok();
}

Status JournalFiles::reserve(std::uint64_t end)
{
    if (end <= reserved_)
        return ok();
    const auto more = std::max(reserve_bytes, end - reserved_);
    if (const int error = ::posix_fallocate(handle_, off_t(reserved_), off_t(more)); error != 0) {
        errno = error;
        return failed("reserve space");
    }
    reserved_ += more;
    return ok();
}

Status JournalFiles::append(std::uint64_t batch, ByteView body)
{
    if (at_ > file_bytes_max)
        TRY(begin_file(batch));
    const auto hash = record_hash(at_, batch, body);
    buffer_.assign(record_magic.begin(), record_magic.end());
    append_u32(buffer_, std::uint32_t(body.size()));
    append_u64(buffer_, batch);
    buffer_.insert(buffer_.end(), hash.begin(), hash.end());
    buffer_.insert(buffer_.end(), body.begin(), body.end());
    buffer_.resize(padded(buffer_.size()));
    TRY(reserve(at_ + buffer_.size()));
    auto stored = write_at(handle_, buffer_, at_);
    if (stored && ::fdatasync(handle_) != 0)
        stored = failed("sync");
    if (!stored) {
        // Part of it may be on the disk, or all of it.
        auto error = std::move(stored).error();
        error.problem = "outcome-unknown";
        return error;
    }
    last_at_ = at_;
    at_ += buffer_.size();
    return ok();
}

Status JournalFiles::void_last()
{
    CHECK(last_at_ != 0);
    const Bytes nothing(at_ - last_at_, 0);
    TRY(write_at(handle_, nothing, last_at_));
    if (::fdatasync(handle_) != 0)
        return failed("sync");
    at_ = std::exchange(last_at_, 0);
    return ok();
}

Result<std::size_t> JournalFiles::trim(const std::string& folder, std::uint64_t batch)
{
    const auto files = files_in(folder);
    std::size_t removed = 0;
    for (std::size_t i = 0; i + 1 < files.size(); ++i) {
        if (first_batch_of(files[i + 1]) > batch + 1)
            break;
        std::error_code error;
        if (!fs::remove(files[i], error))
            return Error{ErrorCode::unavailable, "Cannot remove " + files[i] + "."};
        ++removed;
    }
    return removed;
}

}  // namespace varde::store
