// Uploads in parts, as requests: any beginnings, offsets, ids and bodies in any order, of two
// people. What lies on the disk is what was answered, never more than was announced or allowed,
// and nobody moves what is another's.
#include <boost/json/parse.hpp>
#include <map>

#include "server/app/upload_routes.hpp"
#include "tests/fuzz/entry.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/temp_dir.hpp"

using namespace approdo;
using namespace approdo::app;

namespace {

constexpr UploadFolder::Limits limits{64, 160, 3};

struct World {
    test::TempDir dir;
    test::SeededRandom random{5};
    UploadFolder folder{dir.path() / "uploads", random, limits};
    Router router;
    std::vector<std::string> begun;

    World() {
        add_upload_routes(router, folder, [](const Caller&, const std::filesystem::path& file) {
            FUZZ_PROMISE(std::filesystem::exists(file));
            return Result<boost::json::value>(boost::json::object{});
        });
    }

    // One line: who (1), method (1), path behind the route's, blank, query, blank, body.
    void ask(std::string_view line) {
        if (line.size() < 2) return;
        Request request;
        request.caller = Caller{AccountId{{static_cast<std::uint8_t>(line[0] % 2)}}, {}, ""};
        request.method = line[1] == 'G' ? Method::get : line[1] == 'P' ? Method::put : Method::post;
        line.remove_prefix(2);
        request.path = "/api/v1/uploads" + with_id(piece_of(line));
        request.query = std::string(piece_of(line));
        request.body = copy_of(bytes_of(line));
        const auto match = router.find(request.method, request.path);
        if (!match.ok()) return;
        request.path_values = match->path_values;
        const auto before = sizes();
        const Response response = std::get<Handler>(match->route->handler)(request);
        FUZZ_PROMISE(response.status >= 200 && response.status < 600 && response.status != 500);
        learn(response);
        look_at(before, response.status >= 400);
    }

  private:
    static std::string_view piece_of(std::string_view& line) {
        const std::string_view piece = line.substr(0, line.find(' '));
        line.remove_prefix(std::min(line.size(), piece.size() + 1));
        return piece;
    }
    // «#1» stands for the second upload that was begun.
    std::string with_id(std::string_view path) const {
        std::string out(path);
        const auto mark = out.find('#');
        if (mark == std::string::npos || mark + 1 >= out.size() || begun.empty()) return out;
        return out.replace(mark, 2,
                           begun[static_cast<unsigned char>(out[mark + 1]) % begun.size()]);
    }
    void learn(const Response& response) {
        if (response.status != 201) return;
        const auto answer = boost::json::parse(text_of(std::get<Bytes>(response.body)));
        begun.emplace_back(answer.at("id").as_string());
    }
    std::map<std::string, std::uintmax_t> sizes() const {
        std::map<std::string, std::uintmax_t> all;
        for (const auto& file : std::filesystem::directory_iterator(dir.path() / "uploads")) {
            all[file.path().filename().string()] = file.file_size();
        }
        return all;
    }
    void look_at(const std::map<std::string, std::uintmax_t>& before, bool refused) const {
        const auto after = sizes();
        if (refused) FUZZ_PROMISE(after == before);
        std::uintmax_t all = 0;
        for (const auto& [name, size] : after) {
            FUZZ_PROMISE(size <= limits.upload_bytes_max);
            all += size;
        }
        FUZZ_PROMISE(all <= limits.bytes_max);
        FUZZ_PROMISE(after.size() <= 2 * limits.per_account_max);
    }
};

}  // namespace

void approdo_fuzz_one(ByteView input) {
    World world;
    std::string_view text = text_of(input);
    for (int requests = 0; !text.empty() && requests < 40; ++requests) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        world.ask(line);
    }
}

std::vector<Bytes> approdo_fuzz_seeds() {
    std::vector<Bytes> seeds;
    for (const char* text :
         {"0B  {\"bytes\":10}\n0P/#0 offset=0 hello\n0P/#0 offset=5 world\n0B/#0/finish  \n",
          "0B  {\"bytes\":64}\n1G/#0  \n1P/#0 offset=0 mine\n1B/#0/finish  \n0G/#0  \n",
          "0B  {\"bytes\":64}\n1B  {\"bytes\":64}\n0B  {\"bytes\":64}\n0B  {\"bytes\":1}\n",
          "0B  {\"bytes\":5}\n0P/#0 offset=18446744073709551615 x\n0P/#0 offset=-1 x\n"
          "0P/#0 offset=0 123456\n0B/#0/finish  \n0G/%2e%2e  \n"}) {
        seeds.push_back(copy_of(bytes_of(std::string_view(text))));
    }
    return seeds;
}
