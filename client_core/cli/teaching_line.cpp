#include "client_core/cli/teaching_line.hpp"

namespace approdo::cli {

void add_teaching_commands(CLI::App& app, const AddCommand& add, TeachingOptions& c) {
    CLI::App* mark = add(app, "mark", {"Correggi le risposte scritte", "Mark answers"}, nullptr);
    mark->require_subcommand(1);
    const Text attempt_word{"TENTATIVO", "ATTEMPT"};
    const Text attempt_text{"come in approdo mark list, anche solo l’inizio",
                            "as in approdo mark list, or the beginning of it"};
    auto* sub = add(*mark, "list", {"Che cosa aspetta una correzione", "What waits for a mark"},
                    [&c](Context& x) { return mark_list(x, c.mark); });
    sub->add_option("--edition", c.mark.edition,
                    say({"solo di questa classe, come in approdo class",
                         "of this class only, as in approdo class"}))
        ->type_name("NAME");
    sub->add_flag("--marked", c.mark.marked_too,
                  say({"anche ciò che è già corretto", "also what was marked already"}));
    sub->add_flag("--nameless", c.mark.nameless,
                  say({"senza nomi e in ordine casuale", "without names, in no person’s order"}));
    add_user(*sub, c.mark.user);
    sub = add(*mark, "show", {"Le risposte di un tentativo", "An attempt's answers"},
              [&c](Context& x) { return mark_show(x, c.mark); });
    add_argument(*sub, attempt_word, c.mark.attempt, attempt_text)->required();
    sub->add_flag("--nameless", c.mark.nameless, say({"senza il nome", "without the name"}));
    add_user(*sub, c.mark.user);
    sub = add(*mark, "give", {"Dai punti e un commento", "Give points and feedback"},
              [&c](Context& x) { return mark_give(x, c.mark); });
    add_argument(*sub, attempt_word, c.mark.attempt, attempt_text)->required();
    sub->add_option("--question", c.mark.question,
                    say({"il suo numero in approdo mark show; di solito 1",
                         "its number in approdo mark show; 1 if not said"}))
        ->type_name("N");
    sub->add_option("--points", c.mark.points, say({"per esempio 3.5", "such as 3.5"}))
        ->type_name("N");
    sub->add_flag("--completed", c.mark.completes,
                  say({"il compito conta come completato", "the assignment counts as completed"}));
    sub->add_option("--feedback", c.mark.feedback,
                    say({"il commento, in Markdown", "the feedback, as Markdown"}))
        ->type_name("WORDS");
    sub->add_option("--feedback-file", c.mark.feedback_file,
                    say({"un file con il commento", "a file with the feedback"}))
        ->type_name("FILE");
    sub->add_option("--seen", c.mark.seen,
                    say({"per cambiare una correzione: lo stato mostrato da approdo mark show",
                         "to change a mark: the state that approdo mark show showed"}))
        ->type_name("ID");
    add_user(*sub, c.mark.user);

    sub = add(*mark, "files", {"Salva i file consegnati", "Save the files that were handed in"},
              [&c](Context& x) { return mark_files(x, c.mark); });
    add_argument(*sub, attempt_word, c.mark.attempt, attempt_text)->required();
    sub->add_option("--to", c.mark.folder,
                    say({"la cartella; di solito questa", "the folder; this one if not said"}))
        ->type_name("DIR");
    add_user(*sub, c.mark.user);

    sub = add(app, "announce", {"Annunci a una classe", "Announcements to a class"},
              [&c](Context& x) { return announce(x, c.announce); });
    add_argument(*sub, {"CLASSE", "CLASS"}, c.announce.edition,
                 {"il corso o l’edizione, come in approdo class",
                  "the course or edition, as in approdo class"})
        ->required();
    add_argument(
        *sub, {"TITOLO", "TITLE"}, c.announce.title,
        {"di un annuncio nuovo; senza, si elencano", "of a new one; without it they are listed"});
    sub->add_option("--text", c.announce.text,
                    say({"le parole, in Markdown", "its words, as Markdown"}))
        ->type_name("WORDS");
    sub->add_option("--file", c.announce.file,
                    say({"un file con le parole", "a file with its words"}))
        ->type_name("FILE");
    sub->add_option("--language", c.announce.language,
                    say({"la lingua delle parole; di solito it", "of its words; it if not said"}))
        ->type_name("LANG");
    sub->add_option("--correct", c.announce.correct,
                    say({"riscrivi questo annuncio", "write this announcement anew"}))
        ->type_name("ID");
    sub->add_option("--withdraw", c.announce.withdraw,
                    say({"ritira questo annuncio", "take this announcement back"}))
        ->type_name("ID");
    add_user(*sub, c.announce.user);

    sub = add(app, "upload",
              {"Porta un file al sito, che ne fa un corso",
               "Bring a file to the site, which makes a course of it"},
              [&c](Context& x) { return upload(x, c.upload); });
    add_argument(*sub, {"FILE", "FILE"}, c.upload.file,
                 {"il file del corso, di qualsiasi formato importabile",
                  "the course's file, of any format that can be imported"})
        ->required();
    sub->add_flag("--publish", c.upload.publish,
                  say({"pubblicalo, se non ha errori", "publish it, unless it has errors"}));
    sub->add_option("--draft", c.upload.draft,
                    say({"prende il posto di questa bozza", "takes the place of this draft"}))
        ->type_name("ID");
    add_user(*sub, c.upload.user);
}

}  // namespace approdo::cli
