// A small course in one language, published to a test site's chunks: a page, a practice quiz, a
// graded one, a recording. Each version differs by the words of its first page.
#pragma once

#include <stdexcept>

#include "content/package/publisher.hpp"
#include "tests/unit/client_core/core/test_site.hpp"

namespace approdo::test {

// The value, or the test's end with what was wrong.
template <class T>
T must(Result<T> result) {
    if (!result.ok()) throw std::runtime_error(result.error().message);
    return std::move(*result);
}

class NoFiles final : public package::FileSource {
  public:
    Result<std::size_t> read(const std::string& source, std::uint64_t, MutableByteView) override {
        return fail(ErrorCode::not_found, source);
    }
};

class TestCourse {
  public:
    TestCourse(TestSite& site, Random& random)
        : site_(site),
          random_(random),
          library_secret_(crypto::SymmetricKey::random(random)),
          library_(library_secret_),
          memory_(library_),
          package_key(crypto::SymmetricKey::random(random)),
          channel_key_(crypto::SigningKey::random(random)) {
        package::ChannelDescriptor wish;
        wish.site = site.small.id;
        wish.library = random.id<package::LibraryId>();
        wish.course = random.id<CourseId>();
        signed_descriptor_ = package::describe_channel(wish, channel_key_);
        descriptor = must(package::verify_descriptor(signed_descriptor_, nullptr));
        make_course();
    }

    // The practice quiz of the next version counts answers by it; each of its questions has two
    // hints, and a try costs half.
    void behave(content::Behaviour behaviour) {
        content::AuthoredQuiz& quiz = course_.quizzes[0];
        quiz.languages[0].shown.settings.behaviour = behaviour;
        for (content::QuestionKey& key : quiz.key.questions) {
            key.penalty = content::Share::of(1, 2);
            key.hints.resize(2);
            for (content::LocalRich& hint : key.hints) hint.set({"<p>Pensaci.</p>", "it", {}});
        }
    }

    // The next version also asks for files: as a question of the graded quiz, and as an assignment.
    void ask_for_files(const content::FilePart& wish);

