// The C interface: opening and closing a home, and the slots that its key lies in.
#include "client_core/core/border.hpp"
#include "client_core/core/key_slots.hpp"
#include "client_core/core/site_card.hpp"

using namespace approdo;
using namespace approdo::client;

namespace {

Result<void> open_with(Host host, crypto::SymmetricKey key, approdo_client** client) {
    APPRODO_TRY(auto opened, Client::open(std::move(host), key));
    *client = new approdo_client{std::move(opened), std::move(key)};
    return {};
}

std::string_view name_of(SlotKind kind) {
    switch (kind) {
        case SlotKind::passphrase:
            return "passphrase";
        case SlotKind::key_file:
            return "key_file";
        case SlotKind::passkey:
            return "passkey";
        case SlotKind::key_store:
            return "key_store";
    }
    return "unknown";
}

// Each follows the four bytes of its length, lowest first.
Result<std::vector<Bytes>> pieces_in(ByteView bytes) {
    std::vector<Bytes> pieces;
    while (!bytes.empty()) {
        if (bytes.size() < 4) return fail(ErrorCode::malformed, "a list of pieces is cut");
        std::size_t size = 0;
        for (std::size_t i = 0; i < 4; ++i) size |= std::size_t{bytes[i]} << (8 * i);
        bytes = bytes.subspan(4);
        if (bytes.size() < size) return fail(ErrorCode::malformed, "a list of pieces is cut");
        pieces.push_back(copy_of(bytes.first(size)));
        bytes = bytes.subspan(size);
    }
    return pieces;
}

}  // namespace

extern "C" {

approdo_code approdo_create(const char* folder, size_t folder_size, const uint8_t* passphrase,
                            size_t passphrase_size, approdo_client** client, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_TRY(Host host, host_in(text_from(folder, folder_size)));
        Random& random = *host.random;
        auto key = crypto::SymmetricKey::random(random);
        KeySlots slots;
        slots.set_passphrase(key, bytes_from(passphrase, passphrase_size), host.cost, random);
        APPRODO_CHECK(open_with(std::move(host), std::move(key), client));
        return slots.bytes();
    });
}

approdo_code approdo_unlock(const char* folder, size_t folder_size, const uint8_t* slots,
                            size_t slots_size, const uint8_t* passphrase, size_t passphrase_size,
                            approdo_client** client, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_TRY(Host host, host_in(text_from(folder, folder_size)));
        APPRODO_TRY(const auto read, KeySlots::read(bytes_from(slots, slots_size)));
        APPRODO_TRY(auto key, read.open_with_passphrase(bytes_from(passphrase, passphrase_size)));
        APPRODO_CHECK(open_with(std::move(host), std::move(key), client));
        return done();
    });
}

approdo_code approdo_unlock_with_secret(const char* folder, size_t folder_size,
                                        const uint8_t* slots, size_t slots_size,
                                        const uint8_t* secret, size_t secret_size,
                                        approdo_client** client, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_TRY(Host host, host_in(text_from(folder, folder_size)));
        APPRODO_TRY(const auto read, KeySlots::read(bytes_from(slots, slots_size)));
        APPRODO_TRY(auto key,
                    read.open_with_secret(SlotKind::passkey, bytes_from(secret, secret_size)));
        APPRODO_CHECK(open_with(std::move(host), std::move(key), client));
        return done();
    });
}

void approdo_close(approdo_client* client) {
    delete client;
}

approdo_code approdo_slots(const uint8_t* slots, size_t slots_size, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_TRY(const auto read, KeySlots::read(bytes_from(slots, slots_size)));
        return object_of([&](JsonWriter& json) {
            json.name("slots").begin_list();
            for (const KeySlot& slot : read.all()) {
                json.begin_object()
                    .member("kind", name_of(slot.kind))
                    .member("label", slot.label)
                    .end_object();
            }
            json.end_list();
        });
    });
}

approdo_code approdo_slots_check(const uint8_t* slots, size_t slots_size, const uint8_t* passphrase,
                                 size_t passphrase_size, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_TRY(const auto all, KeySlots::read(bytes_from(slots, slots_size)));
        APPRODO_CHECK(all.open_with_passphrase(bytes_from(passphrase, passphrase_size)));
        return done();
    });
}

approdo_code approdo_slot_add(approdo_client* client, const uint8_t* slots, size_t slots_size,
                              const char* label, size_t label_size, const uint8_t* secret,
                              size_t secret_size, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        KeySlots all;
        if (slots_size > 0) {
            APPRODO_TRY(all, KeySlots::read(bytes_from(slots, slots_size)));
        }
        APPRODO_CHECK(all.add_secret(SlotKind::passkey, std::string(text_from(label, label_size)),
                                     client->key, bytes_from(secret, secret_size),
                                     *process().random));
        return all.bytes();
    });
}

approdo_code approdo_slot_remove(const uint8_t* slots, size_t slots_size, const char* label,
                                 size_t label_size, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_TRY(auto all, KeySlots::read(bytes_from(slots, slots_size)));
        all.remove(SlotKind::passkey, text_from(label, label_size));
        return all.bytes();
    });
}

approdo_code approdo_passphrase_begin(approdo_client* client, const uint8_t* slots,
                                      size_t slots_size, const uint8_t* passphrase,
                                      size_t passphrase_size, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_TRY(const Host host, host_in(""));
        APPRODO_TRY(auto all, KeySlots::read(bytes_from(slots, slots_size)));
        all.begin_passphrase(client->key, bytes_from(passphrase, passphrase_size), host.cost,
                             *host.random);
        return all.bytes();
    });
}

approdo_code approdo_passphrase_end(const uint8_t* slots, size_t slots_size, int32_t is_changed,
                                    approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_TRY(auto all, KeySlots::read(bytes_from(slots, slots_size)));
        if (is_changed != 0) {
            all.finish_passphrase();
        } else {
            all.undo_passphrase();
        }
        return all.bytes();
    });
}

approdo_code approdo_secrets_under(approdo_client* client, const uint8_t* passphrase,
                                   size_t passphrase_size, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_TRY(const auto secrets,
                    client->client->secrets_under(bytes_from(passphrase, passphrase_size)));
        return wire::encode(secrets);
    });
}

approdo_code approdo_sign_in_secret(const uint8_t* passphrase, size_t passphrase_size,
                                    const uint8_t* salt, size_t salt_size, uint32_t cost_passes,
                                    uint32_t cost_memory_kib, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_TRY(const auto known, crypto::Salt::from(bytes_from(salt, salt_size)));
        const crypto::PasswordCost cost{cost_passes, cost_memory_kib};
        if (!crypto::is_accepted(cost)) {
            return fail(ErrorCode::malformed, "the site's answer makes no sense: ask again");
        }
        const auto secret =
            Client::sign_in_secret(bytes_from(passphrase, passphrase_size), known, cost);
        return copy_of(secret.view());
    });
}

approdo_code approdo_site_card(const uint8_t* descriptor, size_t descriptor_size,
                               const uint8_t* roots, size_t roots_size, const char* address,
                               size_t address_size, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_TRY(const auto chain, pieces_in(bytes_from(roots, roots_size)));
        APPRODO_TRY(const auto card, read_site_card(bytes_from(descriptor, descriptor_size), chain,
                                                    text_from(address, address_size)));
        return object_of([&](JsonWriter& json) {
            json.member("site", card.site)
                .member("name", card.name)
                .member("words", card.words)
                .member("link", card.link);
        });
    });
}

}  // extern "C"
