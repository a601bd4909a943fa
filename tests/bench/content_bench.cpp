// Publishing a course of 200 MB with the trainer's own program: from a folder on the disk to a
// verified package, sealed in the trainer's store and written out as a parcel. Processor time, not
// wall time: the figure is for one core.
#include <sys/syscall.h>
#include <unistd.h>

#include "tests/bench/bench.hpp"
#include "tests/bench/big_course.hpp"
#include "tests/bench/program_site.hpp"

namespace approdo::bench {
namespace {

struct Publishing {
    test::TempDir folder;
    BigCourse course{folder.path() / "course"};

    Ran once() const {
        ProgramSite site;
        site.found_trainer();
        site.person(trainer, {"check", course.folder()});
        // As trainers work: what a passphrase costs, 64 MiB among it, was paid this morning.
        constexpr long join_session_keyring = 1;
        ::syscall(SYS_keyctl, join_session_keyring, nullptr);
        site.person(trainer, {"unlock"});
        return site.run_as(trainer,
                           {"publish", course.folder(), "--parcel", folder.file("package")},
                           WatchMemory::yes);
    }
};

Publishing& publishing() {
    static Publishing made;
    return made;
}

double publish_mb_per_s() {
    const Ran ran = publishing().once();
    return static_cast<double>(publishing().course.bytes()) / 1e6 / ran.cpu_s;
}

double publish_rss_mib() {
    return static_cast<double>(publishing().once().rss_peak_bytes) / (1024.0 * 1024.0);
}

}  // namespace

void add_content(std::vector<Metric>& metrics) {
    metrics.push_back(
        {"content.publish_mb_per_s", "MB/s", 150, Better::higher, publish_mb_per_s, 3});
    metrics.push_back({"content.publish_rss_mib", "MiB", 64, Better::lower, publish_rss_mib, 1});
}

}  // namespace approdo::bench
