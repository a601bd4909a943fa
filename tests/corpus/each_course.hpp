// Every file of the corpus that becomes a course, imported; refused ones are left out. Without the
// corpus there is none.
#pragma once

#include "tests/corpus/walk.hpp"
#include "tests/support/corpus.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/test.hpp"

namespace approdo::test {

template <class Use>
void each_course(const Use& use) {
    const auto corpus = test::corpus();
    if (!corpus) return;
    for (const CorpusSource& source : corpus_sources(*corpus)) {
        const TempDir scratch;
        const import::ImportedFile file =
            import::import_file((*corpus / source.path).string(), scratch.path().string());
        if (import::outcome_of(file.import.report) == import::Outcome::refused) continue;
        INFO(source.path);
        use(file.import.course);
    }
}

}  // namespace approdo::test
