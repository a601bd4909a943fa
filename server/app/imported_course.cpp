#include "server/app/imported_course.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cerrno>
#include <fstream>
#include <iterator>

#include "content/model/encoding.hpp"

namespace approdo::app {

namespace fs = std::filesystem;
namespace json = boost::json;

namespace {

constexpr const char* index_name = "import.json";
constexpr std::uint64_t index_bytes_max = 32 * limits::mib;
constexpr std::uint64_t value_bytes_max = 64 * limits::mib;
// A report longer than this is read by nobody.
constexpr std::size_t findings_max = 2000;

Error not_ours() {
    return fail(ErrorCode::corrupt,
                "What was read of this file is damaged: upload the file once more.");
}

void write_whole(const fs::path& path, ByteView bytes) {
    std::ofstream out;
    out.exceptions(std::ios::failbit | std::ios::badbit);
    out.open(path, std::ios::binary | std::ios::trunc);
    out.write(reinterpret_cast<const char*>(bytes.data()),
              static_cast<std::streamsize>(bytes.size()));
    out.close();
}

json::array findings_json(const import::Report& report) {
    json::array rows;
    for (const import::Finding& one : report.findings) {
        if (rows.size() == findings_max) break;
        rows.push_back({{"severity", import::name_of(one.severity)},
                        {"file", one.file},
                        {"line", one.line},
                        {"message", one.message},
                        {"mend", one.mend}});
    }
    return rows;
}

// Errors first, so that none is cut away.
approdo::import::Report bounded(import::Report report) {
    if (report.findings.size() <= findings_max) return report;
    std::stable_sort(report.findings.begin(), report.findings.end(),
                     [](const auto& a, const auto& b) { return a.severity < b.severity; });
    const std::size_t left = report.findings.size() - findings_max + 1;
    report.findings.resize(findings_max - 1);
    report.advice("", 0, notice("there are " + std::to_string(left) + " further findings"),
                  notice("mend those that stand here first"));
    return report;
}

// Numbered files for what is encoded, and for what an importer holds in memory.
class ValueWriter {
  public:
    explicit ValueWriter(const fs::path& folder) : folder_(folder) {
        fs::create_directories(folder_ / "values");
    }
    std::string put(ByteView bytes) {
        const std::string name = "values/" + std::to_string(count_++);
        write_whole(folder_ / name, bytes);
        return name;
    }

  private:
    const fs::path folder_;
    std::size_t count_ = 0;
};

json::object file_json(const content::AuthoredFile& file, const fs::path& folder,
                       ValueWriter& values) {
    const std::string source =
        file.source.empty() ? values.put(file.bytes)
                            : fs::path(file.source).lexically_relative(folder).generic_string();
    return {{"path", file.path},
            {"source", source},
            {"size", file.source.empty() ? file.bytes.size() : file.size},
            {"type", file.media_type},
            {"part", static_cast<unsigned>(file.part.type)},
            {"language", file.part.language},
            {"module", file.module.hex()}};
}

json::object course_json(const content::AuthoredCourse& course, const fs::path& folder) {
    ValueWriter values(folder);
    json::array pages, quizzes, foreign, files;
    for (const auto& one : course.pages) {
        pages.push_back({{"path", one.path},
                         {"module", one.module.hex()},
                         {"value", values.put(content::encode(one.page))}});
    }
    for (const auto& one : course.quizzes) {
        json::array languages;
        for (const auto& each : one.languages) {
            languages.push_back(
                {{"path", each.path}, {"value", values.put(content::encode(each.shown))}});
        }
        quizzes.push_back({{"unit", one.unit.hex()},
                           {"module", one.module.hex()},
                           {"languages", std::move(languages)},
                           {"key", values.put(content::encode(one.key))}});
    }
    for (const auto& one : course.foreign) {
        foreign.push_back(
            {{"module", one.module.hex()}, {"value", values.put(content::encode(one.package))}});
    }
    for (const auto& one : course.files) files.push_back(file_json(one, folder, values));
    return {{"value", values.put(content::encode(course.course))},
            {"pages", std::move(pages)},
            {"quizzes", std::move(quizzes)},
            {"foreign", std::move(foreign)},
            {"files", std::move(files)}};
}

void write_index(const fs::path& folder, const json::object& index) {
    const fs::path unfinished = folder / "import.unfinished";
    write_whole(unfinished, bytes_of(json::serialize(index)));
    fs::rename(unfinished, folder / index_name);
}

// Where `source` lies, if it is a plain file below the folder and no step to it is a link.
Result<fs::path> inside(const fs::path& folder, const std::string& source) {
    const fs::path path = fs::path(source).lexically_normal();
    if (source.empty() || path.is_absolute() || *path.begin() == "..") return not_ours();
    fs::path place = folder;
    for (const fs::path& step : path) {
        place /= step;
        std::error_code ec;
        if (fs::is_symlink(fs::symlink_status(place, ec)) || ec) return not_ours();
    }
    if (!fs::is_regular_file(place)) return not_ours();
    return place;
}

class IndexReader {
  public:
    explicit IndexReader(const fs::path& folder) : folder_(folder) {}

