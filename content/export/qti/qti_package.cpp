#include "content/export/qti/qti_package.hpp"

#include <set>

#include "content/export/qti/item_xml.hpp"
#include "content/export/qti/test_xml.hpp"
#include "content/export/qti/xml_tree.hpp"

namespace approdo::content_export {

using namespace content;

namespace {

std::string item_path(const QuestionId& question) {
    return "items/" + question.hex() + ".xml";
}

class PackageWriter {
  public:
    PackageWriter(const AuthoredCourse& authored, FolderSink& sink)
        : authored_(authored), sink_(sink) {
        manifest_ = document_.append_child("manifest");
        manifest_.append_attribute("xmlns") = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1";
        manifest_.append_attribute("identifier") = ("c" + authored.course.id.hex()).c_str();
        pugi::xml_node metadata = manifest_.append_child("metadata");
        metadata.append_child("schema").text() = "QTI Package";
        metadata.append_child("schemaversion").text() = "3.0.0";
        manifest_.append_child("organizations");
        resources_ = manifest_.append_child("resources");
    }

    Result<FolderExport> run() {
        for (const AuthoredQuiz& quiz : authored_.quizzes)
            APPRODO_CHECK(write_quiz(*WholeQuiz(quiz)));
        for (const AuthoredFile& file : authored_.files) {
            if (used_.contains(file.path)) APPRODO_CHECK(put(sink_, file));
        }
        list_losses();
        APPRODO_CHECK(sink_.write("imsmanifest.xml", bytes_of(qti::document_text(document_))));
        return std::move(result_);
    }

  private:
    pugi::xml_node resource(const std::string& id, const char* type, const std::string& path) {
        pugi::xml_node node = resources_.append_child("resource");
        node.append_attribute("identifier") = id.c_str();
        node.append_attribute("type") = type;
        node.append_attribute("href") = path.c_str();
        node.append_child("file").append_attribute("href") = path.c_str();
        return node;
    }

    Result<void> write_quiz(const AuthoredQuiz& quiz) {
        const QuizPublic& shown = quiz.languages.front().shown;
        const std::string path = "tests/" + quiz.unit.hex() + ".xml";
        pugi::xml_node test = resource("t" + quiz.unit.hex(), "imsqti_test_xmlv3p0", path);
        const std::string text = qti::write_test(
            shown, quiz.key, [](const QuestionId& id) { return "../" + item_path(id); });
        APPRODO_CHECK(sink_.write(path, bytes_of(text)));
        for (const QuestionPublic& question : shown.questions) {
            const QuestionKey* const key = quiz.key.question(question.id);
            if (key == nullptr) continue;
            test.append_child("dependency").append_attribute("identifierref") =
                ("q" + question.id.hex()).c_str();
            if (!written_.insert(question.id).second) continue;
            APPRODO_CHECK(write_question({question, *key}, shown));
        }
        if (quiz.languages.size() > 1)
            drop(shown.title, "its other languages: QTI has one, " + shown.language);
        drop_settings(shown);
        return {};
    }

    // What a test of QTI has no place for; how many questions are drawn, and whether they are
    // shuffled, it says of sections.
    void drop_settings(const QuizPublic& shown) {
        const QuizSettings usual;
        const QuizSettings& settings = shown.settings;
        const bool plain = shown.sections.empty();
        const auto lost = [&](bool differs, const char* what) {
            if (differs) drop(shown.title, what);
        };
        lost(settings.mode != QuizMode::practice, "that only the site marks it");
        lost(settings.pass_mark.parts > 0, "its pass mark");
        lost(settings.attempts_max > 0, "how many attempts there are");
        lost(settings.counts != usual.counts, "which attempt counts");
        lost(!(settings.feedback == usual.feedback), "when feedback shows, and what of it");
        lost(settings.behaviour != usual.behaviour, "what happens between two answers");
        lost(!settings.shuffle_options, "that options keep their order");
        lost(settings.invigilated, "that it is invigilated");
        lost(!plain && settings.questions_shown > 0, "that only some questions are drawn");
        lost(!plain && settings.shuffle_questions, "that questions are shuffled");
        lost(!shown.introduction.empty(), "its introduction");
    }

