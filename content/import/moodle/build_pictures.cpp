// Dragging to a picture: texts and pictures to named places, markers to areas that are not shown.
#include <algorithm>
#include <map>

#include "content/import/moodle/builder.hpp"
#include "content/import/source/html_text.hpp"
#include "content/import/source/trimmed.hpp"

namespace approdo::import {

using namespace content;

namespace {

// What a place takes up when nothing of its group says how large it is.
constexpr ImageSize size_of_words{120, 32};

std::int32_t coordinate(std::string_view text) {
    text = trimmed(text);
    const bool negative = text.starts_with('-');
    const auto value =
        static_cast<std::int32_t>(std::min(count_of(negative ? text.substr(1) : text), 1'000'000U));
    return negative ? -value : value;
}

std::optional<Picture> picture_of(QuestionBuilder& builder) {
    const MoodleText& source = builder.source.picture;
    const auto asset = builder.reading.media.find(
        source, source.files.empty() ? std::string_view() : source.files[0].name);
    if (!asset) {
        builder.loss("the picture to drag to is missing: «" + builder.question.shown.title +
                         "» is kept as its text",
                     "put the picture back in Moodle, and export it again");
        return std::nullopt;
    }
    builder.reading.media.use(asset->path);
    Picture picture;
    picture.path = asset->path;
    if (asset->size) {
        picture.width = asset->size->width;
        picture.height = asset->size->height;
    }
    return picture;
}

// Numbers of "x,y;x,y", whatever stands between them.
std::vector<std::int32_t> numbers_in(std::string_view text) {
    std::vector<std::int32_t> numbers;
    for (std::size_t at = 0; at < text.size() && numbers.size() < 2000;) {
        const std::size_t end = std::min(text.find_first_of(",; ", at), text.size());
        if (end > at) numbers.push_back(coordinate(text.substr(at, end - at)));
        at = end + 1;
    }
    return numbers;
}

std::optional<Area> area_of(const MoodleDrop& drop) {
    const std::string_view shape = trimmed(drop.shape);
    Area area;
    area.coordinates = numbers_in(drop.coordinates);
    std::vector<std::int32_t>& c = area.coordinates;
    if (shape == "circle" && c.size() == 3) {
        area.shape = AreaShape::circle;
    } else if (shape == "rectangle" && c.size() == 4) {
        area.shape = AreaShape::rectangle;
        c[2] += c[0];
        c[3] += c[1];
    } else if (shape == "polygon" && c.size() >= 6 && c.size() % 2 == 0) {
        area.shape = AreaShape::polygon;
    } else {
        return std::nullopt;
    }
    return area;
}

class PictureDrag {
  public:
    explicit PictureDrag(QuestionBuilder& builder) : builder_(builder) {}

    bool run() {
        auto picture = picture_of(builder_);
        if (!picture) return false;
        part_.picture = std::move(*picture);
        for (const MoodleDrag& drag : builder_.source.drags) add_item(drag);
        for (const MoodleDrop& drop : builder_.source.drops) add_target(drop);
        if (key_.pairs.empty()) {
            builder_.loss("nothing belongs to any place of its picture: «" +
                              builder_.question.shown.title + "» is kept as its text",
                          "say in Moodle what belongs where, and export it again");
            return false;
        }
        add_groups();
        builder_.add_part(std::move(part_), std::move(key_));
        return true;
    }

  private:
    void add_item(const MoodleDrag& drag) {
        DragItem item;
        item.id = builder_.option_id("item", drag.text.text.empty() ? drag.number : drag.text.text);
        item.uses_max = drag.any_number ? 0 : 1;
        ImageSize size = size_of_words;
        const bool has_picture = !drag.text.files.empty() || !drag.text.area.empty();
        const auto asset = has_picture
                               ? builder_.reading.media.find(
                                     drag.text, drag.text.files.empty() ? std::string_view()
                                                                        : drag.text.files[0].name)
                               : std::nullopt;
        if (asset) {
            builder_.reading.media.use(asset->path);
            if (asset->size) size = *asset->size;
            item.text = {"<img src=\"" + escaped_attribute(asset->path) + "\" width=\"" +
                             std::to_string(size.width) + "\" height=\"" +
                             std::to_string(size.height) + "\" alt=\"" +
                             escaped_attribute(drag.text.text) + "\">",
                         builder_.reading.language, Direction::inherit};
        } else {
            item.text = builder_.rich(drag.text);
            if (has_picture)
                builder_.loss("a picture to drag of «" + builder_.question.shown.title +
                                  "» is missing: its words stand in its place",
                              "put the picture back in Moodle, and export it again");
        }
        const std::uint32_t group = count_of(drag.group, 1);
        // What a picture says of its size is anybody's word.
        constexpr std::uint32_t side_max = 10'000;
        ImageSize& largest = sizes_[group];
        largest = {std::min(std::max(largest.width, size.width), side_max),
                   std::min(std::max(largest.height, size.height), side_max)};
        items_[count_of(drag.number)] = {item.id, group};
        part_.items.push_back(std::move(item));
    }

