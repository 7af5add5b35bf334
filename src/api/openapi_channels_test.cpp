#include "api/openapi_fit_test.hpp"

#include "api/show_channels.hpp"

#include <gtest/gtest.h>

namespace varde::api {
namespace {

constexpr Timestamp noon{1'795'348'800'000'000};

domain::Readback some_readback(domain::ReadbackState state)
{
    return {.delivery = {{{1}}},
            .report = {{{2}}},
            .unit = {"no.5001"},
            .number = 17,
            .sequence = 3,
            .added_at = noon,
            .state = state,
            .asked_at = noon,
            .proved_at = noon};
}

acts::HandedOut some_item(domain::ReadbackState state)
{
    acts::HandedOut item{.readback = some_readback(state), .kind = {"concern.child"}};
    item.package.document = {'{', '}'};
    item.package.files.push_back({1, "yard.jpg", "image/jpeg", 7, {}, {}});
    return item;
}

TEST(OpenApi, WhatCaseSystemsGetIsAsDescribed)
{
    using domain::ReadbackState;
    acts::HandedPage page;
    for (const auto state : {ReadbackState::waiting, ReadbackState::stored, ReadbackState::erased})
        page.items.push_back(some_item(state));
    page.items.push_back(some_item(ReadbackState::unavailable));
    page.items.back().unavailable = true;
    page.items.push_back(some_item(ReadbackState::regressed));
    page.items.back().given_again = true;
    EXPECT_EQ(faults_of("HandedDeliveries", show_handed_page(page)), none);
    EXPECT_EQ(faults_of("HandedDelivery", show_handed_out(page.items.front())), none);
    const auto asked = some_readback(ReadbackState::missing);
    EXPECT_EQ(faults_of("Challenges", show_challenges({{asked, {}, noon}}, 1)), none);
    EXPECT_EQ(faults_of("Readback", show_proved(asked)), none);
    acts::ComparedChannel agrees, differs;
    differs.ours.count = 1;
    differs.items.push_back({{{{1}}}, 1});
    EXPECT_EQ(faults_of("ComparedChannels", show_compared({agrees, differs})), none);
    EXPECT_EQ(faults_of("Readbacks", show_readbacks({})), none);
    EXPECT_EQ(faults_of("Readbacks",
                        show_readbacks({store::CaseSystem{.unit = {"no.5001"}}, true, {asked}})),
              none);
}

}  // namespace
}  // namespace varde::api
