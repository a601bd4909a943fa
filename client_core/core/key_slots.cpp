#include "client_core/core/key_slots.hpp"

#include <algorithm>

#include "sync/crypto/aead.hpp"

namespace approdo::client {
namespace {

constexpr std::size_t secret_bytes_min = 32;
constexpr std::size_t slots_max = 64;
constexpr std::string_view next_label = "next";

struct SlotsBlob {
    static constexpr std::uint32_t wire_version = 1;
    std::vector<KeySlot> slots;
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(slots);
    }
};

// Binds a sealed key to its kind, so that a slot cannot be passed for one of another kind.
Bytes associated_of(SlotKind kind) {
    Bytes bytes = copy_of(bytes_of("approdo/slot"));
    bytes.push_back(static_cast<std::uint8_t>(kind));
    return bytes;
}

Result<crypto::SymmetricKey> key_from_secret(ByteView secret, const crypto::Salt& salt) {
    if (secret.size() < secret_bytes_min) {
        return fail(ErrorCode::invalid_input, "a key file has to hold at least 32 random bytes");
    }
    const Hash digest = crypto::keyed_hash(crypto::domain::wrap, salt.view(), {secret});
    return crypto::SymmetricKey::from(digest.view());
}

Result<crypto::SymmetricKey> open_slot(const KeySlot& slot, const crypto::SymmetricKey& wrap) {
    APPRODO_TRY(const auto opened, crypto::open_blob(wrap, associated_of(slot.kind), slot.sealed));
    return crypto::SymmetricKey::from(opened.view());
}

bool is_next(const KeySlot& slot) {
    return slot.kind == SlotKind::passphrase && slot.label == next_label;
}

}  // namespace

Result<KeySlots> KeySlots::read(ByteView blob) {
    auto decoded = wire::decode<SlotsBlob>(blob);
    if (!decoded.ok() || decoded->slots.size() > slots_max) {
        return fail(ErrorCode::corrupt,
                    "the file of key slots is damaged: restore it from a copy, or join again as on "
                    "a new laptop");
    }
    KeySlots slots;
    slots.slots_ = std::move(decoded->slots);
    return slots;
}

Bytes KeySlots::bytes() const {
    SlotsBlob blob;
    blob.slots = slots_;
    return wire::encode(blob);
}

void KeySlots::set_passphrase(const crypto::SymmetricKey& database_key, ByteView passphrase,
                              crypto::PasswordCost cost, Random& random) {
    finish_passphrase();
    put_passphrase("", database_key, passphrase, cost, random);
}

void KeySlots::begin_passphrase(const crypto::SymmetricKey& database_key, ByteView passphrase,
                                crypto::PasswordCost cost, Random& random) {
    put_passphrase(next_label, database_key, passphrase, cost, random);
}

void KeySlots::finish_passphrase() {
    const auto next = std::find_if(slots_.begin(), slots_.end(), is_next);
    if (next == slots_.end()) return;
    KeySlot slot = std::move(*next);
    slots_.erase(next);
    remove(SlotKind::passphrase, "");
    slot.label.clear();
    slots_.push_back(std::move(slot));
}

void KeySlots::undo_passphrase() {
    std::erase_if(slots_, is_next);
}

void KeySlots::put_passphrase(std::string_view label, const crypto::SymmetricKey& database_key,
                              ByteView passphrase, crypto::PasswordCost cost, Random& random) {
    remove(SlotKind::passphrase, label);
    KeySlot slot;
    slot.kind = SlotKind::passphrase;
    slot.label = label;
    slot.salt = random.id<crypto::Salt>();
    slot.cost_passes = cost.passes;
    slot.cost_memory_kib = cost.memory_kib;
    const auto wrap = crypto::wrap_key_of(crypto::stretch(passphrase, slot.salt, cost));
    slot.sealed = crypto::seal_blob(wrap, associated_of(slot.kind), database_key.view(), random);
    slots_.push_back(std::move(slot));
}

Result<void> KeySlots::add_secret(SlotKind kind, std::string label,
                                  const crypto::SymmetricKey& database_key, ByteView secret,
                                  Random& random) {
    KeySlot slot;
    slot.kind = kind;
    slot.label = std::move(label);
    slot.salt = random.id<crypto::Salt>();
    APPRODO_TRY(const auto wrap, key_from_secret(secret, slot.salt));
    slot.sealed = crypto::seal_blob(wrap, associated_of(kind), database_key.view(), random);
    remove(kind, slot.label);
    slots_.push_back(std::move(slot));
    return {};
}

void KeySlots::remove(SlotKind kind, std::string_view label) {
    std::erase_if(slots_,
                  [&](const KeySlot& slot) { return slot.kind == kind && slot.label == label; });
}

Result<crypto::SymmetricKey> KeySlots::open_with_passphrase(ByteView passphrase) const {
    for (const KeySlot& slot : slots_) {
        const crypto::PasswordCost cost{slot.cost_passes, slot.cost_memory_kib};
        // A blob from a hostile disk must not make the program take all memory or half an hour.
        if (slot.kind != SlotKind::passphrase || !crypto::is_accepted(cost)) continue;
        auto key =
            open_slot(slot, crypto::wrap_key_of(crypto::stretch(passphrase, slot.salt, cost)));
        if (key.ok()) return key;
    }
    return fail(ErrorCode::locked, "this is not the passphrase: check capitals and try again");
}

Result<crypto::SymmetricKey> KeySlots::open_with_secret(SlotKind kind, ByteView secret) const {
    for (const KeySlot& slot : slots_) {
        if (slot.kind != kind) continue;
        APPRODO_TRY(const auto wrap, key_from_secret(secret, slot.salt));
        auto key = open_slot(slot, wrap);
        if (key.ok()) return key;
    }
    return fail(ErrorCode::locked, "no slot opens with this key: use the passphrase");
}

}  // namespace approdo::client