    void add_target(const MoodleDrop& drop) {
        const auto item = items_.find(count_of(drop.choice));
        if (item == items_.end()) {
            builder_.loss("a place of the picture of «" + builder_.question.shown.title +
                              "» is for nothing that there is to drag, and was left out",
                          "say in Moodle what belongs there, and export it again");
            return;
        }
        NamedPlace place;
        place.label = trimmed(drop.label);
        if (place.label.empty()) place.label = std::to_string(part_.targets.size() + 1);
        place.id = builder_.option_id(
            "place", std::string(drop.left) + "," + std::string(drop.top) + place.label);
        const ImageSize size = sizes_[item->second.group];
        const std::int32_t left = coordinate(drop.left);
        const std::int32_t top = coordinate(drop.top);
        place.area.coordinates = {left, top, left + static_cast<std::int32_t>(size.width),
                                  top + static_cast<std::int32_t>(size.height)};
        key_.pairs.push_back({item->second.member, place.id});
        targets_.push_back({place.id, item->second.group});
        part_.targets.push_back(std::move(place));
    }

    // One group for everything says nothing.
    void add_groups() {
        if (sizes_.size() < 2) return;
        std::vector<DragGroup>& groups = builder_.detail(1).groups;
        for (const auto& [number, member] : items_) groups.push_back(member);
        groups.insert(groups.end(), targets_.begin(), targets_.end());
        std::sort(groups.begin(), groups.end(),
                  [](const DragGroup& a, const DragGroup& b) { return a.member < b.member; });
    }

    QuestionBuilder& builder_;
    DragPart part_;
    DragKey key_;
    std::map<std::uint32_t, DragGroup> items_;  // by Moodle's number
    std::map<std::uint32_t, ImageSize> sizes_;  // by group
    std::vector<DragGroup> targets_;
};

}  // namespace

bool build_drag_to_picture(QuestionBuilder& builder) {
    return PictureDrag(builder).run();
}

// Each marker is a part that asks for places on the picture: the areas stay in the key.
bool build_markers(QuestionBuilder& builder) {
    const auto picture = picture_of(builder);
    if (!picture) return false;
    bool spare = false;
    for (const MoodleDrag& drag : builder.source.drags) {
        HotspotPart part;
        part.picture = *picture;
        HotspotKey key;
        for (const MoodleDrop& drop : builder.source.drops) {
            if (count_of(drop.choice) != count_of(drag.number)) continue;
            auto area = area_of(drop);
            if (!area) {
                builder.loss("the area «" + std::string(drop.coordinates.substr(0, 60)) +
                                 "» cannot be read and was left out",
                             "draw it in Moodle as a circle, a rectangle or a polygon");
                continue;
            }
            key.areas.push_back({std::move(*area), Share::none(), 0});
        }
        const auto zones = static_cast<std::int64_t>(key.areas.size());
        spare = spare || zones == 0;
        if (zones == 0) continue;
        for (AreaAnswer& one : key.areas) one.share = {Share::whole / zones};
        key.areas[0].share.parts += Share::whole % zones;
        part.chosen_max = drag.any_number ? 0 : std::max(count_of(drag.uses, 1), 1U);
        const auto weight = static_cast<std::uint32_t>(std::min<std::int64_t>(zones, 9));
        builder.add_part(std::move(part), std::move(key), weight, words_of_html(drag.text.text));
    }
    if (spare)
        builder.loss(
            "markers of «" + builder.question.shown.title + "» that belong nowhere were left out",
            "they only led astray: write the question anew if it needs them");
    if (builder.question.shown.parts.empty()) {
        builder.loss("no marker of «" + builder.question.shown.title +
                     "» belongs anywhere: it is kept as its text");
        return false;
    }
    return true;
}

}  // namespace approdo::import
