// approdo: the learner's and trainer's command. Parses the arguments, runs one command, prints what
// went wrong in plain words, and ends with one of the documented exit codes.
#include <CLI/CLI.hpp>
#include <clocale>
#include <csignal>
#include <functional>
#include <iostream>
#include <new>

#include "client_core/cli/commands.hpp"
#include "client_core/cli/texts.hpp"
#include "sync/sql/error.hpp"

namespace {

using namespace approdo;
using namespace approdo::cli;

constexpr const char* version_text = "approdo 0.1.0";

using Command = std::function<Result<int>(Context&)>;

struct Choices {
    Options options;
    std::string language;
    Command command;
    JoinOptions join;
    GetOptions get;
    QuizOptions quiz;
    PublishOptions publish;
    std::string name;
    std::string user;
    std::string file;
    bool with_html = false;
    unsigned seconds = unlocked_seconds_default;
};

CLI::App* add(CLI::App& app, Choices& choices, const char* name, const Text& what,
              Command command) {
    CLI::App* sub = app.add_subcommand(name, say(what));
    sub->callback([&choices, command = std::move(command)] { choices.command = command; });
    return sub;
}

void add_learner_commands(CLI::App& app, Choices& c) {
    auto* sub = add(app, c, "join",
                    {"Entra in un sito con un invito, o su un nuovo portatile con --user",
                     "Join a site with an invitation, or on a new laptop with --user"},
                    [&c](Context& x) { return join(x, c.join); });
    sub->add_option("link", c.join.link, "LINK")->required();
    sub->add_option("--user", c.join.user, "sign in as NAME");
    sub->add_option("--name", c.join.name, "the user name that you would like");
    sub->add_option("--parcel", c.join.parcel, "write the request to FILE");
    sub =
        add(app, c, "courses", {"I tuoi corsi, o le unità di uno", "Your courses, or one's units"},
            [&c](Context& x) { return courses(x, c.name); });
    sub->add_option("course", c.name, "COURSE");
    sub = add(app, c, "get", {"Scarica un corso", "Download a course"},
              [&c](Context& x) { return get(x, c.get); });
    sub->add_option("course", c.get.course, "COURSE")->required();
    sub->add_option("--parts", c.get.parts, "text,picture,audio,video,document[:LANGUAGE]");
    sub->add_option("--budget", c.get.budget, "space for content, such as 2GB");
    sub->add_flag("--plan,--dry-run", c.get.plan_only, "only say what it would cost");
    sub = add(app, c, "read", {"Leggi un’unità", "Read a unit"},
              [&c](Context& x) { return read_unit(x, c.name, c.with_html); });
    sub->add_option("unit", c.name, "COURSE/UNIT")->required();
    sub->add_flag("--html", c.with_html, "as HTML");
    sub = add(app, c, "quiz", {"Fai un quiz", "Take a quiz"},
              [&c](Context& x) { return quiz(x, c.quiz); });
    sub->add_option("unit", c.quiz.unit, "COURSE/UNIT")->required();
    sub->add_option("--answers", c.quiz.answers, "answers from a JSON FILE, or -");
    sub->add_flag("--keep-open", c.quiz.keep_open, "do not hand in yet");
    add(app, c, "record", {"I tuoi progressi, ore e risultati", "Your progress, hours and scores"},
        [](Context& x) { return record(x); });
}

void add_sync_commands(CLI::App& app, Choices& c) {
    add(app, c, "status",
        {"Che cosa attende, nelle due direzioni", "What waits, in both directions"},
        [](Context& x) { return status(x); });
    add(app, c, "sync", {"Scambia con il sito", "Exchange with the site"},
        [](Context& x) { return approdo::cli::sync(x); });
    CLI::App* parcel =
        app.add_subcommand("parcel", say({"Scambia con file o chiavette", "Exchange by files"}));
    parcel->require_subcommand(1);
    auto* sub = add(*parcel, c, "export", {"Scrivi ciò che attende", "Write what waits"},
                    [&c](Context& x) { return parcel_export(x, c.file); });
    sub->add_option("file", c.file, "FILE")->required();
    sub = add(*parcel, c, "import", {"Leggi una parcella", "Read a parcel"},
              [&c](Context& x) { return parcel_import(x, c.file); });
    sub->add_option("file", c.file, "FILE")->required();
}

void add_upkeep_commands(CLI::App& app, Choices& c) {
    add(app, c, "devices", {"I tuoi dispositivi", "Your devices"},
        [](Context& x) { return devices(x); });
    add(app, c, "doctor", {"Controlla i dati di questo computer", "Check this computer's data"},
        [](Context& x) { return doctor(x); });
    add(app, c, "lock", {"Chiudi il profilo", "Lock the profile"},
        [](Context& x) { return approdo::cli::lock(x); });
    auto* sub =
        add(app, c, "unlock", {"Apri il profilo per un po’", "Unlock the profile for a while"},
            [&c](Context& x) { return unlock(x, c.seconds); });
    sub->add_option("--seconds", c.seconds, "for how long");
    CLI::App* profile =
        app.add_subcommand("profile", say({"Più persone su un computer", "Several people"}));
    profile->require_subcommand(1);
    add(*profile, c, "list", {"Elenca i profili", "List the profiles"},
        [](Context& x) { return profile_list(x); });
    sub = add(*profile, c, "remove", {"Cancella un profilo", "Delete a profile"},
              [&c](Context& x) { return profile_remove(x, c.name); });
    sub->add_option("name", c.name, "NAME")->required();
}

void add_trainer_commands(CLI::App& app, Choices& c) {
    auto* sub =
        add(app, c, "check", {"Controlla la cartella di un corso", "Check a course's folder"},
            [&c](Context& x) { return check_folder(x, c.name); });
    sub->add_option("folder", c.name, "FOLDER")->required();
    sub = add(app, c, "publish", {"Pubblica un corso", "Publish a course"},
              [&c](Context& x) { return publish(x, c.publish); });
    sub->add_option("folder", c.publish.folder, "FOLDER")->required();
    sub->add_option("--channel", c.publish.channel, "the channel's id, where there are several");
    sub->add_option("--parcel,--to", c.publish.parcel, "write the package to FILE");
    sub->add_option("--user", c.publish.user, "your name at the site");
    sub = add(app, c, "class", {"Come va la classe", "How the class is doing"},
              [&c](Context& x) { return class_progress(x, c.name, c.user); });
    sub->add_option("course", c.name, "COURSE")->required();
    sub->add_option("--user", c.user, "your name at the site");
}

int fail_with(const Context& context, const Error& error, int code) {
    context.console.error(error);
    return code;
}

int run(Choices& choices) {
    Context context(choices.options);
    try {
        const auto result = choices.command(context);
        if (result.ok()) return *result;
        return fail_with(context, result.error(), exit_code_of(context, result.error()));
    } catch (const sql::SqlError& error) {
        const Error plain = sql::to_error(error);
        return fail_with(context, plain,
                         error.is_busy() ? exit_code::try_later : exit_code::failure);
    } catch (const std::bad_alloc&) {
        return fail_with(context,
                         fail(ErrorCode::exhausted, "not enough memory: close other programs"),
                         exit_code::failure);
    } catch (const std::exception& error) {
        return fail_with(context, fail(ErrorCode::corrupt, error.what()), exit_code::failure);
    }
}

}  // namespace

