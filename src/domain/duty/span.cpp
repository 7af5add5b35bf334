#include "domain/duty/span.hpp"

#include <algorithm>

namespace varde::domain {

Span common(const Span& a, const Span& b)
{
    return {std::max(a.from, b.from), std::min(a.until, b.until)};
}

std::vector<Span> without(const Span& whole, std::vector<Span> taken)
{
    std::ranges::sort(taken, {}, &Span::from);
    std::vector<Span> left;
    auto free_from = whole.from;
    for (const auto& span : taken) {
        const Span before{free_from, std::min(span.from, whole.until)};
        if (!before.empty())
            left.push_back(before);
        free_from = std::max(free_from, span.until);
    }
    if (const Span after{free_from, whole.until}; !after.empty())
        left.push_back(after);
    return left;
}

}  // namespace varde::domain
