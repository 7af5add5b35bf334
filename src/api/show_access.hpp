// Grants, people's access, requests for it and who has opened a report, as JSON.
#pragma once

#include "acts/access_requests.hpp"
#include "acts/delivery_access.hpp"

namespace varde::api {

std::string show_grant(const acts::GrantView& view, Timestamp now);
std::string show_grants(const std::vector<acts::GrantView>& views, Timestamp now);
std::string show_people(const std::vector<store::Person>& people);
std::string show_person_access(const acts::PersonAccess& access, Timestamp now);
std::string show_access_request(const acts::AccessRequestView& view);
std::string show_access_requests(const std::vector<acts::AccessRequestView>& views);
std::string show_delivery_access(const acts::DeliveryAccess& access);

}  // namespace varde::api
