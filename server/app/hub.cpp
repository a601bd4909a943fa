#include "server/app/hub.hpp"

#include <algorithm>

#include <boost/json/object.hpp>

#include "content/package/chunk.hpp"
#include "server/app/json.hpp"
#include "sync/exchange/carried.hpp"
#include "sync/exchange/hello.hpp"

namespace approdo::app {

namespace {

constexpr std::string_view parcel_type = "application/vnd.approdo.parcel";
constexpr std::size_t pass_bytes = 16 * limits::mib;

// What the site will never take, however often it is sent; its sender keeps it.
bool is_refusal(int status) {
    return status >= 400 && status < 500 && status != 429;
}

Response no_way_to_the_site(std::size_t kept) {
    // An answer of the site's is not there yet, so nothing may count as arrived.
    return json_response(
        {{"carried", kept},
         {"error",
          {{"code", "unavailable"},
           {"message",
            "The hub has no way to the site at present. It keeps what you sent, sealed, "
            "and passes it on: come back later for the answer."}}}},
        202);
}

}  // namespace

Hub::Hub(HubFolder& folder, Clock& clock, AskSite ask)
    : folder_(folder), clock_(clock), ask_(std::move(ask)) {}

Hub::~Hub() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
}

Response Hub::exchange(const Request& request) {
    const auto parcels = exchange::split_parcels(request.body);
    if (!parcels.ok()) return error_response(parcels.error());
    if (parcels->empty())
        return error_response(fail(ErrorCode::malformed, "The body holds no parcel, or too many."));
    auto answer = ask_("POST", "/sync/v1", request.body);
    if (!answer.ok() || answer.value().status >= 500) return keep(parcels.value());
    if (answer.value().status != 200) {
        Response refusal = bytes_response(std::move(answer.value().body), "application/json");
        refusal.status = answer.value().status;
        return refusal;
    }
    Bytes body = mail_for(parcels.value());
    append(body, answer.value().body);
    clear_mail(parcels.value());
    learn_senders(parcels.value(), answer.value().body);
    return bytes_response(std::move(body), parcel_type);
}

Bytes Hub::mail_for(const std::vector<exchange::WholeParcel>& parcels) {
    Bytes mail;
    for (const exchange::WholeParcel& parcel : parcels)
        if (const auto seen = look_at(parcel); seen.ok())
            append(mail, folder_.mail_for(seen->sender));
    return mail;
}

void Hub::clear_mail(const std::vector<exchange::WholeParcel>& parcels) {
    for (const exchange::WholeParcel& parcel : parcels)
        if (const auto seen = look_at(parcel); seen.ok()) folder_.clear_mail(seen->sender);
}

void Hub::learn_senders(const std::vector<exchange::WholeParcel>& parcels, ByteView answer) {
    std::vector<SenderKey> unknown;
    for (const exchange::WholeParcel& parcel : parcels)
        if (const auto seen = look_at(parcel); seen.ok() && !folder_.knows(seen->sender))
            unknown.push_back(seen->sender);
    if (unknown.empty()) return;
    const auto answers = exchange::split_parcels(answer);
    if (!answers.ok()) return;
    for (const SenderKey& sender : unknown)
        if (answers_device(answers.value(), sender)) folder_.learn(sender);
}

// What is kept and what waits go back together; mail is given once: an old answer that says
// «there is more» would be asked about for ever.
Response Hub::keep(const std::vector<exchange::WholeParcel>& parcels) {
    Bytes body = mail_for(parcels);
    std::size_t kept = 0;
    for (const exchange::WholeParcel& parcel : parcels) {
        if (parcel.header.route.kind != exchange::RouteKind::site) continue;
        const auto seen = look_at(parcel);
        if (!seen.ok()) return error_response(seen.error());
        const auto stored = folder_.put_outgoing(seen.value(), parcel.bytes());
        if (!stored.ok()) return error_response(stored.error());
        ++kept;
        if (seen->hello != Digest16{}) append(body, word_to(seen.value(), parcel.header.site));
    }
    if (body.empty()) return no_way_to_the_site(kept);
    clear_mail(parcels);
    return bytes_response(std::move(body), parcel_type);
}

