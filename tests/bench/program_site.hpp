// A site and people with laptops, made of the two programs as a person would run them: for figures
// of the whole way. The site listens on a free loopback port and is killed with the object.
#pragma once

#include <memory>

#include "tests/bench/programs.hpp"

namespace approdo::bench {

class ProgramSite {
  public:
    // `serve`: further options of `approdo-server serve`.
    explicit ProgramSite(const Arguments& serve = {});

    std::uint16_t port() const { return port_; }
    std::string address() const { return "http://127.0.0.1:" + std::to_string(port_); }
    pid_t id() const { return service_->id(); }
    std::string chunk_folder() const { return folder_.file("site/chunks"); }

    // What the program printed.
    std::string admin(const Arguments& arguments) const;
    std::string person(const std::string& name, const Arguments& arguments) const;
    Ran run_as(const std::string& name, const Arguments& arguments,
               WatchMemory watch = WatchMemory::no) const;

    void found_trainer() const;
    // The trainer joins, checks and publishes the course; from then on learners may join.
    void publish_first(const std::string& course_folder);
    // From now on only a profile that was unlocked opens.
    void lose_passphrase() const;
    // A learner who reaches the site at `address` joins it.
    void join(const std::string& name, const std::string& address) const;

  private:
    Arguments environment() const;

    test::TempDir folder_;
    std::uint16_t port_ = 0;
    std::string founder_code_;
    std::string course_;
    std::string organisation_;
    std::unique_ptr<test::Process> service_;
};

inline constexpr const char* trainer = "anna";

// The value of a text member in one line of JSON.
std::string member_of(const std::string& json, const std::string& name);

}  // namespace approdo::bench
