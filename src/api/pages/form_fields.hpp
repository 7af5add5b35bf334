// One question of a form as HTML: label, hint, error and the control that fits its type.
#pragma once

#include "api/pages/form_page.hpp"

namespace varde::api {

class FieldWriter {
public:
    FieldWriter(html::Writer& w, const FormView& view) : w_(w), view_(view), t_{view.language} {}
    /// `entry` is the number in a repeated group, from 0.
    void write(const packs::Field& field, int entry);

private:
    /// What stands around a control.
    struct Question {
        std::string name;  ///< Of the control, and its id.
        std::string label;
        std::string hint;
        std::string error;
        bool required = false;
        std::string described_by() const;
    };
    void write_control(const packs::Field& field, const Question& question);
    void write_line(const Question& question, packs::FieldType type);
    void write_paragraph(const Question& question);
    void write_select(const packs::Field& field, const Question& question);
    void write_yes_no(const Question& question);
    void write_choices(const packs::Field& field, const Question& question);
    void write_option(const Question& question, std::string_view value, std::string_view label,
                      bool many);
    void write_notes(const Question& question);

    html::Writer& w_;
    const FormView& view_;
    const Tongue t_;
};

}  // namespace varde::api
