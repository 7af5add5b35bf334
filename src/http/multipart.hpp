// multipart/form-data (RFC 7578) read as it arrives, in constant memory.
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace varde::http {

/// What stands above one part's bytes.
struct PartHead {
    std::string name;
    std::string file_name;     ///< Empty for an ordinary field.
    bool is_file = false;      ///< A file name was given, be it an empty one.
    std::string content_type;  ///< `text/plain` when not given.
};

/// Gets the parts in the order in which they stand.
class PartSink {
public:
    virtual ~PartSink() = default;
    virtual Status begin(const PartHead& head) = 0;
    virtual Status data(std::string_view bytes) = 0;
    virtual Status end() = 0;
};

struct MultipartLimits {
    std::size_t parts_max = 200;
    std::size_t part_header_bytes_max = 4'096;
};

class MultipartReader {
public:
    /// `malformed` when `content_type` is not multipart/form-data with a boundary.
    static Result<MultipartReader> open(std::string_view content_type, PartSink& sink,
                                        MultipartLimits limits = {});
    MultipartReader(MultipartReader&&) noexcept;
    ~MultipartReader();

    /// Takes the next bytes, in pieces of any size. Returns the sink's error as it is.
    Status write(std::string_view bytes);
    /// `malformed` unless the closing boundary has been seen: a body cut short is not a form.
    Status finish();

private:
    struct State;
    explicit MultipartReader(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace varde::http
