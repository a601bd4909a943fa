// A site and people with laptops, each in its own folder of one temporary folder, driven only by
// the two programs as a person would drive them. Every command that is expected to succeed is
// checked at once, with what it printed. Nothing here knows a port: the site takes a free one and
// keeps it when it is started again, because people's devices remember its address.
#pragma once

#include <boost/json.hpp>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/process.hpp"
#include "tests/support/temp_dir.hpp"

namespace approdo::e2e {

using Arguments = std::vector<std::string>;
using boost::json::value;
using test::Completed;
using test::Process;

// The objects that a command printed, one a line.
std::vector<value> rows_of(const Completed& done);
std::string text_at(const value& object, const char* name);
std::int64_t number_at(const value& object, const char* name);
bool yes_at(const value& object, const char* name);

std::string read_text(const std::string& file);
void write_text(const std::string& file, const std::string& text);
// A number from the environment, to make a run larger or longer.
std::uint64_t wanted(const char* name, std::uint64_t otherwise);

class Person;

class Site {
  public:
    Site();

    // At port 0 the first time, at the port of the first time from then on. Where the site's files
    // may not grow beyond `file_kib_max`, it is as on a disk that fills up (0: no limit).
    void start(std::size_t file_kib_max = 0);
    // From the next start on it speaks TLS, with this certificate.
    void use_tls(const std::string& certificate, const std::string& key);
    void stop();  // asks it to, and expects a clean end
    void kill();  // no goodbye
    void freeze() { service_->freeze(); }
    void thaw() { service_->thaw(); }
    // The machine is lost: a new folder is made of the backup. The site must not run.
    void restore(const std::string& backup);

    Completed try_admin(const Arguments& arguments);
    // What `doctor`, with these settings, says of one thing; null when it did not look at it.
    value finding(const std::string& check, const Arguments& settings = {});
    std::vector<value> admin(const Arguments& arguments);

    const std::string& address() const { return address_; }
    std::uint16_t port() const;
    // Of the running server.
    pid_t process() const { return service_->id(); }
    // The first administrator's link, for the address at which the site answers now.
    std::string founder_link() const;
    // A link that makes a learner of the published course; it names `address`, or the site's own.
    std::string invite(const std::string& address = {});
    // The person's row in the report, without the moment of the last contact: what the site knows.
    value progress_of(const std::string& user);

    // Course, trainer and edition: what has to be there before anybody can learn.
    void publish_demo_course();
    // The same with the course in `folder`; missing ids are written into it.
    void publish_course(const std::string& folder);

    std::string file(const std::string& name) const { return folder_.file(name); }
    std::vector<std::string> environment() const;

  private:
    test::TempDir folder_;
    std::unique_ptr<Process> service_;
    Arguments tls_;
    std::string founder_code_;  // the link from /join# on
    std::string address_;
    std::string organisation_;
    std::string course_;
    int machines_lost_ = 0;
};

// An office's relay between people and the site.
class Hub {
  public:
    Hub(const Site& site, std::string folder);

    // As Site: keeps its port. `more` follows the command's own options.
    void start(const Arguments& more = {});
    void stop();
    const std::string& address() const { return address_; }
    std::uint16_t port() const;
    const std::string& folder() const { return folder_; }
    pid_t process() const { return service_->id(); }

  private:
    std::vector<std::string> environment_;
    std::string folder_;
    std::string upstream_;
    std::string address_;
    std::unique_ptr<Process> service_;
};

// One home folder of the client program.
class Person {
  public:
    Person(const Site& site, const std::string& home);

    Completed try_run(const Arguments& arguments) const;
    value run(const Arguments& arguments) const;
    std::unique_ptr<Process> begin(const Arguments& arguments) const;
    // Under limits of the shell's `ulimit`, like "-f 100". What goes beyond them fails, as on a
    // full disk; it does not end the program by itself.
    std::unique_ptr<Process> begin_limited(const std::string& limit,
                                           const Arguments& arguments) const;
    const std::string& home() const { return home_; }

  private:
    Arguments full(const Arguments& arguments) const;
    std::string home_;
    std::vector<std::string> environment_;
};

// A learner named `name` who joined over the network and holds the whole course. To this person
// the site is at `address`, or at its own.
Person join_and_get(Site& site, const std::string& name, const std::string& slug = "accoglienza",
                    const std::string& address = {});
// How many answers the report has of a person, as soon as they are as many as expected, or after a
// minute: a hub passes on in its own time.
std::int64_t answers_in_report_at_last(Site& site, const std::string& user, std::int64_t expected);

// What a test answers in the demo course's quizzes, as a file of `approdo quiz --answers`.
std::string practice_answers();  // 4 answers, all right
std::string graded_answers();    // 5 answers, of which the site can mark 4 and a person 1

inline constexpr const char* practice_unit = "accoglienza/esercizio";
inline constexpr const char* graded_unit = "accoglienza/verifica";

}  // namespace approdo::e2e
