// approdo narrate: every page of a course folder read aloud, into files beside the page. What a
// person recorded is never touched, and what was read from the same words before is left alone.
#include <algorithm>

#include "client_core/cli/commands.hpp"
#include "client_core/cli/findings.hpp"
#include "client_core/cli/narrator.hpp"
#include "client_core/cli/texts.hpp"
#include "client_core/core/json.hpp"
#include "client_core/core/views_json.hpp"
#include "content/import/folder/folder.hpp"
#include "content/import/source/source_files.hpp"

namespace approdo::cli {
namespace {

constexpr Text reading_aloud{"Leggo ad alta voce", "Reading aloud"};
constexpr Text page_made{"{0}: letta ad alta voce, {1}", "{0}: read aloud, {1}"};
constexpr Text page_recorded{"{0}: registrata da una persona, lasciata com’è",
                             "{0}: recorded by a person, left as it is"};
constexpr Text page_without_voice{"{0}: espeak-ng non ha una voce per «{1}», pagina saltata",
                                  "{0}: espeak-ng has no voice for «{1}», page left out"};
constexpr Text summary{"Pagine lette: {0}, già a posto: {1}, di una persona: {2}, senza voce: {3}",
                       "Pages read: {0}, up to date: {1}, a person's: {2}, without a voice: {3}"};

enum class State : std::uint8_t { made, unchanged, recorded, no_voice };
const char* name_of(State state) {
    static constexpr const char* names[] = {"made", "unchanged", "recorded", "no_voice"};
    return names[static_cast<std::size_t>(state)];
}

struct PageJob {
    std::string base;  // of its files: a/page.narration
    std::string language;
    narration::Script script;
    State state = State::unchanged;
    std::uint32_t duration_ms = 0;

