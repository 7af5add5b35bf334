// People who do not exist: names that say so, and national numbers that nobody can have.
#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <string_view>

namespace varde::app::demo {

/// The same choices in every run: `mt19937_64` is the same everywhere, the library's distributions
/// are not.
class Choice {
public:
    explicit Choice(std::uint64_t seed) : engine_(seed) {}
    /// From 0 up to but without `count`, which is not 0.
    std::size_t below(std::size_t count) { return std::size_t(engine_() % count); }
    /// From `low` to `high`, both among them.
    int between(int low, int high) { return low + int(below(std::size_t(high - low + 1))); }
    bool percent(int chance) { return below(100) < std::size_t(chance); }
    template <class T>
    const T& of(std::span<const T> all)
    {
        return all[below(all.size())];
    }

private:
    std::mt19937_64 engine_;
};

struct BirthDate {
    int year = 2000, month = 1, day = 1;
};
std::string iso(const BirthDate& date);

/// A Norwegian national number with 80 added to its month, as official test registers do: digits
/// and control digits are right, and no living person has one. `individual` chooses among those of
/// a day; nothing when that one has no control digits. Years from 1940 to 2039.
std::optional<std::string> national_number(const BirthDate& born, int individual);
/// Whether `number` is such a one.
bool is_synthetic_number(std::string_view number);

struct SyntheticPerson {
    std::string first;  ///< `Test-Nora`
    std::string last;   ///< `Eksempel-Lind`
    BirthDate born;
    std::string number;
    std::string name() const { return first + " " + last; }
};
/// Born in one of the years given; with the family's name unless `last` is empty.
SyntheticPerson make_person(Choice& choice, int from_year, int to_year, std::string last = {});

}  // namespace varde::app::demo
