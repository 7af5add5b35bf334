// The frame that every public page has: language, way out, skip link, one main part.
#pragma once

#include "api/pages/html.hpp"
#include "http/message.hpp"

#include <functional>

namespace varde::api {

enum class Language { nb, en };
std::string_view name_of(Language language);
/// `?language=en` asks for English; anything else is Bokmål.
Language language_in(std::string_view query);

/// Picks one of two texts that stand side by side in the code, so that neither is forgotten.
struct Tongue {
    Language language = Language::nb;
    std::string_view operator()(std::string_view nb, std::string_view en) const
    {
        return language == Language::en ? en : nb;
    }
};

/// An address of ours in the reader's language.
std::string link_to(std::string_view path, Language language);

struct PageHead {
    Language language = Language::nb;
    std::string_view title;  ///< Says little on purpose: it stays in the browser's history.
    std::string_view path;   ///< Where the page is found in the other language; empty: nowhere.
    int status = 200;
    bool has_error = false;  ///< Said in the title, where a screen reader begins.
};
http::Response page(const PageHead& head, const std::function<void(html::Writer&)>& body);

/// A page that says why something did not happen.
struct Trouble {
    int status = 400;
    std::string_view heading;
    std::string text;
};
http::Response trouble_page(Language language, const Trouble& trouble);

}  // namespace varde::api
