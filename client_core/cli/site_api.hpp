// The site's HTTP interface for what trainers do: a session that is begun with the passphrase and
// ended at the end, uploads that go on after a broken line, reports. One object a command.
#pragma once

#include <boost/json.hpp>
#include <filesystem>
#include <functional>

#include "client_core/cli/context.hpp"
#include "client_core/cli/http_client.hpp"

namespace approdo::cli {

class SiteApi {
  public:
    explicit SiteApi(std::unique_ptr<HttpClient> http) : http_(std::move(http)) {}
    SiteApi(SiteApi&&) noexcept;
    ~SiteApi();

    Result<void> sign_in(const std::string& user, ByteView passphrase);
    // Ends the session: the site ends every one of the account.
    Result<void> change_passphrase(const std::string& user, ByteView present,
                                   const exchange::AccountSecrets& fresh);
    // A file of any size, in parts; each part is sent again after a failure.
    Result<boost::json::value> upload(const std::filesystem::path& file,
                                      const std::function<void(std::uint64_t)>& progress);
    // The same without what is done with it at the end: the upload's id.
    Result<std::string> send_file(const std::filesystem::path& file,
                                  const std::function<void(std::uint64_t)>& progress);
    Result<boost::json::value> get(const std::string& target);
    // What is no JSON.
    Result<Bytes> download(const std::string& target);
    Result<boost::json::value> post(const std::string& target, const boost::json::value& body);

  private:
    Result<crypto::AuthSecret> secret_of(const std::string& user, ByteView passphrase);
    Result<boost::json::value> send(HttpRequest request);

    std::unique_ptr<HttpClient> http_;
    std::string token_;
};

// A session at the site of this profile, begun with the passphrase; `user`: empty, as it joined.
Result<SiteApi> signed_in(Context& context, client::Client& client, const std::string& user);

// The site's answer as this command prints it with --json.
std::string with_schema(boost::json::value answer);
// What the site answered, where it has to be there: a member of an object, its text or number.
std::string text_at(const boost::json::value& value, std::string_view name);
std::int64_t number_at(const boost::json::value& value, std::string_view name);
// The rows of a list; none where there is no list.
const boost::json::array& items_of(const boost::json::value& value, std::string_view name);

}  // namespace approdo::cli
