// Runs the program as main() does, on a fake site behind the door.
#pragma once

#include <sstream>

#include "server/program.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/unit/server/fake_site.hpp"

namespace approdo::server {

struct Outcome {
    int code = 0;
    std::string out;
    std::string err;
};

class ProgramFixture {
  public:
    app::FakeSite site;
    test::TempDir dir;
    std::string input;
    std::map<std::string, std::string> variables;
    bool is_locked = false;  // another process has the folder
    bool is_terminal = false;

    Outcome run(std::vector<std::string> arguments) {
        const SiteDoor closed = door();
        return run_with(arguments, {closed, is_locked ? nullptr : &site, "http://here:1"});
    }
    Outcome run_with(const std::vector<std::string>& arguments, const Surroundings& around) {
        std::istringstream in(input);
        std::ostringstream out;
        std::ostringstream err;
        const Environment environment =
            [this](const std::string& name) -> std::optional<std::string> {
            const auto found = variables.find(name);
            if (found == variables.end()) return std::nullopt;
            return found->second;
        };
        Outcome outcome;
        outcome.code = run_program(arguments, environment, {in, out, err, is_terminal}, around);
        outcome.out = out.str();
        outcome.err = err.str();
        return outcome;
    }

    // Every folder is one that another process has open.
    static SiteDoor door() {
        SiteDoor door;
        door.open = [](const app::SiteOptions&) -> Result<std::unique_ptr<app::Site>> {
            return fail(ErrorCode::locked, "Another program has this data folder open.");
        };
        door.init = [](const app::SiteOptions&, std::string_view name,
                       std::string_view address) -> Result<app::FirstLink> {
            return app::FirstLink{SiteId{{7}}, std::string(address) + "/join#" + std::string(name)};
        };
        door.verify_backup = [](const std::filesystem::path& folder) -> Result<app::BackupReport> {
            if (!std::filesystem::exists(folder))
                return fail(ErrorCode::not_found, "there is no backup");
            return app::BackupReport{1, 2, "aa"};
        };
        door.restore_backup = [](const app::SiteOptions&,
                                 const std::filesystem::path&) -> Result<app::BackupReport> {
            return app::BackupReport{1, 2, "aa"};
        };
        return door;
    }
};

}  // namespace approdo::server
