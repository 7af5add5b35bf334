#include "store/roll.hpp"

#include "base/durable_file.hpp"
#include "base/log.hpp"
#include "crypto/crypto.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <filesystem>

namespace varde::store {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view format = "varde-roll/1";

struct Handle {
    int number = -1;
    ~Handle()
    {
        if (number >= 0)
            ::close(number);
    }
};

Error failure(const std::string& path)
{
    return {ErrorCode::unavailable, "The roll of accepted reports " + path + " cannot be written."};
}

/// What comes before the next `end`, which is taken as well.
std::string_view part(std::string_view& text, char end)
{
    const auto at = text.find(end);
    const auto first = text.substr(0, at);
    text = at == std::string_view::npos ? std::string_view{} : text.substr(at + 1);
    return first;
}

template <class Number>
std::optional<Number> number_in(std::string_view text)
{
    Number number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || read.ec != std::errc{} || read.ptr != text.data() + text.size())
        return std::nullopt;
    return number;
}

/// What ends each line. The disk may change a bit, and that must neither stop a store nor name a
/// report that never was.
std::string sum_of(std::string_view text)
{
    return to_hex(ByteView(crypto::sha256(bytes_of(text))).first(4));
}

/// Whole lines alone: what has no line end was being written when somebody pulled the plug.
std::vector<RollLine> lines_in(std::string_view text)
{
    std::vector<RollLine> lines;
    while (text.find('\n') != std::string_view::npos)
        if (auto line = parse_roll_line(part(text, '\n')))
            lines.push_back(std::move(*line));
    return lines;
}

Error unreadable(const std::string& path)
{
    return {ErrorCode::unavailable, "The roll of accepted reports " + path + " cannot be read."};
}

Result<std::string> read_if_there(const std::string& path)
{
    std::string text;
    const auto read = read_through(path, [&](std::string_view bytes) { text += bytes; });
    if (!read && read.error().code != ErrorCode::not_found)
        return unreadable(path);
    return text;
}

/// The first line and the last few; nothing without a file. One that cannot be opened for a moment
/// is not taken for none: an empty one would be put in its place.
Result<std::string> ends_of(const std::string& path)
{
    constexpr off_t few = 4'096;
    const Handle file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)};
    if (file.number < 0 && errno == ENOENT)
        return std::string();
    struct stat found{};
    if (file.number < 0 || ::fstat(file.number, &found) != 0)
        return unreadable(path);
    std::string first(few, '\0'), rest(few, '\0');
    const auto begin = ::pread(file.number, first.data(), first.size(), 0);
    const auto end =
        ::pread(file.number, rest.data(), rest.size(), std::max(off_t(0), found.st_size - few));
    if (begin < 0 || end < 0)
        return unreadable(path);
    first.resize(std::size_t(begin));
    rest.resize(std::size_t(end));
    return first.substr(0, first.find('\n')) + "\n" + rest;
}

Status write_all(const Handle& file, std::string_view bytes, const std::string& path)
{
    while (!bytes.empty()) {
        const auto written = ::write(file.number, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return failure(path);
        bytes.remove_prefix(std::size_t(written));
    }
    return ::fdatasync(file.number) == 0 ? ok() : failure(path);
}

}  // namespace

std::string to_text(const RollLine& line)
{
    const auto text = std::to_string(line.position) + " " + rfc3339(line.at) + " " +
                      to_string(line.report) + " " + line.unit.text + " " +
                      std::to_string(line.sequence) + " " +
                      (line.sender.is_nil() ? "-" : to_string(line.sender));
    return text + " " + sum_of(text) + "\n";
}

std::optional<RollLine> parse_roll_line(std::string_view text)
{
    const auto end = text.rfind(' ');
    if (end == std::string_view::npos || text.substr(end + 1) != sum_of(text.substr(0, end)))
        return std::nullopt;
    text = text.substr(0, end);
    const auto position = number_in<std::uint64_t>(part(text, ' '));
    const auto at = parse_rfc3339(part(text, ' '));
    const auto report = parse_uuid(part(text, ' '));
    const auto unit = part(text, ' ');
    const auto sequence = number_in<std::int64_t>(part(text, ' '));
    const auto sender = text == "-" ? std::optional(Uuid{}) : parse_uuid(text);
    if (!position || !at || !report || unit.empty() || !sequence || !sender)
        return std::nullopt;
    return RollLine{*position, *at, {*report}, {std::string(unit)}, *sequence, {*sender}};
}

std::string roll_path(const std::string& lock) { return lock + ".roll"; }

void Roll::note(std::vector<RollLine> lines)
{
    if (lines.empty())
        return;
    const std::lock_guard lock(mutex_);
    behind_ = behind_ || noted_.size() + lines.size() > waiting_max;
    if (behind_)
        return;
    noted_.insert(noted_.end(), std::make_move_iterator(lines.begin()),
                  std::make_move_iterator(lines.end()));
}

