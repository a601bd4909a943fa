// GIFT as another program reads it: gift-pegjs and our parser have to agree on every file that it
// can read, those of the corpus and those below, which try what the corpus leaves out.
#include <fstream>
#include <sstream>

#include "tests/support/corpus.hpp"
#include "tests/support/gift_tree.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temp_dir.hpp"

using namespace approdo;

namespace {

namespace fs = std::filesystem;

std::string read_all(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

constexpr std::string_view samples[] = {
    "// a comment\n::Uno:: Roma è la capitale d'Italia. {T}\n\nIl Po è un lago. {FALSE#È un "
    "fiume.#Sì.}\n",
    "$CATEGORY: anagrafe/residenza\n\nQuanti giorni? {#20:1}\n\nQuanti? {#1..5}\n\nE qui? {#=20:0 "
    "#giusto =%50%20:5 #quasi}\n",
    "// [id:abc-1] [tag:uno] [tag:due]\n::Carte:: Quali servono? {~%50%titolo#bene "
    "~%50%passaporto ~%-100%foto#no ####Vedi la guida.}\n",
    "Chi firma? {\n  =la persona #giusto\n  ~l'operatore #no\n  ~il vicino\n}\n",
    "Chi rilascia la carta {=il Comune =*comune* =%50%l'anagrafe} di identità?\n",
    "Unisci. {\n =uno -> one\n =[html]<b>due</b> -> two\n}\n",
    "[html]<p>Racconta <b>tutto</b>.</p>{}\n\n[markdown]*Solo testo*\n",
    "Con \\{graffe\\} e \\~ \\= \\# \\: e una\\nriga {=sì ~no}\n",
    "::Titolo \\: con due punti:: Testo {=[html]<i>a</i> ~[plain]b}\n",
};

}  // namespace

TEST_CASE("gift: gift-pegjs reads every file as we do") {
    const test::TempDir folder;
    std::vector<std::string> paths;
    for (const std::string_view sample : samples) {
        paths.push_back(folder.file(std::to_string(paths.size()) + ".gift"));
        std::ofstream(paths.back(), std::ios::binary) << sample;
    }
    if (const auto corpus = test::corpus()) {
        for (const auto& one : fs::directory_iterator(*corpus / "gift")) {
            if (one.path().extension() == ".gift") paths.push_back(one.path().string());
        }
    }
    std::vector<std::string> arguments{
        "node", (test::source_dir() / "tests/peers/gift/trees.mjs").string()};
    arguments.insert(arguments.end(), paths.begin(), paths.end());
    const test::Completed peer = test::run("/usr/bin/env", arguments);
    INFO(peer.err << "\nis it installed? tests/peers/install");
    REQUIRE(peer.exit_code == 0);
    std::istringstream lines(peer.out);
    std::size_t read = 0;
    for (std::string line; std::getline(lines, line); ++read) {
        rapidjson::Document tree;
        tree.Parse(line.c_str());
        INFO(line);
        REQUIRE(tree.HasMember("tree"));
        import::Report report;
        const import::GiftFile file =
            import::parse_gift(read_all(tree["path"].GetString()), "q.gift", report);
        CHECK(report.findings.empty());
        REQUIRE(tree["tree"].Size() == file.items.size());
        for (rapidjson::SizeType i = 0; i < tree["tree"].Size(); ++i)
            test::TreeComparison(file.items[i]).run(tree["tree"][i]);
    }
    CHECK(read == paths.size());
}
