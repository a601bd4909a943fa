#include "client_core/cli/meeting_line.hpp"

namespace approdo::cli {
namespace {

void add_own(CLI::App& app, const AddCommand& add, OwnMeetingsOptions& c) {
    auto* sub =
        add(app, "meetings", {"Gli appuntamenti dei tuoi corsi", "The meetings of your courses"},
            [&c](Context& x) { return meetings(x, c); });
    add_argument(*sub, {"APPUNTAMENTO", "MEETING"}, c.meeting,
                 {"uno solo, con l’inizio del suo id", "one alone, by the beginning of its id"});
    sub->add_option("--calendar", c.calendar,
                    say({"scrivili in un file per il calendario, per esempio lezioni.ics",
                         "write them to a file for a calendar, such as lessons.ics"}))
        ->type_name("FILE");
    sub->add_option("--attended", c.attended,
                    say({"dichiara che c’eri", "declare that you were there"}))
        ->type_name("ID");
    sub->add_option("--minutes", c.minutes,
                    say({"per quanti minuti; di solito tutti", "for how many; all if not said"}))
        ->type_name("N");
}

void add_of_class(CLI::App& app, const AddCommand& add, MeetingOptions& c) {
    auto* sub = add(app, "meeting", {"Appuntamenti di una classe", "Meetings of a class"},
                    [&c](Context& x) { return meeting(x, c); });
    const auto option = [&](const char* name, std::string& value, const Text& what,
                            const char* type) {
        sub->add_option(name, value, say(what))->type_name(type);
    };
    add_argument(*sub, {"CLASSE", "CLASS"}, c.edition,
                 {"il corso o l’edizione, come in approdo class",
                  "the course or edition, as in approdo class"})
        ->required();
    add_argument(*sub, {"TITOLO", "TITLE"}, c.title,
                 {"di uno nuovo; senza, si elencano", "of a new one; without it they are listed"});
    option("--start", c.start,
           {"l’inizio, come 2026-12-03T14:30; con +01:00 o Z in coda se è di un altro fuso",
            "its beginning, like 2026-12-03T14:30; with +01:00 or Z behind it if of another zone"},
           "TIME");
    option("--minutes", c.minutes, {"quanto dura", "how long it lasts"}, "N");
    option("--place", c.place, {"dove, in parole", "where, in words"}, "WORDS");
    option("--link", c.link, {"dove, con un link https", "where, as an https link"}, "LINK");
    option("--notes", c.notes, {"che altro c’è da sapere", "what else there is to know"}, "WORDS");
    option("--language", c.language,
           {"la lingua delle parole; di solito it", "of its words; it if not said"}, "LANG");
    option("--change", c.change,
           {"cambia questo appuntamento; uno annullato torna a farsi",
            "change this meeting; a cancelled one takes place after all"},
           "ID");
    option("--title", c.new_title,
           {"con --change: un altro titolo", "with --change: another title"}, "WORDS");
    option("--cancel", c.cancel, {"annulla questo appuntamento", "cancel this meeting"}, "ID");
    option("--reason", c.reason, {"con --cancel: perché", "with --cancel: why"}, "WORDS");
    option("--attendance", c.attendance, {"chi c’era a questo appuntamento", "who was at this one"},
           "ID");
    sub->add_option("--mark", c.marks,
                    say({"con --attendance: segna NOME presente, NOME=90 per 90 minuti, NOME=0 "
                         "assente; si può ripetere",
                         "with --attendance: marks NAME as present, NAME=90 for 90 minutes, NAME=0 "
                         "as absent; may be repeated"}))
        ->type_name("NAME")
        ->allow_extra_args(false);
    add_user(*sub, c.user);
}

}  // namespace

void add_meeting_commands(CLI::App& app, const AddCommand& add, MeetingChoices& choices) {
    add_own(app, add, choices.own);
    add_of_class(app, add, choices.of_class);
}

}  // namespace approdo::cli
