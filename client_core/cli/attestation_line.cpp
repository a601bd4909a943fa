#include "client_core/cli/attestation_line.hpp"

namespace approdo::cli {

void add_attestation_commands(CLI::App& app, const AddCommand& add, AttestationChoices& c) {
    auto* sub =
        add(app, "attestation", {"Il tuo attestato di un corso", "Your attestato of a course"},
            [&c](Context& x) { return attestation(x, c.attestation); });
    add_argument(*sub, {"CORSO", "COURSE"}, c.attestation.course,
                 {"il corso, come in approdo courses", "the course, as in approdo courses"})
        ->required();
    sub->add_option("--pdf", c.attestation.pdf,
                    say({"scrivi il PDF del sito in un file", "write the site's PDF to a file"}))
        ->type_name("FILE");
    add_user(*sub, c.attestation.user);
    sub = add(
        app, "verify",
        {"Verifica un attestato, anche senza rete", "Check an attestato, also without a network"},
        [&c](Context& x) { return verify(x, c.verify); });
    add_argument(*sub, {"CODICE", "CODE"}, c.verify.code,
                 {"il codice, il suo indirizzo, un file che lo contiene, o -",
                  "the code, its address, a file that holds it, or -"})
        ->required();
    sub->add_option("--words", c.verify.words,
                    say({"le 8 parole del sito che lo rilascia, dal foglio dell’ufficio",
                         "the 8 words of the site that issues it, from the office's paper"}))
        ->type_name("WORDS");
}

}  // namespace approdo::cli
