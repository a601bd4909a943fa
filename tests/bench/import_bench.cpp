// How fast courses come in, on one core: from a text as it lies on the disk to questions as values,
// with ids, keys and clean words.
#include <ctime>

#include "content/import/gift/gift_questions.hpp"
#include "tests/bench/bench.hpp"

namespace approdo::bench {
namespace {

class NoLinks : public import::Links {
  public:
    std::optional<Asset> asset(std::string_view) override { return std::nullopt; }
    std::optional<std::string> link(std::string_view) override { return std::nullopt; }
};

// As teachers write them, one of each kind in turn.
std::string gift_text(std::size_t questions) {
    std::string text;
    for (std::size_t i = 0; i < questions; ++i) {
        const std::string n = std::to_string(i);
        text += "::Domanda " + n + ":: ";
        switch (i % 5) {
            case 0:
                text += "Entro quanti giorni si dichiara il cambio di casa numero " + n +
                        "? {\n\t=20 #Giusto.\n\t~10 #Troppo pochi.\n\t~60\n\t~90\n}\n\n";
                break;
            case 1:
                text += "Il comune " + n + " rilascia la carta d'identità. {TRUE}\n\n";
                break;
            case 2:
                text += "Chi tiene l'anagrafe " + n + "? {=il Comune =il comune =*comune*}\n\n";
                break;
            case 3:
                text += "Quanti abitanti ha il paese? {#" + n + ":2}\n\n";
                break;
            default:
                text += "Quali carte servono allo sportello " + n +
                        "? {~%50%titolo di soggiorno ~%50%passaporto ~%-100%una foto}\n\n";
                break;
        }
    }
    return text;
}

// Processor time: the figure is for one core, whatever else the machine does.
double cpu_seconds() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

double gift_questions_per_s() {
    constexpr std::size_t questions = 10'000;
    constexpr int rounds = 5;
    static const std::string text = gift_text(questions);
    NoLinks links;
    std::size_t read = 0;
    const double start = cpu_seconds();
    for (int round = 0; round < rounds; ++round) {
        import::Report report;
        const import::GiftFile file = import::parse_gift(text, "domande.gift", report);
        const import::QuizReading reading{"it", "domande.gift", links, report, false, false};
        read += import::read_quiz(file, reading).questions.size();
    }
    const double seconds = cpu_seconds() - start;
    if (read != rounds * questions) throw std::runtime_error("not every question was read");
    return static_cast<double>(read) / seconds;
}

}  // namespace

void add_import(std::vector<Metric>& metrics) {
    metrics.push_back({"import.gift_questions_per_s", "questions/s", 200'000, Better::higher,
                       gift_questions_per_s, 5});
}

}  // namespace approdo::bench
