// For tests only: a whole pack with one thing wrong.
#pragma once

#include "packs/pack.hpp"

#include <gtest/gtest.h>

namespace varde::packs {

/// One change to a whole pack, and the one fault that must follow.
struct Broken {
    const char* what;
    const char* path;
    const char* replace;
    const char* with;
    const char* pointer;
    const char* detail;  ///< How the fault's text begins.
};

inline std::vector<PackFile> changed(std::vector<PackFile> files, const Broken& broken)
{
    for (PackFile& file : files) {
        if (file.path != broken.path)
            continue;
        const auto at = file.text.find(broken.replace);
        EXPECT_NE(at, std::string::npos) << broken.what << ": nothing to replace";
        file.text.replace(at, std::string_view(broken.replace).size(), broken.with);
    }
    return files;
}

inline std::string listed(const std::vector<Fault>& faults)
{
    std::string text;
    for (const Fault& fault : faults)
        text += "\n" + fault.pointer + ": " + fault.detail;
    return text;
}

/// `whole` with the change is refused for that alone.
inline void expect_one_fault(std::vector<PackFile> whole, const Broken& broken)
{
    SCOPED_TRACE(broken.what);
    const auto pack = load_pack("xx", changed(std::move(whole), broken));
    ASSERT_FALSE(pack);
    const auto& faults = pack.error().faults;
    ASSERT_EQ(faults.size(), 1U) << listed(faults);
    EXPECT_EQ(faults[0].pointer, broken.pointer) << faults[0].detail;
    EXPECT_TRUE(faults[0].detail.starts_with(broken.detail)) << faults[0].detail;
}

}  // namespace varde::packs
