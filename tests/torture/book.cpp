#include "torture/book.hpp"

#include "json/value.hpp"

#include <fmt/format.h>

namespace varde::torture {

void Book::acknowledge(Sent sent, std::string answer)
{
    const auto document = json::Document::parse(answer);
    if (!document)
        return breach("a 201 without JSON: " + answer);
    const auto root = document.value().root();
    const auto delivery = root.member("delivery");
    sent.id = root.member("id").text().value_or("");
    sent.delivery = delivery.member("id").text().value_or("");
    sent.unit = delivery.member("unit").member("id").text().value_or("");
    sent.sequence = delivery.member("sequence").integer().value_or(0);
    sent.first = std::move(answer);
    std::lock_guard lock(mutex_);
    acknowledged_.push_back(std::move(sent));
}

void Book::leave_unanswered(Sent sent)
{
    std::lock_guard lock(mutex_);
    if (sent.key.empty())
        ++uncertain_;
    else
        unanswered_.push_back(std::move(sent));
}

std::vector<Sent> Book::take_unanswered()
{
    std::lock_guard lock(mutex_);
    return std::exchange(unanswered_, {});
}

void Book::lost(const Sent& sent, const std::string& what)
{
    std::lock_guard lock(mutex_);
    lost_.insert(sent.id);
    fmt::print("LOST (sent under seed {}): report {}, delivery {}: {}\n", sent.seed, sent.id,
               sent.delivery, what);
}

void Book::breach(const std::string& what)
{
    std::lock_guard lock(mutex_);
    ++breaches_;
    fmt::print("BREACH: {}\n", what);
}

}  // namespace varde::torture
