// The public form as a browser fills it in and sends it.
#pragma once

#include "support/product.hpp"

namespace varde::test {

struct FilledForm {
    struct File {
        std::string name, media_type, bytes;
    };
    std::vector<std::pair<std::string, std::string>> fields;
    std::vector<File> files;

    void set(const std::string& name, std::string value);
    std::string get(const std::string& name) const;
    std::string body() const;  ///< As multipart/form-data.
};

/// A concern for a child in Trondheim, with a token of its own.
FilledForm form();

/// `path` may have a query; `headers` go before those of an ordinary form.
Answer send_form(Product& product, const FilledForm& form, Headers headers = {},
                 const std::string& path = "/report");
Answer send_body(Product& product, const std::string& body, Headers headers = {},
                 const std::string& path = "/report");
Answer follow_up(Product& product, const std::string& code, const std::string& path = "/follow-up");

/// What a page says; empty when it does not.
std::string code_on(const Answer& receipt);
std::string token_on(const Answer& page);

}  // namespace varde::test
