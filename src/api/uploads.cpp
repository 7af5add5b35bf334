#include "api/uploads.hpp"

#include "api/content_digest.hpp"
#include "json/writer.hpp"

namespace varde::api {
namespace {

class UploadSink final : public http::BodySink {
public:
    UploadSink(acts::UploadWriter writer, std::optional<Hash> stated)
        : writer_(std::move(writer)), stated_(stated)
    {
    }

    Status write(std::string_view bytes) override { return writer_.write(bytes); }

    void finish(http::Reply reply) override
    {
        auto answer = [reply = std::move(reply)](Result<acts::KeptUpload> kept) mutable {
            if (!kept)
                return reply(problem_response(kept.error()));
            const auto& upload = kept.value();
            json::Writer w;
            w.object([&] {
                w("id", upload.id)("bytes", upload.bytes);
                w("sha256", to_hex(upload.sha256));
            });
            reply(json_response(w.take(), 201));
        };
        writer_.commit(std::move(answer), stated_);
    }

private:
    acts::UploadWriter writer_;
    std::optional<Hash> stated_;
};

}  // namespace

Result<std::unique_ptr<http::BodySink>> open_upload(Site site, const http::RequestHead& head,
                                                    acts::Authenticated who)
{
    if (who.actor.is_nobody())
        return Error{ErrorCode::unauthenticated,
                     "Sign in or send an API key to upload. The public form takes files with the "
                     "form itself."};
    const auto stated = TRY(stated_digest(head));
    auto writer = TRY(acts::UploadWriter::open(site.services, who.actor,
                                               std::string(head.header("content-type"))));
    return std::unique_ptr<http::BodySink>(std::make_unique<UploadSink>(std::move(writer), stated));
}

}  // namespace varde::api
