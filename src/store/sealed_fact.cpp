#include "store/sealed_fact.hpp"

namespace varde::store {
namespace {

constexpr std::size_t opening_bytes = 32;
constexpr std::size_t length_bytes = 4;

}  // namespace

// Sealed plaintext: opening 32 | length of committed 4, big-endian | committed | extra.
SealedFact seal_fact(const ReportKey& key, const ReportId& report, std::string_view committed,
                     std::string_view extra, Random& random)
{
    Bytes plain(opening_bytes);
    plain.reserve(opening_bytes + length_bytes + committed.size() + extra.size());
    random.fill(plain);
    SealedFact fact;
    fact.opening = plain;
    fact.commitment = ledger::commitment(fact.opening, bytes_of(committed));
    append_u32(plain, std::uint32_t(committed.size()));
    for (const auto part : {committed, extra})
        plain.insert(plain.end(), part.begin(), part.end());
    fact.sealed = vault::seal_record(key.key, report.uuid, key.epoch, plain, random);
    return fact;
}

Result<OpenFact> open_fact(const ReportKey& key, const ReportId& report, ByteView sealed)
{
    const auto plain = TRY(vault::open_record(key.key, report.uuid, sealed));
    const Error broken{ErrorCode::internal, "a sealed event has an impossible form"};
    if (plain.size() < opening_bytes + length_bytes)
        return broken;
    std::size_t length = 0;
    for (std::size_t i = 0; i < length_bytes; ++i)
        length = length << 8 | plain[opening_bytes + i];
    const auto rest = text_of(plain).substr(opening_bytes + length_bytes);
    if (length > rest.size())
        return broken;
    return OpenFact{{plain.begin(), plain.begin() + opening_bytes},
                    std::string(rest.substr(0, length)),
                    std::string(rest.substr(length))};
}

}  // namespace varde::store
