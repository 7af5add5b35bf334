// JSON as received: parsed strictly, looked at without copying. Boost.JSON stays behind this.
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace varde::json {

enum class Type { null, boolean, number, text, array, object };

/// A place in a Document; valid as long as the document is. An absent view answers like null and
/// is told apart by `exists()`.
class View {
public:
    View() = default;
    bool exists() const { return node_ != nullptr; }
    Type type() const;
    bool is(Type type) const { return exists() && this->type() == type; }

    std::optional<bool> boolean() const;
    std::optional<std::int64_t> integer() const;  ///< Only whole numbers that fit.
    std::optional<double> number() const;
    std::optional<std::string_view> text() const;

    std::size_t size() const;          ///< Elements or members; 0 for anything else.
    View at(std::size_t index) const;  ///< An array's element, or absent.
    View member(std::string_view name) const;
    std::string_view name_at(std::size_t index) const;  ///< Of an object's member, in order.
    View member_at(std::size_t index) const;

    std::string to_text() const;                ///< Compact JSON.
    const void* node() const { return node_; }  ///< For json/ alone.

private:
    friend class Document;
    explicit View(const void* node) : node_(node) {}
    const void* node_ = nullptr;
};

class Document {
public:
    /// Strict RFC 8259. `malformed` says what and at which byte: not JSON, truncated, invalid
    /// UTF-8, a name that stands twice in one object, more than `depth_max` levels, text after
    /// the end.
    static Result<Document> parse(std::string_view text, std::size_t depth_max = 32);
    Document();  ///< Holds nothing: its root is absent.
    Document(Document&&) noexcept;
    Document& operator=(Document&&) noexcept;
    ~Document();
    View root() const;

private:
    struct State;
    explicit Document(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// A JSON pointer (RFC 6901) made longer by one step.
std::string pointer(std::string_view parent, std::string_view name);
std::string pointer(std::string_view parent, std::size_t index);

}  // namespace varde::json
