// A hub over a folder, between devices that write real segments and a site that can be out of
// reach. The site is the sans-I/O one; the hub speaks to it as it does over HTTP.
#pragma once

#include <fstream>
#include <iterator>

#include "server/app/hub.hpp"
#include "sync/exchange/compare.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/small_site.hpp"
#include "tests/support/temp_dir.hpp"

namespace approdo::app {

struct HubFixture {
    explicit HubFixture(std::uint64_t bytes_max = 100'000) : cap(bytes_max) {
        site.store.keys.add(log::scope_key_name(scope, Epoch{1}), scope_key.duplicate());
        open();
    }

    void open() {
        folder = HubFolder::open(dir.path() / "hub", cap, random).value();
        hub = std::make_unique<Hub>(*folder, clock,
                                    [this](std::string_view method, std::string_view target,
                                           ByteView body) { return ask(method, target, body); });
    }
    void restart() {
        hub.reset();
        folder.reset();
        open();
    }

    test::SmallDevice device() {
        test::SmallDevice made(site, scope, scope_key);
        site.store.put_device(made.store.find_device(made.store.self)->certificate);
        return made;
    }
    Response post(const Bytes& body) {
        Request request;
        request.body = body;
        return hub->exchange(request);
    }
    // One exchange of a device over the hub.
    exchange::ReceiveReport sync(test::SmallDevice& of) {
        auto session = of.session();
        const Response response = post(session.output());
        REQUIRE(response.status == 200);
        return session.receive(std::get<Bytes>(response.body)).value();
    }

    Result<HubAnswer> ask(std::string_view method, std::string_view target, ByteView body) {
        if (!is_up) return fail(ErrorCode::unavailable, "no way");
        if (method == "GET") {
            ++chunks_asked;
            const auto id = ChunkId::from_hex(std::string(target.substr(7))).value();
            const auto chunk = site.store.chunks.find(id);
            if (chunk == site.store.chunks.end()) return HubAnswer{404, {}};
            return HubAnswer{200, chunk->second};
        }
        if (refuses != 0) return HubAnswer{refuses, {}};
        const auto parcels = exchange::split_parcels(body).value();
        if (target == "/frontier/v1") {
            if (!compares) return HubAnswer{404, {}};
            const auto answer = exchange::answer_question(parcels.front(), site.store);
            return HubAnswer{answer.ok() ? 200 : 400, answer.value()};
        }
        arrived.push_back(copy_of(body));
        Bytes answers;
        for (std::size_t i = 0; i < parcels.size(); ++i) {
            if (parcels[i].frames.front().type == exchange::FrameType::carried) continue;
            auto session = site.session();
            constexpr UtcMs now{1'790'000'000'000};
            auto checked = session.check(parcels[i], now);
            if (!checked.ok()) return HubAnswer{401, {}};
            append(answers,
                   session.apply(std::move(*checked), now,
                                 i == 0 ? exchange::Courier::link : exchange::Courier::stick));
        }
        return HubAnswer{200, std::move(answers)};
    }

    std::uint64_t cap;
    test::TempDir dir;
    test::ManualClock clock;
    crypto::SeededRandom random{21};
    test::SmallSite site{random};
    ScopeId scope = random.id<ScopeId>();
    crypto::SymmetricKey scope_key = crypto::SymmetricKey::random(random);
    bool is_up = false;
    bool compares = true;
    int refuses = 0;
    std::size_t chunks_asked = 0;
    std::vector<Bytes> arrived;
    std::unique_ptr<HubFolder> folder;
    std::unique_ptr<Hub> hub;

    Bytes chunk(std::uint8_t fill, std::size_t bytes) {
        Bytes sealed(bytes, fill);
        site.store.chunks[chunk_id(sealed)] = sealed;
        return sealed;
    }
    static ChunkId chunk_id(ByteView sealed) {
        return ChunkId{crypto::hash(crypto::domain::chunk_id, {sealed}).bytes};
    }
    bool folder_contains(ByteView needle) const {
        for (const auto& file : std::filesystem::recursive_directory_iterator(dir.path() / "hub")) {
            if (!file.is_regular_file()) continue;
            std::ifstream in(file.path(), std::ios::binary);
            const Bytes bytes(std::istreambuf_iterator<char>(in), {});
            if (std::search(bytes.begin(), bytes.end(), needle.begin(), needle.end()) !=
                bytes.end())
                return true;
        }
        return false;
    }
};

}  // namespace approdo::app
