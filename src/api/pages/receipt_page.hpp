// What the reporter sees once the report is durable: where it went, what happens next, the code.
#pragma once

#include "api/pages/compose_report.hpp"
#include "api/pages/page.hpp"

namespace varde::api {

struct ReceiptView {
    acts::Services& services;
    const packs::Kind& kind;
    const PostedForm& posted;
    const acts::AcceptedReport& accepted;
    Language language = Language::nb;
};
http::Response receipt_page(const ReceiptView& view);

/// A warning in the reader's words; empty for what only systems need to know.
std::string warning_in_words(const domain::Warning& warning, const ReceiptView& view);

}  // namespace varde::api
