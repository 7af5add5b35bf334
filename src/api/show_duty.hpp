// What answers about duty look like.
#pragma once

#include "acts/hand_over.hpp"
#include "acts/see_duty.hpp"

namespace varde::api {

std::string show_duty(const acts::DutyView& view);
std::string show_shifts(const std::vector<store::DutyRow>& rows);
std::string show_leave(const store::DutyRow& row);
std::string show_handover(const acts::HandoverNote& note);
std::string show_handovers(const acts::HandoverPage& page);

}  // namespace varde::api
