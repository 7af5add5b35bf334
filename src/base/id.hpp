// Strong identifiers: a ReportId cannot be passed where a PersonId is meant.
#pragma once

#include "base/bytes.hpp"
#include "base/random.hpp"
#include "base/time.hpp"

#include <compare>

namespace varde {

/// 16 bytes, in the order RFC 9562 writes them.
struct Uuid {
    std::array<std::uint8_t, 16> bytes{};
    auto operator<=>(const Uuid&) const = default;
    ByteView view() const { return bytes; }
    bool is_nil() const { return *this == Uuid{}; }
};

/// A version 7 UUID (RFC 9562 5.7): milliseconds first, so that rows made later stand later in an
/// index; the rest is random.
Uuid make_uuid(Timestamp at, Random& random);
std::string to_string(const Uuid& id);
std::optional<Uuid> parse_uuid(std::string_view text);
/// From exactly 16 bytes, as the database holds them.
Uuid uuid_of(ByteView bytes);

template <class Tag>
struct Id {
    Uuid uuid;
    auto operator<=>(const Id&) const = default;
    ByteView view() const { return uuid.view(); }
    bool is_nil() const { return uuid.is_nil(); }
};

template <class Tag>
std::string to_string(const Id<Tag>& id)
{
    return to_string(id.uuid);
}

using ReportId = Id<struct ReportTag>;
using DeliveryId = Id<struct DeliveryTag>;
using PersonId = Id<struct PersonTag>;
using OrganisationId = Id<struct OrganisationTag>;
using UploadId = Id<struct UploadTag>;
using CaseId = Id<struct CaseTag>;

/// A unit's name in its pack, such as `no.4601.12`. Chosen by people, so it is text.
struct UnitId {
    std::string text;
    auto operator<=>(const UnitId&) const = default;
};

/// A kind of report, such as `concern.child`.
struct KindName {
    std::string text;
    auto operator<=>(const KindName&) const = default;
};

}  // namespace varde