    static std::string name_of(const QuestionPublic& shown) {
        return shown.title.empty() ? shown.id.hex() : shown.title;
    }

    Result<void> write_question(Question question, const QuizPublic& quiz) {
        for (const AuthoredFile& file : authored_.files) {
            if (!shows(question, file.path)) continue;
            used_.insert(file.path);
        }
        if (!question.shown.variables.empty() && question.key.rules.empty()) {
            drop(name_of(question.shown), "its data sets: the first of them stands for all");
            question.shown = with_values(std::move(question.shown), 0);
            question.shown.variables.clear();
        }
        seen_from_items(question);
        const qti::ItemXml item = qti::write_item(question, quiz.language);
        const std::string path = item_path(question.shown.id);
        pugi::xml_node node = resource("q" + question.shown.id.hex(), "imsqti_item_xmlv3p0", path);
        for (const std::string& file : used_) {
            if (item.text.find("../" + file) != std::string::npos)
                node.append_child("file").append_attribute("href") = file.c_str();
        }
        for (const std::string& what : item.dropped) drop(name_of(question.shown), what);
        return sink_.write(path, bytes_of(item.text));
    }

    // Every text of a question, and every picture.
    template <class Visit>
    static void each_address(Question& question, const Visit& visit) {
        const auto options = [&](auto& list) {
            for (auto& one : list) visit(one.text.html);
        };
        visit(question.shown.text.html);
        for (Part& part : question.shown.parts) {
            if (auto* choice = std::get_if<ChoicePart>(&part.shape)) options(choice->options);
            if (auto* order = std::get_if<OrderPart>(&part.shape)) options(order->items);
            if (auto* match = std::get_if<MatchPart>(&part.shape)) {
                options(match->left);
                options(match->right);
            }
            if (auto* drag = std::get_if<DragPart>(&part.shape)) {
                options(drag->items);
                visit(drag->picture.path);
            }
            if (auto* hotspot = std::get_if<HotspotPart>(&part.shape)) visit(hotspot->picture.path);
        }
        for (Feedback& feedback : question.key.feedback) {
            for (RichText& text : feedback.text.texts) visit(text.html);
        }
    }
    static bool shows(Question& question, const std::string& path) {
        bool found = false;
        each_address(question, [&](const std::string& text) {
            found = found || text.find(path) != std::string::npos;
        });
        return found;
    }
    // Items lie one folder down.
    void seen_from_items(Question& question) const {
        each_address(question, [&](std::string& text) {
            for (const std::string& path : used_) {
                for (std::size_t at = text.find(path); at != std::string::npos;
                     at = text.find(path, at + path.size() + 3)) {
                    const bool whole = at == 0 || text[at - 1] == '"';
                    if (whole) text.insert(at, "../");
                }
            }
        });
    }

    void drop(const std::string& where, const std::string& what) {
        result_.dropped.push_back(where + ": " + what);
    }
    void list_losses() {
        for (const Module& module : authored_.course.modules) {
            for (const Unit& unit : module.units) {
                if (unit.kind == UnitKind::quiz || unit.kind == UnitKind::questionnaire) continue;
                drop(unit.slug, "QTI holds quizzes only");
            }
        }
    }

    const AuthoredCourse& authored_;
    FolderSink& sink_;
    pugi::xml_document document_;
    pugi::xml_node manifest_;
    pugi::xml_node resources_;
    std::set<QuestionId> written_;
    std::set<std::string> used_;
    FolderExport result_;
};

}  // namespace

Result<FolderExport> write_qti(const AuthoredCourse& authored, FolderSink& sink) {
    return PackageWriter(authored, sink).run();
}

}  // namespace approdo::content_export
