#include "content/package/gather.hpp"

#include <algorithm>

#include "content/model/encoding.hpp"
#include "content/package/manifest.hpp"

namespace approdo::package {
namespace {

using content::AuthoredCourse;
using content::AuthoredFile;
using content::ContentPart;
using content::PartType;

Result<void> check_path(const std::string& path) {
    const auto bad = [&](const char* why) {
        return fail(ErrorCode::invalid_input, "the file \"" + path + "\" " + why);
    };
    if (path.empty() || path.size() > 1024) return bad("needs a name of 1 to 1024 bytes");
    if (path.front() == '/' || path.back() == '/') return bad("may not begin or end with '/'");
    if (path.starts_with(quiz_key_folder) || path.starts_with(foreign_folder))
        return bad("lies in a folder that Approdo keeps");
    std::size_t start = 0;
    while (start <= path.size()) {
        const std::size_t end = std::min(path.find('/', start), path.size());
        const std::string_view name = std::string_view(path).substr(start, end - start);
        if (name.empty() || name == "." || name == "..") return bad("has an unusable folder name");
        start = end + 1;
    }
    const auto is_unusable = [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == '\\' || c == 0x7f;
    };
    if (std::any_of(path.begin(), path.end(), is_unusable)) return bad("has unusable characters");
    return {};
}

}  // namespace

Item item_of_bytes(std::string path, std::string_view media_type, ContentPart part, Bytes bytes) {
    Item item;
    item.path = std::move(path);
    item.media_type = media_type;
    item.part = std::move(part);
    item.size = bytes.size();
    item.bytes = std::move(bytes);
    return item;
}

Result<void> Gatherer::add_all(const AuthoredCourse& course) {
    for (const content::Module& module : course.course.modules) modules[module.id];
    for (const content::AuthoredPage& page : course.pages) {
        APPRODO_CHECK(check_path(page.path));
        Item item;
        item.path = page.path;
        item.media_type = page_media_type;
        item.part = {PartType::text, page.page.language};
        item.encoded = [&page] { return content::encode(page.page); };
        item.size = item.encoded().size();
        APPRODO_CHECK(add(page.module, std::move(item)));
    }
    for (const content::AuthoredQuiz& quiz : course.quizzes) APPRODO_CHECK(add_quiz(quiz));
    for (const content::AuthoredForeign& one : course.foreign)
        APPRODO_CHECK(
            add(one.module, item_of_bytes(foreign_path(one.package.unit), foreign_media_type,
                                          {PartType::text, ""}, content::encode(one.package))));
    for (const AuthoredFile& file : course.files) {
        APPRODO_CHECK(check_path(file.path));
        Item item;
        item.path = file.path;
        item.media_type = file.media_type;
        item.part = file.part;
        item.size = file.source.empty() ? file.bytes.size() : file.size;
        item.source = file.source;
        item.held = &file.bytes;
        APPRODO_CHECK(add(file.module, std::move(item)));
    }
    for (auto& [module, items] : modules) {
        std::sort(items.begin(), items.end(),
                  [](const Item& a, const Item& b) { return a.path < b.path; });
    }
    return {};
}

Result<void> Gatherer::add(const ModuleId& module, Item item) {
    if (!module.is_zero() && !modules.contains(module)) {
        return fail(ErrorCode::invalid_input, "the file \"" + item.path +
                                                  "\" belongs to a module that the course does not "
                                                  "have");
    }
    if (!paths_.insert(item.path).second) {
        return fail(ErrorCode::invalid_input, "the path \"" + item.path + "\" is used twice");
    }
    modules[module].push_back(std::move(item));
    return {};
}

Result<void> Gatherer::add_quiz(const content::AuthoredQuiz& quiz) {
    if (quiz.languages.empty()) {
        return fail(ErrorCode::invalid_input, "a quiz has no questions in any language");
    }
    for (const auto& shown : quiz.languages) APPRODO_CHECK(check_path(shown.path));
    const content::QuizMode mode = quiz.settings().mode;
    const bool is_practice = mode == content::QuizMode::practice;
    const content::WholeQuiz whole(quiz);
    if (mode != content::QuizMode::timed) {
        for (std::size_t i = 0; i < quiz.languages.size(); ++i) {
            Item item;
            item.path = quiz.languages[i].path;
            item.media_type = quiz_media_type;
            item.part = {PartType::text, quiz.languages[i].shown.language};
            item.size = shown_bytes(*whole, i, !is_practice).size();
            item.encoded = [&quiz, i, is_practice, this] {
                return shown_bytes(*content::WholeQuiz(quiz), i, !is_practice);
            };
            APPRODO_CHECK(add(quiz.module, std::move(item)));
        }
    }
    Bytes key = content::encode(whole->key);
    if (is_practice) {
        Item item;
        item.path = quiz_key_path(quiz.unit);
        item.media_type = quiz_key_media_type;
        item.part = {PartType::text, ""};
        item.size = key.size();
        item.encoded = [&quiz] { return content::encode(content::WholeQuiz(quiz)->key); };
        return add(quiz.module, std::move(item));
    }
    GradedQuiz graded_quiz;
    graded_quiz.mode = mode;
    graded_quiz.key = std::move(key);
    if (mode == content::QuizMode::timed) APPRODO_CHECK(add_papers(*whole, graded_quiz));
    graded.push_back(std::move(graded_quiz));
    return {};
}

// What learners see of it; where the site marks, in an order that says nothing.
Bytes Gatherer::shown_bytes(const content::AuthoredQuiz& whole, std::size_t language,
                            bool hidden) const {
    const content::QuizPublic& shown = whole.languages[language].shown;
    if (!hidden) return content::encode(shown);
    content::QuizPublic quiz = shown;
    for (auto& question : quiz.questions) hide_option_order(question, library_);
    return content::encode(quiz);
}

// One sitting and one key for all languages of a paper. An unchanged paper keeps its sitting, and
// with it its bytes: a new version does not make learners fetch it again.
Result<void> Gatherer::add_papers(const content::AuthoredQuiz& quiz, GradedQuiz& graded_quiz) {
    std::vector<content::QuizPublic> shown;
    Bytes all;
    for (const auto& in_language : quiz.languages) {
        content::QuizPublic& hidden = shown.emplace_back(in_language.shown);
        for (auto& question : hidden.questions) hide_option_order(question, library_);
        append(all, content::encode(hidden));
    }
    const Hash content = Library::content_hash(all);
    auto sitting = memory_.sitting(content);
    if (!sitting) {
        sitting = random_.id<SittingId>();
        memory_.remember_sitting(content, *sitting);
    }
    const PaperKey key = paper_key_of(library_, *sitting, content);
    graded_quiz.sitting = *sitting;
    graded_quiz.paper_key = copy_of(key.view());
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const PaperSeal paper = seal_paper(shown[i], *sitting, key);
        APPRODO_CHECK(add(quiz.module,
                          item_of_bytes(quiz.languages[i].path, paper_media_type,
                                        {PartType::text, shown[i].language}, wire::encode(paper))));
        papers.push_back(paper);
    }
    return {};
}

}  // namespace approdo::package
