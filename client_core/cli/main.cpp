// approdo: the learner's and trainer's command. Parses the arguments, runs one command, prints what
// went wrong in plain words, and ends with one of the documented exit codes.
#include <algorithm>
#include <clocale>
#include <csignal>
#include <functional>
#include <iostream>
#include <new>

#include "client_core/cli/attestation_line.hpp"
#include "client_core/cli/data_line.hpp"
#include "client_core/cli/hand_in_line.hpp"
#include "client_core/cli/meeting_line.hpp"
#include "client_core/cli/narrate_line.hpp"
#include "client_core/cli/teaching_line.hpp"
#include "sync/base/nearest.hpp"
#include "sync/sql/error.hpp"

namespace {

using namespace approdo;
using namespace approdo::cli;

using Command = std::function<Result<int>(Context&)>;

struct Choices {
    Options options;
    std::string language;
    Command command;
    JoinOptions join;
    PassphraseOptions passphrase;
    GetOptions get;
    QuizOptions quiz;
    ReviewOptions review;
    NoteOptions note;
    HandInOptions hand_in;
    AttestationChoices attestations;
    DataOptions data;
    ImportOptions import;
    ExportOptions export_to;
    NarrateOptions narrate;
    PublishOptions publish;
    TeachingOptions teaching;
    MeetingChoices meetings;
    bool only_new = false;
    ServeOptions serve;
    std::string name;
    std::string file;
    bool with_html = false;
    unsigned seconds = unlocked_seconds_default;
};

// The library's own headings are English, and each command takes them anew.
CLI::App* add_family(CLI::App& app, const char* name, const Text& what) {
    CLI::App* sub = app.add_subcommand(name, say(what));
    sub->footer(say({"Le opzioni comuni (--json, --home, --profile …): approdo --help",
                     "Options of all commands (--json, --home, --profile …): approdo --help"}));
    sub->group(say({"Comandi", "Commands"}));
    sub->get_help_ptr()->group(say({"Opzioni", "Options"}));
    return sub;
}

CLI::App* add(CLI::App& app, Choices& choices, const char* name, const Text& what,
              Command command) {
    CLI::App* sub = add_family(app, name, what);
    sub->callback([&choices, command = std::move(command)] { choices.command = command; });
    return sub;
}

constexpr Text course_word{"CORSO", "COURSE"};
constexpr Text unit_word{"CORSO/UNITÀ", "COURSE/UNIT"};
constexpr Text file_word{"FILE", "FILE"};
constexpr Text folder_word{"CARTELLA", "FOLDER"};
constexpr Text course_source{"quella con course.toml, o un file che si può importare",
                             "the one with course.toml, or a file that can be imported"};

void add_learner_commands(CLI::App& app, Choices& c) {
    auto* sub = add(app, c, "join", {"Entra in un sito", "Join a site"},
                    [&c](Context& x) { return join(x, c.join); });
    sub->add_option("LINK", c.join.link,
                    say({"il link dell’invito; con --user basta l’indirizzo del sito",
                         "the link of the invitation; with --user the site's address will do"}))
        ->type_name("")
        ->required();
    sub->add_option("--user", c.join.user,
                    say({"entra con il nome che hai già", "sign in with the name that you have"}))
        ->type_name("NAME");
    sub->add_option("--fingerprint", c.join.fingerprint,
                    say({"le 8 parole del sito, dal foglio dell’ufficio",
                         "the site's 8 words, from the office's paper"}))
        ->type_name("WORDS");
    sub->add_option("--name", c.join.name,
                    say({"il nome utente che vorresti", "the user name that you would like"}))
        ->type_name("NAME");
    sub->add_option("--parcel", c.join.parcel,
                    say({"scrivi la richiesta in un file, senza rete",
                         "write the request to a file, without a network"}))
        ->type_name("FILE");
    sub =
        add(app, c, "courses", {"I tuoi corsi, o le unità di uno", "Your courses, or one's units"},
            [&c](Context& x) { return courses(x, c.name); });
    add_argument(*sub, course_word, c.name,
                 {"il corso, come in approdo courses", "the course, as in approdo courses"});
    sub = add(app, c, "get", {"Scarica un corso", "Download a course"},
              [&c](Context& x) { return get(x, c.get); });
    add_argument(*sub, course_word, c.get.course,
                 {"il corso, come in approdo courses", "the course, as in approdo courses"})
        ->required();
    sub->add_option("--parts", c.get.parts,
                    say({"soltanto queste parti: text, picture, audio, video, document, separate "
                         "da virgole; audio:it è l’audio in italiano",
                         "only these parts: text, picture, audio, video, document, with commas in "
                         "between; audio:it is the sound in Italian"}))
        ->type_name("PARTS");
    sub->add_option(
           "--budget", c.get.budget,
           say({"spazio per i contenuti, per esempio 2GB", "space for content, such as 2GB"}))
        ->type_name("SIZE");
    sub->add_flag("--plan,--dry-run", c.get.plan_only,
                  say({"di’ soltanto quanto costerebbe", "only say what it would cost"}));
    sub = add(app, c, "read", {"Leggi un’unità", "Read a unit"},
              [&c](Context& x) { return read_unit(x, c.name, c.with_html); });
    add_argument(*sub, unit_word, c.name, {"l’unità da leggere", "the unit to read"})->required();
    sub->add_flag("--html", c.with_html, say({"come HTML", "as HTML"}));
    sub = add(app, c, "note", {"Le tue note su un’unità", "Your notes on a unit"},
              [&c](Context& x) { return note(x, c.note); });
    add_argument(*sub, unit_word, c.note.unit, {"l’unità", "the unit"})->required();
    add_argument(*sub, {"NOTA", "NOTE"}, c.note.text,
                 {"una nota nuova; senza, si leggono", "a new note; without it they are shown"});
    sub->add_option("--instead", c.note.instead_of,
                    say({"al posto della nota con questo numero; senza testo la toglie",
                         "in place of the note of this number; without a text it goes"}))
        ->type_name("N");
    sub = add(app, c, "quiz", {"Fai un quiz", "Take a quiz"},
              [&c](Context& x) { return quiz(x, c.quiz); });
    add_argument(*sub, unit_word, c.quiz.unit, {"il quiz", "the quiz"})->required();
    sub->add_option("--answers", c.quiz.answers,
                    say({"risposte da un file JSON, o -", "answers from a JSON file, or -"}))
        ->type_name("FILE");
    sub->add_flag("--keep-open", c.quiz.keep_open,
                  say({"non consegnare ancora", "do not hand in yet"}));
    sub->add_flag("--results", c.quiz.results,
                  say({"che cosa è venuto da ciò che hai consegnato, con i commenti",
                       "what came of what you handed in, with what was said of it"}));
    sub =
        add(app, c, "announcements", {"Gli annunci dei tuoi corsi", "Your courses' announcements"},
            [&c](Context& x) { return announcements(x, c.only_new); });
    sub->add_flag("--new", c.only_new, say({"solo quelli nuovi", "only those that are new"}));
    sub = add(app, c, "review",
              {"Ripassa le domande che tornano oggi", "Repeat the questions that are due today"},
              [&c](Context& x) { return review(x, c.review); });
    sub->add_option("--answers", c.review.answers,
                    say({"risposte da un file JSON, o -", "answers from a JSON file, or -"}))
        ->type_name("FILE");
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
        add_family(app, "parcel", {"Scambia con file o chiavette", "Exchange by files"});
    parcel->require_subcommand(1);
    auto* sub = add(*parcel, c, "export", {"Scrivi ciò che attende", "Write what waits"},
                    [&c](Context& x) { return parcel_export(x, c.file); });
    add_argument(*sub, file_word, c.file, {"dove scriverla", "where to write it"})->required();
    sub = add(*parcel, c, "import", {"Leggi una parcella", "Read a parcel"},
              [&c](Context& x) { return parcel_import(x, c.file); });
    add_argument(*sub, file_word, c.file, {"la parcella", "the parcel"})->required();
}

void add_upkeep_commands(CLI::App& app, Choices& c) {
    auto* sub = add(app, c, "serve",
                    {"Apri l’app nel browser di questo computer", "Open the app in this browser"},
                    [&c](Context& x) { return serve(x, c.serve); });
    sub->add_option("--listen", c.serve.listen,
                    say({"127.0.0.1:PORTA; di solito 8090, o una libera",
                         "127.0.0.1:PORT; 8090 if not said, or a free one"}))
        ->type_name("ADDRESS");
    sub->add_option("--web", c.serve.web,
                    say({"la cartella dell’app, se non è accanto al programma",
                         "the folder of the app, where it is not beside the program"}))
        ->type_name("DIR");
    sub->add_flag("--no-open", c.serve.no_open,
                  say({"mostra l’indirizzo e non aprire il browser",
                       "show the address and open no browser"}));
    add(app, c, "devices", {"I tuoi dispositivi", "Your devices"},
        [](Context& x) { return devices(x); });
    add(app, c, "doctor", {"Controlla i dati di questo computer", "Check this computer's data"},
        [](Context& x) { return doctor(x); });
    add(app, c, "lock", {"Chiudi il profilo", "Lock the profile"},
        [](Context& x) { return approdo::cli::lock(x); });
    sub = add(app, c, "unlock", {"Apri il profilo per un po’", "Unlock the profile for a while"},
              [&c](Context& x) { return unlock(x, c.seconds); });
    sub->add_option("--seconds", c.seconds,
                    say({"per quanti secondi; di solito 8 ore", "how many; 8 hours if not said"}));
    sub = add(app, c, "passphrase",
              {"Cambia la frase segreta, qui e al sito", "Change the passphrase, here and there"},
              [&c](Context& x) { return change_passphrase(x, c.passphrase); });
    sub->add_option("--user", c.passphrase.user,
                    say({"il tuo nome al sito", "your name at the site"}))
        ->type_name("NAME");
    sub->add_option("--new-file", c.passphrase.new_file,
                    say({"leggi la nuova da FILE", "read the new one from FILE"}))
        ->type_name("FILE");
    CLI::App* profile =
        add_family(app, "profile", {"Più persone su un computer", "Several people"});
    profile->require_subcommand(1);
    add(*profile, c, "list", {"Elenca i profili", "List the profiles"},
        [](Context& x) { return profile_list(x); });
    sub = add(*profile, c, "remove", {"Cancella un profilo", "Delete a profile"},
              [&c](Context& x) { return profile_remove(x, c.name); });
    add_argument(*sub, {"NOME", "NAME"}, c.name, {"il profilo", "the profile"})->required();
}

void add_trainer_commands(CLI::App& app, Choices& c) {
    auto* sub = add(app, c, "import",
                    {"Fai una cartella di corso da un file di qualunque formato",
                     "Make a course folder of a file in any format"},
                    [&c](Context& x) { return import_course(x, c.import); });
    add_argument(*sub, file_word, c.import.file,
                 {"un pacchetto, un file di domande, una cartella: docs/formats.md",
                  "a package, a file of questions, a folder: docs/formats.md"})
        ->required();
    sub->add_option(
           "--to", c.import.folder,
           say({"la cartella da scrivere, nuova o vuota", "the folder to write, new or empty"}))
        ->type_name("DIR");
    sub = add(app, c, "export",
              {"Scrivi un corso in un altro formato", "Write a course in another format"},
              [&c](Context& x) { return export_course(x, c.export_to); });
    add_argument(*sub, folder_word, c.export_to.course, course_source)->required();
    sub->add_option(
           "--format", c.export_to.format,
           say({"folder, gift, moodle-xml, qti (3.0) o cartridge (Common Cartridge 1.3)",
                "folder, gift, moodle-xml, qti (3.0) or cartridge (Common Cartridge 1.3)"}))
        ->type_name("NAME")
        ->required();
    sub->add_option("--to", c.export_to.to, say({"dove scriverlo", "where to write it"}))
        ->type_name("FILE")
        ->required();
    sub = add(app, c, "check", {"Controlla un corso", "Check a course"},
              [&c](Context& x) { return check_course(x, c.name); });
    add_argument(*sub, folder_word, c.name, course_source)->required();
    sub = add(app, c, "publish", {"Pubblica un corso", "Publish a course"},
              [&c](Context& x) { return publish(x, c.publish); });
    add_argument(*sub, folder_word, c.publish.folder, course_source)->required();
    sub->add_option("--channel", c.publish.channel,
                    say({"l’identificativo del canale, dove ce n’è più d’uno",
                         "the channel's id, where there are several"}))
        ->type_name("ID");
    sub->add_option("--parcel,--to", c.publish.parcel,
                    say({"scrivi il pacchetto in un file", "write the package to a file"}))
        ->type_name("FILE");
    sub->add_option("--user", c.publish.user, say({"il tuo nome al sito", "your name at the site"}))
        ->type_name("NAME");
    sub = add(app, c, "class", {"Come va la classe", "How the class is doing"},
              [&c](Context& x) { return class_progress(x, c.name); });
    add_argument(*sub, course_word, c.name,
                 {"il corso, come in approdo courses", "the course, as in approdo courses"});
}

// What was typed in the place of a command and is none.
std::string first_word(const CLI::App& app) {
    const auto unknown = app.remaining(true);
    const auto word = std::find_if(unknown.begin(), unknown.end(),
                                   [](const std::string& text) { return !text.starts_with('-'); });
    return word == unknown.end() ? std::string() : *word;
}

Error no_command(const CLI::App& app, const std::string& typed) {
    std::vector<std::string> known;
    const auto chosen = app.get_subcommands();
    const CLI::App& family = chosen.empty() ? app : *chosen.front();
    for (const CLI::App* sub : family.get_subcommands([](const CLI::App*) { return true; })) {
        known.push_back(sub->get_name());
    }
    const std::string meant = nearest(typed, known);
    if (meant.empty()) {
        return fail(ErrorCode::invalid_input,
                    "there is no command «" + typed + "»: approdo --help lists them");
    }
    return fail(ErrorCode::invalid_input, "there is no command «" + typed + "»: did you mean «" +
                                              meant + "»? approdo --help lists them");
}

// What was typed as an option and is none.
std::string first_option(const CLI::App& app) {
    const auto unknown = app.remaining(true);
    const auto word = std::find_if(unknown.begin(), unknown.end(),
                                   [](const std::string& text) { return text.starts_with('-'); });
    return word == unknown.end() ? std::string() : *word;
}

Error no_option(const std::string& typed) {
    return fail(ErrorCode::invalid_input,
                "the command line has something unknown: " + typed + "; see approdo --help");
}

// CLI11's own words are English and name what is missing; these say the same to everybody.
Error plain(const CLI::App& app, const CLI::ParseError& error) {
    const std::string said = error.what();
    const std::string subject = said.substr(0, said.find(" is required"));
    if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
        if (const std::string option = first_option(app); !option.empty()) {
            return no_option(option);
        }
        if (const std::string word = first_word(app); !word.empty()) {
            return no_command(app, word);
        }
        if (subject == "A subcommand") {
            return fail(ErrorCode::invalid_input, "say what to do: approdo --help lists it");
        }
        return fail(ErrorCode::invalid_input,
                    "the command line lacks " + subject + ": see the same command with --help");
    }
    if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
        return no_option(said.substr(said.find(':') + 2));
    }
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
        return fail(ErrorCode::invalid_input, "the command line lacks the value of " +
                                                  said.substr(0, said.find(':')) +
                                                  ": see the same command with --help");
    }
    if (dynamic_cast<const CLI::ConversionError*>(&error) != nullptr) {
        return fail(ErrorCode::invalid_input,
                    "this value cannot be used: " + said.substr(said.find(':') + 2) +
                        "; see the same command with --help");
    }
    return fail(ErrorCode::invalid_input,
                "the command line cannot be used (" + said + "): see approdo --help");
}

