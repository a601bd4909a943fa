// The running server's socket for commands: its owner's other programs write to it, and whatever
// they write, the server answers one whole message or none, and takes the next one.
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <boost/json/parse.hpp>
#include <cstring>

#include "server/control.hpp"
#include "tests/fuzz/entry.hpp"
#include "tests/support/temp_dir.hpp"

using namespace approdo;
using namespace approdo::server;

namespace {

// Gives back what it was asked.
ControlReply echo(const ControlRequest& request) {
    ControlReply reply;
    reply.code = static_cast<int>(request.arguments.size());
    for (const std::string& argument : request.arguments) reply.out += argument + "\n";
    reply.err = request.folder + request.input;
    return reply;
}

struct Running {
    test::TempDir dir;
    ControlServer server{dir.path(), echo};
};

int connected(const std::filesystem::path& folder) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string path = (folder / "control.sock").string();
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    const int handle = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    FUZZ_PROMISE(::connect(handle, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    return handle;
}

Bytes answer_to(const std::filesystem::path& folder, ByteView message) {
    const int handle = connected(folder);
    // The server may have refused and closed before all of it was written.
    (void)::send(handle, message.data(), message.size(), MSG_NOSIGNAL);
    ::shutdown(handle, SHUT_WR);
    Bytes answer;
    std::uint8_t buffer[4096];
    for (ssize_t got = 0; (got = ::recv(handle, buffer, sizeof buffer, 0)) > 0;) {
        append(answer, ByteView(buffer, static_cast<std::size_t>(got)));
    }
    ::close(handle);
    return answer;
}

Bytes message_of(std::string_view text) {
    const std::uint64_t size = text.size();
    Bytes message(sizeof size);
    std::memcpy(message.data(), &size, sizeof size);
    append(message, bytes_of(text));
    return message;
}

}  // namespace

void approdo_fuzz_one(ByteView input) {
    static Running running;
    const Bytes answer = answer_to(running.dir.path(), input);
    if (answer.empty()) return;
    std::uint64_t size = 0;
    FUZZ_PROMISE(answer.size() >= sizeof size);
    std::memcpy(&size, answer.data(), sizeof size);
    FUZZ_PROMISE(size == answer.size() - sizeof size);
    boost::system::error_code failure;
    const auto value = boost::json::parse(text_of(ByteView(answer).subspan(sizeof size)), failure);
    FUZZ_PROMISE(!failure && value.is_object());
}

std::vector<Bytes> approdo_fuzz_seeds() {
    return {message_of(R"({"arguments":["user","list"],"folder":"/","input":""})"),
            message_of(R"({"arguments":["a",1,null,[]],"pictures":true})"),
            message_of(R"({"arguments":{"a":[[[[[[[[1]]]]]]]]},"input":"\u00e8\ud83d\ude00"})"),
            message_of("[]")};
}
