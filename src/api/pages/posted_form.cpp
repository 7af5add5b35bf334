// A posted form on its way: taken apart, checked, its files kept, the report accepted, answered.
#include "acts/acceptance.hpp"
#include "api/content_digest.hpp"
#include "api/pages/form_page.hpp"
#include "api/pages/form_parts.hpp"
#include "api/pages/pages.hpp"
#include "api/pages/receipt_page.hpp"
#include "api/reports.hpp"
#include "api/same_origin.hpp"
#include "base/log.hpp"

namespace varde::api {
namespace {

// A film from a phone may be hundreds of megabytes: it is read and thrown away, so that the text
// beside it is not lost with it. Parts are counted for the same reason.
constexpr http::MultipartLimits multipart_limits{.parts_max = 2'000};

enum class AnswerAs { page, json };

/// Everything about one posted form. Handed from step to step, so that each owns it in turn.
struct Submission {
    Submission(Site site_, const http::RequestHead& head, AnswerAs as_, bool limited_)
        : site(site_), language(language_in(head.query)), as(as_), limited(limited_),
          header_key(head.header("idempotency-key").substr(0, 200)),
          parts(site_.services, !limited_)
    {
    }
    const packs::Pack& pack() const { return site.services.pack; }
    const PostedForm& posted() const { return parts.posted; }
    void answer(http::Response response)
    {
        if (response.status >= 400)
            ++site.counts.refused;
        (*reply)(std::move(response));
    }

    const Site site;
    const Language language;
    const AnswerAs as;
    const bool limited;  ///< This address has sent too many: nothing is stored.
    const std::string header_key;
    FormParts parts;
    const packs::Kind* kind = nullptr;
    std::optional<http::Reply> reply;
};
using Owned = std::unique_ptr<Submission>;

/// The form again, with everything that was typed.
struct Again {
    int status = 422;
    std::vector<FormProblem> problems;
    bool fresh_token = false;
};

void ask_again(const Owned& submission, Again again)
{
    auto& services = submission->site.services;
    const auto given = submission->posted().typed.first(token_field);
    submission->answer(
        form_page({.pack = services.pack,
                   .kind = *submission->kind,
                   .language = submission->language,
                   .token = again.fresh_token || !is_token(given) ? fresh_token(services.random)
                                                                  : std::string(given),
                   .typed = submission->posted().typed,
                   .problems = std::move(again.problems),
                   .had_files = submission->parts.had_files,
                   .status = again.status}));
}

Error too_long()
{
    return {.code = ErrorCode::too_large,
            .message = "The fields of a form may have 1 MB together. Nothing was stored."};
}

/// Why accepting failed, in words for people.
std::string_view failure_in_words(const Error& error, Tongue t)
{
    if (error.code == ErrorCode::conflict)
        return t("Dette skjemaet er sendt før, med et annet innhold, og den meldingen er lagret. "
                 "Vil du sende dette også, trykk på «Send meldingen» en gang til.",
                 "This form was sent before with other content, and that report is stored. To "
                 "send this one as well, press “Send report” once more.");
    if (error.problem == "outcome-unknown")
        return t("Vi vet ikke om meldingen ble lagret. Send den på nytt: er den lagret, får du den "
                 "samme kvitteringen.",
                 "We do not know whether your report was stored. Send it again: if it was stored, "
                 "you get the same receipt.");
    return t("Meldingen kunne ikke lagres akkurat nå. Vent litt, og send den på nytt. Haster det, "
             "ring 112 eller 116 111.",
             "Your report could not be stored just now. Wait a little and send it again. If it is "
             "urgent, call 112 or 116 111.");
}

void answer_failure(const Owned& submission, const Error& error)
{
    if (submission->as == AnswerAs::json)
        return submission->answer(problem_response(error));
    const Tongue t{submission->language};
    const bool conflict = error.code == ErrorCode::conflict;
    ask_again(submission, {.status = conflict ? 409 : 503,
                           .problems = {{"", std::string(failure_in_words(error, t))}},
                           .fresh_token = conflict});
}

void answer_accepted(const Owned& submission, const acts::AcceptedReport& accepted)
{
    ++submission->site.counts.accepted;
    if (submission->as == AnswerAs::json)
        return submission->answer(files_not_in(accepted, submission->posted()).empty()
                                      ? accepted_response(accepted)
                                      : problem_response(acts::key_reused(accepted.id)));
    submission->answer(receipt_page({.services = submission->site.services,
                                     .kind = *submission->kind,
                                     .posted = submission->posted(),
                                     .accepted = accepted,
                                     .language = submission->language}));
}

void accept(Owned submission)
{
    auto& services = submission->site.services;
    auto report = compose_report(*submission->kind, form_of(services.pack, *submission->kind),
                                 submission->posted());
    const auto token = submission->posted().typed.first(token_field);
    auto key = submission->header_key.empty() ? acts::RetryKey{"form", std::string(token)}
                                              : acts::RetryKey{"public", submission->header_key};
    // Whoever uses the public form is nobody, even where a browser sends a session along.
    acts::accept_report(services, domain::Actor{}, std::move(report), std::move(key),
                        [submission = std::move(submission)](auto accepted) {
                            if (accepted)
                                answer_accepted(submission, accepted.value());
                            else
                                answer_failure(submission, accepted.error());
                        });
}

/// Makes the files durable, one after the other, and then the report that names them. If we stop
/// in between, files without a report are swept after a day and nobody was promised anything.
void keep_files(Owned submission, std::size_t next)
{
    auto& parts = submission->parts;
    while (next < parts.writers.size() && !parts.writers[next])
        ++next;
    if (next == parts.writers.size())
        return accept(std::move(submission));
    auto writer = std::move(*parts.writers[next]);
    writer.commit([submission = std::move(submission), next](auto kept) mutable {
        auto& file = submission->parts.posted.files[next];
        if (kept) {
            file.state = FormFile::State::kept;
            file.kept = kept.value();
        } else {
            log::error("A file of a form could not be kept.", {{"reason", kept.error().message}});
        }
        keep_files(std::move(submission), next + 1);
    });
}

std::optional<Error> refusal(Submission& submission, const Status& read)
{
    if (!read)
        return read.error();
    if (submission.parts.text_too_long)
        return too_long();
    if (submission.limited)
        return too_many_requests();
    const auto name = submission.posted().typed.first(kind_field);
    submission.kind =
        name.empty() ? public_kind(submission.pack()) : submission.pack().find_kind(name);
    if (!submission.kind)
        return acts::unknown_kind(submission.site.services, {std::string(name)});
    if (submission.kind->audience != packs::Audience::anyone)
        return Error{ErrorCode::forbidden, "This kind is for professionals: send it to "
                                           "/api/v1/reports with a key."};
    return std::nullopt;
}

http::Response unreadable_page(Language language, const Error& error)
{
    const Tongue t{language};
    if (error.code == ErrorCode::too_large)
        return trouble_page(
            language,
            {413, t("Teksten er for lang", "The text is too long"),
             std::string(t("Skjemaet tar imot 1 MB tekst. Ingenting er lagret. Gå tilbake i "
                           "nettleseren, legg den lengste teksten i en fil, og legg filen ved.",
                           "The form takes 1 MB of text. Nothing was stored. Go back in your "
                           "browser, put the longest text in a file and attach the file."))});
    return trouble_page(
        language, {400, t("Skjemaet kom ikke helt fram", "The form did not arrive whole"),
                   std::string(t("Ingenting er lagret. Gå tilbake i nettleseren, der det du skrev "
                                 "fortsatt står, og send på nytt.",
                                 "Nothing was stored. Go back in your browser, where what you "
                                 "wrote still stands, and send it again."))});
}

/// The form is here as a whole: is it one that can be accepted?
void decide(Owned submission, const Status& read)
{
    const auto refused = refusal(*submission, read);
    const Tongue t{submission->language};
    if (submission->as == AnswerAs::json)
        return refused ? submission->answer(problem_response(*refused))
                       : keep_files(std::move(submission), 0);
    if (refused && submission->limited) {
        submission->kind = public_kind(submission->pack());
        if (read && submission->kind)
            return ask_again(
                submission,
                {.status = 429,
                 .problems = {{"", std::string(t("Det kom for mange meldinger fra nettet ditt. "
                                                 "Vent et minutt, og send på nytt.",
                                                 "Too many reports came from your network. Wait "
                                                 "a minute and send it again."))}}});
    }
    if (refused)
        return submission->answer(unreadable_page(submission->language, *refused));
    if (!is_token(submission->posted().typed.first(token_field)))
        return ask_again(submission,
                         {.status = 400,
                          .problems = {{"", std::string(t("Noe manglet i skjemaet. Trykk på «Send "
                                                          "meldingen» en gang til.",
                                                          "Something was missing in the form. "
                                                          "Press “Send report” once more."))}}});
    std::vector<FormProblem> problems;
    for (const auto* field :
         missing_fields(form_of(submission->pack(), *submission->kind), submission->posted().typed))
        problems.push_back(
            {field_name(field->path, 0), std::string(t("Fyll ut: ", "Fill in: ")) +
                                             field->label.in(name_of(submission->language))});
    if (!problems.empty())
        return ask_again(submission, {.problems = std::move(problems)});
    keep_files(std::move(submission), 0);
}

class FormSink final : public http::BodySink {
public:
    static Result<std::unique_ptr<http::BodySink>> open(Owned submission,
                                                        const http::RequestHead& head)
    {
        const auto stated = TRY(stated_digest(head));
        auto reader = TRY(http::MultipartReader::open(head.header("content-type"),
                                                      submission->parts, multipart_limits));
        return std::unique_ptr<http::BodySink>(
            new FormSink(std::move(submission), std::move(reader), stated));
    }

    /// A fault is kept until the end: browsers show an answer only to a form that was read.
    Status write(std::string_view bytes) override
    {
        if (stated_)
            digest_.add(bytes_of(bytes));
        if (read_)
            read_ = reader_.write(bytes);
        return ok();
    }

    void finish(http::Reply reply) override
    {
        if (read_)
            read_ = reader_.finish();
        if (read_ && stated_ && digest_.finish() != *stated_)
            read_ = acts::digest_mismatch();
        submission_->reply.emplace(std::move(reply));
        decide(std::move(submission_), read_);
    }

private:
    FormSink(Owned submission, http::MultipartReader reader, std::optional<Hash> stated)
        : submission_(std::move(submission)), reader_(std::move(reader)), stated_(stated)
    {
    }
    Owned submission_;
    http::MultipartReader reader_;
    const std::optional<Hash> stated_;  // What the sender says that the whole body hashes to.
    crypto::Sha256 digest_;
    Status read_ = ok();
};

/// Throws the body away and answers what was clear from the head.
class RefusalSink final : public http::BodySink {
public:
    explicit RefusalSink(http::Response response) : response_(std::move(response)) {}
    Status write(std::string_view) override { return ok(); }
    void finish(http::Reply reply) override { reply(std::move(response_)); }

private:
    http::Response response_;
};

http::Response wrong_type_page(Language language)
{
    const Tongue t{language};
    return trouble_page(
        language, {415, t("Dette var ikke skjemaet", "This was not the form"),
                   std::string(t("Ingenting er lagret. Åpne skjemaet, og send det derfra.",
                                 "Nothing was stored. Open the form and send it from there."))});
}

http::Response foreign_page(Language language)
{
    const Tongue t{language};
    return trouble_page(
        language,
        {403, t("Skjemaet kom fra et annet nettsted", "The form came from another site"),
         std::string(t("Av hensyn til sikkerheten er ingenting lagret, og det som ble skrevet, er "
                       "ikke tatt vare på her. Åpne skjemaet hos oss, og send det derfra.",
                       "To be safe, nothing was stored, and what was written is not kept here. "
                       "Open the form with us and send it from there."))});
}

Result<std::unique_ptr<http::BodySink>> refuse(Site site, http::Response response)
{
    ++site.counts.refused;
    return std::unique_ptr<http::BodySink>(std::make_unique<RefusalSink>(std::move(response)));
}

Result<std::unique_ptr<http::BodySink>> open(Site site, const http::RequestHead& head, AnswerAs as)
{
    const auto language = language_in(head.query);
    const bool from_here = is_same_origin(head);
    if (!from_here && as == AnswerAs::json)
        return Error{.code = ErrorCode::forbidden,
                     .message = "This form came from another site. Nothing was stored."};
    if (!from_here)
        return refuse(site, foreign_page(language));
    const bool allowed = site.limits.reports.allow(head.peer, site.services.clock.now());
    auto sink = FormSink::open(std::make_unique<Submission>(site, head, as, !allowed), head);
    if (!sink && as == AnswerAs::page)
        return refuse(site, wrong_type_page(language));
    return sink;
}

}  // namespace

Result<std::unique_ptr<http::BodySink>> open_posted_form(Site site, const http::RequestHead& head,
                                                         acts::Authenticated)
{
    return open(site, head, AnswerAs::page);
}

Result<std::unique_ptr<http::BodySink>> open_public_report(Site site, const http::RequestHead& head,
                                                           acts::Authenticated)
{
    const bool wants_page = head.header("accept").find("text/html") != std::string_view::npos;
    return open(site, head, wants_page ? AnswerAs::page : AnswerAs::json);
}

}  // namespace varde::api
