// Reports and files made from a seed: synthetic people, real shapes.
#pragma once

#include "torture/book.hpp"

#include <random>
#include <string_view>

namespace varde::torture {

/// A generator of its own for each thread, so that threads draw the same in every run.
class Draw {
public:
    explicit Draw(std::uint64_t seed) : generator_(seed) {}
    /// From 0 up to, but not including, `end`.
    std::size_t below(std::size_t end) { return std::size_t(generator_() % end); }
    std::string key();  ///< A fresh Idempotency-Key.

private:
    std::mt19937_64 generator_;
};

/// The body of a report; `files` are named in it.
std::string compose_report(Draw& draw, std::string_view kind, const std::vector<SentFile>& files);
/// A file that is not yet uploaded.
SentFile compose_file(Draw& draw);

}  // namespace varde::torture
