#include "tests/e2e/site.hpp"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "tests/support/source_dir.hpp"
#include "tests/support/test.hpp"

namespace approdo::e2e {
namespace {

constexpr int start_ms_max = 60'000;
constexpr int stop_ms_max = 60'000;
constexpr const char* free_port = "127.0.0.1:0";
// The limit is set, its signal ignored, and the program takes the shell's place.
constexpr const char* limited = "trap '' XFSZ; ulimit $0; exec \"$@\"";

std::string words(const Arguments& arguments) {
    std::string line;
    for (const std::string& word : arguments) line += " " + word;
    return line;
}

std::unique_ptr<Process> begin_under(const std::string& limit, const std::string& program,
                                     const Arguments& arguments,
                                     const std::vector<std::string>& environment) {
    Arguments words{"-c", limited, limit, program};
    words.insert(words.end(), arguments.begin(), arguments.end());
    return std::make_unique<Process>("/bin/sh", words, environment);
}

std::string address_where_it_listens(Process& service) {
    const auto line = service.wait_for_line("listening", start_ms_max);
    if (!line) {
        const Completed done = service.wait(stop_ms_max);
        FAIL("it did not start: " << done.out << done.err);
    }
    return text_at(boost::json::parse(*line), "listening");
}

std::string where_to_listen(const std::string& address) {
    return address.empty() ? free_port : address.substr(address.find("//") + 2);
}

std::uint16_t port_in(const std::string& address) {
    return static_cast<std::uint16_t>(std::stoul(address.substr(address.rfind(':') + 1)));
}

void end_cleanly(std::unique_ptr<Process>& service) {
    service->terminate();
    const Completed done = service->wait(stop_ms_max);
    service.reset();
    INFO(done.err);
    REQUIRE(done.exit_code == 0);
}

std::vector<value> expect_success(const Arguments& arguments, const Completed& done) {
    INFO(words(arguments) << "\n" << done.out << done.err);
    REQUIRE(done.exit_code == 0);
    return rows_of(done);
}

}  // namespace

std::vector<value> rows_of(const Completed& done) {
    std::vector<value> rows;
    std::istringstream lines(done.out);
    for (std::string line; std::getline(lines, line);) {
        if (!line.empty()) rows.push_back(boost::json::parse(line));
    }
    return rows;
}

std::string text_at(const value& object, const char* name) {
    return std::string(object.at(name).as_string());
}

std::int64_t number_at(const value& object, const char* name) {
    return object.at(name).to_number<std::int64_t>();
}

bool yes_at(const value& object, const char* name) {
    return object.at(name).as_bool();
}

std::string read_text(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) throw std::runtime_error("cannot read " + file);
    return {std::istreambuf_iterator<char>(stream), {}};
}

void write_text(const std::string& file, const std::string& text) {
    std::ofstream stream(file, std::ios::binary);
    stream << text;
    if (!stream.flush()) throw std::runtime_error("cannot write " + file);
}

