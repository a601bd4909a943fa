// Files that hold keys: readable by their owner alone, on the disk before anything follows from
// them. Reading refuses a file that others may read. What keeps the site's keys is the caller.
#pragma once

#include <filesystem>

#include "sync/crypto/sign.hpp"

namespace approdo::app {

// Throws std::filesystem::filesystem_error, also when the file is there already.
void write_key_file(const std::filesystem::path& path, ByteView bytes);
// Whoever reads it, after whatever crash, finds what it held before or all of this.
void replace_key_file(const std::filesystem::path& path, ByteView bytes);
// The file is under its new name, and no more under the old one, once this returns.
void move_key_file(const std::filesystem::path& from, const std::filesystem::path& to);
Result<Bytes> read_key_file(const std::filesystem::path& path);

void write_signing_key(const std::filesystem::path& path, const crypto::SigningKey& key);
Result<crypto::SigningKey> read_signing_key(const std::filesystem::path& path);

}  // namespace approdo::app
