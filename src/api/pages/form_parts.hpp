// Takes a posted form apart as it arrives: fields into memory, files straight into the vault.
#pragma once

#include "api/pages/compose_report.hpp"
#include "http/multipart.hpp"

namespace varde::api {

inline constexpr std::size_t text_bytes_max = 1024 * 1024;

/// No fault of a file is an error here: the text of a report is worth more than its pictures.
/// Dropped before its files are committed, it leaves nothing behind.
class FormParts final : public http::PartSink {
public:
    FormParts(acts::Services& services, bool with_files)
        : services_(services), with_files_(with_files)
    {
    }

    Status begin(const http::PartHead& head) override;
    Status data(std::string_view bytes) override;
    Status end() override;

    PostedForm posted;
    /// One for each of `posted.files`; empty where the file is not to be kept.
    std::vector<std::optional<acts::UploadWriter>> writers;
    bool text_too_long = false;  ///< Then what is in `posted` is not all of it.
    bool had_files = false;

private:
    enum class Taking { nothing, field, file };
    Result<acts::UploadWriter> open_writer(const std::string& media_type);
    void begin_file(const http::PartHead& head);

    acts::Services& services_;
    const bool with_files_;
    Taking taking_ = Taking::nothing;
    std::string name_, value_;  // Of the field under way.
    std::size_t text_bytes_ = 0;
};

}  // namespace varde::api
