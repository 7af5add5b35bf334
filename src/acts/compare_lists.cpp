#include "acts/compare_lists.hpp"

#include "acts/duty.hpp"
#include "acts/kept_report.hpp"
#include "acts/receipt.hpp"

#include <algorithm>

namespace varde::acts {
namespace {

constexpr std::int64_t hour_us = 3'600'000'000;

/// Reports under one reference, by row.
using Recent = std::vector<std::vector<std::int64_t>>;

class Comparison {
public:
    Comparison(const Services& services, store::Reading& reading,
               const ReconciliationRequest& request)
        : services_(services), reading_(reading), request_(request),
          sender_(request.actor.organisation.id)
    {
    }

    Result<ReconciliationResult> run(const Recent& recent)
    {
        const bool of_unit = !request_.unit.text.empty();
        const auto& items = request_.items;
        // A bare reference takes what no other row says more exactly.
        for (const bool bare : {false, true})
            for (std::size_t row = 0; row < items.size(); ++row)
                if (bare == (!of_unit && is_bare(items[row])))
                    TRY(of_unit ? compare_delivery(row) : compare_report(row, recent[row]));
        for (auto* list : {&result_.missing_here, &result_.different, &result_.agreed})
            std::ranges::sort(*list, {}, &ComparedItem::row);
        if (request_.from && request_.until)
            TRY(of_unit ? find_unnamed_deliveries() : find_unnamed_reports());
        auto& counts = result_.counts;
        counts.missing_here = std::int64_t(result_.missing_here.size());
        counts.different = std::int64_t(result_.different.size());
        counts.erased = std::ranges::count(result_.agreed, true, &ComparedItem::erased);
        counts.agreed = std::int64_t(result_.agreed.size()) - counts.erased;
        return std::move(result_);
    }

private:
    static bool is_bare(const ListedItem& item)
    {
        return item.id.empty() && item.code.empty() && item.digest.empty();
    }

    /// Reports that a row may mean: by its most exact key.
    Result<std::vector<ReportId>> meant(const ListedItem& item,
                                        const std::vector<std::int64_t>& recent)
    {
        ReportId id;
        if (const auto uuid = parse_uuid(item.id)) {
            id = {*uuid};
        } else if (!item.code.empty()) {
            const auto behind = report_behind(services_, reading_, item.code);
            if (!behind && behind.error().code != ErrorCode::not_found)
                return behind.error();
            if (behind)
                id = behind.value();
        } else if (!item.reference.empty()) {
            const auto mac = reference_mac(services_, to_string(sender_), item.reference);
            std::vector<ReportId> ids;
            for (const auto& report : TRY(reading_.reports_of(sender_, mac, recent, {}, 100)))
                ids.push_back(report.id);
            return ids;
        }
        const auto report = TRY(reading_.report(id));
        return report && report->sender == sender_ ? std::vector{id} : std::vector<ReportId>{};
    }

    /// How well a report fits a row, best first.
    enum class Fit { same, same_but_named, erased, different };
    struct Compared {
        Fit fit = Fit::different;
        std::string detail;
    };
    Result<Compared> compared(const ListedItem& item, const ReportId& report)
    {
        const Fit same = named_.contains(report) ? Fit::same_but_named : Fit::same;
        // What was found by a bare reference, or by its id alone, has nothing else to compare.
        if (item.digest.empty() && (item.reference.empty() || is_bare(item)))
            return Compared{same, {}};
        const auto sent = TRY(sent_facts(services_, reading_, report));
        if (sent.unreadable)
            return Compared{Fit::different, "It cannot be read at present: what was sent could not "
                                            "be compared."};
        if (sent.digest.empty())
            return Compared{Fit::erased,
                            "It has been erased: what was sent could not be compared."};
        if (!item.digest.empty() && item.digest != sent.digest)
            return Compared{Fit::different, "What was sent has the digest " + sent.digest + "."};
        if (!item.reference.empty() && item.reference != sent.sender_reference)
            return Compared{Fit::different, "It was sent with another reference" +
                                                (sent.sender_reference.empty()
                                                     ? std::string(": none.")
                                                     : ": " + sent.sender_reference + ".")};
        return Compared{same, {}};
    }

    Status compare_report(std::size_t row, const std::vector<std::int64_t>& recent)
    {
        const auto& item = request_.items[row];
        std::optional<std::pair<ReportId, Compared>> best;
        for (const auto& report : TRY(meant(item, recent))) {
            auto fits = TRY(compared(item, report));
            // Among those that differ, one that no other row has named.
            const bool fresher = best && fits.fit == best->second.fit &&
                                 named_.contains(best->first) && !named_.contains(report);
            if (!best || fits.fit < best->second.fit || fresher)
                best.emplace(report, std::move(fits));
        }
        if (!best) {
            result_.missing_here.push_back({.row = row});
            return ok();
        }
        named_.insert(best->first);
        const bool differs = best->second.fit == Fit::different;
        (differs ? result_.different : result_.agreed)
            .push_back({.row = row,
                        .report = best->first,
                        .detail = std::move(best->second.detail),
                        .erased = best->second.fit == Fit::erased});
        return ok();
    }

