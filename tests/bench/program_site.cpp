#include "tests/bench/program_site.hpp"

#include <filesystem>
#include <fstream>

namespace approdo::bench {

std::string member_of(const std::string& json, const std::string& name) {
    const std::string label = "\"" + name + "\":\"";
    const std::size_t at = json.find(label);
    if (at == std::string::npos) throw std::runtime_error("no " + name + " in " + json);
    const std::size_t begin = at + label.size();
    return json.substr(begin, json.find('"', begin) - begin);
}

ProgramSite::ProgramSite(const Arguments& serve) {
    std::ofstream(folder_.file("passphrase")) << "quattro parole per la prova\n";
    const std::string link = member_of(admin({"init", "--name", "Comune di Prova"}), "link");
    founder_code_ = link.substr(link.find("/join#"));
    Arguments words{
        "--data", folder_.file("site"), "--json", "serve", "--listen", "127.0.0.1:0", "--admin",
        "off",    "--log-level",        "warning"};
    words.insert(words.end(), serve.begin(), serve.end());
    service_ = std::make_unique<test::Process>(APPRODO_SERVER, words, environment());
    const auto line = service_->wait_for_line("listening");
    if (!line) throw std::runtime_error("the site did not start: " + service_->wait().err);
    const std::string listening = member_of(*line, "listening");
    port_ = static_cast<std::uint16_t>(std::stoi(listening.substr(listening.rfind(':') + 1)));
}

Arguments ProgramSite::environment() const {
    return {"APPRODO_PASSPHRASE_FILE=" + folder_.file("passphrase")};
}

std::string ProgramSite::admin(const Arguments& arguments) const {
    Arguments words{"--data", folder_.file("site"), "--json", "--yes"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    return run(APPRODO_SERVER, words, environment()).out;
}

std::string ProgramSite::person(const std::string& name, const Arguments& arguments) const {
    return run_as(name, arguments).out;
}

Ran ProgramSite::run_as(const std::string& name, const Arguments& arguments,
                        WatchMemory watch) const {
    Arguments words{"--home", folder_.file(name), "--json", "--lang", "en"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    return run(APPRODO_CLIENT, words, environment(), watch);
}

void ProgramSite::lose_passphrase() const {
    std::filesystem::remove(folder_.file("passphrase"));
}

void ProgramSite::found_trainer() const {
    person(trainer, {"join", address() + founder_code_, "--name", trainer});
}

void ProgramSite::publish_first(const std::string& course_folder) {
    found_trainer();
    person(trainer, {"check", course_folder});
    course_ = member_of(person(trainer, {"publish", course_folder}), "course");
    organisation_ = member_of(admin({"org", "list"}), "id");
    admin({"edition", "add", "Autunno", "--course", course_, "--org", organisation_});
}

void ProgramSite::join(const std::string& name, const std::string& address) const {
    const std::string row = admin({"invite", "--role", "learner", "--org", organisation_,
                                   "--course", course_, "--address", address});
    person(name, {"join", member_of(row, "link"), "--name", name});
}

}  // namespace approdo::bench
