#include "content/model/question.hpp"

#include <algorithm>

namespace approdo::content {

bool contains(const Area& area, const Point& point) {
    const std::vector<std::int32_t>& c = area.coordinates;
    const auto x = static_cast<std::int64_t>(point.x);
    const auto y = static_cast<std::int64_t>(point.y);
    if (area.shape == AreaShape::rectangle)
        return c.size() == 4 && x >= std::min(c[0], c[2]) && x <= std::max(c[0], c[2]) &&
               y >= std::min(c[1], c[3]) && y <= std::max(c[1], c[3]);
    if (area.shape == AreaShape::everywhere) return true;
    // Coordinates beyond a million pixels are no picture's, and could overflow what follows.
    constexpr std::int64_t far = 1'000'000;
    const auto is_far = [](std::int64_t v) { return v > far || v < -far; };
    if (is_far(x) || is_far(y) || std::any_of(c.begin(), c.end(), is_far)) return false;
    if (area.shape == AreaShape::circle)
        return c.size() == 3 && (x - c[0]) * (x - c[0]) + (y - c[1]) * (y - c[1]) <=
                                    static_cast<std::int64_t>(c[2]) * c[2];
    // (dx/a)² + (dy/b)² ≤ 1, multiplied out; the radii are bounded so that it stays in 64 bits.
    constexpr std::int64_t radius_max = 20'000;
    if (area.shape == AreaShape::ellipse) {
        if (c.size() != 4 || c[2] <= 0 || c[3] <= 0 || c[2] > radius_max || c[3] > radius_max)
            return false;
        const std::int64_t dx = x - c[0], dy = y - c[1], a = c[2], b = c[3];
        if (dx > a || dx < -a || dy > b || dy < -b) return false;
        return dx * dx * b * b + dy * dy * a * a <= a * a * b * b;
    }
    if (c.size() < 6 || c.size() % 2 != 0) return false;
    // Even-odd rule, with the crossing test kept in whole numbers.
    bool inside = false;
    for (std::size_t i = 0, j = c.size() - 2; i < c.size(); j = i, i += 2) {
        const std::int64_t xi = c[i], yi = c[i + 1], xj = c[j], yj = c[j + 1];
        if ((yi > y) == (yj > y)) continue;
        const std::int64_t left = (x - xi) * (yj - yi);
        const std::int64_t right = (y - yi) * (xj - xi);
        if (yj > yi ? left < right : left > right) inside = !inside;
    }
    return inside;
}

}  // namespace approdo::content
