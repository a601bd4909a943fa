#include "server/app/chunk_routes.hpp"

#include "sync/exchange/parcel.hpp"

namespace approdo::app {

namespace {

constexpr std::string_view parcel_type = "application/vnd.approdo.parcel";
// Enough for a line to be busy while the next piece is fetched.
constexpr std::size_t piece_bytes = 512 * limits::kib;

// What is smaller is copied sooner than the kernel is asked to send it from its file. No chunk is
// larger; of a longer run of bytes the reader is served sooner from memory, too.
constexpr std::size_t from_file_bytes_min = 16 * limits::kib;
constexpr std::size_t from_file_bytes_max = limits::chunk_sealed_max;

Response no_chunk() {
    return error_response(fail(ErrorCode::not_found, "This chunk is not here."));
}

ChunkCache::Answer prepare(const ChunkParts& parts, const ChunkId& id) {
    auto file = parts.open ? parts.open(id) : nullptr;
    if (file && file->size() >= from_file_bytes_min && file->size() <= from_file_bytes_max) {
        file->warm();
        return parts.cache.put(id, std::move(file));
    }
    const auto sealed = parts.load(id);
    return sealed ? parts.cache.put(id, *sealed) : nullptr;
}

void answer_chunk(const ChunkParts& parts, const Request& request, Reply reply) {
    const auto id = ChunkId::from_hex(request.path_value("id"));
    if (!id.ok()) {
        reply(error_response(400, "malformed", "A chunk is called by 64 hex digits."));
        return;
    }
    if (auto answer = parts.cache.find(id.value())) {
        reply(prepared_response(std::move(answer)));
        return;
    }
    auto load = [&parts, id = id.value(), reply] {
        try {
            auto answer = prepare(parts, id);
            reply(answer ? prepared_response(std::move(answer)) : no_chunk());
        } catch (const std::exception&) {
            reply(error_response(500, "corrupt", "This chunk cannot be read here at present."));
        }
    };
    if (!parts.workers.try_post(std::move(load))) reply(busy_response(1));
}

// Reads chunks as the asker takes them, so that a request for four thousand costs the memory of a
// few.
class ChunkStream : public BodySource {
  public:
    ChunkStream(const ChunkParts& parts, Bytes ids) : parts_(parts), ids_(std::move(ids)) {}

    Result<Bytes> next() override {
        Bytes piece;
        if (!begun_) {
            begun_ = true;
            piece = exchange::ParcelWriter({parts_.site, {exchange::RouteKind::any, {}}}).take();
        }
        while (piece.size() < piece_bytes && at_ < ids_.size()) {
            APPRODO_TRY(const ChunkId id,
                        ChunkId::from(ByteView(ids_).subspan(at_, ChunkId::size)));
            at_ += ChunkId::size;
            const auto sealed = parts_.load(id);
            if (!sealed) continue;
            Bytes body = copy_of(id.view());
            append(body, *sealed);
            append(piece, exchange::encode_frame(exchange::FrameType::chunk, body));
        }
        return piece;
    }

  private:
    const ChunkParts& parts_;
    Bytes ids_;
    std::size_t at_ = 0;
    bool begun_ = false;
};

Response answer_chunks(const ChunkParts& parts, const Request& request) {
    if (request.body.empty() || request.body.size() % ChunkId::size != 0)
        return error_response(400, "malformed", "Send the ids of chunks, 32 bytes each.");
    return stream_response(std::make_shared<ChunkStream>(parts, request.body), parcel_type);
}

}  // namespace

void add_chunk_routes(Router& router, ChunkParts parts) {
    const auto shared = std::make_shared<const ChunkParts>(std::move(parts));
    router.get_async("/chunk/{id}", [shared](Request request, Reply reply) {
        answer_chunk(*shared, request, std::move(reply));
    });
    router.post(
        "/chunks", Access::open,
        [shared](const Request& request) { return answer_chunks(*shared, request); },
        limits::chunk_request_ids_max * ChunkId::size);
}

}  // namespace approdo::app