    std::string page() const {
        return base.substr(0, base.size() - narration::narration_end.size());
    }
    std::string sound() const { return base + narration::sound_ends.front(); }
    std::string marks() const { return base + ".vtt"; }
};

std::vector<PageJob> jobs_of(const content::AuthoredCourse& authored) {
    std::vector<PageJob> jobs;
    for (const content::Module& module : authored.course.modules) {
        for (const content::Unit& unit : module.units) {
            if (unit.kind != content::UnitKind::page) continue;
            for (const content::Variant& variant : unit.variants) {
                const auto page = std::find_if(
                    authored.pages.begin(), authored.pages.end(),
                    [&](const content::AuthoredPage& one) { return one.path == variant.path; });
                if (page == authored.pages.end()) continue;
                PageJob job{
                    narration::narration_of(page->path), variant.language,
                    narration::script_of(page->page.title, page->page.html, variant.language)};
                if (!job.script.empty()) jobs.push_back(std::move(job));
            }
        }
    }
    return jobs;
}

// By its path in the folder, with or without the end.
Result<void> keep_only(std::vector<PageJob>& jobs, const std::string& page) {
    if (page.empty()) return {};
    const std::string without_end = page.substr(0, page.size() - import::extension_of(page).size());
    std::erase_if(
        jobs, [&](const PageJob& job) { return job.page() != page && job.page() != without_end; });
    if (jobs.empty())
        return fail(ErrorCode::not_found,
                    "the course has no page «" + page + "»: write its path in the folder");
    return {};
}

// What is there now, before anything is spoken.
State state_of(const PageJob& job, const import::SourceFiles& files) {
    const bool others_sound =
        std::any_of(narration::sound_ends.begin() + 1, narration::sound_ends.end(),
                    [&](const char* const end) { return files.exists(job.base + end); });
    const bool has_sound = files.exists(job.sound());
    const auto text = files.read(job.marks());
    if (!text) return has_sound || others_sound ? State::recorded : State::made;
    const std::string made_of = narration::read_vtt(*text).marks.made_of;
    if (made_of.empty() || others_sound) return State::recorded;
    return has_sound && made_of == narration::hash_of(job.script) ? State::unchanged : State::made;
}

// The sound first: with the marks of before it is made anew the next time.
Result<void> make(PageJob& job, Narrator& narrator, const import::SourceFiles& files) {
    APPRODO_TRY(const bool has_voice, narrator.can_speak(job.language));
    if (!has_voice) {
        job.state = State::no_voice;
        return {};
    }
    APPRODO_TRY(const Narration made, narrator.speak(job.script));
    files.write(job.sound(), made.sound);
    files.write(job.marks(), narration::vtt_of(made.marks));
    job.duration_ms = made.marks.duration_ms();
    return {};
}

void tell(const Context& context, const PageJob& job) {
    const std::string page = job.page();
    if (job.state == State::made)
        context.console.line(say(page_made, {page, duration_text(job.duration_ms / 1000)}));
    if (job.state == State::recorded) context.console.note(say(page_recorded, {page}));
    if (job.state == State::no_voice)
        context.console.warn(say(page_without_voice, {page, job.language}));
}

std::size_t count_of(const std::vector<PageJob>& jobs, State state) {
    return static_cast<std::size_t>(std::count_if(
        jobs.begin(), jobs.end(), [&](const PageJob& job) { return job.state == state; }));
}

std::string as_json(const std::vector<PageJob>& jobs) {
    client::JsonWriter json;
    json.begin_object().member("schema", client::json_schema);
    json.name("pages").begin_list();
    for (const PageJob& job : jobs) {
        json.begin_object()
            .member("page", job.page())
            .member("language", job.language)
            .member("state", name_of(job.state));
        if (job.state == State::made) json.member("duration_ms", job.duration_ms);
        json.end_object();
    }
    return json.end_list().end_object().take();
}

Result<std::vector<PageJob>> pages_in(const Context& context, const NarrateOptions& options) {
    const import::FolderReading reading = import::read_folder(options.folder);
    std::vector<PageJob> jobs = jobs_of(reading.course);
    if (jobs.empty()) {
        show_findings(context.console, reading.report);
        return fail(ErrorCode::not_found,
                    "there are no pages here that could be read aloud: name "
                    "a course folder, as in docs/authoring.md");
    }
    APPRODO_CHECK(keep_only(jobs, options.page));
    return jobs;
}

}  // namespace

Result<int> narrate(Context& context, const NarrateOptions& options) {
    if (options.kbit < narration_kbit_min || options.kbit > narration_kbit_max)
        return fail(ErrorCode::invalid_input, "--kbit takes a number from " +
                                                  std::to_string(narration_kbit_min) + " to " +
                                                  std::to_string(narration_kbit_max));
    Narrator narrator(options.voice, options.kbit);
    APPRODO_CHECK(narrator.look_for_programs());
    APPRODO_TRY(std::vector<PageJob> jobs, pages_in(context, options));
    const import::SourceFiles files(options.folder);
    {
        ProgressBar bar(context.console, say(reading_aloud));
        for (std::size_t i = 0; i < jobs.size(); ++i) {
            bar.show(i, jobs.size());
            PageJob& job = jobs[i];
            job.state = state_of(job, files);
            if (job.state == State::unchanged && options.again) job.state = State::made;
            if (job.state == State::made) APPRODO_CHECK(make(job, narrator, files));
        }
        bar.show(jobs.size(), jobs.size());
    }
    if (context.console.json) {
        context.console.object(as_json(jobs));
    } else {
        for (const PageJob& job : jobs) tell(context, job);
        context.console.note(say(summary, {std::to_string(count_of(jobs, State::made)),
                                           std::to_string(count_of(jobs, State::unchanged)),
                                           std::to_string(count_of(jobs, State::recorded)),
                                           std::to_string(count_of(jobs, State::no_voice))}));
    }
    return count_of(jobs, State::no_voice) > 0 ? exit_code::partly : exit_code::ok;
}

}  // namespace approdo::cli
