#include "server/paper/attestato.hpp"

#include <array>
#include <vector>

#include "server/paper/pdf_labels.hpp"
#include "server/paper/sheet.hpp"

namespace approdo::paper {

namespace {

using attestation::Attestation;

constexpr std::array<std::string_view, 12> months = {
    "gennaio", "febbraio", "marzo",     "aprile",  "maggio",   "giugno",
    "luglio",  "agosto",   "settembre", "ottobre", "novembre", "dicembre"};

constexpr double text_width = Sheet::width - 2 * Sheet::margin;
constexpr double label_width = 150;
constexpr double code_side = 172;

// «27 novembre 2026», of 2026-11-27.
std::string long_day(const std::string& day) {
    if (day.size() != 10) return {};
    const auto month = static_cast<std::size_t>((day[5] - '0') * 10 + day[6] - '0');
    const std::string number = day[8] == '0' ? day.substr(9) : day.substr(8);
    return number + " " + std::string(months.at((month + 11) % 12)) + " " + day.substr(0, 4);
}

std::string hours_text(std::uint32_t minutes) {
    const std::uint32_t hours = minutes / 60;
    const std::uint32_t rest = minutes % 60;
    std::string text;
    if (hours > 0) text = std::to_string(hours) + (hours == 1 ? " ora" : " ore");
    if (rest == 0) return text;
    return text + (text.empty() ? "" : " e ") + std::to_string(rest) +
           (rest == 1 ? " minuto" : " minuti");
}

std::string period_text(const Attestation& said) {
    const std::string from = long_day(attestation::day_text(said.from));
    const std::string until = long_day(attestation::day_text(said.until));
    if (from.empty()) return until.empty() ? "" : "fino al " + until;
    return until.empty() ? "dal " + from : "dal " + from + " al " + until;
}

struct Fact {
    std::string_view label;
    std::string value;
};

std::vector<Fact> facts_of(const Attestation& said) {
    std::vector<Fact> facts = {
        {"Ore riconosciute", hours_text(said.minutes)},
        {"Area di competenza", said.area},
        {"Edizione", said.edition},
        {"Periodo", period_text(said)},
        {"Completato il", long_day(attestation::day_text(said.completed))},
        {"Verifiche", said.has_score ? "superate, punteggio medio " +
                                           std::to_string(said.score_percent) + " su 100"
                                     : ""},
        {"Organizzato da", said.organisation},
        {"Versione del corso", std::to_string(said.version.value)},
    };
    std::erase_if(facts, [](const Fact& fact) { return fact.value.empty(); });
    return facts;
}

// Draws downwards and remembers how far it came.
class Page {
  public:
    Page(Sheet& sheet, double y) : sheet_(sheet), y_(y) {}

    void text(const char* tag, std::string_view words, const Type& type, double gap) {
        sheet_.begin(tag);
        sheet_.write(words, type, Sheet::margin, y_, text_width);
        sheet_.end(tag);
        y_ += sheet_.height_of(words, type, text_width) + gap;
    }

    void row(const Fact& fact) {
        const Type label{10.5, true, Align::start};
        const Type value{11, false, Align::start};
        const double value_width = text_width - label_width;
        sheet_.rule(Sheet::margin, y_, text_width);
        y_ += 5;
        sheet_.begin("TR");
        sheet_.begin("TH");
        sheet_.write(fact.label, label, Sheet::margin, y_, label_width);
        sheet_.end("TH");
        sheet_.begin("TD");
        sheet_.write(fact.value, value, Sheet::margin + label_width, y_, value_width);
        sheet_.end("TD");
        sheet_.end("TR");
        y_ += sheet_.height_of(fact.value, value, value_width) + 5;
    }

    void rule() { sheet_.rule(Sheet::margin, y_, text_width); }

  private:
    Sheet& sheet_;
    double y_;
};

void write_statement(Sheet& sheet, const attestation::Checked& checked) {
    const Attestation& said = checked.attestation;
    Page page(sheet, 58);
    page.text("P", checked.site_name, {15, true, Align::middle}, 34);
    page.text("H1", "Attestato di formazione", {25, true, Align::middle}, 6);
    page.text("P",
              "n. " + attestation::number_text(said.number) + " del " +
                  long_day(attestation::day_text(said.issued)),
              {11, false, Align::middle}, 28);
    page.text("P", "Si attesta che", {12, false, Align::middle}, 6);
    page.text("P", said.holder, {21, true, Align::middle}, 8);
    page.text("P", "ha completato e superato il corso", {12, false, Align::middle}, 6);
    page.text("P", said.course, {17, true, Align::middle}, 26);
    sheet.begin("Table");
    for (const Fact& fact : facts_of(said)) page.row(fact);
    sheet.end("Table");
    page.rule();
}

void write_check(Sheet& sheet, const attestation::Checked& checked, const QrCode& code,
                 std::string_view address) {
    const double top = Sheet::height - Sheet::margin - code_side;
    const double left = Sheet::margin + code_side + 22;
    const double column = Sheet::width - Sheet::margin - left;
    sheet.begin("Figure");
    sheet.draw(code, Sheet::margin, top, code_side);
    sheet.end("Figure");
    double y = top;
    const auto paragraph = [&](const char* tag, const std::string& words, const Type& type) {
        sheet.begin(tag);
        sheet.write(words, type, left, y, column);
        sheet.end(tag);
        y += sheet.height_of(words, type, column) + 5;
    };
    paragraph("H2", "Come si verifica", {12, true, Align::start});
    paragraph("P",
              "Il codice qui accanto contiene l’attestato con la firma elettronica di «" +
                  checked.site_name +
                  "». Si inquadra con un telefono, anche senza rete se la pagina è già stata "
                  "aperta una volta, oppure si controlla con il comando «approdo verify».",
              {9.5, false, Align::start});
    paragraph("P", "È autentico solo se la verifica mostra queste parole, che l’ente rende note:",
              {9.5, false, Align::start});
    paragraph("P", checked.words, {10.5, true, Align::start});
    paragraph("P",
              "Pagina di verifica: " + std::string(address) +
                  "/app/verify. La firma è quella del sito e non è una firma qualificata.",
              {9.5, false, Align::start});
}

}  // namespace

Result<Bytes> attestato_pdf(const attestation::Checked& checked, ByteView proof,
                            std::string_view address) {
    APPRODO_TRY(const QrCode code, QrCode::of(attestation::address_of(address, proof)));
    const Attestation& said = checked.attestation;
    Sheet sheet("Attestato di formazione: " + said.holder + ", " + said.course, said.issued);
    sheet.begin("Document");
    write_statement(sheet, checked);
    write_check(sheet, checked, code, address);
    sheet.end("Document");
    return labelled(sheet.finish(), "it",
                    "Codice QR con l’attestato firmato, per verificarlo all’indirizzo " +
                        std::string(address) + "/app/verify");
}

}  // namespace approdo::paper
