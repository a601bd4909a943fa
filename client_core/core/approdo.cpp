#include "client_core/core/approdo.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <new>

#include "client_core/core/answers.hpp"
#include "client_core/core/client.hpp"
#include "client_core/core/json.hpp"
#include "client_core/core/views_json.hpp"
#include "client_core/core/words.hpp"
#include "sync/sql/error.hpp"

struct approdo_buffer {
    approdo::Bytes bytes;
};

namespace approdo::client {
namespace {

constexpr approdo_code code_environment = 255;

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

struct Process {
    approdo_host host{};
    HostClock clock{host};
    HostRandom random{host};
    std::string language = "en";
};
Process& process() {
    static Process the_process;
    return the_process;
}

std::string_view text_from(const char* text, std::size_t size) {
    return text == nullptr ? std::string_view{} : std::string_view(text, size);
}
ByteView bytes_from(const std::uint8_t* bytes, std::size_t size) {
    return bytes == nullptr ? ByteView{} : ByteView(bytes, size);
}

void put(approdo_buffer** out, ByteView bytes) {
    if (out != nullptr) *out = new approdo_buffer{copy_of(bytes)};
}

// As every shell says it: the layers below speak English, and the catalogue translates.
approdo_code failed(approdo_buffer** out, const Error& error, approdo_code code) {
    const Error said{error.code, in_language(process().language, error.message)};
    put(out, bytes_of(to_json(said)));
    return code;
}

// The border: what the environment breaks was thrown, and ends here.
template <class Work>
approdo_code guarded(approdo_buffer** out, const Work& work) noexcept {
    if (out != nullptr) *out = nullptr;
    try {
        const Result<Bytes> result = work();
        if (!result.ok()) {
            return failed(out, result.error(), static_cast<approdo_code>(result.error().code));
        }
        put(out, *result);
        return 0;
    } catch (const sql::SqlError& error) {
        try {
            return failed(out, sql::to_error(error), code_environment);
        } catch (const std::exception&) {
            return code_environment;
        }
    } catch (const std::exception&) {
        return code_environment;
    }
}

// For verbs whose result is a view.
template <class View>
Result<Bytes> json_of(const Result<View>& view) {
    if (!view.ok()) return view.error();
    return copy_of(bytes_of(to_json(*view)));
}

Result<Bytes> done() {
    JsonWriter json;
    json.begin_object().member("schema", json_schema).end_object();
    return copy_of(bytes_of(json.take()));
}

Result<Host> host_in(const char* folder, std::size_t folder_size) {
    const approdo_host& given = process().host;
    if (given.now == nullptr || given.random == nullptr) {
        return fail(ErrorCode::missing, "call approdo_set_host first");
    }
    Host host;
    host.clock = &process().clock;
    host.random = &process().random;
    if (given.cost_passes > 0) host.cost = {given.cost_passes, given.cost_memory_kib};
    host.folder = text_from(folder, folder_size);
    if (given.vfs != nullptr) host.vfs = given.vfs;
    host.exclusive = given.exclusive != 0;
    return host;
}

// "text,video:it" as the person picked it; empty: everything.
Result<std::vector<content::ContentPart>> parts_from(std::string_view text) {
    std::vector<content::ContentPart> parts;
    while (!text.empty()) {
        const auto comma = std::min(text.find(','), text.size());
        const std::string_view piece = text.substr(0, comma);
        const auto colon = std::min(piece.find(':'), piece.size());
        content::ContentPart part;
        APPRODO_TRY(part.type, part_from(piece.substr(0, colon)));
        if (colon < piece.size()) part.language = piece.substr(colon + 1);
        parts.push_back(part);
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return parts;
}

Result<content::AttemptId> attempt_from(const char* text, std::size_t size) {
    return content::AttemptId::from_hex(text_from(text, size));
}

Result<Bytes> answer(Client& client, std::string_view attempt_text, std::string_view question_text,
                     std::string_view answer_text) {
    APPRODO_TRY(const auto attempt, content::AttemptId::from_hex(attempt_text));
    APPRODO_TRY(const auto question, QuestionId::from_hex(question_text));
    APPRODO_TRY(const auto view, client.attempt(attempt));
    for (const QuestionView& one : view.questions) {
        if (one.question.id != question) continue;
        APPRODO_TRY(const auto response, read_answer(one.question, one.plan, answer_text));
        return json_of(client.answer(attempt, question, response, 0));
    }
    return fail(ErrorCode::not_found, "this question is not in this attempt");
}

Result<Bytes> wanted_json(Client& client, std::size_t count_max) {
    JsonWriter json;
    json.begin_object().member("schema", json_schema).name("chunks").begin_list();
    for (const ChunkId& id : client.wanted_chunks(count_max)) json.text(id.hex());
    json.end_list().end_object();
    return copy_of(bytes_of(json.take()));
}

}  // namespace
}  // namespace approdo::client

using namespace approdo;
using namespace approdo::client;

struct approdo_client {
    std::unique_ptr<Client> client;
};

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
        JsonWriter json;
        json.begin_object().member("schema", json_schema).member("abi", 1).end_object();
        return copy_of(bytes_of(json.take()));
    });
}

