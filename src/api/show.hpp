// Shapes that several answers share, written once.
#pragma once

#include "acts/delivery_view.hpp"
#include "json/writer.hpp"

namespace varde::api {

void show_unit(json::Writer& w, std::string_view member, const UnitId& id, std::string_view name);
void show_warnings(json::Writer& w, const std::vector<domain::Warning>& warnings);
/// `with_names`: for people of the unit; senders see role and unit.
void show_milestones(json::Writer& w, const std::vector<acts::Step>& steps, bool with_names);
/// Inside an object: name, title, since, due, due_in_words, state, source, own, assumed.
void show_obligation(json::Writer& w, const packs::Calendar& calendar,
                     const acts::ObligationView& view, Timestamp now);
void show_obligations(json::Writer& w, const packs::Calendar& calendar,
                      const std::vector<acts::ObligationView>& obligations, Timestamp now);
/// `earlier` and `repeats`, where there are any.
void show_repeats(json::Writer& w, const ReportId& earlier, const std::vector<ReportId>& repeats);
void show_optional(json::Writer& w, std::string_view member, std::string_view text);
std::string show_delivery(const packs::Calendar& calendar, const acts::DeliveryView& view,
                          Timestamp now);
/// How a delivery's version stands in ETag and If-Match.
std::string etag_of(const domain::Delivery& delivery);

}  // namespace varde::api
