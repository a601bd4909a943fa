#include "client_core/cli/hand_in_line.hpp"

namespace approdo::cli {

void add_hand_in_command(CLI::App& app, const AddCommand& add, HandInOptions& options) {
    auto* sub = add(app, "hand-in",
                    {"Consegna un compito, o guarda che cosa hai consegnato",
                     "Hand in an assignment, or see what you handed in"},
                    [&options](Context& x) { return hand_in(x, options); });
    add_argument(*sub, {"UNITÀ", "UNIT"}, options.unit,
                 {"il compito, come CORSO/UNITÀ", "the assignment, as COURSE/UNIT"})
        ->required();
    sub->add_option(say({"FILE", "FILE"}), options.files,
                    say({"i file da consegnare", "the files to hand in"}))
        ->type_name("");
    sub->add_option("--text", options.text, say({"le parole da consegnare", "words to hand in"}))
        ->type_name("WORDS");
    sub->add_option("--text-file", options.text_file,
                    say({"un file con le parole", "a file with the words"}))
        ->type_name("FILE");
    sub->add_option("--save", options.save,
                    say({"scrivi in questa cartella i file che hai consegnato",
                         "write the files that you handed in to this folder"}))
        ->type_name("DIR");
}

}  // namespace approdo::cli
