// One request's bytes turned into a Request: Beast's grammar, our rules. Private to http.
#pragma once

#include "http/message.hpp"

#include <boost/beast/http/basic_parser.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace varde::http {

/// Reads exactly one request; made anew for the next. Beyond the grammar it refuses what lets two
/// readers disagree about where a request ends: repeated lengths, a length beside a transfer
/// coding, codings other than `chunked`, a missing or repeated Host.
class RequestParser final : private boost::beast::http::basic_parser<true> {
public:
    explicit RequestParser(std::size_t header_bytes_max);

    /// Takes what it can from the front of `bytes` and says how many. Stops once where the head
    /// ends, so that `accept_body` can be called before anything of the body is taken.
    Result<std::size_t> parse(std::string_view bytes);
    bool has_head() const { return is_header_done(); }
    bool is_complete() const { return is_done(); }

    /// From here on the body is appended to `request.body`; the caller may empty that at any time.
    void accept_body(std::uint64_t bytes_max, bool whole_in_memory);

    // Known once the head is there.
    std::optional<std::uint64_t> body_bytes() const;  ///< Nothing when chunked.
    bool keeps_alive() const { return keep_alive(); }
    bool is_http_1_0() const { return version_ == 10; }
    bool expects_continue() const;

    Request request;

private:
    using IoError = boost::system::error_code;
    using View = boost::beast::string_view;

    void on_request_impl(boost::beast::http::verb verb, View method, View target, int version,
                         IoError& error) override;
    void on_field_impl(boost::beast::http::field field, View name, View value,
                       IoError& error) override;
    void on_header_impl(IoError& error) override;
    void on_body_init_impl(const boost::optional<std::uint64_t>& bytes, IoError& error) override;
    std::size_t on_body_impl(View bytes, IoError& error) override;
    void on_chunk_header_impl(std::uint64_t bytes, View extensions, IoError& error) override;
    std::size_t on_chunk_body_impl(std::uint64_t left, View bytes, IoError& error) override;
    void on_response_impl(int, View, int, IoError&) override {}
    void on_finish_impl(IoError&) override {}

    void take_target(std::string_view target, IoError& error);
    void refuse(ErrorCode code, std::string message, IoError& error);
    Error explain(const IoError& error);

    std::size_t header_bytes_max_;
    std::size_t header_bytes_ = 0;
    std::uint64_t body_bytes_max_ = 0;
    std::uint64_t body_bytes_taken_ = 0;
    bool whole_in_memory_ = false;
    bool starved_in_body_ = false;  // The last call ended within a chunk's head or the trailer.
    int version_ = 11;
    std::optional<Error> refusal_;  // Why our own rules refused, where it was they.
};

}  // namespace varde::http
