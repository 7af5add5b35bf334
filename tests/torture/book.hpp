// What the outside world knows: what was sent, what was acknowledged, and what is wrong.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace varde::torture {

/// An acknowledged upload that a report names.
struct SentFile {
    std::string upload;
    std::string name;
    std::string media_type;
    std::string bytes;
};

/// One report as it was sent and, once there was an answer, as it was acknowledged.
struct Sent {
    static constexpr std::size_t nobody = SIZE_MAX;

    std::uint64_t seed = 0;             ///< Of the cycle that sent it.
    std::size_t organisation = nobody;  ///< Index in World; `nobody`: through the public form.
    std::string key;                    ///< Its Idempotency-Key; empty: sent without.
    std::string body;
    std::vector<SentFile> files;

    std::string first;  ///< The body of the first answer, which every repetition must match.
    std::string id, delivery, unit;
    std::int64_t sequence = 0;
    bool opened = false, answered = false;  ///< Acknowledged acts of the caseworker.

    bool is_public() const { return organisation == nobody; }
};

/// May be used from any thread.
class Book {
public:
    /// Keeps an acknowledged report; a breach when its answer cannot be read.
    void acknowledge(Sent sent, std::string answer);
    void leave_unanswered(Sent sent);
    std::vector<Sent> take_unanswered();
    /// A 503 that was to be expected.
    void refuse() { ++refused_; }
    std::size_t refused() const { return refused_; }

    /// All that was acknowledged. Only while nobody sends.
    std::vector<Sent>& acknowledged() { return acknowledged_; }
    const std::vector<Sent>& acknowledged() const { return acknowledged_; }
    /// How many reports without a key went unanswered: nobody can tell whether they were stored.
    std::size_t uncertain() const { return uncertain_; }

    void lost(const Sent& sent, const std::string& what);
    /// Something is wrong that belongs to no acknowledged report.
    void breach(const std::string& what);
    std::size_t lost_count() const { return lost_.size(); }
    std::size_t breaches() const { return breaches_; }

private:
    std::atomic<std::size_t> refused_{0};
    std::mutex mutex_;  // Guards everything below while several threads run.
    std::vector<Sent> acknowledged_;
    std::vector<Sent> unanswered_;
    std::size_t uncertain_ = 0;
    std::set<std::string> lost_;
    std::size_t breaches_ = 0;
};

}  // namespace varde::torture
