#include "client_core/cli/site_api.hpp"

#include <algorithm>
#include <fstream>

#include "client_core/cli/courier.hpp"
#include "client_core/cli/key_keeper.hpp"
#include "client_core/cli/texts.hpp"
#include "client_core/core/views_json.hpp"
#include "content/model/handed_work.hpp"

namespace approdo::cli {
namespace {

namespace json = boost::json;

constexpr Text ask_passphrase{"Frase segreta", "Passphrase"};
constexpr std::size_t part_bytes = 4 * limits::mib;
constexpr std::size_t download_bytes_max = content::handed_bytes_max + limits::mib;

std::string escaped(std::string_view text) {
    constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    for (const char letter : text) {
        const auto code = static_cast<unsigned char>(letter);
        const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                           (letter >= '0' && letter <= '9') || letter == '-' || letter == '_' ||
                           letter == '.';
        if (plain) {
            out += letter;
        } else {
            out += '%';
            out += digits[code >> 4];
            out += digits[code & 15];
        }
    }
    return out;
}

Error strange_answer() {
    return fail(ErrorCode::malformed,
                "the site answered something that this program does not understand: update it");
}

Result<std::string> text_in(const json::value& value, std::string_view name) {
    const auto* object = value.if_object();
    const auto* member = object == nullptr ? nullptr : object->if_contains(name);
    if (member == nullptr || !member->is_string()) return strange_answer();
    return std::string(member->as_string());
}

Result<std::uint64_t> number_in(const json::value& value, std::string_view name) {
    const auto* object = value.if_object();
    const auto* member = object == nullptr ? nullptr : object->if_contains(name);
    boost::system::error_code failure;
    if (member == nullptr) return strange_answer();
    const auto number = member->to_number<std::uint64_t>(failure);
    if (failure) return strange_answer();
    return number;
}

}  // namespace

SiteApi::SiteApi(SiteApi&&) noexcept = default;
SiteApi::~SiteApi() {
    if (token_.empty()) return;
    // The session ends by itself if this does not arrive.
    (void)post("/api/v1/sessions/end", json::object()).ok();
}

Result<json::value> SiteApi::send(HttpRequest request) {
    request.bearer = token_;
    APPRODO_TRY(const HttpAnswer answer, http_->send(request));
    if (answer.status < 200 || answer.status > 299) return error_of(answer);
    if (answer.body.empty()) return json::value(nullptr);
    boost::system::error_code failure;
    auto value = json::parse(std::string(text_of(answer.body)), failure);
    if (failure) return strange_answer();
    return value;
}

Result<json::value> SiteApi::get(const std::string& target) {
    HttpRequest request;
    request.target = target;
    return send(std::move(request));
}

Result<Bytes> SiteApi::download(const std::string& target) {
    HttpRequest request;
    request.target = target;
    request.bearer = token_;
    request.answer_bytes_max = download_bytes_max;
    APPRODO_TRY(HttpAnswer answer, http_->send(request));
    if (answer.status != 200) return error_of(answer);
    return std::move(answer.body);
}

Result<json::value> SiteApi::post(const std::string& target, const json::value& body) {
    HttpRequest request;
    request.method = "POST";
    request.target = target;
    request.content_type = "application/json";
    request.body = copy_of(bytes_of(json::serialize(body)));
    return send(std::move(request));
}

Result<crypto::AuthSecret> SiteApi::secret_of(const std::string& user, ByteView passphrase) {
    APPRODO_TRY(const auto answer, get("/api/v1/salt?user=" + escaped(user)));
    APPRODO_TRY(const std::string salt_text, text_in(answer, "salt"));
    APPRODO_TRY(const Bytes salt_bytes, from_base64url(salt_text));
    APPRODO_TRY(const auto salt, crypto::Salt::from(salt_bytes));
    APPRODO_TRY(const std::uint64_t passes, number_in(answer, "passes"));
    APPRODO_TRY(const std::uint64_t memory_kib, number_in(answer, "memory_kib"));
    if (std::max(passes, memory_kib) > UINT32_MAX) return strange_answer();
    const crypto::PasswordCost cost{static_cast<std::uint32_t>(passes),
                                    static_cast<std::uint32_t>(memory_kib)};
    if (!crypto::is_accepted(cost)) return strange_answer();
    return client::Client::sign_in_secret(passphrase, salt, cost);
}

Result<void> SiteApi::sign_in(const std::string& user, ByteView passphrase) {
    APPRODO_TRY(const auto secret, secret_of(user, passphrase));
    APPRODO_TRY(const auto session,
                post("/api/v1/sessions",
                     json::object{{"user", user}, {"secret", to_base64url(secret.view())}}));
    APPRODO_TRY(token_, text_in(session, "token"));
    return {};
}

Result<void> SiteApi::change_passphrase(const std::string& user, ByteView present,
                                        const exchange::AccountSecrets& fresh) {
    APPRODO_TRY(const auto secret, secret_of(user, present));
    APPRODO_CHECK(post("/api/v1/me/passphrase",
                       json::object{{"secret", to_base64url(secret.view())},
                                    {"secrets", to_base64url(wire::encode(fresh))}}));
    token_.clear();
    return {};
}

Result<json::value> SiteApi::upload(const std::filesystem::path& path,
                                    const std::function<void(std::uint64_t)>& progress) {
    APPRODO_TRY(const std::string id, send_file(path, progress));
    return post("/api/v1/uploads/" + id + "/finish", json::object());
}

Result<std::string> SiteApi::send_file(const std::filesystem::path& path,
                                       const std::function<void(std::uint64_t)>& progress) {
    const std::uint64_t bytes = std::filesystem::file_size(path);
    APPRODO_TRY(auto state, post("/api/v1/uploads", json::object{{"bytes", bytes}}));
    APPRODO_TRY(const std::string id, text_in(state, "id"));
    const std::string target = "/api/v1/uploads/" + id;
    std::ifstream file(path, std::ios::binary);
    int failures = 0;
    while (true) {
        APPRODO_TRY(const std::uint64_t received, number_in(state, "received"));
        progress(received);
        if (received >= bytes) break;
        HttpRequest request;
        request.method = "PUT";
        request.target = target + "?offset=" + std::to_string(received);
        request.content_type = "application/octet-stream";
        request.body.resize(std::min<std::uint64_t>(part_bytes, bytes - received));
        file.seekg(static_cast<std::streamoff>(received));
        file.read(reinterpret_cast<char*>(request.body.data()),
                  static_cast<std::streamsize>(request.body.size()));
        if (!file) return fail(ErrorCode::corrupt, "cannot read " + path.string());
        auto sent = send(std::move(request));
        // After a broken line the site says where it stands.
        if (!sent.ok() && ++failures > 5) return sent.error();
        if (!sent.ok()) sent = get(target);
        if (!sent.ok()) return sent.error();
        state = std::move(*sent);
    }
    return id;
}

Result<SiteApi> signed_in(Context& context, client::Client& client, const std::string& user) {
    APPRODO_TRY(auto http, site_of(context, client));
    const std::string name = user.empty() ? client.person().user_name : user;
    APPRODO_TRY(const auto passphrase,
                read_passphrase(say(ask_passphrase), "", false, context.console.may_ask));
    SiteApi api(std::move(http));
    APPRODO_CHECK(api.sign_in(name, passphrase.view()));
    return api;
}

namespace {

const json::value* member_of(const json::value& value, std::string_view name) {
    const auto* object = value.if_object();
    return object == nullptr ? nullptr : object->if_contains(name);
}

}  // namespace

std::string with_schema(json::value answer) {
    json::object printed{{"schema", client::json_schema}};
    if (auto* object = answer.if_object()) {
        for (auto& member : *object) printed[member.key()] = std::move(member.value());
    }
    return json::serialize(printed);
}

std::string text_at(const json::value& value, std::string_view name) {
    const auto* member = member_of(value, name);
    return member != nullptr && member->is_string() ? std::string(member->as_string()) : "";
}

std::int64_t number_at(const json::value& value, std::string_view name) {
    const auto* member = member_of(value, name);
    boost::system::error_code failure;
    const auto number = member == nullptr ? 0 : member->to_number<std::int64_t>(failure);
    return failure ? 0 : number;
}

const json::array& items_of(const json::value& value, std::string_view name) {
    static const json::array none;
    const auto* member = member_of(value, name);
    const auto* items = member == nullptr ? nullptr : member->if_array();
    return items == nullptr ? none : *items;
}

}  // namespace approdo::cli
