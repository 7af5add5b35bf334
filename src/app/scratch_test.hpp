// A folder for one test, gone afterwards.
#pragma once

#include <gtest/gtest.h>

#include <string>

namespace varde::app {

class ScratchTest : public ::testing::Test {
protected:
    ScratchTest();
    ~ScratchTest() override;

    std::string folder;
};

}  // namespace varde::app
