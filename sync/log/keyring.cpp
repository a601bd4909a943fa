#include "sync/log/keyring.hpp"

#include <limits>

namespace approdo::log {
namespace {

bool is_key_kind(std::uint64_t kind) {
    return kind >= static_cast<std::uint64_t>(KeyKind::scope) &&
           kind <= static_cast<std::uint64_t>(KeyKind::channel);
}

}  // namespace

KeyName scope_key_name(const ScopeId& scope, Epoch epoch) {
    return {KeyKind::scope, KeyId{scope.bytes}, epoch};
}

KeyName package_key_name(const ChannelId& channel, Epoch epoch) {
    return {KeyKind::package, KeyId{channel.bytes}, epoch};
}

Fields key_given_fields(const KeyName& name, const crypto::SymmetricKey& key) {
    return {static_cast<std::uint64_t>(name.kind), copy_of(name.id.view()), name.epoch.value,
            copy_of(key.view())};
}

Result<GivenKey> read_key_given(ByteView payload) {
    APPRODO_TRY(const Fields fields, decode_fields(payload));
    const auto* kind = fields.size() < 4 ? nullptr : std::get_if<std::uint64_t>(&fields[0]);
    const auto* id = fields.size() < 4 ? nullptr : std::get_if<Bytes>(&fields[1]);
    const auto* epoch = fields.size() < 4 ? nullptr : std::get_if<std::uint64_t>(&fields[2]);
    const auto* key = fields.size() < 4 ? nullptr : std::get_if<Bytes>(&fields[3]);
    if (kind == nullptr || id == nullptr || epoch == nullptr || key == nullptr) {
        return fail(ErrorCode::malformed, "an event that gives a key lacks one of its fields");
    }
    if (!is_key_kind(*kind)) {
        return fail(ErrorCode::unsupported,
                    "a key of a kind that this version does not know: update the program");
    }
    GivenKey given;
    given.name.kind = static_cast<KeyKind>(*kind);
    APPRODO_TRY(given.name.id, KeyId::from(*id));
    given.name.epoch = {*epoch};
    APPRODO_TRY(given.key, crypto::SymmetricKey::from(*key));
    return given;
}

void Keyring::add(const KeyName& name, crypto::SymmetricKey key) {
    auto& slot = keys_[name];
    if (!slot) slot = std::make_unique<crypto::SymmetricKey>(std::move(key));
}

const crypto::SymmetricKey* Keyring::find(const KeyName& name) const {
    const auto found = keys_.find(name);
    return found == keys_.end() ? nullptr : found->second.get();
}

std::optional<Epoch> Keyring::newest(KeyKind kind, const KeyId& id) const {
    const KeyName last{kind, id, {std::numeric_limits<std::uint64_t>::max()}};
    auto after = keys_.upper_bound(last);
    if (after == keys_.begin()) return std::nullopt;
    const KeyName& name = std::prev(after)->first;
    if (name.kind != kind || name.id != id) return std::nullopt;
    return name.epoch;
}

std::vector<Epoch> Keyring::epochs(KeyKind kind, const KeyId& id) const {
    std::vector<Epoch> found;
    for (auto at = keys_.lower_bound({kind, id, {}}); at != keys_.end(); ++at) {
        if (at->first.kind != kind || at->first.id != id) break;
        found.push_back(at->first.epoch);
    }
    return found;
}

}  // namespace approdo::log
