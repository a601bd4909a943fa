#include "server/app/hub.hpp"

#include <boost/json/object.hpp>

#include "content/package/chunk.hpp"
#include "server/app/json.hpp"

namespace approdo::app {

namespace {

constexpr std::string_view parcel_type = "application/vnd.approdo.parcel";
constexpr std::size_t pass_bytes = 16 * limits::mib;

// What the site will never take, however often it is sent; its sender keeps it.
bool is_refusal(int status) {
    return status >= 400 && status < 500 && status != 429;
}

}  // namespace

Hub::Hub(HubFolder& folder, store::ChunkStore& chunks, AskSite ask)
    : folder_(folder), chunks_(chunks), ask_(std::move(ask)) {}

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
    auto answer = ask_("POST", "/sync/v1", request.body);
    if (!answer.ok() || answer.value().status >= 500) return keep(parcels.value());
    if (answer.value().status != 200) {
        Response refusal = bytes_response(std::move(answer.value().body), "application/json");
        refusal.status = answer.value().status;
        return refusal;
    }
    Response response = answer_for(parcels.value(), std::move(answer.value().body));
    clear_mail(parcels.value());
    return response;
}

void Hub::clear_mail(const std::vector<exchange::WholeParcel>& parcels) {
    for (const exchange::WholeParcel& parcel : parcels)
        if (const auto sender = sender_of(parcel); sender.ok()) folder_.clear_mail(sender.value());
}

Response Hub::answer_for(const std::vector<exchange::WholeParcel>& parcels, Bytes fresh) {
    Bytes body;
    for (const exchange::WholeParcel& parcel : parcels)
        if (const auto sender = sender_of(parcel); sender.ok())
            append(body, folder_.mail_for(sender.value()));
    append(body, fresh);
    return bytes_response(std::move(body), parcel_type);
}

Response Hub::keep(const std::vector<exchange::WholeParcel>& parcels) {
    std::size_t kept = 0;
    for (const exchange::WholeParcel& parcel : parcels) {
        if (parcel.header.route.kind != exchange::RouteKind::site) continue;
        const auto sender = sender_of(parcel);
        if (!sender.ok()) return error_response(sender.error());
        const auto stored = folder_.put_outgoing(sender.value(), parcel.bytes());
        if (!stored.ok()) return error_response(stored.error());
        ++kept;
    }
    Response waiting = answer_for(parcels, {});
    if (!std::get<Bytes>(waiting.body).empty()) {
        // Given once: an old answer that says «there is more» would be asked about for ever.
        clear_mail(parcels);
        return waiting;
    }
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

std::optional<Bytes> Hub::chunk(const ChunkId& id) {
    if (auto here = chunks_.get(id)) return here;
    auto answer = ask_("GET", "/chunk/" + id.hex(), {});
    if (!answer.ok() || answer.value().status != 200) return std::nullopt;
    Bytes sealed = std::move(answer.value().body);
    if (!package::check_chunk(id, sealed).ok()) return std::nullopt;
    if (folder_.has_room_for_chunk(sealed.size())) {
        chunks_.put(id, sealed);
        folder_.count_chunk(sealed.size());
    }
    return sealed;
}

std::size_t Hub::pass_on() {
    const std::lock_guard lock(passing_);
    std::size_t passed = 0;
    for (auto waiting = folder_.outgoing(pass_bytes); !waiting.empty();
         waiting = folder_.outgoing(pass_bytes)) {
        for (const HubFolder::Outgoing& one : waiting) {
            const auto answer = ask_("POST", "/sync/v1", one.parcel);
            if (!answer.ok()) return passed;
            if (answer.value().status == 200)
                folder_.put_mail(one.sender, answer.value().body);
            else if (!is_refusal(answer.value().status))
                return passed;
            folder_.remove_outgoing(one.path);
            ++passed;
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
