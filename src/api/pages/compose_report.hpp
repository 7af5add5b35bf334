// Makes a report out of a posted form: the same form always makes the same bytes, so that a form
// sent twice is known to be the same report.
#pragma once

#include "acts/accept_report.hpp"
#include "acts/keep_upload.hpp"
#include "api/pages/typed_fields.hpp"

namespace varde::api {

/// Names of the form's own fields; the report's are `content.` and their path, with the number of
/// the entry (from 0) in place of `*`: `content.children.0.name`.
inline constexpr std::string_view token_field = "form_token";
inline constexpr std::string_view place_field = "place";
inline constexpr std::string_view kind_field = "kind";
inline constexpr std::string_view files_field = "attachments";
inline constexpr std::string_view place_not_known = "unknown";

/// A file of the form, and what became of it.
struct FormFile {
    enum class State { kept, too_large, not_stored };
    std::string name;
    State state = State::not_stored;
    acts::KeptUpload kept;  ///< Where `state` is kept.
};

struct PostedForm {
    TypedFields typed;
    std::vector<FormFile> files;    ///< At most `acts::attachments_max`…
    std::size_t surplus_files = 0;  ///< …and how many more there were; none of them is kept.
};

std::string field_name(std::string_view path, int entry);

/// Fields that the form needs and that are blank.
std::vector<const packs::Field*> missing_fields(const packs::Form& form, const TypedFields& typed);

/// Everything that was filled in, at its place in the content. What the form does not know is kept
/// under `other_fields` of the document. Each of these, and each file not kept, is a warning. Files
/// are no part of the document: a reload, for which many browsers have forgotten them, is still
/// the same report.
acts::NewReport compose_report(const packs::Kind& kind, const packs::Form& form,
                               const PostedForm& posted);

/// Names of files that came with a form whose report had been accepted before, without them. Empty
/// for a report that was accepted just now.
std::vector<std::string> files_not_in(const acts::AcceptedReport& accepted,
                                      const PostedForm& posted);

/// The public form: the pack's first kind that anyone may send; null when it has none.
const packs::Kind* public_kind(const packs::Pack& pack);
const packs::Form& form_of(const packs::Pack& pack, const packs::Kind& kind);

}  // namespace varde::api