    Status compare_delivery(std::size_t row)
    {
        const auto& item = request_.items[row];
        const auto id = parse_uuid(item.id);
        const auto delivery = TRY(reading_.delivery({id.value_or(Uuid{})}));
        if (!delivery || delivery->unit != request_.unit) {
            result_.missing_here.push_back({.row = row});
            return ok();
        }
        named_deliveries_.insert(delivery->id);
        ComparedItem compared{.row = row,
                              .report = delivery->report,
                              .delivery = delivery->id,
                              .state = std::string(domain::state_word(*delivery))};
        if (TRY(erased(services_, reading_, delivery->report)))
            compared.state = "erased";  // As scopes and the list of what is missing there say it.
        if (!item.state.empty() && item.state != compared.state) {
            compared.detail = "Here its state is " + compared.state + ".";
            result_.different.push_back(std::move(compared));
        } else {
            result_.agreed.push_back(std::move(compared));
        }
        return ok();
    }

    /// Counts it; true: it is among those that the answer lists.
    bool is_listed_unnamed()
    {
        return std::size_t(++result_.counts.missing_there) <= reconciled_rows_max;
    }

    Status find_unnamed_reports()
    {
        store::ReconciliationRecords records(reading_);
        constexpr int rows_at_once = 1'000;
        // Ids begin with when they were made: not long before what they name was accepted, and
        // after it only where a clock was set back.
        store::SentWindow window{
            .from = *request_.from,
            .until = *request_.until,
            .after = {first_uuid(Timestamp{request_.from->unix_us - hour_us})},
            .before = {first_uuid(Timestamp{request_.until->unix_us + hour_us})}};
        for (;;) {
            const auto rows = TRY(records.sent_in(window, sender_, rows_at_once));
            for (const auto& row : rows)
                if (!named_.contains(row.id) && is_listed_unnamed()) {
                    const auto sent = TRY(sent_facts(services_, reading_, row.id));
                    result_.missing_there.push_back({.report = row.id,
                                                     .at = row.accepted_at,
                                                     .sender_reference = sent.sender_reference});
                }
            if (rows.size() < std::size_t(rows_at_once))
                return ok();
            window.after = rows.back().id;
        }
    }

    Status find_unnamed_deliveries()
    {
        // Nobody has to keep a drill that has ended.
        const store::ScopeFilter filter{.unit = request_.unit,
                                        .from = *request_.from,
                                        .until = *request_.until,
                                        .absent = domain::mark_drill};
        const auto unnamed = [&](const domain::Booked& booked) {
            return !named_deliveries_.contains(booked.delivery) && is_listed_unnamed();
        };
        for (const auto& booked :
             TRY(store::BookRecords(reading_).items(filter, {}, unnamed, SIZE_MAX)))
            result_.missing_there.push_back({.report = booked.report,
                                             .delivery = booked.delivery,
                                             .at = booked.received_at,
                                             .state = std::string(domain::state_word(booked.key))});
        return ok();
    }

    /// The least id of those made from then on.
    static Uuid first_uuid(Timestamp at)
    {
        Uuid id;
        const auto ms = std::uint64_t(std::max<std::int64_t>(0, at.unix_us)) / 1'000;
        for (std::size_t i = 0; i < 6; ++i)
            id.bytes[i] = std::uint8_t(ms >> (40 - 8 * i));
        return id;
    }

    const Services& services_;
    store::Reading& reading_;
    const ReconciliationRequest& request_;
    const OrganisationId sender_;
    std::set<ReportId> named_;
    std::set<DeliveryId> named_deliveries_;
    ReconciliationResult result_;
};

}  // namespace

Result<ReconciliationResult> compare_lists(const Services& services,
                                           const ReconciliationRequest& request)
{
    Recent recent(request.items.size());
    const auto scope = to_string(request.actor.organisation.id);
    for (std::size_t row = 0; row < request.items.size(); ++row)
        if (const auto& reference = request.items[row].reference; !reference.empty())
            recent[row] =
                services.store.recent_references(reference_mac(services, scope, reference));
    return services.store.read([&](store::Reading& reading) {
        return Comparison(services, reading, request).run(recent);
    });
}

domain::Decision may_compare(const Services& services, const domain::Actor& actor,
                             const UnitId& unit)
{
    auto object = duty_of(services, unit);
    object.kind = {"every kind"};  // That no grant names: lists and counts are of all kinds.
    const auto action = actor.is_system() ? domain::Action::fetch : domain::Action::watch;
    return domain::decide(actor, action, object, {services.clock.now()});
}

}  // namespace varde::acts