    Result<ImportedCourse> run() {
        APPRODO_TRY(const Bytes text, read_file(index_name, index_bytes_max));
        boost::system::error_code failure;
        const json::value index = json::parse(std::string(text_of(text)), failure);
        if (failure || !index.is_object()) return not_ours();
        // Whatever is missing or of another kind throws: the file was written by another process.
        try {
            return whole(index.as_object());
        } catch (const std::exception&) {
            return not_ours();
        }
    }

  private:
    Result<Bytes> read_file(const std::string& name, std::uint64_t bytes_max) const {
        APPRODO_TRY(const fs::path path, inside(folder_, name));
        const std::uint64_t size = fs::file_size(path);
        if (size > bytes_max) return not_ours();
        Bytes bytes(static_cast<std::size_t>(size));
        std::ifstream in(path, std::ios::binary);
        in.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size));
        if (!in) return not_ours();
        return bytes;
    }

    template <class T>
    Result<T> value(const json::value& name) const {
        APPRODO_TRY(const Bytes bytes, read_file(std::string(name.as_string()), value_bytes_max));
        return content::decode<T>(bytes);
    }

    static std::string text(const json::object& row, const char* name) {
        return std::string(row.at(name).as_string());
    }
    template <class Id>
    static Id id(const json::object& row, const char* name) {
        return *Id::from_hex(text(row, name));
    }

    Result<ImportedCourse> whole(const json::object& index) const {
        ImportedCourse imported;
        imported.format = text(index, "format");
        for (const json::value& row : index.at("findings").as_array()) {
            if (imported.report.findings.size() > findings_max) return not_ours();
            imported.report.findings.push_back(finding(row.as_object()));
        }
        if (!imported.report.has_errors()) {
            APPRODO_TRY(imported.course, course(index.at("course").as_object()));
        }
        return imported;
    }

    static import::Finding finding(const json::object& row) {
        import::Finding one;
        for (const auto severity : {import::Severity::warning, import::Severity::advice})
            if (text(row, "severity") == import::name_of(severity)) one.severity = severity;
        one.file = text(row, "file");
        one.line = row.at("line").to_number<std::size_t>();
        one.message = text(row, "message");
        one.mend = text(row, "mend");
        return one;
    }

