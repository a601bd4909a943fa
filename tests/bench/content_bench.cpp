// Publishing a course of 200 MB and moving its updates: bytes as a client fetches them, patches
// included.
#include "tests/bench/bench.hpp"
#include "tests/unit/content/package/course_fixture.hpp"

namespace approdo::bench {
namespace {

using namespace test;

constexpr std::size_t video_bytes = 30 * limits::mib;
constexpr std::size_t media_bytes = 15 * limits::mib;
constexpr int media_files = 11;
constexpr int pages_a_module = 20;
constexpr std::size_t page_bytes = 9000;

content::AuthoredFile media(const std::string& path, const std::string& source, std::size_t size) {
    content::AuthoredFile file;
    file.path = path;
    file.source = source;
    file.size = size;
    file.media_type = "video/webm";
    file.part = {content::PartType::video, ""};
    file.module = id_of<ModuleId>(1);
    return file;
}

struct Course {
    TestPublisher publisher;
    content::AuthoredCourse course = small_course(pages_a_module, page_bytes);

    Course() {
        publisher.files.files["video"] = random_bytes(1, video_bytes);
        course.files.push_back(media("video.webm", "video", video_bytes));
        for (int i = 0; i < media_files; ++i) {
            const std::string name = "media" + std::to_string(i);
            publisher.files.files[name] =
                random_bytes(10 + static_cast<std::uint64_t>(i), media_bytes);
            course.files.push_back(media(name + ".webm", name, media_bytes));
        }
        course.files.push_back(
            held_file("foto.png", 2, content::PartType::picture, random_bytes(3, 120 * 1024)));
    }
    std::uint64_t bytes() const { return video_bytes + media_files * media_bytes; }

    void edit_page(std::size_t page, std::size_t at) {
        std::string& html = course.pages[page].page.html;
        html[at % html.size()] = html[at % html.size()] == 'x' ? 'y' : 'x';
    }
};

double publish_mb_per_s() {
    Course course;
    const double seconds = seconds_of([&] { (void)course.publisher.publish(course.course, 1); });
    return static_cast<double>(course.bytes()) / 1e6 / seconds;
}

// What a client that has version 1 fetches to have version 2.
double update_bytes(const std::function<void(Course&)>& edit) {
    Course course;
    const auto first = course.publisher.publish(course.course, 1);
    package::MemoryChunks client;
    package::Download initial(first.head, course.publisher.channel, course.publisher.package_key,
                              client, {});
    if (!fetch(initial, course.publisher.store, client).value().is_complete) return -1;
    edit(course);
    const auto second = course.publisher.publish(course.course, 2, {first.head});
    const auto earlier = course.publisher.open(first.head, client).value();
    package::Download update(second.head, course.publisher.channel, course.publisher.package_key,
                             client, {}, &earlier);
    const auto fetched = fetch(update, course.publisher.store, client).value();
    return fetched.is_complete ? static_cast<double>(fetched.bytes) : -1;
}

void five_edits(Course& course) {
    Bytes& video = course.publisher.files.files["video"];
    const Bytes inserted = random_bytes(77, 10 * 1024);
    video.insert(video.begin() + static_cast<std::ptrdiff_t>(video_bytes / 2), inserted.begin(),
                 inserted.end());
    course.course.files[0].size = video.size();
    course.course.files[1].path = "nuovo-nome.webm";
    course.course.files.back().bytes = random_bytes(4, 120 * 1024);
    course.course.files.push_back(
        held_file("aggiunto.pdf", 3, content::PartType::document, random_bytes(5, 100 * 1024)));
    course.edit_page(2, 100);
    course.edit_page(30, 4000);
}

}  // namespace

void add_content(std::vector<Metric>& metrics) {
    metrics.push_back(
        {"content.publish_mb_per_s", "MB/s", 150, Better::higher, publish_mb_per_s, 3});
    // The floor of these edits is 160 KB and more of bytes that no coder can save (230 KB here).
    metrics.push_back({"content.update_bytes", "B", 250'000, Better::lower,
                       [] { return update_bytes(five_edits); }, 1});
    metrics.push_back({"content.update_one_page_bytes", "B", 16'384, Better::lower,
                       [] { return update_bytes([](Course& c) { c.edit_page(25, 3000); }); }, 1});
    metrics.push_back({"content.update_20_typos_bytes", "B", 32'768, Better::lower,
                       [] {
                           return update_bytes([](Course& c) {
                               for (std::size_t i = 0; i < 20; ++i) c.edit_page(i * 3, 400 * i);
                           });
                       },
                       1});
}

}  // namespace approdo::bench