std::uint64_t wanted(const char* name, std::uint64_t otherwise) {
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

Site::Site() {
    write_text(file("passphrase"), "quattro parole per la prova\n");
    const auto rows = admin({"init", "--name", "Comune di Prova"});
    const std::string link = text_at(rows.at(0), "link");
    founder_code_ = link.substr(link.find("/join#"));
}

std::vector<std::string> Site::environment() const {
    return {"APPRODO_PASSPHRASE_FILE=" + file("passphrase")};
}

void Site::start(std::size_t file_kib_max) {
    Arguments arguments{
        "--data",  file("site"), "--json",     "serve",    "--listen", where_to_listen(address_),
        "--admin", "off",        "--log-file", file("log")};
    arguments.insert(arguments.end(), tls_.begin(), tls_.end());
    service_ = file_kib_max == 0
                   ? std::make_unique<Process>(APPRODO_SERVER, arguments, environment())
                   : begin_under("-f " + std::to_string(2 * file_kib_max), APPRODO_SERVER,
                                 arguments, environment());
    address_ = address_where_it_listens(*service_);
}

void Site::use_tls(const std::string& certificate, const std::string& key) {
    tls_ = {"--tls-cert", certificate, "--tls-key", key};
}

std::uint16_t Site::port() const {
    return port_in(address_);
}

void Site::stop() {
    end_cleanly(service_);
}

void Site::restore(const std::string& backup) {
    std::filesystem::rename(file("site"), file("lost" + std::to_string(machines_lost_++)));
    admin({"backup", "restore", backup});
}

void Site::kill() {
    service_->kill();
    service_->wait(stop_ms_max);
    service_.reset();
}

Completed Site::try_admin(const Arguments& arguments) {
    Arguments full{"--data", file("site"), "--json", "--yes"};
    full.insert(full.end(), arguments.begin(), arguments.end());
    return test::run(APPRODO_SERVER, full, environment());
}

std::vector<value> Site::admin(const Arguments& arguments) {
    return expect_success(arguments, try_admin(arguments));
}

value Site::finding(const std::string& check, const Arguments& settings) {
    Arguments words{"doctor"};
    words.insert(words.end(), settings.begin(), settings.end());
    for (const value& row : rows_of(try_admin(words))) {
        if (row.as_object().contains("check") && text_at(row, "check") == check) return row;
    }
    return {};
}

std::string Site::founder_link() const {
    return address_ + founder_code_;
}

std::string Site::invite(const std::string& address) {
    const auto rows = admin({"invite", "--role", "learner", "--org", organisation_, "--course",
                             course_, "--address", address.empty() ? address_ : address});
    return text_at(rows.at(0), "link");
}

value Site::progress_of(const std::string& user) {
    for (const value& row : admin({"report", "progress", "--course", course_})) {
        if (text_at(row, "user") != user) continue;
        value known = row;
        known.as_object().erase("last_seen");
        return known;
    }
    FAIL("the report does not know " << user);
    return {};
}

void Site::publish_demo_course() {
    // On a copy: publishing writes new ids into the folder where some are missing.
    std::filesystem::copy(test::source_dir() / "content/samples/accoglienza", file("course"),
                          std::filesystem::copy_options::recursive);
    publish_course(file("course"));
}

void Site::publish_course(const std::string& folder) {
    const Person trainer(*this, file("trainer"));
    trainer.run({"join", founder_link(), "--name", "anna"});
    trainer.run({"check", folder});
    const value published = trainer.run({"publish", folder});
    REQUIRE(number_at(published, "version") == 1);
    course_ = text_at(published, "course");
    organisation_ = text_at(admin({"org", "list"}).at(0), "id");
    admin({"edition", "add", "Autunno", "--course", course_, "--org", organisation_});
}

Hub::Hub(const Site& site, std::string folder)
    : environment_(site.environment()), folder_(std::move(folder)), upstream_(site.address()) {}

void Hub::start(const Arguments& more) {
    Arguments arguments{"--data",     folder_,   "--json",   "hub",
                        "--upstream", upstream_, "--listen", where_to_listen(address_),
                        "--admin",    "off"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    service_ = std::make_unique<Process>(APPRODO_SERVER, arguments, environment_);
    address_ = address_where_it_listens(*service_);
}

std::uint16_t Hub::port() const {
    return port_in(address_);
}

void Hub::stop() {
    end_cleanly(service_);
}

Person::Person(const Site& site, const std::string& home)
    : home_(home), environment_(site.environment()) {}

Arguments Person::full(const Arguments& arguments) const {
    Arguments result{"--home", home_, "--json", "--lang", "en"};
    result.insert(result.end(), arguments.begin(), arguments.end());
    return result;
}

Completed Person::try_run(const Arguments& arguments) const {
    return begin(arguments)->wait();
}

value Person::run(const Arguments& arguments) const {
    const auto rows = expect_success(arguments, try_run(arguments));
    return rows.empty() ? value{} : rows.back();
}

std::unique_ptr<Process> Person::begin(const Arguments& arguments) const {
    return std::make_unique<Process>(APPRODO_CLIENT, full(arguments), environment_);
}

std::unique_ptr<Process> Person::begin_limited(const std::string& limit,
                                               const Arguments& arguments) const {
    return begin_under(limit, APPRODO_CLIENT, full(arguments), environment_);
}

Person join_and_get(Site& site, const std::string& name, const std::string& slug,
                    const std::string& address) {
    Person person(site, site.file(name));
    person.run({"join", site.invite(address), "--name", name});
    person.run({"get", slug});
    return person;
}

std::int64_t answers_in_report_at_last(Site& site, const std::string& user, std::int64_t expected) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    std::int64_t answers = 0;
    while (answers != expected && std::chrono::steady_clock::now() < deadline) {
        answers = number_at(site.progress_of(user), "answers");
    }
    return answers;
}

std::string practice_answers() {
    return R"({"answers": {
        "e9f582ae2c74600c7c2f7845e2613eee": "7bfcf43f251289f2",
        "e8b2267ec3feb1034abbfbe64978ba54": "b",
        "090710d8a490e20fe6d343c0c957d764": "Lei",
        "2d8c3a96d7517bc069c6ce065eaf5dc3": "20"}})";
}

std::string graded_answers() {
    return R"({"answers": {
        "e5e200d885e839e314ae5db95a7a9a79": "fcb1e81c0e1a9236",
        "162b68a973df49ed978fdc90f86cdb42": "b",
        "abb369d997261ab034468089c91e6702": "30",
        "81eceae2bff6cb6d04a12f19c2d9bedc": "SPID",
        "e4bebbed3e17684c4d9a0df6ef5f7c29": "Saluto la signora e chiamo una mediatrice."}})";
}

}  // namespace approdo::e2e
