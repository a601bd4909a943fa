// The port that the program's own pages ask at: a loopback address and no other, plain HTTP, bodies
// of a bounded size, each step with a deadline, few connections. It knows sockets and nothing of
// what is asked: that is the service's (local_app.hpp), which is asked on one thread whether a
// request may come and answers on several. Made by serve_command.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "client_core/cli/local_message.hpp"

namespace approdo::cli {

class LocalListener {
  public:
    struct Service {
        // Before the body is read; an answer means that it will not be looked at.
        std::function<std::optional<LocalAnswer>(const LocalHead&)> refuse;
        std::function<LocalAnswer(const LocalRequest&)> answer;
        // The program is to end: answers that wait for others must come at once.
        std::function<void()> end;
        // Somebody pressed Enter at the program's terminal; empty: nobody is listened to.
        std::function<void()> line;
    };

    // «127.0.0.1:8090», «[::1]:0». invalid_input: not an address of loopback. conflict: somebody
    // else listens there.
    static Result<std::unique_ptr<LocalListener>> open(const std::string& address);
    virtual ~LocalListener() = default;

    // As it stands in the address of a page: 127.0.0.1:8090.
    virtual const std::string& host() const = 0;
    // Until the program is asked to end (Ctrl-C, SIGTERM, SIGHUP) or stop() is called; no answer is
    // being made any more on return.
    virtual void run(const Service& service) = 0;
    virtual void stop() = 0;  // from any thread
};

}  // namespace approdo::cli
