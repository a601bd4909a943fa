#include "client_core/cli/data_line.hpp"

namespace approdo::cli {

void add_data_commands(CLI::App& app, const AddCommand& add, DataOptions& c) {
    CLI::App* data =
        add(app, "data", {"I tuoi dati: copia e cancellazione", "Your data: copy and erasure"},
            nullptr);
    data->require_subcommand(1);
    auto* sub = add(*data, "export",
                    {"Scrivi tutto ciò che questo computer tiene di te, come JSON",
                     "Write all that this computer holds of you, as JSON"},
                    [&c](Context& x) { return data_export(x, c); });
    add_argument(
        *sub, {"FILE", "FILE"}, c.file,
        {"dove scriverlo; senza, si mostra", "where to write it; without it, it is shown"});
    sub->add_flag("--with-site", c.with_site,
                  say({"chiedi anche al sito che cos’altro tiene (serve la frase segreta)",
                       "ask the site, too, what else it keeps (takes the passphrase)"}));
    add_user(*sub, c.user);
    sub = add(*data, "erase",
              {"Chiedi al sito di cancellare i tuoi dati", "Ask the site to erase your data"},
              [&c](Context& x) { return data_erase(x, c); });
    sub->add_option("--reason", c.reason,
                    say({"perché, se vuoi dirlo", "why, if you want to say so"}))
        ->type_name("WORDS");
    add(*data, "withdraw",
        {"Ritira la richiesta di cancellazione", "Take the request of erasure back"},
        [](Context& x) { return data_withdraw(x); });
    add(*data, "status",
        {"A che punto è la richiesta di cancellazione", "Where the request of erasure stands"},
        [](Context& x) { return data_status(x); });
}

}  // namespace approdo::cli
