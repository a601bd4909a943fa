// Somebody at 127.0.0.2 (or .3 …) who means harm and has nothing but sockets: lines that say half a
// sentence, send for ever or never read, and what a server's process costs meanwhile. Nothing here
// waits without an end.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace approdo::e2e {

inline constexpr std::uint8_t attacker = 2;  // of 127.0.0.x

struct RawAnswer {
    int status = 0;  // 0: the line ended without a whole answer
    std::string head;
    std::string body;
};

class Line {
  public:
    explicit Line(std::uint16_t port, std::uint8_t from = attacker);
    ~Line();
    Line(Line&& other) noexcept;
    Line& operator=(Line&&) = delete;

    bool is_open() const { return socket_ >= 0; }
    // What the kernel takes at once, and no more.
    void push(std::string_view bytes);
    // All of it, as long as the other side reads. False: it is gone.
    bool send(std::string_view bytes);
    RawAnswer answer();
    // Whether the other side closes within the time.
    bool ends_within(int timeout_ms);

  private:
    bool read_some(int timeout_ms);

    int socket_ = -1;
    std::string held_;
};

// As many as `count`, each having said `first`; fewer where the server takes no more.
std::vector<Line> crowd(std::uint16_t port, std::size_t count, std::string_view first,
                        std::uint8_t from = attacker);

std::string post_head(std::string_view path, std::string_view length_line);
RawAnswer ask(std::uint16_t port, std::string_view request, std::uint8_t from = attacker);
RawAnswer ask_json(std::uint16_t port, std::string_view method, std::string_view path,
                   std::string_view body, std::string_view more = {}, std::uint8_t from = attacker);

// What lies in memory now, and the most that ever did, in KiB.
std::uint64_t memory_kib(pid_t process);
std::uint64_t memory_kib_max(pid_t process);
// Of all files in the folder.
std::uint64_t bytes_below(const std::string& folder);

// As many open files as the machine gives this process and those it starts.
void raise_file_limit();

}  // namespace approdo::e2e
