#include "api/pages/form_fields.hpp"

#include "base/time.hpp"

namespace varde::api {
namespace {

using packs::FieldType;

/// What a date control of a browser can show; anything else would vanish from the page.
bool is_date(std::string_view text)
{
    return text.empty() || (text.size() == 10 && parse_rfc3339(std::string(text) + "T00:00:00Z"));
}

}  // namespace

std::string FieldWriter::Question::described_by() const
{
    std::string ids;
    if (!error.empty())
        ids = name + "-error";
    if (!hint.empty())
        ids += (ids.empty() ? "" : " ") + name + "-hint";
    return ids;
}

void FieldWriter::write(const packs::Field& field, int entry)
{
    Question question{.name = field_name(field.path, entry),
                      .label = field.label.in(name_of(view_.language)),
                      .hint = field.hint.empty() ? "" : field.hint.in(name_of(view_.language)),
                      .required = field.required};
    if (field.required)
        question.label += t_(" (må fylles ut)", " (required)");
    for (const auto& problem : view_.problems)
        if (problem.field == question.name)
            question.error = problem.text;

    const bool grouped = field.type == FieldType::yes_no || field.type == FieldType::choices;
    w_.element("div", {{"class", "field"}}, [&] {
        if (grouped)
            return write_control(field, question);
        w_.element("label", {{"for", question.name}}, question.label);
        write_notes(question);
        write_control(field, question);
    });
}

void FieldWriter::write_notes(const Question& question)
{
    if (!question.hint.empty())
        w_.element("p", {{"class", "hint"}, {"id", question.name + "-hint"}}, question.hint);
    if (!question.error.empty())
        w_.element("p", {{"class", "field-error"}, {"id", question.name + "-error"}},
                   question.error);
}

void FieldWriter::write_control(const packs::Field& field, const Question& question)
{
    switch (field.type) {
    case FieldType::line:
    case FieldType::date:
    case FieldType::number:
        return write_line(question, field.type);
    case FieldType::paragraph:
        return write_paragraph(question);
    case FieldType::choice:
        return write_select(field, question);
    case FieldType::yes_no:
        return write_yes_no(question);
    case FieldType::choices:
        return write_choices(field, question);
    }
}

void FieldWriter::write_line(const Question& question, FieldType type)
{
    const auto value = view_.typed.first(question.name);
    const auto described_by = question.described_by();
    const bool date = type == FieldType::date && is_date(value);
    w_.empty("input", {{"id", question.name},
                       {"name", question.name},
                       html::when(date, "type", "date"),
                       html::when(type == FieldType::number, "inputmode", "decimal"),
                       html::when(!described_by.empty(), "aria-describedby", described_by),
                       html::when(question.required, "aria-required", "true"),
                       html::when(!question.error.empty(), "aria-invalid", "true"),
                       html::when(!value.empty(), "value", value)});
}

void FieldWriter::write_paragraph(const Question& question)
{
    const auto value = view_.typed.first(question.name);
    const auto described_by = question.described_by();
    w_.element("textarea",
               {{"id", question.name},
                {"name", question.name},
                html::when(!described_by.empty(), "aria-describedby", described_by),
                html::when(question.required, "aria-required", "true"),
                html::when(!question.error.empty(), "aria-invalid", "true")},
               [&] {
                   if (value.starts_with('\n'))
                       w_.text("\n");  // Browsers drop the first line end inside a textarea.
                   w_.text(value);
               });
}

void FieldWriter::write_select(const packs::Field& field, const Question& question)
{
    const auto value = view_.typed.first(question.name);
    const auto described_by = question.described_by();
    w_.element("select",
               {{"id", question.name},
                {"name", question.name},
                html::when(!described_by.empty(), "aria-describedby", described_by)},
               [&] {
                   w_.element("option", {{"value"}}, t_("Vet ikke", "I don’t know"));
                   for (const auto& choice : field.choices)
                       w_.element(
                           "option",
                           {{"value", choice.value}, html::when(choice.value == value, "selected")},
                           choice.label.in(name_of(view_.language)));
               });
}

void FieldWriter::write_option(const Question& question, std::string_view value,
                               std::string_view label, bool many)
{
    const bool chosen = view_.typed.holds(question.name, value);
    w_.element("label", [&] {
        w_.empty("input", {{"type", many ? "checkbox" : "radio"},
                           {"name", question.name},
                           {"value", value},
                           html::when(chosen, "checked")});
        w_.text(label);
    });
}

void FieldWriter::write_yes_no(const Question& question)
{
    const auto described_by = question.described_by();
    w_.element("fieldset",
               {{"id", question.name},
                html::when(!described_by.empty(), "aria-describedby", described_by)},
               [&] {
                   w_.element("legend", question.label);
                   write_notes(question);
                   write_option(question, "yes", t_("Ja", "Yes"), false);
                   write_option(question, "no", t_("Nei", "No"), false);
                   write_option(question, "", t_("Vet ikke", "I don’t know"), false);
               });
}

void FieldWriter::write_choices(const packs::Field& field, const Question& question)
{
    const auto described_by = question.described_by();
    w_.element("fieldset",
               {{"id", question.name},
                html::when(!described_by.empty(), "aria-describedby", described_by)},
               [&] {
                   w_.element("legend", question.label);
                   write_notes(question);
                   for (const auto& choice : field.choices)
                       write_option(question, choice.value,
                                    choice.label.in(name_of(view_.language)), true);
               });
}

}  // namespace varde::api
