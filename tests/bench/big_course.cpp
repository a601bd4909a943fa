#include "tests/bench/big_course.hpp"

#include <fstream>

#include "tests/unit/content/package/course_fixture.hpp"

namespace approdo::bench {
namespace {

namespace fs = std::filesystem;

constexpr int modules = 10;
constexpr int pages_a_module = 30;
constexpr int paragraphs_a_page = 14;
constexpr std::size_t paragraph_bytes = 640;
constexpr std::size_t picture_bytes = 60 * 1024;
constexpr std::size_t long_video_bytes = 30'000'000;
constexpr std::size_t video_bytes = 15'000'000;
constexpr int short_videos = 10;

std::string number(int value) {
    return (value < 10 ? "0" : "") + std::to_string(value);
}
std::string page_path(int page) {
    return "m" + number(page / pages_a_module) + "/p" + number(page % pages_a_module) + ".md";
}
std::string video_path(int video) {
    return "m" + number(video % modules) + "/lezione" + number(video) + ".webm";
}

void write_file(const fs::path& path, std::string_view text) {
    fs::create_directories(path.parent_path());
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
}
void write_random(const fs::path& path, std::uint64_t seed, std::size_t size) {
    write_file(path, text_of(test::random_bytes(seed, size)));
}
std::string read_file(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

BigCourse::BigCourse(fs::path folder) : folder_(std::move(folder)) {
    write_pages();
    write_media();
    write_toml();
}

void BigCourse::write_pages() {
    for (int page = 0; page < modules * pages_a_module; ++page) {
        const auto seed = static_cast<std::uint64_t>(page);
        std::string text = "# Pagina " + std::to_string(page) + "\n\n";
        for (std::uint64_t i = 0; i < paragraphs_a_page; ++i) {
            text += test::prose(seed * 100 + i, paragraph_bytes) + "\n\n";
        }
        if (page % 3 == 0) {
            const std::string picture = "img" + number(page % pages_a_module) + ".jpg";
            text += "![Una figura](" + picture + ")\n";
            write_random((folder_ / page_path(page)).parent_path() / picture, 10'000 + seed,
                         picture_bytes);
        }
        write_file(folder_ / page_path(page), text);
    }
}

void BigCourse::write_media() {
    write_random(folder_ / video_path(0), 1, long_video_bytes);
    for (int video = 1; video <= short_videos; ++video) {
        write_random(folder_ / video_path(video), 1 + static_cast<std::uint64_t>(video),
                     video_bytes);
    }
}

void BigCourse::write_toml() {
    std::string text = "title = \"Un corso grande\"\nslug = \"" + std::string(slug) +
                       "\"\nlanguage = \"it\"\nhours = 20\n";
    for (int module = 0; module < modules; ++module) {
        text += "\n[[modules]]\nslug = \"m" + number(module) + "\"\ntitle = \"Modulo " +
                std::to_string(module) + "\"\n";
        for (int page = 0; page < pages_a_module; ++page) {
            text += "\n[[modules.units]]\nfile = \"" + page_path(module * pages_a_module + page) +
                    "\"\n";
        }
        for (int video = module; video <= short_videos; video += modules) {
            text += "\n[[modules.units]]\ntitle = \"Lezione " + std::to_string(video) +
                    "\"\nfile = \"" + video_path(video) + "\"\n";
        }
    }
    write_file(folder_ / "course.toml", text);
}

void BigCourse::rewrite_paragraph(int page, std::size_t paragraph, std::uint64_t seed) const {
    std::string text = read_file(folder_ / page_path(page));
    const std::size_t at = text.find("\n\n") + 2 + paragraph * (paragraph_bytes + 2);
    text.replace(at, paragraph_bytes, test::prose(seed, paragraph_bytes / 2));
    write_file(folder_ / page_path(page), text);
}

void BigCourse::five_edits() {
    std::string video = read_file(folder_ / video_path(0));
    video.insert(video.size() / 2, std::string(text_of(test::random_bytes(77, 10 * 1024))));
    write_file(folder_ / video_path(0), video);
    write_random(folder_ / "m00/img03.jpg", 78, picture_bytes);
    rewrite_paragraph(65, 4, 79);
    rewrite_paragraph(170, 9, 80);

    const std::string renamed = "m07/lezione-rinominata.webm";
    fs::rename(folder_ / video_path(7), folder_ / renamed);
    std::string toml = read_file(folder_ / "course.toml");
    toml.replace(toml.find(video_path(7)), video_path(7).size(), renamed);
    write_file(folder_ / "course.toml", toml);

    write_random(folder_ / "m05/scheda.pdf", 81, 100 * 1024);
    const fs::path page = folder_ / page_path(170);
    write_file(page, read_file(page) + "\n[La scheda da stampare](scheda.pdf)\n");
}

void BigCourse::edit_one_page() {
    rewrite_paragraph(201, 6, 90);
}

void BigCourse::make_20_typos() {
    for (int i = 0; i < 20; ++i) {
        const fs::path path = folder_ / page_path(i * 14 + 3);
        std::string text = read_file(path);
        const std::size_t at = text.find_first_of("aeiou", 400 + static_cast<std::size_t>(i) * 300);
        text[at] = text[at] == 'a' ? 'e' : 'a';
        write_file(path, text);
    }
}

std::uint64_t BigCourse::bytes() const {
    std::uint64_t sum = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
        if (entry.is_regular_file()) sum += entry.file_size();
    }
    return sum;
}

void BigCourse::date_back() const {
    const auto earlier = fs::file_time_type::clock::now() - std::chrono::hours(1);
    for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
        if (entry.is_regular_file()) fs::last_write_time(entry.path(), earlier);
    }
}

}  // namespace approdo::bench
