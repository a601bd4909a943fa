// Whatever the client's layers say to people has Italian words, and the catalogue has no others.
#include <cctype>
#include <set>

#include "client_core/core/words.hpp"
#include "tests/support/test.hpp"
#include "tests/tidy/sentences.hpp"
#include "tests/tidy/tree.hpp"

using namespace approdo::tidy;

namespace {

// Everything below the client's screen, and what a site answers to it. What only the operator of a
// server reads at the server's own terminal is left out.
bool speaks_to_learners(const SourceFile& file) {
    static const std::set<std::string> folders{"sync/base",
                                               "sync/crypto",
                                               "sync/wire",
                                               "sync/sql",
                                               "sync/log",
                                               "sync/exchange",
                                               "content/model",
                                               "content/package",
                                               "content/attestation",
                                               "content/narration",
                                               "server/paper",
                                               "client_core/core",
                                               "client_core/cli",
                                               "client_core/web/files"};
    static const std::set<std::string> of_operators{
        "server/app/backup.cpp",    "server/app/data_folder.cpp",
        "server/app/json_log.cpp",  "server/app/key_files.cpp",
        "server/app/open_site.cpp", "server/app/local_site_upkeep.cpp",
        "server/app/root_keys.cpp"};
    static const std::set<std::string> of_stores{"server/store/catalogue_store.cpp",
                                                 "server/store/people_store.cpp"};
    if (!file.is_cpp()) return false;
    if (folders.contains(file.folder()) || of_stores.contains(file.path)) return true;
    return file.folder() == "server/app" && !of_operators.contains(file.path);
}

std::string text_of(const SourceFile& file) {
    std::string text;
    for (const std::string& line : file.lines) text += line + "\n";
    return text;
}

std::set<std::string> marks_of(std::string_view text) {
    std::set<std::string> marks;
    for (auto at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
        const std::string_view mark = text.substr(at, 3);
        const bool is_value = mark.size() == 3 &&
                              std::isdigit(static_cast<unsigned char>(mark[1])) != 0 &&
                              mark[2] == '}';
        if (is_value) marks.insert(std::string(mark));
    }
    return marks;
}

std::set<std::string> english() {
    std::set<std::string> known;
    for (const auto& part : approdo::client::catalogue()) {
        for (const auto& entry : part) known.insert(std::string(entry.en));
    }
    return known;
}

}  // namespace

TEST_CASE("words: every sentence for people is in the Italian catalogue") {
    const auto known = english();
    std::vector<std::string> missing;
    std::set<std::string> said;
    for (const SourceFile& file : source_files()) {
        const bool finds = file.is_cpp() && (file.folder() + "/").starts_with("content/import/");
        if (!finds && !speaks_to_learners(file)) continue;
        const std::string text = text_of(file);
        for (const std::string& sentence : finds ? findings_of(text) : sentences_of(text)) {
            said.insert(sentence);
            if (!known.contains(sentence)) missing.push_back(file.path + ": " + sentence);
        }
    }
    INFO("add to client_core/core/italian_of_*.cpp:\n" << join(missing));
    CHECK(missing.empty());
    std::vector<std::string> stale;
    for (const std::string& sentence : known) {
        if (!said.contains(sentence)) stale.push_back(sentence);
    }
    INFO("nobody says any more:\n" << join(stale));
    CHECK(stale.empty());
}

TEST_CASE("words: a translation has the values of its sentence, and only those") {
    for (const auto& part : approdo::client::catalogue()) {
        for (const auto& entry : part) {
            INFO(entry.en);
            CHECK(marks_of(entry.en) == marks_of(entry.it));
            CHECK_FALSE(entry.it.empty());
        }
    }
}

TEST_CASE("words: sentences are found in calls, with their values, and nowhere else") {
    const auto found = sentences_of(R"cpp(
        // fail(ErrorCode::busy, "not this one");
        return fail(ErrorCode::busy, "the file " + path.string() +
                                         " is "
                                         "busy: " +
                                         reason(1, 2));
        throw_fail(ErrorCode::busy, "nor this");
        return fail(many ? ErrorCode::busy : ErrorCode::locked,
                    many ? "several \"x\"" : std::string("one ") + name);
        findings.push_back(notice("mind the gap"));
        return fail(ErrorCode::busy, message);
    )cpp");
    const std::vector<std::string> expected{"the file {0} is busy: {1}", "several \"x\"", "one {0}",
                                            "mind the gap"};
    CHECK(found == expected);
}

TEST_CASE("words: of a finding both the message and how to mend it are found") {
    const auto found = findings_of(R"cpp(
        report.error(file, item.line, "the file «" + path + "» is away", "put it there");
        error(block.line, "no option is right", "mark one");
        report.advice(file, 1, "it is long");
        report.settle();
    )cpp");
    const std::vector<std::string> expected{"the file «{0}» is away", "put it there",
                                            "no option is right", "mark one", "it is long"};
    CHECK(found == expected);
}
