#include "api/pages/form_parts.hpp"

#include "base/log.hpp"

namespace varde::api {
namespace {

constexpr std::size_t name_bytes_max = 200;

/// Some browsers send the path as well; what is cut stays whole characters.
std::string file_name(std::string_view sent)
{
    const auto slash = sent.find_last_of("/\\");
    auto name = slash == sent.npos ? sent : sent.substr(slash + 1);
    if (name.size() > name_bytes_max) {
        auto end = name_bytes_max;
        while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80)
            --end;
        name = name.substr(0, end);
    }
    return std::string(name.empty() ? "?" : name);
}

}  // namespace

Result<acts::UploadWriter> FormParts::open_writer(const std::string& media_type)
{
    const domain::Actor nobody;
    auto writer = acts::UploadWriter::open(services_, nobody, media_type);
    if (writer || writer.error().code != ErrorCode::invalid)
        return writer;
    return acts::UploadWriter::open(services_, nobody, "application/octet-stream");
}

void FormParts::begin_file(const http::PartHead& head)
{
    taking_ = Taking::nothing;
    if (head.file_name.empty())
        return;  // A file control in which nothing was chosen.
    had_files = true;
    if (!with_files_)
        return;
    if (posted.files.size() == acts::attachments_max) {
        ++posted.surplus_files;
        return;
    }
    posted.files.push_back({.name = file_name(head.file_name)});
    writers.emplace_back();
    auto writer = open_writer(head.content_type);
    if (!writer) {
        log::error("A file of a form could not be begun.", {{"reason", writer.error().message}});
        return;
    }
    writers.back().emplace(std::move(writer).value());
    taking_ = Taking::file;
}

Status FormParts::begin(const http::PartHead& head)
{
    if (head.is_file) {
        begin_file(head);
        return ok();
    }
    taking_ = Taking::field;
    name_ = head.name;
    value_.clear();
    text_bytes_ += name_.size();
    return ok();
}

Status FormParts::data(std::string_view bytes)
{
    if (taking_ == Taking::field) {
        text_bytes_ += bytes.size();
        text_too_long = text_too_long || text_bytes_ > text_bytes_max;
        if (!text_too_long)
            value_ += bytes;
    }
    if (taking_ != Taking::file)
        return ok();
    auto& writer = writers.back();
    if (auto written = writer->write(bytes); !written) {
        const bool too_large = written.error().code == ErrorCode::too_large;
        posted.files.back().state =
            too_large ? FormFile::State::too_large : FormFile::State::not_stored;
        if (!too_large)
            log::error("A file of a form could not be written.",
                       {{"reason", written.error().message}});
        writer.reset();
        taking_ = Taking::nothing;
    }
    return ok();
}

Status FormParts::end()
{
    if (taking_ == Taking::field)
        posted.typed.add(name_, value_);
    taking_ = Taking::nothing;
    return ok();
}

}  // namespace varde::api
