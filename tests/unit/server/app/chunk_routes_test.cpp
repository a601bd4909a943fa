#include "server/app/chunk_routes.hpp"

#include <algorithm>
#include <fstream>
#include <future>
#include <map>

#include "sync/exchange/parcel.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::app;

namespace {

ChunkId id_of(std::uint8_t n) {
    return ChunkId{{n}};
}

struct Fixture {
    std::map<ChunkId, Bytes> chunks;
    std::map<ChunkId, std::string> files;  // their paths
    int loads = 0;
    int opens = 0;
    ChunkCache cache{1000};
    WorkerPool workers{1, 4};
    Router router;

    Fixture() {
        add_chunk_routes(router, {SiteId{{9}},
                                  [this](const ChunkId& id) -> std::optional<Bytes> {
                                      ++loads;
                                      const auto found = chunks.find(id);
                                      if (found == chunks.end()) return std::nullopt;
                                      return found->second;
                                  },
                                  cache, workers,
                                  [this](const ChunkId& id) -> std::shared_ptr<const FileBody> {
                                      ++opens;
                                      const auto found = files.find(id);
                                      return found == files.end() ? nullptr
                                                                  : FileBody::open(found->second);
                                  }});
    }

    Response get(const std::string& name) {
        const auto match = router.find(Method::get, "/chunk/" + name);
        Request request;
        request.path_values = match.value().path_values;
        std::promise<Response> answer;
        std::get<AsyncHandler>(match.value().route->handler)(
            request, [&](Response response) { answer.set_value(std::move(response)); });
        return answer.get_future().get();
    }

    Bytes ask(const Bytes& ids) {
        const auto match = router.find(Method::post, "/chunks");
        Request request;
        request.body = ids;
        const Response response = std::get<Handler>(match.value().route->handler)(request);
        const auto source = std::get<std::shared_ptr<BodySource>>(response.body);
        Bytes all;
        for (Bytes piece = source->next().value(); !piece.empty(); piece = source->next().value())
            append(all, piece);
        return all;
    }
};

std::string body_of(const Response& response) {
    const auto prepared = std::get<std::shared_ptr<const PreparedAnswer>>(response.body);
    if (const FileBody* file = prepared->file()) {
        Bytes bytes(file->size());
        REQUIRE(file->read_at(0, bytes) == bytes.size());
        return std::string(text_of(bytes));
    }
    return std::string(text_of(prepared->in_memory().subspan(prepared->head().size())));
}

}  // namespace

TEST_CASE("chunks: one is loaded once and then answered from memory", "[unit]") {
    Fixture f;
    f.chunks[id_of(1)] = copy_of(bytes_of("sealed"));
    CHECK(body_of(f.get(id_of(1).hex())) == "sealed");
    CHECK(body_of(f.get(id_of(1).hex())) == "sealed");
    CHECK(f.loads == 1);
}

TEST_CASE("chunks: what is not there and what is no name are told apart", "[unit]") {
    Fixture f;
    CHECK(f.get(id_of(1).hex()).status == 404);
    CHECK(f.get("abc").status == 400);
}

TEST_CASE("chunks: the cache keeps to its budget and drops what was asked for longest ago",
          "[unit]") {
    Fixture f;
    for (std::uint8_t n = 1; n <= 4; ++n) f.chunks[id_of(n)] = Bytes(250, n);
    for (std::uint8_t n = 1; n <= 2; ++n) f.get(id_of(n).hex());
    f.get(id_of(1).hex());
    f.get(id_of(3).hex());
    CHECK(f.cache.counts().bytes <= 1000);
    CHECK(f.cache.find(id_of(1)) != nullptr);
    CHECK(f.cache.find(id_of(2)) == nullptr);
}

TEST_CASE("chunks: one of many bytes is opened once and sent from its file", "[unit]") {
    Fixture f;
    const test::TempDir folder;
    f.files[id_of(1)] = folder.file("large");
    std::ofstream(f.files[id_of(1)]) << std::string(20'000, 'l');
    const Response first = f.get(id_of(1).hex());
    std::filesystem::remove(f.files[id_of(1)]);
    CHECK(body_of(first) == std::string(20'000, 'l'));
    CHECK(body_of(f.get(id_of(1).hex())) == std::string(20'000, 'l'));
    CHECK(f.opens == 1);
    CHECK(f.loads == 0);
}

TEST_CASE("chunks: one of few bytes is held in memory, whether it is a file or not", "[unit]") {
    Fixture f;
    const test::TempDir folder;
    f.files[id_of(1)] = folder.file("small");
    std::ofstream(f.files[id_of(1)]) << "small";
    f.chunks[id_of(1)] = copy_of(bytes_of("small"));
    CHECK(body_of(f.get(id_of(1).hex())) == "small");
    CHECK(f.loads == 1);
}

TEST_CASE("chunks: open files are held in a number that the system allows", "[unit]") {
    const test::TempDir folder;
    std::ofstream(folder.file("chunk")) << "bytes";
    ChunkCache cache(10 * 65 * limits::kib);
    std::vector<std::weak_ptr<const FileBody>> files;
    for (std::uint8_t n = 1; n <= 30; ++n) {
        auto file = FileBody::open(folder.file("chunk"));
        files.push_back(file);
        cache.put(id_of(n), std::move(file));
    }
    CHECK(std::count_if(files.begin(), files.end(), [](auto& file) { return !file.expired(); }) ==
          10);
    CHECK(cache.find(id_of(30)) != nullptr);
}

TEST_CASE("chunks: many come as one parcel, in order, without those that are not there", "[unit]") {
    Fixture f;
    f.chunks[id_of(1)] = Bytes(400'000, 1);
    f.chunks[id_of(3)] = Bytes(400'000, 3);
    f.chunks[id_of(4)] = Bytes(10, 4);
    Bytes ids;
    for (std::uint8_t n = 1; n <= 4; ++n) append(ids, id_of(n).view());
    const auto parcels = exchange::split_parcels(f.ask(ids));
    REQUIRE(parcels.ok());
    REQUIRE(parcels.value().size() == 1);
    const auto& frames = parcels.value()[0].frames;
    REQUIRE(frames.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
        const std::uint8_t n = i == 0 ? 1 : static_cast<std::uint8_t>(i + 2);
        CHECK(frames[i].type == exchange::FrameType::chunk);
        CHECK(ByteView(frames[i].body).size() == ChunkId::size + f.chunks[id_of(n)].size());
        CHECK(frames[i].body[0] == n);
    }
}
