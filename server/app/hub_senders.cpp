#include "server/app/hub_senders.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace approdo::app {

namespace fs = std::filesystem;

HubSenders::HubSenders(fs::path file) : file_(std::move(file)) {
    std::ifstream in(file_, std::ios::binary);
    const Bytes bytes(std::istreambuf_iterator<char>(in), {});
    for (ByteView rest = bytes; rest.size() >= SenderKey::size && known_.size() < known_max;
         rest = rest.subspan(SenderKey::size))
        known_.insert(SenderKey::from(rest.first(SenderKey::size)).value());
    // Half an id at the end would shift all that follow it.
    std::error_code ignored;
    fs::resize_file(file_, known_.size() * SenderKey::size, ignored);
}

void HubSenders::learn(const SenderKey& sender) {
    const bool is_full = known_.size() >= known_max;
    if (is_full) known_.clear();
    if (!known_.insert(sender).second) return;
    std::ofstream out(file_, std::ios::binary | (is_full ? std::ios::trunc : std::ios::app));
    out.write(reinterpret_cast<const char*>(sender.bytes.data()), SenderKey::size);
}

bool answers_device(const std::vector<exchange::WholeParcel>& parcels, const SenderKey& device) {
    return std::any_of(parcels.begin(), parcels.end(), [&](const exchange::WholeParcel& parcel) {
        return parcel.header.route == exchange::Route::to_device(DeviceId{device.bytes}) &&
               parcel.find(exchange::FrameType::answer) != nullptr;
    });
}

}  // namespace approdo::app
