#include "server/app/package_shelf.hpp"

#include <algorithm>

#include "content/model/encoding.hpp"

namespace approdo::app {
namespace {

// What the package layer asks of a place with chunks.
class Source final : public package::ChunkSource {
  public:
    explicit Source(store::ChunkStore& chunks) : chunks_(chunks) {}
    bool has(const ChunkId& id) override { return chunks_.has(id); }
    std::optional<Bytes> get(const ChunkId& id) override { return chunks_.get(id); }

  private:
    store::ChunkStore& chunks_;
};

constexpr std::size_t kept_max = 64;

bool needs_person(const content::QuizKey& key) {
    return std::any_of(key.questions.begin(), key.questions.end(), [](const auto& question) {
        return question.rules.empty() &&
               std::any_of(question.parts.begin(), question.parts.end(), [](const auto& part) {
                   return std::holds_alternative<content::PersonKey>(part.shape);
               });
    });
}

constexpr content::PartType lightest_first[] = {
    content::PartType::text,  content::PartType::picture, content::PartType::document,
    content::PartType::audio, content::PartType::archive, content::PartType::video};

}  // namespace

Result<package::ChannelDescriptor> descriptor_of(const store::CourseLine& course) {
    APPRODO_TRY(const auto stored, wire::decode<package::SignedDescriptor>(course.descriptor));
    return package::verify_descriptor(stored, nullptr);
}

Result<std::shared_ptr<const PublishedVersion>> PackageShelf::version(
    store::Session& session, const store::CourseLine& course) {
    if (course.version.value == 0) {
        return fail(ErrorCode::not_found,
                    "The course «" + course.slug + "» was not published yet.");
    }
    const auto name = std::pair(course.channel, course.version);
    {
        const std::lock_guard lock(mutex_);
        if (const auto found = kept_.find(name); found != kept_.end()) return found->second;
    }
    APPRODO_TRY(auto version, read(session, course));
    auto kept = std::make_shared<const PublishedVersion>(std::move(version));
    const std::lock_guard lock(mutex_);
    if (kept_.size() >= kept_max) kept_.clear();
    kept_[name] = kept;
    return kept;
}

Result<std::shared_ptr<const PublishedVersion>> PackageShelf::version_at(
    store::Session& session, const store::CourseLine& course, ContentVersion version_wanted) {
    const auto earlier = line_at(session, course, version_wanted);
    if (!earlier) {
        return fail(ErrorCode::not_found, "Version " + std::to_string(version_wanted.value) +
                                              " of «" + course.slug +
                                              "» was never published here.");
    }
    return version(session, *earlier);
}

std::optional<store::CourseLine> PackageShelf::line_at(store::Session& session,
                                                       const store::CourseLine& course,
                                                       ContentVersion version) {
    if (version == course.version) return course;
    auto head = session.catalogue().head_at(course.channel, version);
    if (!head) return std::nullopt;
    store::CourseLine earlier = course;
    earlier.version = version;
    earlier.head = std::move(*head);
    return earlier;
}

Result<std::unique_ptr<PackageShelf::Opened>> PackageShelf::open(store::Session& session,
                                                                 const store::CourseLine& course) {
    auto opened = std::make_unique<Opened>();
    APPRODO_TRY(opened->descriptor, descriptor_of(course));
    APPRODO_TRY(const auto signed_head, wire::decode<package::SignedHead>(course.head));
    APPRODO_TRY(opened->head, package::verify_head(signed_head, opened->descriptor));
    const auto* key =
        session.keyring().find(log::package_key_name(course.channel, opened->head.package_epoch));
    if (key == nullptr) {
        return fail(ErrorCode::locked, "The key of the course «" + course.slug +
                                           "» was not handed over: publish it once more.");
    }
    opened->source = std::make_unique<Source>(chunks_);
    APPRODO_TRY(auto reader, package::PackageReader::open(opened->head, opened->descriptor, *key,
                                                          *opened->source));
    opened->reader.emplace(std::move(reader));
    return opened;
}

Result<std::vector<ChunkId>> PackageShelf::chunks_of(store::Session& session,
                                                     const store::CourseLine& course,
                                                     const package::PartChoice& choice) {
    APPRODO_TRY(const auto opened, open(session, course));
    std::vector<ChunkId> ids{opened->head.manifest};
    const auto add = [&](const package::ChunkRef& ref) -> Result<void> {
        ids.push_back(ref.id);
        return {};
    };
    APPRODO_CHECK(opened->reader->visit_nodes(add));
    for (const content::PartType type : lightest_first) {
        if (!choice.includes({type, {}})) continue;
        package::PartChoice part = choice;
        part.types = {type};
        APPRODO_CHECK(opened->reader->visit_content(part, add));
    }
    return ids;
}

Result<PublishedVersion> PackageShelf::read(store::Session& session,
                                            const store::CourseLine& course) {
    APPRODO_TRY(const auto opened, open(session, course));
    const package::PackageReader& reader = *opened->reader;
    PublishedVersion version;
    version.head = opened->head;
    APPRODO_TRY(version.course, reader.course());
    APPRODO_CHECK(read_graded(reader, version));
    for (const content::Module& module : version.course.modules) {
        for (const content::Unit& unit : module.units) {
            if (!unit.variants.empty()) APPRODO_CHECK(read_unit(reader, unit, version));
        }
    }
    return version;
}

Result<void> PackageShelf::read_unit(const package::PackageReader& reader,
                                     const content::Unit& unit, PublishedVersion& version) {
    const std::string& path = unit.variants.front().path;
    if (unit.kind == content::UnitKind::assignment) {
        APPRODO_TRY(auto page, reader.page(path));
        version.assignments.emplace(unit.id, std::move(page.html));
    }
    if (unit.kind != content::UnitKind::quiz) return {};
    version.quizzes.push_back(unit.id);
    const auto graded = version.graded.find(unit.id);
    if (graded != version.graded.end()) {
        version.rules.push_back({unit.id, graded->second.shown.settings});
        return {};
    }
    APPRODO_TRY(auto quiz, reader.quiz(path));
    version.rules.push_back({unit.id, quiz.settings});
    auto key = reader.practice_key(unit.id);
    if (!key.ok() || !needs_person(*key)) return {};
    version.practice_by_hand.emplace(
        unit.id,
        PublishedVersion::Graded{quiz.settings.mode, std::move(quiz), std::move(*key), {}, {}});
    return {};
}

Result<void> PackageShelf::read_graded(const package::PackageReader& reader,
                                       PublishedVersion& version) {
    if (version.head.site_part.empty()) return {};
    Source source(chunks_);
    APPRODO_TRY(const auto part, package::open_site_part(version.head, keys_.box, source));
    for (const package::GradedQuiz& quiz : part.quizzes) {
        APPRODO_TRY(auto key, content::decode<content::QuizKey>(quiz.key));
        const content::Unit* unit = version.course.unit(key.unit);
        if (unit == nullptr || unit->variants.empty()) continue;
        PublishedVersion::Graded graded{
            quiz.mode, {}, std::move(key), quiz.sitting, quiz.paper_key};
        const std::string& path = unit->variants.front().path;
        if (quiz.paper_key.empty()) {
            APPRODO_TRY(graded.shown, reader.quiz(path));
        } else {
            APPRODO_TRY(const auto paper, reader.paper(path));
            APPRODO_TRY(const auto paper_key, package::PaperKey::from(quiz.paper_key));
            APPRODO_TRY(graded.shown, package::open_paper(paper, paper_key));
        }
        graded.invigilated = graded.shown.settings.invigilated;
        version.graded.emplace(unit->id, std::move(graded));
    }
    return {};
}

}  // namespace approdo::app
