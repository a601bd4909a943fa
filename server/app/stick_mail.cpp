#include "server/app/stick_mail.hpp"

#include <map>
#include <set>

#include "content/package/wish.hpp"

namespace approdo::app {

using namespace exchange;

namespace {

constexpr std::size_t news_bytes_max = 16 * limits::mib;
constexpr std::size_t piece_bytes = 4 * limits::mib;

std::vector<ChunkId> wanted_in(const WholeParcel& parcel) {
    const Frame* frame = parcel.find(FrameType::want);
    if (frame == nullptr) return {};
    auto want = wire::decode<Want>(frame->body);
    return want.ok() ? std::move(want->chunks) : std::vector<ChunkId>{};
}

std::map<ChannelId, package::PackageWish> wishes_in(const WholeParcel& parcel) {
    std::map<ChannelId, package::PackageWish> by_channel;
    const Frame* frame = parcel.find(FrameType::wish);
    if (frame == nullptr) return by_channel;
    if (auto read = wire::decode<package::PackageWishes>(frame->body); read.ok()) {
        for (auto& wish : read->wishes) by_channel[wish.channel] = std::move(wish);
    }
    return by_channel;
}

}  // namespace

Bytes StickMail::welcome(store::Session& session, const DeviceId& device) {
    return news_for(session, device).value_or(Bytes{});
}

void StickMail::add_news(store::Session& session, const DeviceId& device, UtcMs now) {
    if (const auto news = news_for(session, device)) {
        session.mailbox().put(Route::to_device(device), *news, now);
    }
}

std::optional<Bytes> StickMail::news_for(store::Session& session, const DeviceId& device) {
    Contact contact = session.contact(device).value_or(Contact{});
    auto delivery = session.lacking(device, contact.offered, false, news_bytes_max);
    if (delivery.frames.empty()) return std::nullopt;
    contact.offered = std::move(delivery.reached);
    session.put_contact(device, contact);
    ParcelWriter writer({keys_.site, Route::to_device(device)});
    for (const Frame& frame : delivery.frames) writer.add(frame.type, frame.body);
    return writer.take();
}

void StickMail::note_wish(store::Session& session, const DeviceId& device,
                          const WholeParcel& parcel, UtcMs now) {
    WholeParcel wish{{keys_.site, Route::to_device(device)}, {}};
    for (const FrameType type : {FrameType::want, FrameType::wish}) {
        if (const Frame* frame = parcel.find(type)) wish.frames.push_back(*frame);
    }
    session.mailbox().put_wish(device, wish.bytes(), now);
}

void StickMail::forget(store::Session& session, const DeviceId& device) {
    session.mailbox().clear(Route::to_device(device));
}

std::vector<ChunkId> StickMail::chunks_for(store::Session& session, const DeviceId& device,
                                           const WholeParcel& wish) {
    std::vector<ChunkId> chunks = wanted_in(wish);
    const auto known = session.find_device(device);
    if (!known || known->revoked) return {};
    const auto wishes = wishes_in(wish);
    for (const auto& enrolment :
         session.catalogue().enrolments_of(known->certificate.value.account)) {
        const auto edition = session.catalogue().edition(enrolment.edition);
        const auto course = edition ? session.catalogue().course(edition->course) : std::nullopt;
        if (!course || !enrolment.active || course->version.value == 0) continue;
        const auto found = wishes.find(course->channel);
        const auto one = found == wishes.end() ? package::PackageWish{} : found->second;
        if (course->version <= one.held || course->version <= one.described) continue;
        // A version that cannot be read here is no reason to leave out the others.
        const auto needed = packages_.chunks_of(session, *course, one.choice);
        if (!needed.ok()) continue;
        std::set<ChunkId> held;
        if (const auto earlier = PackageShelf::line_at(session, *course, one.held)) {
            const auto ids = packages_.chunks_of(session, *earlier, one.choice);
            if (ids.ok()) held.insert(ids->begin(), ids->end());
        }
        std::copy_if(needed->begin(), needed->end(), std::back_inserter(chunks),
                     [&](const ChunkId& id) { return held.count(id) == 0; });
    }
    return chunks;
}

void StickMail::write_content(store::Session& session, const DeviceId& device,
                              const WholeParcel& wish, std::uint64_t bytes_max,
                              const WriteOut& write) {
    const ParcelHeader header{keys_.site, Route::to_device(device)};
    std::set<ChunkId> sent;
    std::uint64_t bytes = 0;
    std::size_t in_piece = 0;
    ParcelWriter piece(header);
    for (const ChunkId& id : chunks_for(session, device, wish)) {
        if (!sent.insert(id).second) continue;
        const auto sealed = session.chunk(id);
        if (!sealed) continue;
        if (bytes + sealed->size() > bytes_max) break;
        Bytes body = copy_of(id.view());
        append(body, *sealed);
        piece.add(FrameType::chunk, body);
        bytes += body.size();
        in_piece += body.size();
        if (in_piece < piece_bytes) continue;
        write(piece.take());
        piece = ParcelWriter(header);
        in_piece = 0;
    }
    if (in_piece > 0) write(piece.take());
}

}  // namespace approdo::app
