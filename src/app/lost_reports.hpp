// Which accepted reports a store in recovery mode cannot answer for: for whoever asks their senders
// to send them again.
#pragma once

#include "app/node.hpp"
#include "json/writer.hpp"

#include <map>

namespace varde::app {

struct LostReports {
    store::MissingReports missing;  ///< By the roll; what may be left out is said with it.
    /// In the database, but accepted after what witnesses have last signed: if the database went
    /// back together with its lock, they stand in neither history, and only here.
    std::vector<store::RollLine> in_doubt;
    std::map<OrganisationId, std::string> senders;  ///< Names, as far as they are known.
};
/// `node` must be in recovery mode.
Result<LostReports> lost_reports(Node& node);

/// With a line of names first, as `varde reconcile` reads lists: ids, units, and organisations with
/// their names. Nothing in it is a formula to a spreadsheet.
std::string to_csv(const LostReports& lost);
/// The members `missing_reports`, `in_doubt` and, where the roll begins late, `roll_from`.
void show(json::Writer& w, const LostReports& lost);
void print(const LostReports& lost);

}  // namespace varde::app
