#include "content/import/moodle/question_xml.hpp"

#include <algorithm>

#include "content/import/moodle/moodle_text.hpp"
#include "content/import/source/trimmed.hpp"

namespace approdo::import {

namespace {

std::string_view value_of(pugi::xml_node node) {
    return node.text().get();
}
std::string_view value_of(pugi::xml_node node, const char* name) {
    return trimmed(value_of(node.child(name)));
}
// <name><text>…</text></name>
std::string_view words_of(pugi::xml_node node, const char* name) {
    return value_of(node.child(name).child("text"));
}

bool is_yes(std::string_view text, bool otherwise) {
    if (text.empty()) return otherwise;
    return text == "1" || text == "true" || text == "yes";
}

MoodleText text_of_node(pugi::xml_node node, MoodleFormat otherwise) {
    MoodleText text;
    text.text = value_of(node.child("text"));
    const std::string_view format = node.attribute("format").value();
    text.format = format.empty() ? otherwise : moodle_format(format);
    for (const pugi::xml_node file : node.children("file"))
        text.files.push_back(
            {file.attribute("name").value(), file.attribute("path").value(), value_of(file)});
    return text;
}

class Reader {
  public:
    explicit Reader(pugi::xml_node node) : node_(node) {}

    MoodleQuestion run() {
        question_.type = node_.attribute("type").value();
        question_.name = words_of(node_, "name");
        question_.id_number = value_of(node_, "idnumber");
        const pugi::xml_node own = node_.child("approdo");
        question_.own_id = own.attribute("id").value();
        question_.own_options = own.attribute("options").value();
        // A type that nobody here knew went along as an essay.
        if (const pugi::xml_attribute unknown = own.attribute("unknown"))
            question_.type = unknown.value();
        question_.points = value_of(node_, "defaultgrade");
        question_.penalty = value_of(node_, "penalty");
        question_.text = text_of_node(node_.child("questiontext"), MoodleFormat::html);
        format_ = question_.text.format;
        question_.general_feedback = text("generalfeedback");
        question_.right = text("correctfeedback");
        question_.partly = text("partiallycorrectfeedback");
        question_.wrong = text("incorrectfeedback");
        const pugi::xml_node count = node_.child("shownumcorrect");
        question_.show_right_count = count && is_yes(trimmed(value_of(count)), true);
        for (const pugi::xml_node tag : node_.child("tags").children("tag"))
            question_.tags.push_back(trimmed(value_of(tag.child("text"))));
        for (const pugi::xml_node hint : node_.children("hint"))
            question_.hints.push_back({text_of_node(hint, format_),
                                       bool(hint.child("shownumcorrect")),
                                       bool(hint.child("clearwrong"))});
        read_answers();
        read_pairs();
        read_drags();
        // Looking for what a type does not have costs more than all that it has.
        const bool calculated = question_.type.starts_with("calculated");
        if (calculated) read_datasets();
        if (calculated || question_.type == "numerical") read_units();
        if (question_.type == "essay") read_essay();
        return std::move(question_);
    }

  private:
    MoodleText text(const char* name) const { return text_of_node(node_.child(name), format_); }

    void read_answers() {
        question_.single = is_yes(value_of(node_, "single"), true);
        question_.shuffle = is_yes(value_of(node_, "shuffleanswers"), true);
        question_.case_matters = is_yes(value_of(node_, "usecase"), false);
        question_.numbering = value_of(node_, "answernumbering");
        question_.choose = value_of(node_, "choose");
        if (question_.type == "ordering") {
            question_.grading = value_of(node_, "gradingtype");
            question_.select_count = value_of(node_, "selectcount");
        }
        for (const pugi::xml_node node : node_.children("answer")) {
            MoodleAnswer answer;
            answer.text = text_of_node(node, format_);
            answer.fraction = node.attribute("fraction").value();
            answer.feedback = text_of_node(node.child("feedback"), format_);
            answer.tolerance = value_of(node, "tolerance");
            answer.tolerance_type = value_of(node, "tolerancetype");
            answer.answer_format = value_of(node, "correctanswerformat");
            answer.answer_length = value_of(node, "correctanswerlength");
            question_.answers.push_back(std::move(answer));
        }
    }