    Result<content::AuthoredCourse> course(const json::object& all) const {
        content::AuthoredCourse authored;
        APPRODO_TRY(authored.course, value<content::Course>(all.at("value")));
        for (const json::value& each : all.at("pages").as_array()) {
            const json::object& row = each.as_object();
            content::AuthoredPage page{text(row, "path"), id<ModuleId>(row, "module"), {}};
            APPRODO_TRY(page.page, value<content::Page>(row.at("value")));
            authored.pages.push_back(std::move(page));
        }
        for (const json::value& each : all.at("quizzes").as_array()) {
            APPRODO_TRY(auto read, quiz(each.as_object()));
            authored.quizzes.push_back(std::move(read));
        }
        for (const json::value& each : all.at("foreign").as_array()) {
            const json::object& row = each.as_object();
            content::AuthoredForeign foreign{id<ModuleId>(row, "module"), {}};
            APPRODO_TRY(foreign.package, value<content::ForeignPackage>(row.at("value")));
            authored.foreign.push_back(std::move(foreign));
        }
        for (const json::value& each : all.at("files").as_array()) {
            APPRODO_TRY(auto read, file(each.as_object()));
            authored.files.push_back(std::move(read));
        }
        return authored;
    }

    Result<content::AuthoredQuiz> quiz(const json::object& row) const {
        content::AuthoredQuiz quiz;
        quiz.unit = id<UnitId>(row, "unit");
        quiz.module = id<ModuleId>(row, "module");
        for (const json::value& each : row.at("languages").as_array()) {
            content::AuthoredQuiz::InLanguage one{text(each.as_object(), "path"), {}};
            APPRODO_TRY(one.shown, value<content::QuizPublic>(each.at("value")));
            quiz.languages.push_back(std::move(one));
        }
        if (quiz.languages.empty()) return not_ours();
        APPRODO_TRY(quiz.key, value<content::QuizKey>(row.at("key")));
        return quiz;
    }

    Result<content::AuthoredFile> file(const json::object& row) const {
        content::AuthoredFile file;
        file.path = text(row, "path");
        file.source = text(row, "source");
        file.size = row.at("size").to_number<std::uint64_t>();
        file.media_type = text(row, "type");
        file.part = {static_cast<content::PartType>(row.at("part").to_number<std::uint8_t>()),
                     text(row, "language")};
        file.module = id<ModuleId>(row, "module");
        APPRODO_TRY(const fs::path path, inside(folder_, file.source));
        if (fs::file_size(path) != file.size) return not_ours();
        return file;
    }

    const fs::path folder_;
};

}  // namespace

bool was_imported(const fs::path& folder) {
    return fs::exists(folder / index_name);
}

Result<void> write_imported(const import::ImportedFile& file, const fs::path& folder) {
    json::object index = {{"format", file.format == nullptr ? "" : file.format->name},
                          {"findings", findings_json(bounded(file.import.report))}};
    if (!file.import.report.has_errors())
        index["course"] = course_json(file.import.course, fs::absolute(folder).lexically_normal());
    write_index(folder, index);
    return {};
}

void write_refusal(const fs::path& folder, const std::string& file, std::string message,
                   std::string mend) {
    import::Report report;
    report.error(file, 0, std::move(message), std::move(mend));
    write_index(folder, {{"format", ""}, {"findings", findings_json(report)}});
}

Result<ImportedCourse> read_imported(const fs::path& folder) {
    return IndexReader(folder).run();
}

ImportedFiles::ImportedFiles(const fs::path& folder) : folder_(folder.string()) {}

ImportedFiles::~ImportedFiles() {
    if (handle_ >= 0) ::close(handle_);
}

Result<std::size_t> ImportedFiles::read(const std::string& source, std::uint64_t offset,
                                        MutableByteView out) {
    if (source != name_ || handle_ < 0) {
        APPRODO_TRY(const fs::path path, inside(folder_, source));
        if (handle_ >= 0) ::close(handle_);
        handle_ = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
        if (handle_ < 0) return not_ours();
        name_ = source;
    }
    std::size_t filled = 0;
    while (filled < out.size()) {
        const ssize_t got = ::pread(handle_, out.data() + filled, out.size() - filled,
                                    static_cast<off_t>(offset + filled));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return not_ours();
        if (got == 0) break;
        filled += static_cast<std::size_t>(got);
    }
    return filled;
}

}  // namespace approdo::app
