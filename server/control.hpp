// Commands while the server runs: it owns the data folder, so it does them on the asker's behalf,
// over a socket in that folder that only the folder's owner can reach. One command at a time; what
// it would have printed comes back with its exit code.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "sync/base/result.hpp"

namespace approdo::server {

struct ControlRequest {
    std::vector<std::string> arguments;
    std::string folder;           // that relative paths count from
    std::string input;            // standard input of the command
    bool shows_pictures = false;  // its output goes to a terminal
};
struct ControlReply {
    int code = 0;
    std::string out;
    std::string err;
};

class ControlServer {
  public:
    using Run = std::function<ControlReply(const ControlRequest&)>;

    ControlServer(const std::filesystem::path& data_folder, Run run);
    ~ControlServer();
    ControlServer(const ControlServer&) = delete;
    ControlServer& operator=(const ControlServer&) = delete;

  private:
    void serve();
    void answer(int connection);

    std::filesystem::path path_;
    Run run_;
    int listener_ = -1;
    int stop_reader_ = -1;
    int stop_writer_ = -1;
    std::thread thread_;
};

// unavailable: no server listens there.
Result<ControlReply> ask_running_server(const std::filesystem::path& data_folder,
                                        const ControlRequest& request);

}  // namespace approdo::server
