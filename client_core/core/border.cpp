#include "client_core/core/border.hpp"

#include "client_core/core/words.hpp"

struct approdo_buffer {
    approdo::Bytes bytes;
};

namespace approdo::client {
namespace {

class HostClock final : public Clock {
  public:
    explicit HostClock(const approdo_host& host) : host_(host) {}
    Instant now() override {
        Instant instant;
        host_.now(host_.context, &instant.wall.value, &instant.boot.value,
                  instant.session.bytes.data());
        return instant;
    }

  private:
    const approdo_host& host_;
};

class HostRandom final : public Random {
  public:
    explicit HostRandom(const approdo_host& host) : host_(host) {}
    void fill(MutableByteView out) override { host_.random(host_.context, out.data(), out.size()); }

  private:
    const approdo_host& host_;
};

struct ProcessAndSources : Process {
    HostClock own_clock{host};
    HostRandom own_random{host};
    ProcessAndSources() {
        clock = &own_clock;
        random = &own_random;
    }
};

}  // namespace

Process& process() {
    static ProcessAndSources the_process;
    return the_process;
}

std::string_view text_from(const char* text, std::size_t size) {
    return text == nullptr ? std::string_view{} : std::string_view(text, size);
}

ByteView bytes_from(const std::uint8_t* bytes, std::size_t size) {
    return bytes == nullptr ? ByteView{} : ByteView(bytes, size);
}

Result<Host> host_in(std::string_view folder) {
    const approdo_host& given = process().host;
    if (given.now == nullptr || given.random == nullptr) {
        return fail(ErrorCode::missing, "call approdo_set_host first");
    }
    Host host;
    host.clock = process().clock;
    host.random = process().random;
    if (given.cost_passes > 0) host.cost = {given.cost_passes, given.cost_memory_kib};
    host.folder = folder;
    if (given.vfs != nullptr) host.vfs = given.vfs;
    host.exclusive = given.exclusive != 0;
    return host;
}

void put(approdo_buffer** out, ByteView bytes) {
    if (out != nullptr) *out = new approdo_buffer{copy_of(bytes)};
}

approdo_code failed(approdo_buffer** out, const Error& error, approdo_code code) {
    const Error said{error.code, in_language(process().language, error.message)};
    put(out, bytes_of(to_json(said)));
    return code;
}

Bytes done() {
    return object_of([](JsonWriter&) {});
}

}  // namespace approdo::client

using namespace approdo;
using namespace approdo::client;

extern "C" {

void approdo_set_host(const approdo_host* host) {
    process().host = *host;
}

approdo_code approdo_set_language(const char* language, size_t size, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        const std::string_view wish = text_from(language, size);
        if (wish != "it" && wish != "en") {
            return fail(ErrorCode::invalid_input,
                        "there is no language «" + std::string(wish) + "»: use it or en");
        }
        process().language = wish;
        return done();
    });
}

approdo_code approdo_say(const char* sentence, size_t size, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        return copy_of(bytes_of(in_language(process().language, text_from(sentence, size))));
    });
}

void* approdo_alloc(size_t size) {
    return std::malloc(size);
}

void approdo_free(void* memory) {
    std::free(memory);
}

const uint8_t* approdo_buffer_data(const approdo_buffer* buffer) {
    return buffer == nullptr ? nullptr : buffer->bytes.data();
}

size_t approdo_buffer_size(const approdo_buffer* buffer) {
    return buffer == nullptr ? 0 : buffer->bytes.size();
}

void approdo_buffer_free(approdo_buffer* buffer) {
    delete buffer;
}

approdo_code approdo_version(approdo_buffer** out) {
    return guarded(out, []() -> Result<Bytes> {
        return object_of([](JsonWriter& json) { json.member("abi", 1); });
    });
}

}  // extern "C"
