// What an update of a course costs on the line: all bytes of both directions between a learner's
// program and a site, requests and receipts included, and what other tools move for the same edits
// of the same files. The floor of the five edits is 170 KB of new random bytes.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <optional>

#include "tests/bench/bench.hpp"
#include "tests/bench/big_course.hpp"
#include "tests/bench/counting_proxy.hpp"
#include "tests/bench/program_site.hpp"

namespace approdo::bench {
namespace {

namespace fs = std::filesystem;

constexpr const char* learner = "lucia";

class UpdateLab {
  public:
    UpdateLab() : course_(folder_.path() / "course") {
        site_.publish_first(course_.folder());  // writes the ids that the source lacks
        course_.date_back();
        fs::create_directory(folder_.path() / "served");
        copy(course_.folder(), before());
        site_.join(learner, proxy_.address());
        site_.person(learner, {"get", BigCourse::slug});
        five_edits_ = moved_by([&] { course_.five_edits(); });
        copy(course_.folder(), after());
        one_page_ = moved_by([&] { course_.edit_one_page(); });
        typos_ = moved_by([&] { course_.make_20_typos(); });
    }

    double five_edits() const { return five_edits_; }
    double one_page() const { return one_page_; }
    double typos() const { return typos_; }

    double rsync() {
        const std::string program = tool("rsync", "rsync");
        const std::string there = folder_.file("rsync-target");
        copy(before(), there);
        const std::string said = run(program, {"-az", "--fuzzy", "--no-whole-file", "--stats",
                                               after().string() + "/", there + "/"})
                                     .out;
        return told("rsync", number_after(said, "Total bytes sent: ") +
                                 number_after(said, "Total bytes received: "));
    }

    double zsync() {
        const std::string maker = tool("zsyncmake", "zsync");
        const std::string program = tool("zsync", "zsync");
        serve_archives();
        run(maker, {"-u", "after.tar", "-o", served("after.tar.zsync"), served("after.tar")});
        Nginx nginx(served(""));
        CountingProxy proxy(nginx.port());
        run(program, {"-i", folder_.file("before.tar"), "-o", folder_.file("zsync-target.tar"),
                      proxy.address() + "/after.tar.zsync"});
        return told("zsync", static_cast<double>(proxy.take_count()));
    }

    double casync() {
        const std::string program = tool("casync", "casync");
        run(program,
            {"make", "--store=" + served("store.castr"), served("after.caidx"), after().string()});
        Nginx nginx(served(""));
        CountingProxy proxy(nginx.port());
        run(program, {"extract", "--store=" + proxy.address() + "/store.castr",
                      "--seed=" + before().string(), proxy.address() + "/after.caidx",
                      folder_.file("casync-target")});
        return told("casync", static_cast<double>(proxy.take_count()));
    }

    double zstd_patch() {
        const std::string program = tool("zstd", "zstd");
        serve_archives();
        const std::string patch = folder_.file("patch.zst");
        run(program, {"-q", "-f", "-3", "--long=31", "--patch-from=" + folder_.file("before.tar"),
                      served("after.tar"), "-o", patch});
        return told("zstd --patch-from", static_cast<double>(fs::file_size(patch)));
    }

  private:
    fs::path before() const { return folder_.path() / "before"; }
    fs::path after() const { return folder_.path() / "after"; }
    std::string served(const std::string& name) const {
        return (folder_.path() / "served" / name).string();
    }

    static void copy(const fs::path& from, const fs::path& to) {
        run(tool("cp", "coreutils"), {"-a", from.string(), to.string()});
    }

    // Publishes what `edit` made and lets the learner fetch it.
    template <class Edit>
    double moved_by(Edit edit) {
        edit();
        site_.person(trainer, {"publish", course_.folder()});
        (void)proxy_.take_count();
        const std::string said = site_.person(learner, {"get", BigCourse::slug});
        const auto moved = static_cast<double>(proxy_.take_count());
        const std::string version = "\"installed\":" + std::to_string(++version_) + ",";
        if (said.find("\"state\":\"ready\"") == std::string::npos ||
            said.find(version) == std::string::npos)
            throw std::runtime_error("the update did not arrive whole: " + said);
        return moved;
    }

    void serve_archives() {
        if (fs::exists(served("after.tar"))) return;
        const std::string program = tool("tar", "tar");
        const auto pack = [&](const fs::path& tree, const std::string& archive) {
            run(program, {"--sort=name", "--owner=0", "--group=0", "-C", tree.string(), "-cf",
                          archive, "."});
        };
        pack(before(), folder_.file("before.tar"));
        pack(after(), served("after.tar"));
    }

    static double number_after(const std::string& text, const std::string& label) {
        std::size_t at = text.find(label);
        if (at == std::string::npos) throw std::runtime_error("no «" + label + "» in " + text);
        std::string digits;
        for (at += label.size(); at < text.size() && text[at] != '\n'; ++at) {
            if (text[at] >= '0' && text[at] <= '9') digits += text[at];
        }
        return std::stod(digits);
    }

    static double told(const char* name, double bytes) {
        std::fprintf(stderr, "# %s moves %.0f bytes\n", name, bytes);
        return bytes;
    }

    test::TempDir folder_;
    BigCourse course_;
    ProgramSite site_;
    CountingProxy proxy_{site_.port()};
    int version_ = 1;
    double five_edits_ = 0;
    double one_page_ = 0;
    double typos_ = 0;
};

// Made when the first figure needs it, shared by all.
UpdateLab& lab() {
    static UpdateLab made;
    return made;
}

Metric ratio(const char* name, double reach, double (UpdateLab::*other)()) {
    return {name,
            "ratio",
            reach,
            Better::lower,
            [other] { return lab().five_edits() / (lab().*other)(); },
            1};
}

}  // namespace

void add_updates(std::vector<Metric>& metrics) {
    // Less than the least of the tools below moved when the reach was set.
    metrics.push_back({"content.update_bytes", "B", 250'000, Better::lower,
                       [] { return lab().five_edits(); }, 1});
    metrics.push_back(ratio("content.update_vs_rsync", 1.0, &UpdateLab::rsync));
    metrics.push_back(ratio("content.update_vs_zsync", 1.0, &UpdateLab::zsync));
    metrics.push_back(ratio("content.update_vs_casync", 1.0, &UpdateLab::casync));
    metrics.push_back(ratio("content.update_vs_patch", 1.25, &UpdateLab::zstd_patch));
    metrics.push_back({"content.update_one_page_bytes", "B", 16'384, Better::lower,
                       [] { return lab().one_page(); }, 1});
    metrics.push_back({"content.update_20_typos_bytes", "B", 32'768, Better::lower,
                       [] { return lab().typos(); }, 1});
}

}  // namespace approdo::bench