void speak_in_help(CLI::App& app) {
    const auto formatter = app.get_formatter();
    formatter->column_width(26);
    formatter->label("Usage", say({"Uso", "Usage"}));
    formatter->label("OPTIONS", say({"OPZIONI", "OPTIONS"}));
    formatter->label("Options", say({"Opzioni", "Options"}));
    formatter->label("Positionals", say({"Argomenti", "Arguments"}));
    formatter->label("REQUIRED", say({"obbligatorio", "required"}));
    formatter->label("SUBCOMMAND", say({"COMANDO", "COMMAND"}));
    formatter->label("Subcommands", say({"Comandi", "Commands"}));
    formatter->label("Subcommand", say({"Comando", "Command"}));
    formatter->label("TEXT", say({"TESTO", "TEXT"}));
    formatter->label("UINT", say({"NUMERO", "NUMBER"}));
    formatter->label("NAME", say({"NOME", "NAME"}));
    formatter->label("DIR", say({"CARTELLA", "FOLDER"}));
    formatter->label("LANG", say({"LINGUA", "LANGUAGE"}));
    formatter->label("ADDRESS", say({"INDIRIZZO", "ADDRESS"}));
    formatter->label("WORDS", say({"PAROLE", "WORDS"}));
    formatter->label("PARTS", say({"PARTI", "PARTS"}));
    formatter->label("SIZE", say({"SPAZIO", "SIZE"}));
    formatter->label("Env", say({"variabile", "variable"}));
    app.option_defaults()->group(say({"Opzioni", "Options"}));
    // Who adds an option to a line that has it already means the new value.
    app.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    app.set_help_flag("-h,--help", say({"mostra questo aiuto", "show this help"}));
}