bool Roll::behind() const
{
    const std::lock_guard lock(mutex_);
    return behind_;
}

Status Roll::catch_up(std::uint64_t from, const Accepted& accepted)
{
    TRY(write());  // What was noted before something was left out.
    {
        const std::lock_guard lock(mutex_);
        behind_ = false;  // What is committed from here on is noted, whatever `accepted` sees.
    }
    auto filled = fill(from, accepted);
    if (!filled) {
        const std::lock_guard lock(mutex_);
        behind_ = true;
        noted_.clear();
    }
    return filled;
}

Status Roll::fill(std::uint64_t from, const Accepted& accepted) const
{
    constexpr int at_once = 10'000;
    from = TRY(begin(from));
    while (true) {
        const auto lines = TRY(accepted(from, at_once));
        if (!lines.empty()) {
            TRY(append(lines));
            from = lines.back().position + 1;
        }
        if (lines.size() < at_once)
            return ok();
    }
}

Status Roll::write()
{
    bool behind = false;
    auto written = ok();
    // First what could not be written the last time, as a whole, then what was noted since.
    for (int part = 0; part < 2 && written; ++part) {
        {
            const std::lock_guard lock(mutex_);
            if (unwritten_.empty())
                unwritten_.swap(noted_);
            behind = behind_;
        }
        if (!unwritten_.empty())
            written = append(unwritten_);
        if (written)
            unwritten_.clear();
    }
    const bool was_stuck = stuck_.exchange(!written || behind);
    if (!was_stuck && stuck_)
        log::error("the roll of accepted reports was not written: were the database lost now, the "
                   "reports of this time could not be named",
                   {{"reason", written ? "it lacks some that only the database has: they come when "
                                         "it can be read and written"
                                       : std::string_view(written.error().message)}});
    return written;
}

std::string Roll::beginning(std::uint64_t from) const
{
    return std::string(format) + " " + std::to_string(from) + " " + log_ + "\n";
}

std::optional<std::uint64_t> Roll::from_in(std::string_view text) const
{
    if (text.find('\n') == std::string_view::npos || part(text, ' ') != format)
        return std::nullopt;
    const auto from = number_in<std::uint64_t>(part(text, ' '));
    return part(text, '\n') == log_ ? from : std::nullopt;
}

Result<std::uint64_t> Roll::begin(std::uint64_t from) const
{
    if (const auto line = TRY(last()))
        return line->position + 1;
    for (const auto& path : {path_ + ".old", path_})
        if (const auto begins = from_in(TRY(ends_of(path))))
            return *begins;
    TRY(write_durably(path_, beginning(from)));
    return from;
}

Status Roll::append(std::span<const RollLine> lines) const
{
    std::error_code error;
    const auto size = fs::file_size(path_, error);
    bool absent = error == std::errc::no_such_file_or_directory;
    if (error && !absent)
        return failure(path_);
    if (!absent && (size >= bytes_max_ || !from_in(TRY(ends_of(path_))))) {
        TRY(rename_durably(path_, path_ + ".old"));
        absent = true;
    }
    if (absent)
        TRY(write_durably(path_, beginning(lines.front().position)));
    const Handle file{::open(path_.c_str(), O_RDWR | O_APPEND | O_CLOEXEC | O_NOFOLLOW)};
    struct stat found{};
    char last = '\n';
    if (file.number < 0 || ::fstat(file.number, &found) != 0 ||
        (found.st_size > 0 && ::pread(file.number, &last, 1, found.st_size - 1) != 1))
        return failure(path_);
    // A line that was torn ends here: it is none, and what follows is whole.
    std::string text = last == '\n' ? "" : "\n";
    for (const auto& line : lines)
        text += to_text(line);
    return write_all(file, text, path_);
}

Result<std::optional<RollLine>> Roll::last() const
{
    for (const auto& path : {path_, path_ + ".old"}) {
        const auto text = TRY(ends_of(path));
        if (!from_in(text))
            continue;
        auto lines = lines_in(text);
        if (!lines.empty())
            return std::optional(std::move(lines.back()));
    }
    return std::optional<RollLine>{};
}

Result<std::optional<Roll::Known>> Roll::read() const
{
    std::optional<Known> known;
    for (const auto& path : {path_ + ".old", path_}) {
        const auto text = TRY(read_if_there(path));
        const auto from = from_in(text);
        if (!from)
            continue;
        if (!known)
            known.emplace(*from);
        for (auto& line : lines_in(text))
            known->lines.push_back(std::move(line));
    }
    if (!known)
        return known;
    // A write that failed on the way is made again as a whole.
    std::ranges::sort(known->lines, {},
                      [](const RollLine& line) { return std::pair(line.position, line.report); });
    const auto twice = std::ranges::unique(known->lines);
    known->lines.erase(twice.begin(), twice.end());
    return known;
}

}  // namespace varde::store
