#include "torture/parts.hpp"

#include <fmt/format.h>

namespace varde::torture {

void Tally::add(std::string kind, std::size_t count, std::string found)
{
    lines_.push_back({std::move(kind), count, std::move(found)});
}

void Tally::add(const Rig& rig)
{
    acknowledged += rig.acknowledged();
    lost += rig.book.lost_count();
    breaches += rig.book.breaches();
}

void Tally::print() const
{
    fmt::print("\n{:<44} {:>7}  {}\n", "fault", "count", "found");
    for (const auto& line : lines_)
        if (line.count > 0)
            fmt::print("{:<44} {:>7}  {}\n", line.kind, line.count, line.found);
    fmt::print("\n");
}

std::size_t Tally::count(std::string_view kind) const
{
    std::size_t count = 0;
    for (const auto& line : lines_)
        if (line.kind.starts_with(kind))
            count += line.count;
    return count;
}

}  // namespace varde::torture
