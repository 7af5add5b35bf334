// What notices say: that something waits, how much and where; never what, about whom or from whom.
#pragma once

#include "domain/notice/notice.hpp"

namespace varde::notify {

struct Text {
    std::string subject;
    std::string body;  ///< Lines end with `\n`.
};

struct Waiting {
    std::int64_t urgent = 0;
    std::int64_t other = 0;
};

/// `public_url` is where one signs in; may be empty. An SMS is one line, and has no subject.
Text waiting_text(domain::NoticeChannel channel, domain::Language language, Waiting waiting,
                  std::string_view public_url);
/// Whether an address works.
Text test_text(domain::NoticeChannel channel, domain::Language language,
               std::string_view public_url);

}  // namespace varde::notify