int main(int argc, char** argv) {
    std::setlocale(LC_ALL, "");
    std::signal(SIGPIPE, SIG_IGN);
    speak(language_of_environment());
    Choices choices;
    CLI::App app(
        say({"Approdo: imparare anche senza rete", "Approdo: learning without a network, too"}),
        "approdo");
    app.set_version_flag("--version", version_text);
    app.require_subcommand(1);
    app.fallthrough();
    app.add_option("--home", choices.options.home, "folder of all profiles")->type_name("DIR");
    app.add_option("--profile", choices.options.profile, "whose work")->type_name("NAME");
    app.add_option("--lang", choices.language, "it | en");
    app.add_option("--content-lang", choices.options.content_language,
                   "language of courses, where they have it, such as ar")
        ->type_name("LANG");
    app.add_flag("--json", choices.options.json, "one JSON object on standard output");
    app.add_flag("-q,--quiet", choices.options.quiet, "only results and errors");
    app.add_flag("-v,--verbose", choices.options.verbose, "say more");
    app.add_flag("--no-color", choices.options.no_color, "no colours");
    app.add_flag("--no-input", choices.options.no_input, "never ask");
    app.add_flag("-y,--yes", choices.options.yes, "yes to every question");
    add_learner_commands(app, choices);
    add_sync_commands(app, choices);
    add_upkeep_commands(app, choices);
    add_trainer_commands(app, choices);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? exit_code::ok : exit_code::usage;
    }
    if (!choices.language.empty()) speak(choices.language);
    return run(choices);
}