approdo_code approdo_create(const char* folder, size_t folder_size, const uint8_t* passphrase,
                            size_t passphrase_size, approdo_client** client, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_TRY(Host host, host_in(folder, folder_size));
        const auto key = crypto::SymmetricKey::random(*host.random);
        KeySlots slots;
        slots.set_passphrase(key, bytes_from(passphrase, passphrase_size), host.cost, *host.random);
        APPRODO_TRY(auto opened, Client::open(std::move(host), key));
        *client = new approdo_client{std::move(opened)};
        return slots.bytes();
    });
}

approdo_code approdo_unlock(const char* folder, size_t folder_size, const uint8_t* slots,
                            size_t slots_size, const uint8_t* passphrase, size_t passphrase_size,
                            approdo_client** client, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_TRY(Host host, host_in(folder, folder_size));
        APPRODO_TRY(const auto read, KeySlots::read(bytes_from(slots, slots_size)));
        APPRODO_TRY(const auto key,
                    read.open_with_passphrase(bytes_from(passphrase, passphrase_size)));
        APPRODO_TRY(auto opened, Client::open(std::move(host), key));
        *client = new approdo_client{std::move(opened)};
        return done();
    });
}

void approdo_close(approdo_client* client) {
    delete client;
}

approdo_code approdo_join_request(approdo_client* client, const char* link, size_t link_size,
                                  const char* name, size_t name_size, const uint8_t* passphrase,
                                  size_t passphrase_size, approdo_buffer** out) {
    return guarded(out, [&] {
        return client->client->join_request(text_from(link, link_size), text_from(name, name_size),
                                            bytes_from(passphrase, passphrase_size));
    });
}

approdo_code approdo_salt_request(approdo_client* client, const char* link, size_t link_size,
                                  const char* name, size_t name_size, approdo_buffer** out) {
    return guarded(out, [&] {
        return client->client->salt_request(text_from(link, link_size), text_from(name, name_size));
    });
}

approdo_code approdo_sign_in_request(approdo_client* client, const uint8_t* passphrase,
                                     size_t passphrase_size, approdo_buffer** out) {
    return guarded(out, [&] {
        return client->client->sign_in_request(bytes_from(passphrase, passphrase_size));
    });
}

approdo_code approdo_join_answer(approdo_client* client, const uint8_t* parcels, size_t size,
                                 approdo_buffer** out) {
    return guarded(out,
                   [&] { return json_of(client->client->join_answer(bytes_from(parcels, size))); });
}

approdo_code approdo_output(approdo_client* client, approdo_buffer** out) {
    return guarded(out, [&] { return client->client->output(); });
}

approdo_code approdo_receive(approdo_client* client, const uint8_t* parcels, size_t size,
                             approdo_buffer** out) {
    return guarded(out,
                   [&] { return json_of(client->client->receive(bytes_from(parcels, size))); });
}

