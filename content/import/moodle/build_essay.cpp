// Essays: words that a person marks, files beside or instead of them.
#include <algorithm>

#include "content/import/moodle/builder.hpp"
#include "content/import/source/source_files.hpp"
#include "content/import/source/trimmed.hpp"

namespace approdo::import {

using namespace content;

namespace {

constexpr std::uint32_t unlimited_files = 100;

// ".pdf,.doc,image": extensions and Moodle's names of groups.
std::vector<std::string> media_types_of(std::string_view list) {
    std::vector<std::string> types;
    for (std::size_t at = 0; at < list.size();) {
        const std::size_t end = std::min(list.find_first_of(",; ", at), list.size());
        const std::string_view one = trimmed(list.substr(at, end - at));
        at = end + 1;
        if (one.empty() || one == "*") continue;
        std::string type(one);
        if (one.starts_with('.')) {
            type = type_of("x" + type).media_type;
        } else if (one == "image" || one == "web_image") {
            type = "image/*";
        } else if (one == "audio" || one == "web_audio") {
            type = "audio/*";
        } else if (one == "video" || one == "web_video") {
            type = "video/*";
        }
        if (std::find(types.begin(), types.end(), type) == types.end())
            types.push_back(std::move(type));
    }
    return types;
}

PersonKey guide_of(QuestionBuilder& builder) {
    PersonKey key;
    RichText guide = builder.rich(builder.source.essay.guide);
    if (!guide.empty()) key.guide.set(std::move(guide));
    return key;
}

EssayFormat format_called(std::string_view name) {
    if (name == "plain") return EssayFormat::plain;
    return name == "monospaced" ? EssayFormat::monospaced : EssayFormat::rich;
}

}  // namespace

bool build_essay(QuestionBuilder& builder) {
    const MoodleEssay& essay = builder.source.essay;
    const std::string_view format = trimmed(essay.response_format);
    const bool no_words = format == "noinline";
    if (!no_words) {
        EssayPart part;
        part.lines = count_of(essay.lines);
        part.words_min = count_of(essay.words_min);
        part.words_max = count_of(essay.words_max);
        builder.add_part(part, guide_of(builder));
        const RichText prefilled = builder.rich(essay.prefilled);
        const EssayFormat as = format_called(format);
        if (!prefilled.empty() || as != EssayFormat::rich || !essay.required) {
            PartDetail& detail = builder.detail(1);
            detail.prefilled = prefilled;
            detail.format = as;
            detail.optional = !essay.required;
        }
    }
    if (format == "editorfilepicker")
        builder.remark("files within the text of an essay are handed in beside it");
    const std::string_view attachments = trimmed(essay.attachments);
    const std::uint32_t files = attachments == "-1" ? unlimited_files : count_of(attachments);
    if (files > 0 || no_words || format == "editorfilepicker") {
        FilePart part;
        part.media_types = media_types_of(essay.file_types);
        part.size_max = count_of(essay.bytes_max);
        part.count_max = files > 0 ? files : unlimited_files;
        builder.add_part(std::move(part), no_words ? guide_of(builder) : PersonKey{});
        const auto number = static_cast<std::uint32_t>(builder.question.shown.parts.size());
        if (count_of(essay.attachments_required) == 0) builder.detail(number).optional = true;
    }
    if (no_words) builder.question.shown.kind = QuestionKind::file;
    return true;
}

}  // namespace approdo::import
