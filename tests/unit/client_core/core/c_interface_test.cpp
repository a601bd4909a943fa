// The C interface as a shell in another language meets it.
#include <cstring>

#include "client_core/core/approdo.h"
#include "tests/support/manual_clock.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/test.hpp"

using namespace approdo;

namespace {

// The shell around the core; the core keeps pointers to it, so it is one for all tests.
struct Shell {
    test::ManualClock clock;
    test::SeededRandom random{3};
};
Shell& shell() {
    static Shell the_shell;
    return the_shell;
}

void attach() {
    approdo_host host{};
    host.context = &shell();
    host.now = [](void* context, int64_t* wall_ms, uint64_t* boot_ms, uint8_t* session) {
        const Instant now = static_cast<Shell*>(context)->clock.now();
        *wall_ms = now.wall.value;
        *boot_ms = now.boot.value;
        std::memcpy(session, now.session.bytes.data(), now.session.bytes.size());
    };
    host.random = [](void* context, uint8_t* to, size_t size) {
        static_cast<Shell*>(context)->random.fill({to, size});
    };
    host.cost_passes = 1;
    host.cost_memory_kib = 8192;
    approdo_set_host(&host);
}

std::string taken(approdo_buffer* buffer) {
    const auto* data = reinterpret_cast<const char*>(approdo_buffer_data(buffer));
    std::string text(data == nullptr ? "" : data, approdo_buffer_size(buffer));
    approdo_buffer_free(buffer);
    return text;
}

approdo_code speak(const std::string& language, std::string& said) {
    approdo_buffer* out = nullptr;
    const approdo_code code = approdo_set_language(language.data(), language.size(), &out);
    said = taken(out);
    return code;
}

// What a link that is none is answered with.
std::string refusal(approdo_client* client) {
    const std::string link = "https://example.org/";
    const std::string secret = "quattro parole per la prova";
    approdo_buffer* out = nullptr;
    const approdo_code code =
        approdo_join_request(client, link.data(), link.size(), "ada", 3,
                             reinterpret_cast<const uint8_t*>(secret.data()), secret.size(), &out);
    CHECK(code == static_cast<approdo_code>(ErrorCode::invalid_input));
    return taken(out);
}

}  // namespace

TEST_CASE("c interface: errors are in English, or in Italian once that was asked for", "[unit]") {
    attach();
    const test::TempDir dir;
    const std::string folder = dir.path().string();
    const std::string secret = "quattro parole per la prova";
    approdo_client* client = nullptr;
    approdo_buffer* slots = nullptr;
    REQUIRE(approdo_create(folder.data(), folder.size(),
                           reinterpret_cast<const uint8_t*>(secret.data()), secret.size(), &client,
                           &slots) == 0);
    approdo_buffer_free(slots);
    const std::string english = refusal(client);
    std::string said;
    REQUIRE(speak("it", said) == 0);
    const std::string italian = refusal(client);
    CHECK(english.find("\"error\"") != std::string::npos);
    CHECK(english.find("link") != std::string::npos);
    CHECK(italian != english);
    CHECK(italian.find("invito") != std::string::npos);
    CHECK(speak("xx", said) == static_cast<approdo_code>(ErrorCode::invalid_input));
    CHECK(said.find("non c’è la lingua «xx»") != std::string::npos);
    REQUIRE(speak("en", said) == 0);
    CHECK(refusal(client) == english);
    approdo_close(client);
}