approdo_code approdo_courses(approdo_client* client, approdo_buffer** out) {
    return guarded(out, [&] { return json_of(client->client->courses()); });
}

approdo_code approdo_course(approdo_client* client, const char* course, size_t course_size,
                            approdo_buffer** out) {
    return guarded(out,
                   [&] { return json_of(client->client->course(text_from(course, course_size))); });
}

approdo_code approdo_download_plan(approdo_client* client, const char* course, size_t course_size,
                                   approdo_buffer** out) {
    return guarded(out, [&] {
        return json_of(client->client->plan_download(text_from(course, course_size), {}));
    });
}

approdo_code approdo_download_begin(approdo_client* client, const char* course, size_t course_size,
                                    const char* parts, size_t parts_size, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_TRY(const auto picked, parts_from(text_from(parts, parts_size)));
        return json_of(client->client->begin_download(text_from(course, course_size), picked));
    });
}

approdo_code approdo_chunks_wanted(approdo_client* client, size_t count_max, approdo_buffer** out) {
    return guarded(out, [&] { return wanted_json(*client->client, count_max); });
}

approdo_code approdo_chunk_put(approdo_client* client, const uint8_t* id, const uint8_t* sealed,
                               size_t size, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_TRY(const auto chunk, ChunkId::from(bytes_from(id, ChunkId::size)));
        APPRODO_CHECK(client->client->put_chunk(chunk, bytes_from(sealed, size)));
        return done();
    });
}

approdo_code approdo_download_finish(approdo_client* client, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_CHECK(client->client->advance_downloads());
        return json_of(client->client->courses());
    });
}

approdo_code approdo_file(approdo_client* client, const char* course, size_t course_size,
                          const char* path, size_t path_size, approdo_buffer** out) {
    return guarded(out, [&] {
        return client->client->file(text_from(course, course_size), text_from(path, path_size));
    });
}

approdo_code approdo_read(approdo_client* client, const char* unit, size_t unit_size,
                          approdo_buffer** out) {
    return guarded(out, [&] { return json_of(client->client->read(text_from(unit, unit_size))); });
}

approdo_code approdo_page_turn(approdo_client* client, const char* unit, size_t unit_size,
                               uint32_t furthest_block, uint32_t seconds, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_CHECK(
            client->client->page_turn(text_from(unit, unit_size), furthest_block, seconds));
        return done();
    });
}

approdo_code approdo_quiz_open(approdo_client* client, const char* unit, size_t unit_size,
                               approdo_buffer** out) {
    return guarded(out,
                   [&] { return json_of(client->client->open_quiz(text_from(unit, unit_size))); });
}

approdo_code approdo_quiz_view(approdo_client* client, const char* attempt, size_t attempt_size,
                               approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_TRY(const auto id, attempt_from(attempt, attempt_size));
        return json_of(client->client->attempt(id));
    });
}

approdo_code approdo_quiz_answer(approdo_client* client, const char* attempt, size_t attempt_size,
                                 const char* question, size_t question_size, const char* answer,
                                 size_t answer_size, approdo_buffer** out) {
    return guarded(out, [&] {
        return client::answer(*client->client, text_from(attempt, attempt_size),
                              text_from(question, question_size), text_from(answer, answer_size));
    });
}

approdo_code approdo_quiz_submit(approdo_client* client, const char* attempt, size_t attempt_size,
                                 approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_TRY(const auto id, attempt_from(attempt, attempt_size));
        return json_of(client->client->submit(id));
    });
}

approdo_code approdo_record(approdo_client* client, approdo_buffer** out) {
    return guarded(out, [&] { return json_of(client->client->record()); });
}

approdo_code approdo_classes(approdo_client* client, const char* course, size_t course_size,
                             approdo_buffer** out) {
    return guarded(
        out, [&] { return json_of(client->client->classes(text_from(course, course_size))); });
}

approdo_code approdo_status(approdo_client* client, approdo_buffer** out) {
    return guarded(out, [&] { return json_of(client->client->status()); });
}

}  // extern "C"
