#include "content/import/moodle/backup_question.hpp"

#include <algorithm>

#include "content/import/moodle/backup_xml.hpp"
#include "content/import/moodle/moodle_text.hpp"
#include "content/import/source/trimmed.hpp"

namespace approdo::import {

namespace {

std::string area_of(const char* name, std::string_view item) {
    return "question/" + std::string(name) + "/" + std::string(item);
}

std::string_view id_of(pugi::xml_node node) {
    return node.attribute("id").value();
}

// 's:9:"draggroup";s:1:"2"' and 'b:1' in what PHP makes of a record: the value behind a name.
std::string_view php_value(std::string_view record, std::string_view name) {
    const std::string key = "\"" + std::string(name) + "\";";
    const std::size_t at = record.find(key);
    if (at == std::string_view::npos) return {};
    record.remove_prefix(at + key.size());
    record = record.substr(0, record.find(';'));
    const std::size_t colon = record.rfind(':');
    if (colon == std::string_view::npos) return {};
    record.remove_prefix(colon + 1);
    while (record.starts_with('"')) record.remove_prefix(1);
    while (record.ends_with('"')) record.remove_suffix(1);
    return record;
}

class Reader {
  public:
    Reader(pugi::xml_node node, const BackupPart& part, BackupQuestion& into)
        : node_(node), part_(part), into_(into), question_(into.question), id_(id_of(node)) {}

    void run() {
        question_.percent = false;
        question_.type = backup_value(node_, "qtype");
        question_.name = backup_value(node_.child("name"));
        question_.id_number = backup_value(node_, "idnumber");
        question_.points = backup_value(node_, "defaultmark");
        if (question_.points.empty()) question_.points = backup_value(node_, "defaultgrade");
        question_.penalty = backup_value(node_, "penalty");
        question_.text = text(node_, "questiontext");
        question_.general_feedback = text(node_, "generalfeedback");
        for (const pugi::xml_node tag : node_.child("tags").children("tag"))
            question_.tags.push_back(backup_value(tag, "name"));
        for (const pugi::xml_node hint : node_.child("question_hints").children("question_hint"))
            question_.hints.push_back({backup_text(hint, "hint", area_of("hint", id_of(hint))),
                                       backup_flag(hint, "shownumcorrect"),
                                       backup_flag(hint, "clearwrong")});
        plugin_ =
            node_.child(("plugin_qtype_" + std::string(question_.type) + "_question").c_str());
        read_answers();
        read_options();
        read_units();
        read_datasets();
        read_pairs();
        read_drags();
        read_essay(plugin_.child("essay"));
        if (question_.type == "multianswer") put_together(plugin_.child("multianswer"));
    }

  private:
    MoodleText text(pugi::xml_node node, const char* name) const {
        return backup_text(node, name, area_of(name, id_));
    }

    void read_answers() {
        const pugi::xml_node truth = plugin_.child("truefalse");
        for (const pugi::xml_node node : plugin_.child("answers").children("answer")) {
            MoodleAnswer answer;
            const std::string_view id = id_of(node);
            answer.text = backup_text(node, "answertext", area_of("answer", id));
            if (answer.text.text.empty())
                answer.text = backup_text(node, "answer_text", area_of("answer", id));
            answer.text.format = format_of(node, "answerformat", answer.text.format);
            answer.fraction = backup_value(node, "fraction");
            answer.feedback = backup_text(node, "feedback", area_of("answerfeedback", id));
            if (truth)
                answer.text.text = backup_value(truth, "trueanswer") == id ? "true" : "false";
            read_record(answer, id);
            question_.answers.push_back(std::move(answer));
        }
    }

    static MoodleFormat format_of(pugi::xml_node node, const char* name, MoodleFormat otherwise) {
        const std::string_view value = backup_value(node, name);
        if (value == "0") return MoodleFormat::moodle;
        if (value == "2") return MoodleFormat::plain;
        if (value == "4") return MoodleFormat::markdown;
        return otherwise;
    }

    // What a numerical or calculated answer says besides, in a list of its own.
    void read_record(MoodleAnswer& answer, std::string_view id) const {
        const pugi::xml_node numbers = plugin_.child("numerical_records");
        for (const pugi::xml_node node : numbers.children("numerical_record")) {
            if (backup_value(node, "answer") == id)
                answer.tolerance = backup_value(node, "tolerance");
        }
        const pugi::xml_node formulas = plugin_.child("calculated_records");
        for (const pugi::xml_node node : formulas.children("calculated_record")) {
            if (backup_value(node, "answer") != id) continue;
            answer.tolerance = backup_value(node, "tolerance");
            answer.tolerance_type = backup_value(node, "tolerancetype");
            answer.answer_length = backup_value(node, "correctanswerlength");
            answer.answer_format = backup_value(node, "correctanswerformat");
        }
    }

    // Whichever of the types' own records there is.
    pugi::xml_node options() const {
        for (const char* const name :
             {"multichoice", "matchoptions", "gapselect", "ddwtos", "ddimageortext", "ddmarker",
              "shortanswer", "randomsamatch"}) {
            if (const pugi::xml_node node = plugin_.child(name)) return node;
        }
        return plugin_.child("calculated_options").child("calculated_option");
    }

