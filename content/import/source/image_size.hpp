// How large a picture is, read from its first bytes: PNG, JPEG, GIF, WebP and SVG. Nothing is
// decoded.
#pragma once

#include <cstdint>
#include <optional>

#include "sync/base/bytes.hpp"

namespace approdo::import {

struct ImageSize {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    bool operator==(const ImageSize&) const = default;
};

// By content, not by name. Nothing when the format is unknown or the header is cut off.
std::optional<ImageSize> image_size(ByteView bytes);

}  // namespace approdo::import
