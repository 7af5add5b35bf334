#include "acts/sealed_words.hpp"

#include "json/value.hpp"
#include "json/writer.hpp"

namespace varde::acts {

std::string seal_words(std::initializer_list<std::pair<std::string_view, std::string_view>> members)
{
    json::Writer w;
    w.object([&] {
        for (const auto& [name, text] : members)
            if (!text.empty())
                w(name, text);
    });
    return w.take();
}

bool says_something(std::string_view text)
{
    return text.find_first_not_of(" \t\r\n") != std::string_view::npos;
}

std::string word_in(const store::OpenFact& fact, std::string_view member)
{
    // The sealed JSON is the second line of what was committed to.
    const auto line = fact.committed.find('\n');
    if (line == std::string::npos)
        return {};
    const auto document = json::Document::parse(std::string_view(fact.committed).substr(line + 1));
    return document ? std::string(document.value().root().member(member).text().value_or(""))
                    : std::string{};
}

}  // namespace varde::acts
