// What case systems get, as JSON; the shapes stand in docs/reference/openapi.json.
#pragma once

#include "acts/compare_channels.hpp"
#include "acts/hand_out.hpp"
#include "acts/see_readbacks.hpp"

namespace varde::api {

std::string show_handed_page(const acts::HandedPage& page);
std::string show_handed_out(const acts::HandedOut& item);
/// `limit`: as many as were asked for; a full page may have a next one.
std::string show_challenges(const std::vector<acts::Challenge>& challenges, std::size_t limit);
std::string show_proved(const domain::Readback& readback);
std::string show_compared(const std::vector<acts::ComparedChannel>& channels);
std::string show_readbacks(const acts::ReadbackPage& page);

}  // namespace varde::api