    void read_units() {
        question_.unit_grading = value_of(node_, "unitgradingtype");
        question_.unit_penalty = value_of(node_, "unitpenalty");
        question_.show_units = value_of(node_, "showunits");
        for (const pugi::xml_node unit : node_.child("units").children("unit"))
            question_.units.push_back({value_of(unit, "unit_name"), value_of(unit, "multiplier")});
    }

    void read_pairs() {
        for (const pugi::xml_node node : node_.children("subquestion"))
            question_.pairs.push_back({text_of_node(node, format_), words_of(node, "answer")});
    }

    void read_datasets() {
        const pugi::xml_node list = node_.child("dataset_definitions");
        for (const pugi::xml_node node : list.children("dataset_definition")) {
            MoodleDataset dataset;
            dataset.name = trimmed(words_of(node, "name"));
            dataset.shared = trimmed(words_of(node, "status")) == "shared";
            for (const pugi::xml_node item : node.child("dataset_items").children("dataset_item"))
                dataset.items.emplace_back(value_of(item, "number"), value_of(item, "value"));
            question_.datasets.push_back(std::move(dataset));
        }
    }

    // Choices of gaps are numbered by their order, things to drag to a picture by themselves.
    void read_drags() {
        static constexpr std::string_view types[] = {"gapselect", "ddwtos", "ddimageortext",
                                                     "ddmarker"};
        if (std::find(std::begin(types), std::end(types), question_.type) == std::end(types))
            return;
        question_.picture.files = files_of(node_);
        for (const char* const name : {"selectoption", "dragbox"}) {
            for (const pugi::xml_node node : node_.children(name)) {
                MoodleDrag drag = drag_of(node);
                drag.number = number_of_place(question_.drags.size());
                drag.group = value_of(node, "group");
                question_.drags.push_back(std::move(drag));
            }
        }
        for (const pugi::xml_node node : node_.children("drag")) {
            MoodleDrag drag = drag_of(node);
            drag.number = value_of(node, "no");
            drag.group = value_of(node, "draggroup");
            drag.uses = value_of(node, "noofdrags");
            question_.drags.push_back(std::move(drag));
        }
        for (const pugi::xml_node node : node_.children("drop"))
            question_.drops.push_back({value_of(node, "no"), value_of(node, "choice"),
                                       value_of(node.child("text")), value_of(node, "xleft"),
                                       value_of(node, "ytop"), value_of(node, "shape"),
                                       value_of(node, "coords")});
    }

    MoodleDrag drag_of(pugi::xml_node node) const {
        MoodleDrag drag;
        drag.text = text_of_node(node, format_);
        drag.any_number = node.child("infinite");
        return drag;
    }

    static std::vector<MoodleFile> files_of(pugi::xml_node node) {
        return text_of_node(node, MoodleFormat::html).files;
    }

    void read_essay() {
        MoodleEssay& essay = question_.essay;
        essay.response_format = value_of(node_, "responseformat");
        essay.required = is_yes(value_of(node_, "responserequired"), true);
        essay.lines = value_of(node_, "responsefieldlines");
        essay.words_min = value_of(node_, "minwordlimit");
        essay.words_max = value_of(node_, "maxwordlimit");
        essay.attachments = value_of(node_, "attachments");
        essay.attachments_required = value_of(node_, "attachmentsrequired");
        essay.file_types = value_of(node_, "filetypeslist");
        essay.bytes_max = value_of(node_, "maxbytes");
        essay.guide = text("graderinfo");
        essay.prefilled = text("responsetemplate");
    }

    pugi::xml_node node_;
    MoodleFormat format_ = MoodleFormat::html;
    MoodleQuestion question_;
};

}  // namespace

MoodleQuestion read_question_xml(pugi::xml_node node) {
    return Reader(node).run();
}

std::string category_of(std::string_view path) {
    path = trimmed(path);
    // "$course$/top/…", "$module$/…", "$system$/…": where it stood in Moodle's own tree.
    if (path.starts_with('$')) {
        const std::size_t slash = path.find('/');
        path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
    }
    if (path == "top") return {};
    if (path.starts_with("top/")) path.remove_prefix(4);
    return std::string(path);
}

}  // namespace approdo::import
