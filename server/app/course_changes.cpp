#include "server/app/course_changes.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "content/model/encoding.hpp"

namespace approdo::app {

using namespace content;

namespace {

constexpr std::size_t window = 256 * limits::kib;

const Variant* variant_of(const Unit& unit, const std::string& language) {
    const Variant* found = unit.variant(language);
    if (found != nullptr) return found;
    return unit.variants.empty() ? nullptr : &unit.variants.front();
}

template <class List>
auto by_id(const List& questions) {
    std::map<QuestionId, Bytes> encoded;
    for (const auto& question : questions) encoded[question.id] = encode(question);
    return encoded;
}

// By what a learner sees and by what marks it: a corrected key is a change as well.
struct QuestionBytes {
    std::map<QuestionId, Bytes> shown, keys;
};

class Comparison {
  public:
    Comparison(const EarlierCourse& before, const AuthoredCourse& after, package::FileSource& files)
        : before_(before), after_(after), files_(files) {
        if (!after.course.languages.empty()) language_ = after.course.languages.front();
    }

    Result<std::vector<UnitChange>> run() {
        std::set<UnitId> kept;
        for (const Module& module : after_.course.modules) {
            for (const Unit& unit : module.units) {
                kept.insert(unit.id);
                APPRODO_CHECK(compare(module, unit));
            }
        }
        for (const Module& module : before_.version.course.modules) {
            for (const Unit& unit : module.units) {
                if (!kept.contains(unit.id)) add(ChangeKind::removed, module, unit);
            }
        }
        return std::move(changes_);
    }

  private:
    UnitChange& add(ChangeKind kind, const Module& module, const Unit& unit) {
        UnitChange change;
        change.unit = unit.id;
        change.kind = kind;
        if (const Variant* shown = variant_of(unit, language_)) change.title = shown->title;
        change.module = std::string(module.title.in(language_));
        change.what = unit.kind;
        changes_.push_back(std::move(change));
        return changes_.back();
    }

    Result<void> compare(const Module& module, const Unit& unit) {
        const Unit* old = before_.version.course.unit(unit.id);
        if (old == nullptr) {
            add(ChangeKind::added, module, unit);
            return {};
        }
        const Variant* shown = variant_of(unit, language_);
        const Variant* shown_before = variant_of(*old, language_);
        if (shown != nullptr && shown_before != nullptr && shown->title != shown_before->title)
            add(ChangeKind::renamed, module, unit).title_before = shown_before->title;
        if (before_.version.course.module_of(unit.id)->id != module.id)
            add(ChangeKind::moved, module, unit);
        if (unit.kind == UnitKind::quiz || unit.kind == UnitKind::questionnaire)
            return compare_quiz(module, unit, *old);
        APPRODO_TRY(const bool same, has_same_content(unit, *old));
        if (!same) add(ChangeKind::changed, module, unit);
        return {};
    }

    Result<void> compare_quiz(const Module& module, const Unit& unit, const Unit& old) {
        const auto quiz =
            std::find_if(after_.quizzes.begin(), after_.quizzes.end(),
                         [&](const AuthoredQuiz& one) { return one.unit == unit.id; });
        if (quiz == after_.quizzes.end()) return {};
        QuizPublic shown;
        QuizKey key;
        if (const auto graded = before_.version.graded.find(unit.id);
            graded != before_.version.graded.end()) {
            shown = graded->second.shown;
            key = graded->second.key;
        } else {
            if (old.variants.empty()) return {};
            APPRODO_TRY(shown, before_.reader.quiz(old.variants.front().path));
            APPRODO_TRY(key, before_.reader.practice_key(unit.id));
        }
        const QuizPublic& shown_now = quiz->languages.front().shown;
        const QuestionBytes now{by_id(shown_now.questions), by_id(quiz->key.questions)};
        const QuestionBytes was{by_id(shown.questions), by_id(key.questions)};
        UnitChange counted;
        for (const auto& [id, bytes] : now.shown) {
            const auto found = was.shown.find(id);
            if (found == was.shown.end()) {
                ++counted.questions_added;
            } else if (found->second != bytes || !same_key(now, was, id)) {
                ++counted.questions_changed;
            }
        }
        for (const auto& [id, bytes] : was.shown)
            if (!now.shown.contains(id)) ++counted.questions_removed;
        const bool same =
            counted.questions_added + counted.questions_removed + counted.questions_changed == 0;
        if (same && shown.settings == shown_now.settings &&
            shown.introduction == shown_now.introduction)
            return {};
        UnitChange& change = add(ChangeKind::changed, module, unit);
        change.questions_added = counted.questions_added;
        change.questions_removed = counted.questions_removed;
        change.questions_changed = counted.questions_changed;
        return {};
    }

