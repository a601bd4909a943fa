// A program at a pseudo-terminal, as at a person's: what it shows is read, lines are typed, and
// Ctrl-C is pressed. Killed when the object goes, as tests/support/process.hpp does it.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace approdo::test {

class Terminal {
  public:
    // `environment` is all that the program gets, as NAME=value.
    Terminal(const std::string& program, const std::vector<std::string>& arguments,
             const std::vector<std::string>& environment);
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;
    ~Terminal();

    // What was shown since the last call, up to and with `text`. Throws std::runtime_error with
    // all that was shown when it does not come.
    std::string wait_for(const std::string& text);

    void type(const std::string& line);  // and Enter
    void press_ctrl_c();
    bool echoes() const;  // what is typed is seen

    // Reads on until the program has ended: its exit code, 128 + signal when a signal ended it.
    int wait();

    const std::string& screen() const { return screen_; }  // all that was shown, typed lines too

  private:
    bool read_some();
    void put(const std::string& keys);

    pid_t id_ = -1;
    int master_ = -1;
    std::string screen_;
    std::size_t seen_ = 0;
};

}  // namespace approdo::test
