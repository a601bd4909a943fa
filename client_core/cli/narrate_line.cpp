#include "client_core/cli/narrate_line.hpp"

namespace approdo::cli {

void add_narrate_command(CLI::App& app, const AddCommand& add, NarrateOptions& o) {
    CLI::App* const sub =
        add(app, "narrate",
            {"Fai leggere ad alta voce le pagine di un corso, in file accanto a esse",
             "Have a course's pages read aloud, into files beside them"},
            [&o](Context& context) { return narrate(context, o); });
    add_argument(
        *sub, {"CARTELLA", "FOLDER"}, o.folder,
        {"la cartella del corso, con course.toml", "the folder of the course, with course.toml"})
        ->required();
    sub->add_option("--voice", o.voice,
                    say({"una voce di espeak-ng, per esempio it+f3, per i testi nella sua lingua",
                         "a voice of espeak-ng, such as it+f3, for texts in its language"}))
        ->type_name("NAME");
    sub->add_option("--page", o.page,
                    say({"solo questa pagina, col suo percorso nella cartella",
                         "this page alone, by its path in the folder"}))
        ->type_name("FILE");
    sub->add_option("--kbit", o.kbit,
                    say({"quanti kbit al secondo occupa il suono, da 6 a 64 (24)",
                         "how many kbit a second the sound takes, from 6 to 64 (24)"}));
    sub->add_flag("--again", o.again,
                  say({"anche le pagine le cui parole non sono cambiate",
                       "pages whose words did not change, too"}));
}

}  // namespace approdo::cli
