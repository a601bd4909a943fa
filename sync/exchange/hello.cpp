#include "sync/exchange/hello.hpp"

#include "sync/wire/archive.hpp"

namespace approdo::exchange {
namespace {

// Type and length first, so that the body is not copied to be hashed.
Hash hash_of_whole(const Frame& frame) {
    Bytes head;
    wire::Writer writer(head);
    writer.number(static_cast<std::uint64_t>(frame.type));
    writer.number(frame.body.size());
    return crypto::hash(crypto::domain::frame, {head, frame.body});
}

}  // namespace

Hash frame_hash_of(const Frame& frame) {
    if (frame.type == FrameType::elided) {
        // One of another size is no frame's hash, and passes for none.
        if (const auto hash = Hash::from(frame.body); hash.ok()) return *hash;
    }
    return hash_of_whole(frame);
}

Frame elide(const Frame& frame) {
    return {FrameType::elided, copy_of(frame_hash_of(frame).view())};
}

Hash rest_hash_of(std::span<const Frame> frames) {
    crypto::Hasher hasher(crypto::domain::hello);
    for (const Frame& frame : frames) hasher.update(frame_hash_of(frame).view());
    return hasher.finish();
}

void show_root(Hello& hello, const log::RootMark& mark) {
    if (mark.number == 0) return;
    hello.tail = {2, wire::encode(mark)};
}

log::RootMark root_shown(const Hello& hello) {
    log::RootMark mark;
    if (hello.tail.unknown.empty()) return mark;
    wire::Reader reader(hello.tail.unknown);
    reader(mark);
    return reader.failed() ? log::RootMark{} : mark;
}

crypto::HashDomain domain_of(const Hello&) {
    return crypto::domain::hello;
}

crypto::HashDomain domain_of(const Answer&) {
    return crypto::domain::answer;
}

}  // namespace approdo::exchange
