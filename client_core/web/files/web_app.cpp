#include "client_core/web/files/web_app.hpp"

#include <algorithm>
#include <array>
#include <fstream>

#include "sync/base/limits.hpp"
#include "sync/crypto/hash.hpp"

namespace approdo::web {

namespace fs = std::filesystem;

namespace {

// Far above what the build allows itself; a folder with more is not the app.
constexpr std::size_t files_max = 500;
constexpr std::uintmax_t file_bytes_max = 16 * limits::mib;

constexpr std::array<std::pair<std::string_view, std::string_view>, 9> types = {{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".wasm", "application/wasm"},
    {".woff2", "font/woff2"},
    {".webmanifest", "application/manifest+json"},
    {".json", "application/json"},
}};

// No inline script or style, no eval, nothing from elsewhere; text becomes code or markup only
// through the one policy of the app.
constexpr std::string_view content_policy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    "img-src 'self' blob:; media-src 'self' blob:; font-src 'self'; connect-src 'self'; "
    "worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types approdo";

std::string_view type_of(const fs::path& path) {
    const std::string extension = path.extension().string();
    for (const auto& [ending, type] : types)
        if (extension == ending) return type;
    return {};
}

Bytes read_bytes(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return Bytes(std::istreambuf_iterator<char>(file), {});
}

Bytes read_if_there(fs::path path, std::string_view ending) {
    path += ending;
    return fs::exists(path) ? read_bytes(path) : Bytes{};
}

// "gzip, deflate, br;q=1.0": only what is named counts, and not with q=0.
bool accepts(std::string_view header, std::string_view coding) {
    for (std::size_t at = 0; at < header.size();) {
        const std::size_t end = std::min(header.find(',', at), header.size());
        std::string_view one = header.substr(at, end - at);
        at = end + 1;
        while (one.starts_with(' ')) one.remove_prefix(1);
        const std::size_t name_end = std::min(one.find_first_of("; "), one.size());
        if (one.substr(0, name_end) != coding) continue;
        return one.find("q=0") == std::string_view::npos ||
               one.find_first_of("123456789", one.find("q=0")) != std::string_view::npos;
    }
    return false;
}

void add_guards(FileAnswer& answer, const File& file) {
    auto& headers = answer.headers;
    headers.emplace_back("cross-origin-resource-policy", "same-origin");
    headers.emplace_back("referrer-policy", "no-referrer");
    // The worker and the service worker take their policy from their own answers.
    const bool runs =
        file.type.starts_with("text/html") || file.type.starts_with("text/javascript");
    if (!runs) return;
    headers.emplace_back("content-security-policy", content_policy);
    headers.emplace_back("cross-origin-opener-policy", "same-origin");
    headers.emplace_back("permissions-policy", "camera=(), microphone=(), geolocation=()");
}

Result<File> read_file(const fs::path& folder, const fs::path& path) {
    File file;
    file.path = "/" + fs::relative(path, folder).generic_string();
    file.type = type_of(path);
    if (fs::file_size(path) > file_bytes_max)
        return fail(ErrorCode::too_large,
                    "The web app's file " + path.string() + " is too large: build the app anew.");
    file.plain = read_bytes(path);
    file.tag = tag_of(file.plain);
    file.gzip = read_if_there(path, ".gz");
    file.brotli = read_if_there(path, ".br");
    return file;
}

}  // namespace

std::string tag_of(ByteView content) {
    const auto digest = crypto::hash(crypto::domain::raw_content, {content});
    return "\"" + digest.hex().substr(0, 32) + "\"";
}

bool is_page(std::string_view path) {
    if (path == "/" || path == "/join") return true;
    if (!path.starts_with("/app/")) return false;
    const std::string_view names = path.substr(5);
    const bool has_gap = names.empty() || names.back() == '/' || names.front() == '/' ||
                         names.find("//") != std::string_view::npos;
    return !has_gap && std::count(names.begin(), names.end(), '/') < 4;
}

FileAnswer answer_with(const File& file, std::string_view known_tag, std::string_view codings) {
    FileAnswer answer;
    const bool is_hashed = file.path.starts_with("/assets/");
    answer.cache_control = is_hashed ? "public, max-age=31536000, immutable" : "no-cache";
    if (known_tag == file.tag) {
        answer.status = 304;
    } else {
        const bool brotli = !file.brotli.empty() && accepts(codings, "br");
        const bool gzip = !brotli && !file.gzip.empty() && accepts(codings, "gzip");
        answer.body = brotli ? file.brotli : gzip ? file.gzip : file.plain;
        if (brotli || gzip) answer.headers.emplace_back("content-encoding", brotli ? "br" : "gzip");
    }
    answer.headers.emplace_back("etag", file.tag);
    if (!file.brotli.empty() || !file.gzip.empty())
        answer.headers.emplace_back("vary", "accept-encoding");
    add_guards(answer, file);
    return answer;
}

fs::path WebApp::folder_beside_program() {
    std::error_code failure;
    const auto program = fs::read_symlink("/proc/self/exe", failure);
    const auto folder = program.parent_path().parent_path();
    for (const auto& place : {folder / "share/approdo/web", folder.parent_path() / "web"})
        if (!failure && fs::exists(place / "index.html", failure)) return place;
    return {};
}

Result<std::shared_ptr<const WebApp>> WebApp::read(const fs::path& folder) {
    if (!fs::exists(folder / "index.html"))
        return fail(ErrorCode::not_found, "There is no web app in " + folder.string() +
                                              ": build it with client_core/web/build.sh.");
    auto app = std::make_shared<WebApp>();
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file() || type_of(entry.path()).empty()) continue;
        if (app->files_.size() >= files_max)
            return fail(ErrorCode::too_large,
                        "The folder " + folder.string() + " holds more than the web app.");
        APPRODO_TRY(File file, read_file(folder, entry.path()));
        if (file.path == "/index.html") app->page_ = app->files_.size();
        app->files_.push_back(std::move(file));
    }
    return std::shared_ptr<const WebApp>(std::move(app));
}

}  // namespace approdo::web
