#include "acts/kind_meant.hpp"

namespace varde::acts {

std::optional<domain::Warning> other_kind_meant(const packs::Pack& pack, domain::Sector sector,
                                                const KindName& kind)
{
    const auto* used = pack.find_kind(kind.text);
    if (!used || sector != domain::Sector::police || used->audience == domain::Audience::police)
        return std::nullopt;
    for (const auto& meant : pack.kinds)
        if (meant.audience == domain::Audience::police && meant.service == used->service)
            return domain::Warning{
                "other_kind_meant",
                "The police have a kind of their own for this: " + meant.name.text +
                    ". What they send as " + kind.text + " is taken all the same; use " +
                    meant.name.text + " from the next one on.",
                "/kind"};
    return std::nullopt;
}

}  // namespace varde::acts
