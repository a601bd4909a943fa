// A small invented course, the keys of its publisher and a store, for the tests of packages. All of
// it follows from a seed, so that two fixtures of one seed are alike to the last byte.
#pragma once

#include <map>
#include <set>

#include "content/model/encoding.hpp"
#include "content/package/download.hpp"
#include "content/package/publisher.hpp"
#include "content/package/reader.hpp"
#include "sync/crypto/random.hpp"

namespace approdo::test {

inline Bytes random_bytes(std::uint64_t seed, std::size_t size) {
    crypto::SeededRandom random(seed);
    Bytes bytes(size);
    random.fill(bytes);
    return bytes;
}

// Text with the redundancy of prose.
inline std::string prose(std::uint64_t seed, std::size_t size) {
    static const char* const syllables[] = {"spor", "tel", "lo", "ac", "co", "glien", "za",
                                            "u",    "ten", "te", "do", "ma", "nda",   "ri"};
    crypto::SeededRandom random(seed);
    std::string text;
    while (text.size() < size) {
        std::array<std::uint8_t, 4> draw{};
        random.fill(draw);
        for (int i = 0; i <= draw[0] % 3; ++i) {
            text += syllables[draw[static_cast<std::size_t>(i) + 1] % 14];
        }
        text += draw[3] % 9 == 0 ? ". " : " ";
    }
    text.resize(size);
    return text;
}

template <class Id>
Id id_of(std::uint8_t value) {
    Id id;
    id.bytes.fill(value);
    return id;
}

// Files in memory, by name; a test may make one shorter than it was announced.
class MemoryFiles final : public package::FileSource {
  public:
    std::map<std::string, Bytes> files;

    Result<std::size_t> read(const std::string& source, std::uint64_t offset,
                             MutableByteView out) override {
        const Bytes& bytes = files.at(source);
        if (offset >= bytes.size()) return std::size_t{0};
        const std::size_t start = static_cast<std::size_t>(offset);
        const std::size_t count = std::min(out.size(), bytes.size() - start);
        std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(start), count, out.begin());
        return count;
    }
};

inline content::AuthoredPage page(std::uint8_t module, std::uint8_t number, std::string html) {
    content::AuthoredPage result;
    result.path = "m" + std::to_string(module) + "/p" + std::to_string(100 + number) + ".html";
    result.module = id_of<ModuleId>(module);
    result.page.unit = id_of<UnitId>(static_cast<std::uint8_t>(module * 60 + number));
    result.page.language = "it";
    result.page.title = "Pagina " + std::to_string(number);
    result.page.html = std::move(html);
    return result;
}

inline content::Question choice_question(std::uint8_t id, const std::string& text) {
    content::Question question;
    question.shown.id = id_of<QuestionId>(id);
    question.shown.kind = content::QuestionKind::choice_one;
    question.shown.text = {text, "it", content::Direction::left_to_right};
    content::ChoicePart part;
    content::ChoiceKey key;
    for (std::uint8_t i = 0; i < 4; ++i) {
        const auto option = id_of<OptionId>(static_cast<std::uint8_t>(10 + i));
        part.options.push_back({option, {"risposta " + std::to_string(i), "it", {}}});
        key.options.push_back({option, i == 2 ? content::Share::all() : content::Share::none(), 0});
    }
    question.shown.parts.push_back({1, part, ""});
    question.key.id = question.shown.id;
    question.key.parts.push_back({1, 1, key});
    return question;
}

inline content::AuthoredQuiz quiz(std::uint8_t unit, content::QuizMode mode, int questions) {
    content::AuthoredQuiz result;
    result.unit = id_of<UnitId>(unit);
    result.module = id_of<ModuleId>(1);
    result.key.unit = result.unit;
    content::AuthoredQuiz::InLanguage shown;
    shown.path = "m1/quiz" + std::to_string(unit);
    shown.shown.unit = result.unit;
    shown.shown.language = "it";
    shown.shown.settings.mode = mode;
    for (int i = 0; i < questions; ++i) {
        auto question =
            choice_question(static_cast<std::uint8_t>(unit + i),
                            "Domanda " + std::to_string(unit) + "." + std::to_string(i));
        shown.shown.questions.push_back(std::move(question.shown));
        result.key.questions.push_back(std::move(question.key));
    }
    result.languages.push_back(std::move(shown));
    return result;
}

inline content::AuthoredFile held_file(std::string path, std::uint8_t module,
                                       content::PartType type, Bytes bytes) {
    content::AuthoredFile file;
    file.path = std::move(path);
    file.size = bytes.size();
    file.bytes = std::move(bytes);
    file.media_type = "application/octet-stream";
    file.part = {type, ""};
    file.module = id_of<ModuleId>(module);
    return file;
}

