// The domain of every hash, key derivation and signature, so that bytes made for one purpose never
// pass for another. A hash domain is BLAKE2b's 16-byte personalisation (RFC 7693 §2.5 parameter
// block), which costs nothing per call; a signature domain is a text put before the site id and the
// message. A name is never reused or changed: docs/protocol.md lists them.
#pragma once

#include <string_view>

namespace approdo::crypto {

struct HashDomain {
    std::string_view name;  // at most 16 bytes
};

struct SignDomain {
    std::string_view name;
};

namespace domain {

// Identity
inline constexpr HashDomain site_id{"approdo/site"};
inline constexpr HashDomain log_id{"approdo/log"};
inline constexpr HashDomain log_genesis{"approdo/genesis"};
inline constexpr HashDomain branch_id{"approdo/branch"};
// Events
inline constexpr HashDomain event{"approdo/event"};
inline constexpr HashDomain payload_key{"approdo/paykey"};
inline constexpr HashDomain payload{"approdo/payload"};
// Segments
inline constexpr HashDomain segment_body{"approdo/body"};
inline constexpr HashDomain seal_key{"approdo/sealkey"};
inline constexpr HashDomain commit_key{"approdo/commit"};
inline constexpr HashDomain nonce_hedge{"approdo/nonce"};
inline constexpr HashDomain box_blind{"approdo/boxblind"};
// Exchange
inline constexpr HashDomain exchange_key{"approdo/exkey"};
inline constexpr HashDomain hello{"approdo/hello"};
inline constexpr HashDomain answer{"approdo/answer"};
inline constexpr HashDomain frontier{"approdo/frontier"};
// Accounts
inline constexpr HashDomain auth{"approdo/auth"};
inline constexpr HashDomain wrap{"approdo/wrap"};
inline constexpr HashDomain unknown_salt{"approdo/nosalt"};
inline constexpr HashDomain secret_check{"approdo/check"};
inline constexpr HashDomain join{"approdo/join"};
inline constexpr HashDomain names_key{"approdo/names"};
inline constexpr HashDomain staff_scope{"approdo/staff"};
// Couriers
inline constexpr HashDomain parcel{"approdo/parcel"};
inline constexpr HashDomain frame{"approdo/frame"};
// Content
inline constexpr HashDomain chunk_key{"approdo/chunkkey"};
inline constexpr HashDomain chunk_id{"approdo/chunk"};
inline constexpr HashDomain gear{"approdo/gear"};
inline constexpr HashDomain raw_content{"approdo/raw"};
inline constexpr HashDomain graded{"approdo/graded"};
inline constexpr HashDomain option_order{"approdo/options"};
inline constexpr HashDomain sitting{"approdo/sitting"};
inline constexpr HashDomain seed{"approdo/seed"};
inline constexpr HashDomain library{"approdo/library"};
inline constexpr HashDomain channel_id{"approdo/channel"};
inline constexpr HashDomain renewed_device{"approdo/renewed"};
inline constexpr HashDomain code_word_key{"approdo/codekey"};
// Backups
inline constexpr HashDomain backup_list{"approdo/backup"};
// Folds
inline constexpr HashDomain fold{"approdo/fold"};

// Signatures
inline constexpr SignDomain site_descriptor{"approdo/sign/site"};
inline constexpr SignDomain root_rotation{"approdo/sign/root"};
inline constexpr SignDomain device_certificate{"approdo/sign/device"};
inline constexpr SignDomain log_certificate{"approdo/sign/log"};
inline constexpr SignDomain segment{"approdo/sign/segment"};
inline constexpr SignDomain receipt{"approdo/sign/receipt"};
inline constexpr SignDomain beacon{"approdo/sign/beacon"};
inline constexpr SignDomain carried{"approdo/sign/carried"};
inline constexpr SignDomain redaction{"approdo/sign/redaction"};
inline constexpr SignDomain erasure{"approdo/sign/erasure"};
inline constexpr SignDomain snapshot{"approdo/sign/snapshot"};
inline constexpr SignDomain channel{"approdo/sign/channel"};
inline constexpr SignDomain channel_head{"approdo/sign/head"};
inline constexpr SignDomain manifest{"approdo/sign/manifest"};
inline constexpr SignDomain join_answer{"approdo/sign/join"};
inline constexpr SignDomain backup{"approdo/sign/backup"};

}  // namespace domain
}  // namespace approdo::crypto
