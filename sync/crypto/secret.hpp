// Bytes that nobody else may see. A secret moves but does not copy, wipes itself when it dies or is
// moved from, cannot be printed, and has no operator==: same() compares in constant time.
#pragma once

#include <array>
#include <cstddef>

#include "sync/base/bytes.hpp"
#include "sync/base/clock.hpp"

namespace approdo::crypto {

void wipe(MutableByteView bytes);
// Constant time for equal lengths.
bool same(ByteView a, ByteView b);

template <class Tag, std::size_t Size>
class Secret {
  public:
    static constexpr std::size_t size = Size;

    Secret() = default;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    Secret(Secret&& other) noexcept : bytes_(other.bytes_) { wipe(other.bytes_); }
    Secret& operator=(Secret&& other) noexcept {
        if (this != &other) {
            bytes_ = other.bytes_;
            wipe(other.bytes_);
        }
        return *this;
    }
    ~Secret() { wipe(bytes_); }

    static Secret random(Random& random) {
        Secret secret;
        random.fill(secret.bytes_);
        return secret;
    }
    static Result<Secret> from(ByteView view) {
        if (view.size() != Size) return fail(ErrorCode::malformed, "a key has the wrong length");
        Secret secret;
        std::copy(view.begin(), view.end(), secret.bytes_.begin());
        return secret;
    }
    // Copies have to be asked for by name, so that a reader sees them.
    Secret duplicate() const {
        Secret secret;
        secret.bytes_ = bytes_;
        return secret;
    }

    ByteView view() const { return bytes_; }
    MutableByteView writable() { return bytes_; }

  private:
    std::array<std::uint8_t, Size> bytes_{};
};

// A secret of a length known only at run time, such as a passphrase or a decrypted key blob.
class SecretBytes {
  public:
    SecretBytes() = default;
    explicit SecretBytes(Bytes bytes) : bytes_(std::move(bytes)) {}
    explicit SecretBytes(ByteView bytes) : bytes_(copy_of(bytes)) {}
    SecretBytes(const SecretBytes&) = delete;
    SecretBytes& operator=(const SecretBytes&) = delete;
    SecretBytes(SecretBytes&& other) noexcept : bytes_(std::move(other.bytes_)) {}
    SecretBytes& operator=(SecretBytes&& other) noexcept {
        if (this != &other) {
            wipe(bytes_);
            bytes_ = std::move(other.bytes_);
        }
        return *this;
    }
    ~SecretBytes() { wipe(bytes_); }

    ByteView view() const { return bytes_; }
    bool empty() const { return bytes_.empty(); }

  private:
    Bytes bytes_;
};

using SymmetricKey = Secret<struct SymmetricKeyTag, 32>;  // seals, derives, authenticates

}  // namespace approdo::crypto