inline content::AuthoredCourse small_course(int pages_a_module = 6, std::size_t page_size = 9000) {
    content::AuthoredCourse course;
    course.course.id = id_of<CourseId>(7);
    course.course.slug = "sportello";
    course.course.languages = {"it"};
    course.course.title = {"it", "Accoglienza allo sportello"};
    for (std::uint8_t m = 1; m <= 3; ++m) {
        content::Module module;
        module.id = id_of<ModuleId>(m);
        module.slug = "m" + std::to_string(m);
        for (int p = 0; p < pages_a_module; ++p) {
            const auto number = static_cast<std::uint8_t>(p);
            course.pages.push_back(page(m, number, prose(m * 1000U + number, page_size)));
            content::Unit unit;
            unit.id = course.pages.back().page.unit;
            unit.slug = "p" + std::to_string(p);
            unit.variants.push_back({"it", {}, course.pages.back().path, "Pagina", "", "", "", {}});
            module.units.push_back(std::move(unit));
        }
        course.course.modules.push_back(std::move(module));
    }
    return course;
}

struct Published {
    package::PublishReport report;
    package::ChannelHead head;
};

// A publisher with a library, a channel and a store of its own.
class TestPublisher {
  public:
    explicit TestPublisher(std::uint64_t seed = 1, std::uint64_t library_seed = 1)
        : random(seed),
          secret(crypto::SymmetricKey::from(random_bytes(library_seed, 32)).value()),
          library(secret),
          channel_key(package::ChannelKey::random(random)),
          package_key(package::PackageKey::random(random)),
          site_box(crypto::BoxKey::random(random)),
          memory(library) {
        site = id_of<SiteId>(9);
        package::ChannelDescriptor fields;
        fields.site = site;
        fields.course = id_of<CourseId>(7);
        signed_descriptor = package::describe_channel(fields, channel_key);
        channel = package::verify_descriptor(signed_descriptor, nullptr).value();
    }

    Result<Published> try_publish(const content::AuthoredCourse& course, std::uint64_t version,
                                  std::vector<package::ChannelHead> earlier = {}) {
        package::PublishOptions options;
        options.version = {version};
        options.published_at = {1'790'000'000'000 + static_cast<std::int64_t>(version)};
        for (auto& head : earlier) options.earlier.push_back({head, package_key.duplicate()});
        package::Publisher publisher(
            channel, {library, channel_key, package_key, Epoch{1}, site_box.public_key()}, memory,
            store, random);
        APPRODO_TRY(package::PublishReport report, publisher.publish(course, files, options));
        APPRODO_TRY(package::ChannelHead head, package::verify_head(report.head, channel));
        return Published{std::move(report), std::move(head)};
    }
    Published publish(const content::AuthoredCourse& course, std::uint64_t version,
                      std::vector<package::ChannelHead> earlier = {}) {
        auto published = try_publish(course, version, std::move(earlier));
        if (!published.ok()) throw std::runtime_error(published.error().message);
        return std::move(published).value();
    }
    Result<package::PackageReader> open(const package::ChannelHead& head,
                                        package::ChunkSource& source) const {
        return package::PackageReader::open(head, channel, package_key, source);
    }

    crypto::SeededRandom random;
    crypto::SymmetricKey secret;
    package::Library library;
    package::ChannelKey channel_key;
    package::PackageKey package_key;
    crypto::BoxKey site_box;
    package::PublishMemoryTable memory;
    package::MemoryChunks store;
    MemoryFiles files;
    SiteId site;
    package::SignedDescriptor signed_descriptor;
    package::ChannelDescriptor channel;
};

// What a learner's program does with a download, counting what it cost.
struct Fetched {
    std::uint64_t bytes = 0;
    std::uint64_t requests = 0;
    std::uint64_t chunks = 0;
    bool is_complete = false;
};
inline Result<Fetched> fetch(package::Download& download, package::ChunkSource& server,
                             package::ChunkSink& store, std::uint64_t requests_max = 20) {
    Fetched fetched;
    while (fetched.requests <= requests_max) {
        APPRODO_TRY(const package::DownloadStep step, download.next());
        fetched.is_complete = step.is_complete;
        if (step.wants.empty()) return fetched;
        ++fetched.requests;
        for (const package::Want& want : step.wants) {
            const auto sealed = server.get(want.id);
            if (!sealed) {
                download.give_up_on(want.id);
                continue;
            }
            if (sealed->size() != want.sealed_size) {
                return fail(ErrorCode::malformed, "a chunk is not as large as announced");
            }
            APPRODO_CHECK(package::check_chunk(want.id, *sealed));
            APPRODO_CHECK(store.put(want.id, *sealed));
            fetched.bytes += sealed->size();
            ++fetched.chunks;
        }
    }
    return fetched;
}

}  // namespace approdo::test