// Known before the command line is: what is wrong with it has to be said in the right way.
bool asks_for_json(int argc, char** argv) {
    return std::any_of(argv + 1, argv + argc,
                       [](std::string_view word) { return word == "--json"; });
}

std::string language_asked_for(int argc, char** argv) {
    std::string asked = language_of_environment();
    for (int i = 1; i < argc; ++i) {
        const std::string_view word(argv[i]);
        if (word.starts_with("--lang=")) asked = word.substr(7);
        if (word == "--lang" && i + 1 < argc) asked = argv[i + 1];
    }
    return asked;
}

bool speaks(std::string_view language) {
    return language.empty() || language.starts_with("it") || language.starts_with("en");
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
    } catch (const std::filesystem::filesystem_error& error) {
        const bool full = error.code() == std::errc::no_space_on_device;
        const Error plain_error =
            full ? fail(ErrorCode::exhausted,
                        "the disk is full: free some space and try again; what was saved before is "
                        "still there")
                 : fail(ErrorCode::forbidden, "a file or folder cannot be used (" +
                                                  std::string(error.what()) +
                                                  "): check who owns it and the disk");
        return fail_with(context, plain_error, exit_code::failure);
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
    speak(language_asked_for(argc, argv));
    Choices choices;
    CLI::App app(
        say({"Approdo: imparare anche senza rete", "Approdo: learning without a network, too"}),
        "approdo");
    speak_in_help(app);
    app.set_version_flag("--version", "approdo " + std::string(version),
                         say({"mostra la versione", "show the version"}));
    app.require_subcommand(1);
    app.fallthrough();
    app.add_option("--home", choices.options.home,
                   say({"cartella di tutti i profili", "folder of all profiles"}))
        ->type_name("DIR");
    app.add_option("--profile", choices.options.profile, say({"di chi è il lavoro", "whose work"}))
        ->type_name("NAME");
    app.add_option("--lang", choices.language, say({"lingua dei messaggi", "language of messages"}))
        ->type_name("it|en");
    app.add_option("--content-lang", choices.options.content_language,
                   say({"lingua dei corsi, dove ce l’hanno, per esempio ar",
                        "language of courses, where they have it, such as ar"}))
        ->type_name("LANG");
    app.add_option("--ca-file", choices.options.ca_file,
                   say({"autorità di cui fidarsi per https, in forma PEM",
                        "authorities to trust for https, in PEM form"}))
        ->type_name("FILE")
        ->envname("APPRODO_CA_FILE");
    app.add_flag("--json", choices.options.json,
                 say({"un oggetto JSON sull’uscita", "one JSON object on standard output"}));
    app.add_flag("-q,--quiet", choices.options.quiet,
                 say({"solo risultati ed errori", "only results and errors"}));
    app.add_flag("-v,--verbose", choices.options.verbose, say({"di’ di più", "say more"}));
    app.add_flag("--no-color", choices.options.no_color, say({"senza colori", "no colours"}));
    app.add_flag("--no-input", choices.options.no_input, say({"non chiedere mai", "never ask"}));
    app.add_flag("-y,--yes", choices.options.yes,
                 say({"sì a ogni domanda", "yes to every question"}));
    add_learner_commands(app, choices);
    add_sync_commands(app, choices);
    add_upkeep_commands(app, choices);
    add_trainer_commands(app, choices);
    const AddCommand add_command = [&choices](CLI::App& parent, const char* name, const Text& what,
                                              Command command) {
        return command ? add(parent, choices, name, what, std::move(command))
                       : add_family(parent, name, what);
    };
    add_hand_in_command(app, add_command, choices.hand_in);
    add_teaching_commands(app, add_command, choices.teaching);
    add_meeting_commands(app, add_command, choices.meetings);
    add_attestation_commands(app, add_command, choices.attestations);
    add_data_commands(app, add_command, choices.data);
    add_narrate_command(app, add_command, choices.narrate);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) return app.exit(error);
        choices.options.json = asks_for_json(argc, argv);
        Context(choices.options).console.error(plain(app, error));
        return exit_code::usage;
    }
    if (!speaks(choices.language)) {
        Context(choices.options)
            .console.error(fail(ErrorCode::invalid_input,
                                "there is no language «" + choices.language + "»: use it or en"));
        return exit_code::usage;
    }
    return run(choices);
}