    static bool same_key(const QuestionBytes& now, const QuestionBytes& was, const QuestionId& id) {
        const auto a = now.keys.find(id);
        const auto b = was.keys.find(id);
        if (a == now.keys.end() || b == was.keys.end())
            return (a == now.keys.end()) == (b == was.keys.end());
        return a->second == b->second;
    }

    Result<bool> has_same_content(const Unit& unit, const Unit& old) {
        if (unit.variants.size() != old.variants.size()) return false;
        for (const Variant& variant : unit.variants) {
            const Variant* was = old.variant(variant.language);
            if (was == nullptr || was->language != variant.language) return false;
            APPRODO_TRY(const bool same, has_same_content(unit, variant, *was));
            if (!same) return false;
        }
        return true;
    }

    Result<bool> has_same_content(const Unit& unit, const Variant& variant, const Variant& was) {
        if (variant.path != was.path || variant.start != was.start) return false;
        std::vector<std::string> paths;
        if (const auto page =
                std::find_if(after_.pages.begin(), after_.pages.end(),
                             [&](const AuthoredPage& one) { return one.path == variant.path; });
            page != after_.pages.end()) {
            auto earlier = before_.reader.page(was.path);
            if (!earlier.ok()) return false;
            if (page->page.html != earlier->html) return false;
            paths = page->page.pictures;
        }
        for (const AuthoredFile& file : after_.files) {
            const bool of_package =
                unit.kind == UnitKind::foreign && file.path.starts_with(variant.path + "/");
            if (of_package || file.path == variant.path) paths.push_back(file.path);
        }
        for (const Track& track : variant.tracks) paths.push_back(track.path);
        for (const std::string& path : paths) {
            APPRODO_TRY(const bool same, is_same_file(path));
            if (!same) return false;
        }
        return true;
    }

    Result<bool> is_same_file(const std::string& path) {
        const auto file = std::find_if(after_.files.begin(), after_.files.end(),
                                       [&](const AuthoredFile& one) { return one.path == path; });
        const auto earlier = before_.reader.file(path);
        if (file == after_.files.end() || !earlier.ok())
            return (file == after_.files.end()) == !earlier.ok();
        if (earlier->size != file->size) return false;
        bool same = true;
        std::uint64_t at = 0;
        Bytes piece(window);
        APPRODO_CHECK(before_.reader.read_through(*earlier, [&](ByteView bytes) -> Result<void> {
            while (same && !bytes.empty()) {
                const MutableByteView part =
                    MutableByteView(piece).first(std::min(piece.size(), bytes.size()));
                APPRODO_TRY(const std::size_t got, files_.read(file->source, at, part));
                same = got == part.size() && std::equal(part.begin(), part.end(), bytes.begin());
                bytes = bytes.subspan(part.size());
                at += part.size();
            }
            return {};
        }));
        return same;
    }

    const EarlierCourse& before_;
    const AuthoredCourse& after_;
    package::FileSource& files_;
    std::string language_;
    std::vector<UnitChange> changes_;
};

}  // namespace

std::string_view name_of(ChangeKind kind) {
    static constexpr std::string_view names[] = {"added", "removed", "changed", "renamed", "moved"};
    return names[static_cast<std::size_t>(kind)];
}

Result<std::vector<UnitChange>> changes_between(const EarlierCourse& before,
                                                const AuthoredCourse& after,
                                                package::FileSource& files) {
    return Comparison(before, after, files).run();
}

}  // namespace approdo::app
