#include "content/package/graded.hpp"

#include <algorithm>

namespace approdo::package {
namespace {

// What a box adds to a bucket still fits a chunk.
static_assert(SitePart::bucket + crypto::box_overhead_bytes <= limits::chunk_sealed_max);

// Each piece names its place, so that pieces of two versions cannot be mixed.
struct Piece {
    static constexpr std::uint32_t wire_version = 1;
    ChannelId channel;
    ContentVersion version;
    std::uint32_t index = 0;
    std::uint32_t count = 0;
    Bytes bytes;
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(channel, version, index, count, bytes);
    }
};

constexpr std::size_t piece_bytes_max = SitePart::bucket - 128;

Bytes padded_to_bucket(const Piece& piece) {
    Bytes bytes;
    wire::Writer writer(bytes);
    const Bytes message = wire::encode(piece);
    writer.counted(message);
    APPRODO_ASSERT(bytes.size() <= SitePart::bucket);
    bytes.resize(SitePart::bucket);
    return bytes;
}

Result<Piece> read_piece(ByteView bytes) {
    wire::Reader reader(bytes);
    const ByteView message = reader.counted(bytes.size());
    if (reader.failed()) return fail(ErrorCode::malformed, "a graded part is damaged");
    return wire::decode<Piece>(message);
}

void sort_by_secret(std::vector<content::Option>& options, const QuestionId& question,
                    const crypto::SymmetricKey& key) {
    std::vector<std::pair<Hash, content::Option>> keyed;
    for (content::Option& option : options) {
        const Hash place = crypto::keyed_hash(crypto::domain::option_order, key.view(),
                                              {question.view(), option.id.view()});
        keyed.emplace_back(place, std::move(option));
    }
    std::sort(keyed.begin(), keyed.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 0; i < keyed.size(); ++i) options[i] = std::move(keyed[i].second);
}

void sort_by_secret(std::vector<content::DragItem>& items, const QuestionId& question,
                    const crypto::SymmetricKey& key) {
    const auto place = [&](const content::DragItem& item) {
        return crypto::keyed_hash(crypto::domain::option_order, key.view(),
                                  {question.view(), item.id.view()});
    };
    std::sort(items.begin(), items.end(),
              [&](const auto& a, const auto& b) { return place(a) < place(b); });
}

}  // namespace

Result<std::vector<ChunkId>> seal_site_part(const SitePart& part, const crypto::BoxPublicKey& site,
                                            ChunkSink& sink, Random& random) {
    std::vector<ChunkId> ids;
    if (part.quizzes.empty()) return ids;
    Bytes plain = wire::encode(part);
    if (plain.size() > limits::frame_body_max) {
        crypto::wipe(plain);
        return fail(ErrorCode::too_large,
                    "the graded quizzes have too many questions for one course: split the course");
    }
    const std::size_t count = (plain.size() + piece_bytes_max - 1) / piece_bytes_max;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t begin = i * piece_bytes_max;
        const std::size_t size = std::min(piece_bytes_max, plain.size() - begin);
        Piece piece{part.channel,
                    part.version,
                    static_cast<std::uint32_t>(i),
                    static_cast<std::uint32_t>(count),
                    copy_of(ByteView(plain).subspan(begin, size)),
                    {}};
        Bytes bucket = padded_to_bucket(piece);
        APPRODO_TRY(const Bytes sealed, crypto::seal_box(site, bucket, random));
        crypto::wipe(bucket);
        crypto::wipe(piece.bytes);
        const ChunkId id = ids.emplace_back(chunk_id_of(sealed));
        APPRODO_CHECK(sink.put(id, sealed));
    }
    crypto::wipe(plain);
    return ids;
}

Result<SitePart> open_site_part(const ChannelHead& head, const crypto::BoxKey& site,
                                ChunkSource& source) {
    if (head.site_part.empty()) return SitePart{head.channel, head.version, {}, {}};
    Bytes plain;
    for (std::size_t i = 0; i < head.site_part.size(); ++i) {
        const auto sealed = source.get(head.site_part[i]);
        if (!sealed) {
            return fail(ErrorCode::missing, "the course's graded part has not been uploaded");
        }
        APPRODO_CHECK(check_chunk(head.site_part[i], *sealed));
        APPRODO_TRY(const crypto::SecretBytes bucket, site.open(*sealed));
        APPRODO_TRY(Piece piece, read_piece(bucket.view()));
        if (piece.channel != head.channel || piece.version != head.version || piece.index != i ||
            piece.count != head.site_part.size()) {
            return fail(ErrorCode::unauthentic, "a graded part belongs to another version");
        }
        append(plain, piece.bytes);
        crypto::wipe(piece.bytes);
    }
    auto part = wire::decode<SitePart>(plain);
    crypto::wipe(plain);
    return part;
}

void hide_option_order(content::QuestionPublic& question, const Library& library) {
    const crypto::SymmetricKey key = library.derive(crypto::domain::graded, {question.id.view()});
    for (content::Part& part : question.parts) {
        if (auto* choice = std::get_if<content::ChoicePart>(&part.shape)) {
            if (!choice->fixed_order) sort_by_secret(choice->options, question.id, key);
        } else if (auto* match = std::get_if<content::MatchPart>(&part.shape)) {
            sort_by_secret(match->left, question.id, key);
            sort_by_secret(match->right, question.id, key);
        } else if (auto* order = std::get_if<content::OrderPart>(&part.shape)) {
            sort_by_secret(order->items, question.id, key);
        } else if (auto* drag = std::get_if<content::DragPart>(&part.shape)) {
            sort_by_secret(drag->items, question.id, key);
        }
    }
}

}  // namespace approdo::package