    // The next version brings the sound of its recording along.
    void add_sound() {
        content::AuthoredFile sound;
        sound.path = "uno/ascolto";
        sound.bytes = Bytes(50'000);
        random_.fill(sound.bytes);
        sound.size = sound.bytes.size();
        sound.media_type = "audio/ogg";
        sound.part = {content::PartType::audio, "it"};
        sound.module = course_.course.modules[0].id;
        course_.files.push_back(sound);
    }

    // Publishes the next version and tells it in the site's log; the words go into the first page.
    void publish(const std::string& words) {
        course_.pages[0].page.html = "<p id=\"b1\">" + words + "</p><p id=\"b2\">Fine.</p>";
        package::PublishOptions options;
        options.version = ContentVersion{++version_};
        options.published_at = UtcMs{1'790'000'000'000};
        package::Publisher publisher(
            descriptor,
            {library_, channel_key_, package_key, Epoch{1}, site_.small.box.public_key()}, memory_,
            chunks, random_);
        NoFiles files;
        const auto report = must(publisher.publish(course_, files, options));
        announced.channel = descriptor.channel;
        announced.version = options.version;
        announced.head = wire::encode(report.head);
        announced.descriptor = wire::encode(signed_descriptor_);
        site_.say(announced, {});
    }

    void enrol() {
        site_.give_key(log::package_key_name(descriptor.channel, Epoch{1}), package_key);
        content::Enrolled enrolled;
        enrolled.course = descriptor.course;
        enrolled.channel = descriptor.channel;
        enrolled.account = site_.account;
        enrolment = random_.id<EnrolmentId>();
        site_.say(enrolled, enrolment);
    }

    // What POST /chunks does, until nothing more is wanted.
    void download(client::Client& client) {
        for (int round = 0; round < 50; ++round) {
            (void)must(client.advance_downloads());
            const auto wanted = client.wanted_chunks(1000);
            if (wanted.empty()) return;
            for (const ChunkId& id : wanted) {
                const auto sealed = chunks.get(id);
                if (sealed) client.put_chunk(id, *sealed).value();
            }
        }
    }

    package::MemoryChunks chunks;
    package::ChannelDescriptor descriptor;
    EnrolmentId enrolment;
    content::ContentHead announced;
    UnitId practice, graded;

  private:
    void make_course();
    content::AuthoredQuiz quiz_of(content::QuizMode mode, const UnitId& unit,
                                  const std::string& path);

    TestSite& site_;
    Random& random_;
    crypto::SymmetricKey library_secret_;
    package::Library library_;
    package::PublishMemoryTable memory_;

  public:
    crypto::SymmetricKey package_key;

  private:
    package::ChannelKey channel_key_;
    package::SignedDescriptor signed_descriptor_;
    content::AuthoredCourse course_;
    std::uint64_t version_ = 0;
};

inline content::AuthoredQuiz TestCourse::quiz_of(content::QuizMode mode, const UnitId& unit,
                                                 const std::string& path) {
    content::AuthoredQuiz quiz;
    quiz.unit = unit;
    quiz.module = course_.course.modules[0].id;
    content::QuizPublic shown;
    shown.unit = unit;
    shown.language = "it";
    shown.title = "Quiz";
    shown.settings.mode = mode;
    shown.settings.attempts_max = 2;
    shown.settings.pass_mark = content::Share::of(1, 2);
    shown.settings.feedback.time = mode == content::QuizMode::practice
                                       ? content::FeedbackTime::at_once
                                       : content::FeedbackTime::after_submit;
    quiz.key.unit = unit;
    for (int i = 0; i < 2; ++i) {
        content::Question question;
        question.shown.id = random_.id<QuestionId>();
        question.shown.kind = content::QuestionKind::true_false;
        question.shown.text.html = "<p>È vero?</p>";
        content::ChoicePart choice;
        choice.options = {{content::option_true, {"<p>Vero</p>", "it", {}}},
                          {content::option_false, {"<p>Falso</p>", "it", {}}}};
        question.shown.parts.push_back({1, choice, ""});
        question.key.id = question.shown.id;
        content::ChoiceKey key;
        key.options = {{content::option_true, content::Share::all(), 1},
                       {content::option_false, content::Share::none(), 0}};
        question.key.parts.push_back({1, 1, key});
        content::Feedback feedback;
        feedback.id = 1;
        feedback.text.set({"<p>Proprio così.</p>", "it", {}});
        question.key.feedback.push_back(feedback);
        const auto halves = must(content::split(question));
        shown.questions.push_back(halves.shown);
        quiz.key.questions.push_back(halves.key);
    }
    quiz.languages.push_back({path, shown});
    return quiz;
}

inline void TestCourse::ask_for_files(const content::FilePart& wish) {
    content::Question question;
    question.shown.id = random_.id<QuestionId>();
    question.shown.kind = content::QuestionKind::file;
    question.shown.text.html = "<p>Consegna il modulo.</p>";
    question.shown.parts.push_back({1, wish, ""});
    question.key.id = question.shown.id;
    question.key.parts.push_back({1, 1, content::PersonKey{}});
    const auto halves = must(content::split(question));
    course_.quizzes[1].languages[0].shown.questions.push_back(halves.shown);
    course_.quizzes[1].key.questions.push_back(halves.key);

    content::Module& module = course_.course.modules[0];
    content::Unit unit;
    unit.id = random_.id<UnitId>();
    unit.kind = content::UnitKind::assignment;
    unit.slug = "compito";
    unit.completion.kind = content::CompletionKind::submitted;
    content::Variant variant;
    variant.language = "it";
    variant.path = "uno/compito";
    variant.title = "compito";
    unit.variants.push_back(variant);
    module.units.push_back(unit);
    content::AuthoredPage page;
    page.path = variant.path;
    page.module = module.id;
    page.page.unit = unit.id;
    page.page.language = "it";
    page.page.title = "Il compito";
    page.page.html = "<p>Descrivi il tuo ufficio.</p>";
    page.page.blocks = 1;
    course_.pages.push_back(page);
}

inline void TestCourse::make_course() {
    content::Course& course = course_.course;
    course.id = descriptor.course;
    course.slug = "prova";
    course.languages = {"it"};
    course.title = content::LocalText("it", "Corso di prova");
    content::Module module;
    module.id = random_.id<ModuleId>();
    module.slug = "uno";
    module.title = content::LocalText("it", "Modulo uno");
    const auto add = [&](const char* slug, content::UnitKind kind, content::CompletionKind rule) {
        content::Unit unit;
        unit.id = random_.id<UnitId>();
        unit.kind = kind;
        unit.slug = slug;
        unit.completion.kind = rule;
        content::Variant variant;
        variant.language = "it";
        variant.path = std::string("uno/") + slug;
        variant.title = slug;
        unit.variants.push_back(variant);
        module.units.push_back(unit);
        return unit.id;
    };
    const UnitId page = add("pagina", content::UnitKind::page, content::CompletionKind::read);
    content::Variant& read_aloud = module.units.back().variants[0];
    read_aloud.tracks = {{content::TrackKind::narration, "it", "uno/pagina.narration.ogg"},
                         {content::TrackKind::sentences, "it", "uno/pagina.narration.vtt"}};
    read_aloud.duration_ms = 4'000;
    practice = add("esercizio", content::UnitKind::quiz, content::CompletionKind::passed);
    graded = add("verifica", content::UnitKind::quiz, content::CompletionKind::passed);
    add("ascolto", content::UnitKind::media, content::CompletionKind::watched);
    content::Unit& media = module.units.back();
    media.required = false;
    media.completion.share = content::Share::of(9, 10);
    media.variants[0].media_type = "audio/ogg";
    media.variants[0].duration_ms = 10'000;
    media.variants[0].tracks.push_back({content::TrackKind::captions, "it", "uno/ascolto.vtt"});
    course.modules.push_back(module);

    content::AuthoredPage authored;
    authored.path = "uno/pagina";
    authored.module = module.id;
    authored.page.unit = page;
    authored.page.language = "it";
    authored.page.title = "Pagina";
    authored.page.blocks = 2;
    course_.pages.push_back(authored);
    course_.quizzes.push_back(quiz_of(content::QuizMode::practice, practice, "uno/esercizio"));
    course_.quizzes.push_back(quiz_of(content::QuizMode::graded, graded, "uno/verifica"));
}

}  // namespace approdo::test
