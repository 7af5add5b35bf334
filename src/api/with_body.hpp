// How an endpoint reads its JSON body: all of it, or one answer that names every fault.
#pragma once

#include "api/call.hpp"

namespace varde::api {

/// Reads the body with `read` and hands what it gives to `run`, if nothing was wrong.
template <class Read, class Run>
void with_body(Call call, Read read, Run run)
{
    const auto body = body_of(call.request);
    if (!body)
        return call.answer(problem_response(body.error()));
    json::Reader reader(body.value().root());
    auto wanted = reader.finish(read(reader, call));
    if (!wanted)
        return call.answer(problem_response(wanted.error()));
    run(std::move(call), std::move(wanted).value());
}

/// The id of a person: nil, and a fault, for anything else. Nil where it is absent.
inline PersonId optional_person(json::Reader& body, std::string_view name)
{
    const auto text = body.optional_text(name, {.min_bytes = 1, .max_bytes = 100});
    const auto person = text ? parse_uuid(*text) : std::nullopt;
    if (text && !person)
        body.fault(name, "must be the id of a person");
    return {person.value_or(Uuid{})};
}

/// The same, and a fault where it is absent.
inline PersonId required_person(json::Reader& body, std::string_view name)
{
    const auto text = body.text(name, {.min_bytes = 1, .max_bytes = 100});
    const auto person = parse_uuid(text);
    if (!person && !text.empty())
        body.fault(name, "must be the id of a person");
    return {person.value_or(Uuid{})};
}

}  // namespace varde::api
