// Asks a witness over HTTPS (C2SP tlog-witness): a small text there, a small text back.
#pragma once

#include "base/result.hpp"

#include <atomic>
#include <memory>
#include <string>

namespace varde::notify {

struct WitnessAnswer {
    int status = 0;
    std::string content_type, body;
};

/// `invalid` unless the address begins with https://, or stays on this machine.
Status check_witness_url(const std::string& name, const std::string& url);

/// One thread at a time.
class WitnessCall {
public:
    /// `stopping` ends what is under way; it must outlive the caller.
    static Result<std::unique_ptr<WitnessCall>> make(const std::atomic<bool>& stopping);
    ~WitnessCall();

    /// Posts `*body`, or gets where there is none. Waits at most 15 s. `unavailable`: no answer.
    Result<WitnessAnswer> ask(const std::string& url, const std::string* body);

private:
    struct State;
    explicit WitnessCall(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace varde::notify