Bytes Hub::word_to(const SeenParcel& seen, const SiteId& site) {
    exchange::Carried carried;
    carried.hub = folder_.key().public_key();
    carried.device = DeviceId{seen.sender.bytes};
    carried.to_hello = seen.hello;
    carried.at = clock_.now().wall;
    carried.heads = folder_.heads_held(seen.sender);
    exchange::ParcelWriter parcel({site, exchange::Route::to_device(carried.device)});
    parcel.add(exchange::FrameType::carried,
               exchange::SignedCarried::make(carried, crypto::domain::carried, site, folder_.key())
                   .bytes());
    return parcel.take();
}

std::optional<Bytes> Hub::chunk(const ChunkId& id) {
    if (auto here = folder_.chunk(id)) return here;
    auto answer = ask_("GET", "/chunk/" + id.hex(), {});
    if (!answer.ok() || answer.value().status != 200) return std::nullopt;
    Bytes sealed = std::move(answer.value().body);
    if (!package::check_chunk(id, sealed).ok()) return std::nullopt;
    folder_.put_chunk(id, sealed);
    return sealed;
}

std::set<Hash> Hub::held_of(const std::vector<HubFolder::Outgoing>& waiting) {
    std::set<Hash> held;
    std::map<SiteId, std::vector<SeenSegment>> segments;
    for (const HubFolder::Outgoing& one : waiting) {
        const auto parcels = exchange::split_parcels(one.parcel);
        if (!parcels.ok() || parcels->empty()) continue;
        auto& of_site = segments[parcels->front().header.site];
        of_site.insert(of_site.end(), one.seen.segments.begin(), one.seen.segments.end());
    }
    const AskFrontier ask = [this](const Bytes& question) -> Result<exchange::WholeParcel> {
        APPRODO_TRY(const HubAnswer answer, ask_("POST", "/frontier/v1", question));
        if (answer.status != 200) return fail(ErrorCode::unsupported, "the site compares nothing");
        APPRODO_TRY(auto parcels, exchange::split_parcels(answer.body));
        if (parcels.size() != 1) return fail(ErrorCode::malformed, "the answer is no parcel");
        return std::move(parcels.front());
    };
    for (const auto& [site, seen] : segments) {
        if (seen.empty()) continue;
        const auto known = held_at_site(seen, site, ask);
        if (known.ok()) held.insert(known->begin(), known->end());
    }
    return held;
}

// Behind a word of ours, so that the site knows that a courier speaks: a parcel that lay here for
// days is old, not the mark of a copied device.
Bytes Hub::as_carried(const exchange::WholeParcel& parcel, const std::set<Hash>& held) {
    exchange::Carried carried;
    carried.hub = folder_.key().public_key();
    carried.at = clock_.now().wall;
    const SiteId& site = parcel.header.site;
    exchange::ParcelWriter word({site, exchange::Route::to_site()});
    word.add(exchange::FrameType::carried,
             exchange::SignedCarried::make(carried, crypto::domain::carried, site, folder_.key())
                 .bytes());
    Bytes body = word.take();
    append(body, without(parcel, held));
    return body;
}

Hub::Passed Hub::pass_on() {
    const std::lock_guard lock(passing_);
    Passed passed;
    for (auto waiting = folder_.outgoing(pass_bytes); !waiting.empty();
         waiting = folder_.outgoing(pass_bytes)) {
        const std::set<Hash> held = held_of(waiting);
        for (const HubFolder::Outgoing& one : waiting) {
            const auto parcels = exchange::split_parcels(one.parcel);
            if (!parcels.ok() || parcels->empty()) {
                folder_.remove_outgoing(one.name);
                continue;
            }
            const auto answer = ask_("POST", "/sync/v1", as_carried(parcels->front(), held));
            if (!answer.ok()) return passed;
            if (answer.value().status == 200) {
                learn_senders(parcels.value(), answer.value().body);
                folder_.put_mail(one.seen.sender, answer.value().body);
            } else if (!is_refusal(answer.value().status)) {
                return passed;
            }
            folder_.remove_outgoing(one.name);
            ++passed.parcels;
            passed.segments_spared += static_cast<std::size_t>(
                std::count_if(one.seen.segments.begin(), one.seen.segments.end(),
                              [&](const SeenSegment& seen) { return held.contains(seen.frame); }));
        }
    }
    return passed;
}

void Hub::start(std::chrono::milliseconds every) {
    thread_ = std::thread([this, every] {
        std::unique_lock lock(mutex_);
        while (!stopping_) {
            lock.unlock();
            pass_on();
            lock.lock();
            wake_.wait_for(lock, every, [this] { return stopping_; });
        }
    });
}

}  // namespace approdo::app
