// A laptop is lost, a new one is set up with the name and the passphrase alone.
#include "tests/e2e/site.hpp"
#include "tests/support/test.hpp"

namespace approdo::e2e {
namespace {

TEST_CASE("new laptop: name and passphrase bring the whole record back, and work goes on") {
    Site site;
    site.start();
    site.publish_demo_course();
    const Person before = join_and_get(site, "bruno");
    write_text(site.file("practice.json"), practice_answers());
    write_text(site.file("graded.json"), graded_answers());
    before.run({"quiz", practice_unit, "--answers", site.file("practice.json")});
    before.run({"quiz", graded_unit, "--answers", site.file("graded.json")});
    before.run({"sync"});
    before.run({"sync"});
    const value old_record = before.run({"record"});

    const Person after(site, site.file("new-laptop"));
    const value joined = after.run({"join", site.founder_link(), "--user", "bruno"});
    CHECK(text_at(joined, "name") == "bruno");
    CHECK(after.run({"devices"}).at("devices").as_array().size() == 2);
    after.run({"get", "accoglienza"});
    CHECK(after.run({"record"}) == old_record);

    after.run({"quiz", practice_unit, "--answers", site.file("practice.json")});
    after.run({"sync"});
    CHECK(number_at(site.progress_of("bruno"), "answers") == 13);

    SECTION("a wrong passphrase opens nothing") {
        const Person thief(site, site.file("thief"));
        write_text(site.file("passphrase"), "un'altra frase, provata a caso\n");
        CHECK(thief.try_run({"join", site.founder_link(), "--user", "bruno"}).exit_code != 0);
        CHECK(thief.try_run({"record"}).exit_code != 0);
    }
    site.stop();
}

}  // namespace
}  // namespace approdo::e2e