    void read_options() {
        const pugi::xml_node node = options();
        question_.single = backup_flag(node, "single", true);
        question_.shuffle = backup_flag(node, "shuffleanswers", true);
        question_.numbering = backup_value(node, "answernumbering");
        question_.case_matters = backup_flag(node, "usecase");
        question_.show_right_count = backup_flag(node, "shownumcorrect");
        question_.right = text(node, "correctfeedback");
        question_.partly = text(node, "partiallycorrectfeedback");
        question_.wrong = text(node, "incorrectfeedback");
        question_.choose = backup_value(node, "choose");
        question_.grading = backup_value(node, "gradingtype");
        question_.select_count = backup_value(node, "selectcount");
        into_.with_subcategories = backup_flag(node, "subcats");
    }

    void read_units() {
        const pugi::xml_node graded = plugin_.child("numerical_options").child("numerical_option");
        question_.unit_grading = backup_value(graded, "unitgradingtype");
        question_.unit_penalty = backup_value(graded, "unitpenalty");
        question_.show_units = backup_value(graded, "showunits");
        for (const pugi::xml_node unit :
             plugin_.child("numerical_units").children("numerical_unit"))
            question_.units.push_back(
                {backup_value(unit, "unit"), backup_value(unit, "multiplier")});
    }

    void read_datasets() {
        const pugi::xml_node list = plugin_.child("dataset_definitions");
        for (const pugi::xml_node node : list.children("dataset_definition")) {
            MoodleDataset dataset;
            dataset.name = backup_value(node, "name");
            const std::string_view category = backup_value(node, "category");
            dataset.shared = !category.empty() && category != "0";
            for (const pugi::xml_node item : node.child("dataset_items").children("dataset_item"))
                dataset.items.emplace_back(backup_value(item, "number"),
                                           backup_value(item, "value"));
            question_.datasets.push_back(std::move(dataset));
        }
    }

    void read_pairs() {
        for (const pugi::xml_node node : plugin_.child("matches").children("match"))
            question_.pairs.push_back(
                {backup_text(node, "questiontext", area_of("subquestion", id_of(node))),
                 backup_value(node, "answertext")});
    }

    void read_drags() {
        if (question_.type == "gapselect" || question_.type == "ddwtos") return read_gap_choices();
        for (const pugi::xml_node node : plugin_.child("drags").children("drag")) {
            MoodleDrag drag;
            drag.number = backup_value(node, "no");
            drag.text = backup_text(node, "label", area_of("dragimage", id_of(node)));
            drag.group = backup_value(node, "draggroup");
            drag.uses = backup_value(node, "noofdrags");
            drag.any_number = backup_flag(node, "infinite");
            question_.drags.push_back(std::move(drag));
        }
        for (const pugi::xml_node node : plugin_.child("drops").children("drop"))
            question_.drops.push_back({backup_value(node, "no"), backup_value(node, "choice"),
                                       backup_value(node, "label"), backup_value(node, "xleft"),
                                       backup_value(node, "ytop"), backup_value(node, "shape"),
                                       backup_value(node, "coords")});
        question_.picture.area = area_of("bgimage", id_);
    }

    // Choices are answers, with their group where feedback would be.
    void read_gap_choices() {
        for (const MoodleAnswer& answer : question_.answers) {
            MoodleDrag drag;
            drag.number = number_of_place(question_.drags.size());
            drag.text = answer.text;
            const std::string_view record = answer.feedback.text;
            const bool packed = record.find('{') != std::string_view::npos;
            drag.group = packed ? php_value(record, "draggroup") : trimmed(record);
            drag.any_number = packed && php_value(record, "infinite") == "1";
            question_.drags.push_back(std::move(drag));
        }
        question_.answers.clear();
    }

    void read_essay(pugi::xml_node node) {
        MoodleEssay& essay = question_.essay;
        essay.response_format = backup_value(node, "responseformat");
        essay.required = backup_flag(node, "responserequired", true);
        essay.lines = backup_value(node, "responsefieldlines");
        essay.words_min = backup_value(node, "minwordlimit");
        essay.words_max = backup_value(node, "maxwordlimit");
        essay.attachments = backup_value(node, "attachments");
        essay.attachments_required = backup_value(node, "attachmentsrequired");
        essay.file_types = backup_value(node, "filetypeslist");
        essay.bytes_max = backup_value(node, "maxbytes");
        essay.guide = text(node, "graderinfo");
        essay.prefilled = text(node, "responsetemplate");
    }

    // "{#1}" stands for the first of the questions that the sequence names.
    void put_together(pugi::xml_node node) {
        std::string_view sequence = backup_value(node, "sequence");
        std::string whole(question_.text.text);
        for (int number = 1; !sequence.empty(); ++number) {
            const std::size_t comma = std::min(sequence.find(','), sequence.size());
            const std::string_view part = part_(trimmed(sequence.substr(0, comma)));
            sequence.remove_prefix(std::min(comma + 1, sequence.size()));
            const std::string mark = "{#" + std::to_string(number) + "}";
            const std::size_t at = whole.find(mark);
            if (at != std::string::npos && !part.empty()) whole.replace(at, mark.size(), part);
        }
        into_.text = std::move(whole);
        question_.text.text = into_.text;
    }

    pugi::xml_node node_;
    const BackupPart& part_;
    BackupQuestion& into_;
    MoodleQuestion& question_;
    std::string_view id_;
    pugi::xml_node plugin_;
};

}  // namespace

void read_backup_question(pugi::xml_node node, const BackupPart& part, BackupQuestion& into) {
    Reader(node, part, into).run();
}

}  // namespace approdo::import
