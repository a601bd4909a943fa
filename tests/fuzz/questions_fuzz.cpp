// Aiken and GIFT as files of questions that come from outside: a course, or a refusal; every
// question of it has both halves, and written as GIFT it reads again.
#include <fstream>

#include "content/export/gift_writer.hpp"
#include "content/import/aiken/aiken_format.hpp"
#include "content/import/gift/gift.hpp"
#include "content/import/gift/gift_format.hpp"
#include "tests/fuzz/entry.hpp"
#include "tests/support/temp_dir.hpp"

using namespace approdo;
using namespace approdo::import;

namespace {

void check(const Import& read) {
    FUZZ_PROMISE(read.report.has_errors() == read.course.quizzes.empty());
    for (const content::AuthoredQuiz& quiz : read.course.quizzes) {
        const auto& shown = quiz.languages.at(0).shown;
        FUZZ_PROMISE(shown.questions.size() == quiz.key.questions.size());
        const auto written = content_export::write_gift(shown, quiz.key);
        Report report;
        const GiftFile again = parse_gift(written.text, "again.gift", report);
        FUZZ_PROMISE(!report.has_errors());
        FUZZ_PROMISE(again.items.size() >= shown.questions.size());
    }
}

}  // namespace

std::vector<Bytes> approdo_fuzz_seeds() {
    std::vector<Bytes> seeds;
    for (const std::string_view text :
         {"Quale?\nA. uno\nB) due\nANSWER: B\n\nE qui?\nA. x\nB. y\nAnswer: a\n",
          "::Uno:: Chi? {=io #sì ~tu ~%-50%lui ####fine}\n\nQuanti {#3:1} e {2:=a =b}?\n",
          "$CATEGORY: a/b\n\nUnisci {=a -> b =c -> d}\n\nVero {T#no#sì}\n\nScrivi {}\n"})
        seeds.push_back(copy_of(bytes_of(text)));
    seeds.push_back(Bytes{0});
    return seeds;
}

void approdo_fuzz_one(ByteView input) {
    const test::TempDir folder;
    std::ofstream(folder.file("q.txt"), std::ios::binary) << text_of(input);
    const SourceFiles files(folder.path().string());
    const Source source{files, "q.txt", "q"};
    (void)aiken_format.recognises(source);
    (void)gift_format.recognises(source);
    check(aiken_format.read(source));
    check(gift_format.read(source));
}
