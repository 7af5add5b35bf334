// CHECK(condition): stops the process when the program itself is wrong. On in every build.
#pragma once

namespace varde {
[[noreturn]] void check_failed(const char* condition, const char* file, int line) noexcept;
}

#define CHECK(condition)                                                                           \
    ((condition) ? void(0) : ::varde::check_failed(#condition, __FILE__, __LINE__))
