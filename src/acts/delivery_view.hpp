// A delivery as the people of its unit see it.
#pragma once

#include "acts/accept_report.hpp"
#include "acts/obligations.hpp"
#include "domain/readback/readback.hpp"
#include "domain/report/milestone.hpp"

namespace varde::acts {

/// A milestone, or another step that the unit should see, with names for people.
struct Step {
    std::string name;
    Timestamp at;
    domain::By by;
    std::string unit_name;
    std::string person_name;  ///< Empty where nobody signed in.
};

struct AttachmentView {
    int number = 0;
    std::string name;
    std::string media_type;
    std::uint64_t bytes = 0;
};

/// Whether an act is possible now, and why not.
struct ActView {
    std::string name;
    bool allowed = false;
    std::string reason;
};

struct DeliveryView {
    domain::Delivery delivery;
    std::string kind_title;
    std::string unit_name;
    std::string owner_name;  ///< Empty: the duty slot.
    std::string offered_unit_name;
    std::string from_unit_name;
    std::string sender_name;  ///< Empty: nobody signed in.
    domain::Medium medium = domain::Medium::api;
    std::vector<domain::Warning> warnings;
    std::vector<Step> steps;
    std::vector<ObligationView> obligations;
    std::vector<ActView> acts;
    std::string content;  ///< JSON; empty until opened.
    std::vector<AttachmentView> attachments;
    std::string filed, assessed, answered, closed;  ///< Sealed JSON of the latest such event.
    ReportId earlier;               ///< Of the same sender, that this one repeats; nil: none.
    std::vector<ReportId> repeats;  ///< That repeat this one, oldest first.
    bool withdrawn = false;
    std::optional<domain::Readback> readback;  ///< Nothing: the unit's case system has no part.
    std::string store_reference;               ///< Under what that system keeps it.
    bool drill = false;                        ///< It was one; never told before it has ended.
};

/// Puts a delivery together for `actor`, whose right to see it has been decided. `with_content`
/// only after the reading has been recorded.
Result<DeliveryView> view_delivery(const Services& services, store::Reading& reading,
                                   const domain::Actor& actor, const domain::Delivery& delivery,
                                   bool with_content);

/// What was sent, as JSON: an object, perhaps an empty one. Only after the reading was recorded.
Result<std::string> read_content(store::Reading& reading, const store::ReportKey& key,
                                 const ReportId& report);

/// Names of people for `Step`s and owners, each looked up once.
class Names {
public:
    explicit Names(store::Reading& reading) : reading_(reading) {}
    Result<std::string> of(const PersonId& person);
    store::Reading& reading() { return reading_; }

private:
    store::Reading& reading_;
    std::map<PersonId, std::string> known_;
};

}  // namespace varde::acts
