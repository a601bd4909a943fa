#include "content/package/file_pieces.hpp"

#include <algorithm>

#include "sync/crypto/hash.hpp"

namespace approdo::package {
namespace {

// Only another program of ours would cut a file otherwise.
constexpr std::size_t cuts_max = 4;

}  // namespace

Hash file_hash(ByteView bytes) {
    return crypto::hash(crypto::domain::raw_content, {bytes});
}

std::vector<content::FilePiece> pieces_of(ByteView bytes) {
    APPRODO_ASSERT(!bytes.empty() && bytes.size() <= content::handed_bytes_max);
    const Hash content = file_hash(bytes);
    const auto count =
        static_cast<std::uint32_t>((bytes.size() - 1) / content::FilePiece::bytes_max + 1);
    std::vector<content::FilePiece> pieces;
    for (std::uint32_t number = 0; number < count; ++number) {
        const ByteView rest = bytes.subspan(number * content::FilePiece::bytes_max);
        const ByteView piece = rest.first(std::min(rest.size(), content::FilePiece::bytes_max));
        pieces.push_back({content, number, count, copy_of(piece), {}});
    }
    return pieces;
}

void FileAssembly::take(const content::FilePiece& piece) {
    if (piece.content != file_.content) return;
    if (file_.size > content::handed_bytes_max) return;
    if (cuts_.size() == cuts_max && !cuts_.contains(piece.pieces)) return;
    Cut& cut = cuts_[piece.pieces];
    // Who claims more than the answer says wastes no memory.
    if (cut.bytes + piece.bytes.size() > file_.size) return;
    const auto [place, is_new] = cut.pieces.try_emplace(piece.number);
    if (!is_new) return;
    if (holds_ == Holds::bytes) place->second = piece.bytes;
    cut.bytes += piece.bytes.size();
}

const FileAssembly::Cut* FileAssembly::whole() const {
    for (const auto& [count, cut] : cuts_) {
        if (cut.pieces.size() == count && cut.bytes == file_.size) return &cut;
    }
    return nullptr;
}

bool FileAssembly::is_complete() const {
    return whole() != nullptr;
}

Result<Bytes> FileAssembly::bytes() const {
    APPRODO_ASSERT(holds_ == Holds::bytes);
    const Cut* cut = whole();
    if (cut == nullptr) {
        return fail(ErrorCode::missing,
                    "not all of this file has arrived yet: it comes when the device on which it "
                    "was handed in syncs");
    }
    Bytes bytes;
    bytes.reserve(cut->bytes);
    for (const auto& [number, piece] : cut->pieces) append(bytes, piece);
    if (file_hash(bytes) != file_.content) {
        return fail(ErrorCode::unauthentic,
                    "this file is not the one that was handed in: ask for it to be handed in "
                    "again");
    }
    return bytes;
}

}  // namespace approdo::package
