#include "server/control.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_to.hpp>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace approdo::server {

namespace json = boost::json;

namespace {

constexpr std::size_t message_bytes_max = 64UL * 1024 * 1024;
constexpr int seconds_max = 600;  // of silence, while a command such as rebuild works

std::filesystem::path socket_in(const std::filesystem::path& data_folder) {
    return data_folder / "control.sock";
}

class Descriptor {
  public:
    explicit Descriptor(int handle) : handle_(handle) {}
    ~Descriptor() {
        if (handle_ >= 0) ::close(handle_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return handle_; }

  private:
    int handle_;
};

bool write_all(int handle, const char* data, std::size_t size) {
    while (size > 0) {
        const ssize_t sent = ::send(handle, data, size, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return false;
        data += sent;
        size -= static_cast<std::size_t>(sent);
    }
    return true;
}

bool read_all(int handle, char* data, std::size_t size) {
    while (size > 0) {
        const ssize_t got = ::recv(handle, data, size, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        data += got;
        size -= static_cast<std::size_t>(got);
    }
    return true;
}

// Both ends run on one machine, so the length stands as the machine writes it.
bool write_message(int handle, const json::value& value) {
    const std::string text = json::serialize(value);
    const std::uint64_t size = text.size();
    return write_all(handle, reinterpret_cast<const char*>(&size), sizeof size) &&
           write_all(handle, text.data(), text.size());
}

Result<json::object> read_message(int handle) {
    std::uint64_t size = 0;
    if (!read_all(handle, reinterpret_cast<char*>(&size), sizeof size))
        return fail(ErrorCode::unavailable, "The running server ended the line.");
    if (size > message_bytes_max) return fail(ErrorCode::too_large, "This is too much at once.");
    std::string text(size, '\0');
    if (!read_all(handle, text.data(), text.size()))
        return fail(ErrorCode::unavailable, "The running server ended the line.");
    boost::system::error_code ec;
    json::value value = json::parse(text, ec);
    if (ec || !value.is_object()) return fail(ErrorCode::malformed, "This is no command.");
    return std::move(value.as_object());
}

bool fill(sockaddr_un& address, const std::filesystem::path& path) {
    const std::string text = path.string();
    if (text.size() >= sizeof address.sun_path) return false;
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, text.c_str(), text.size() + 1);
    return true;
}

void limit_silence(int handle) {
    const timeval limit{.tv_sec = seconds_max, .tv_usec = 0};
    ::setsockopt(handle, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    ::setsockopt(handle, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
}

std::string text_in(const json::object& object, std::string_view name) {
    const json::value* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->as_string()) : "";
}

}  // namespace

ControlServer::ControlServer(const std::filesystem::path& data_folder, Run run)
    : path_(socket_in(data_folder)), run_(std::move(run)) {
    sockaddr_un address{};
    // A folder with a very long name goes without; the commands then say that the site is in use.
    if (!fill(address, path_)) return;
    // Whoever holds the data folder's lock may remove what an earlier server left here.
    ::unlink(path_.c_str());
    listener_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int ends[2];
    if (listener_ < 0 || ::pipe2(ends, O_CLOEXEC) != 0)
        throw std::system_error(errno, std::generic_category(), path_.string());
    stop_reader_ = ends[0];
    stop_writer_ = ends[1];
    const mode_t before = ::umask(0077);
    const bool bound =
        ::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    ::umask(before);
    if (!bound || ::listen(listener_, 8) != 0)
        throw std::system_error(errno, std::generic_category(), path_.string());
    thread_ = std::thread([this] { serve(); });
}

ControlServer::~ControlServer() {
    if (stop_writer_ >= 0) ::close(stop_writer_);
    if (thread_.joinable()) thread_.join();
    if (listener_ < 0) return;
    ::close(listener_);
    ::close(stop_reader_);
    ::unlink(path_.c_str());
}

void ControlServer::serve() {
    for (;;) {
        pollfd watched[2] = {{listener_, POLLIN, 0}, {stop_reader_, POLLIN, 0}};
        if (::poll(watched, 2, -1) < 0 && errno != EINTR) return;
        if (watched[1].revents != 0) return;
        if ((watched[0].revents & POLLIN) == 0) continue;
        const Descriptor connection(::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC));
        if (connection.get() >= 0) answer(connection.get());
    }
}

void ControlServer::answer(int connection) {
    limit_silence(connection);
    const auto message = read_message(connection);
    if (!message.ok()) return;
    ControlRequest request;
    request.folder = text_in(message.value(), "folder");
    request.input = text_in(message.value(), "input");
    request.shows_pictures = message.value().contains("pictures");
    if (const json::value* arguments = message.value().if_contains("arguments");
        arguments != nullptr && arguments->is_array())
        for (const json::value& argument : arguments->as_array())
            if (argument.is_string()) request.arguments.emplace_back(argument.as_string());
    const ControlReply reply = run_(request);
    write_message(connection, {{"code", reply.code}, {"out", reply.out}, {"err", reply.err}});
}

Result<ControlReply> ask_running_server(const std::filesystem::path& data_folder,
                                        const ControlRequest& request) {
    sockaddr_un address{};
    const Error nobody = fail(ErrorCode::locked, "Another program has this data folder open.");
    if (!fill(address, socket_in(data_folder))) return nobody;
    const Descriptor connection(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (::connect(connection.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
        return nobody;
    limit_silence(connection.get());
    json::array arguments;
    for (const std::string& argument : request.arguments) arguments.emplace_back(argument);
    json::object asked = {
        {"arguments", std::move(arguments)}, {"folder", request.folder}, {"input", request.input}};
    if (request.shows_pictures) asked["pictures"] = true;
    if (!write_message(connection.get(), asked)) return nobody;
    APPRODO_TRY(const json::object message, read_message(connection.get()));
    ControlReply reply{1, text_in(message, "out"), text_in(message, "err")};
    if (const json::value* code = message.if_contains("code"); code != nullptr && code->is_int64())
        reply.code = static_cast<int>(code->as_int64());
    return reply;
}

}  // namespace approdo::server
