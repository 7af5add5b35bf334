#include "json/schema.hpp"

#include "json/boost_value.hpp"
#include "json/schema_words.hpp"

#define VALIJSON_USE_EXCEPTIONS 1  // Without it valijson stops the process over a wrong schema.
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

namespace varde::json {
namespace {

using Adapter = valijson::adapters::BoostJsonAdapter;

/// Above this many values valijson is not asked for reasons: it collects one for each level above
/// each wrong value, so a hostile document would take several hundred times its own size.
constexpr std::size_t values_max = 5'000;

std::size_t count_values(View value, std::size_t up_to)
{
    std::size_t count = 1;
    for (std::size_t i = 0; i < value.size() && count <= up_to; ++i)
        count +=
            count_values(value.is(Type::array) ? value.at(i) : value.member_at(i), up_to - count);
    return count;
}

/// `format` is checked here and not by valijson, which builds a regular expression for each value
/// (about 150 us for a date).
void remove_formats(boost::json::value& schema)
{
    if (auto* list = schema.if_array())
        for (auto& element : *list)
            remove_formats(element);
    auto* object = schema.if_object();
    if (object == nullptr)
        return;
    if (const auto* format = object->if_contains("format"); format && format->is_string())
        object->erase("format");
    for (auto& member : *object)
        remove_formats(member.value());
}

/// `[name]` as valijson writes a step of a path.
std::string without_brackets(const std::string& step)
{
    return step.size() < 2 ? step : step.substr(1, step.size() - 2);
}

}  // namespace

struct Schema::State {
    explicit State(Document text) : source(std::move(text)) {}
    Document source;  ///< As it came, for the words of faults.
    valijson::Schema compiled;
};

Schema::Schema(std::unique_ptr<State> state) : state_(std::move(state)) {}
Schema::Schema(Schema&&) noexcept = default;
Schema& Schema::operator=(Schema&&) noexcept = default;
Schema::~Schema() = default;

Result<Schema> Schema::compile(View schema)
{
    Error wrong{.code = ErrorCode::invalid, .message = "The schema cannot be used."};
    add_unsupported(schema, {}, wrong.faults);
    if (!wrong.faults.empty())
        return wrong;
    auto source = TRY(Document::parse(schema.to_text()));
    auto state = std::make_unique<State>(std::move(source));
    try {
        boost::json::value plain = boost_value(state->source.root());
        remove_formats(plain);
        valijson::SchemaParser parser;
        parser.populateSchema(Adapter(plain), state->compiled);
    } catch (const std::exception& thrown) {
        wrong.faults.push_back({"", thrown.what()});
        return wrong;
    }
    return Schema(std::move(state));
}

std::vector<Fault> Schema::faults(View value, std::string_view prefix, std::size_t faults_max) const
{
    if (!value.exists())
        return {{std::string(prefix), "is required"}};
    std::vector<Fault> found;
    const View source = state_->source.root();
    const Adapter target(boost_value(value));
    valijson::Validator validator;
    if (!validator.validate(state_->compiled, target, nullptr)) {
        if (count_values(value, values_max) > values_max)
            return {{std::string(prefix), "does not have the required form"}};
        valijson::ValidationResults results;
        validator.validate(state_->compiled, target, &results);
        for (const auto& result : results) {
            std::vector<std::string> path;
            std::transform(result.context.begin() + 1, result.context.end(),
                           std::back_inserter(path), without_brackets);
            if (auto fault = to_fault(source, value, path, result.description, prefix))
                found.push_back(std::move(*fault));
        }
        if (found.empty())
            found.push_back({std::string(prefix), "does not have the required form"});
    }
    add_format_faults(source, value, std::string(prefix), found);
    if (found.size() > faults_max)
        found.resize(faults_max);
    return found;
}

}  // namespace varde::json
