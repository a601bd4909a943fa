#include "tests/e2e/loot.hpp"

#include <zstd.h>

#include <algorithm>

#include "client_core/core/key_slots.hpp"
#include "client_core/core/package_store.hpp"
#include "content/model/encoding.hpp"
#include "sync/log/keyring.hpp"
#include "sync/wire/compress.hpp"
#include "tests/e2e/site.hpp"
#include "tests/support/test.hpp"

namespace approdo::e2e {
namespace {

constexpr std::size_t unpacked_bytes_max = 16 << 20;
constexpr std::string_view zstd_magic = "\x28\xb5\x2f\xfd";

sql::Database open_database(const std::string& folder, const char* name,
                            const crypto::SymmetricKey& key) {
    sql::OpenOptions options;
    options.path = folder + "/" + name;
    options.key = key.view();
    options.create = false;
    return sql::Database::open(options).value();
}

std::vector<std::string> first_columns(sql::Database& database, const std::string& query) {
    std::vector<std::string> values;
    for (auto rows = database.query(query); rows.step();) {
        values.push_back(rows.get<std::string>(0));
    }
    return values;
}

class CachedChunks final : public package::ChunkSource {
  public:
    explicit CachedChunks(sql::Database& cache) : cache_(cache) {}
    bool has(const ChunkId& id) override { return get(id).has_value(); }
    std::optional<Bytes> get(const ChunkId& id) override {
        return cache_.one<Bytes>("SELECT sealed FROM chunk WHERE id = ?1", id);
    }

  private:
    sql::Database& cache_;
};

crypto::SymmetricKey given_key(sql::Database& progress, const log::KeyName& name) {
    const auto bytes =
        progress.one<Bytes>("SELECT key FROM given_key WHERE kind = ?1 AND id = ?2 AND epoch = ?3",
                            name.kind, name.id, name.epoch);
    REQUIRE(bytes.has_value());
    return crypto::SymmetricKey::from(*bytes).value();
}

std::string utf16(std::string_view text) {
    std::string wide;
    for (const char letter : text) wide += {letter, '\0'};
    return wide;
}

// What the middle of the text looks like in base64, for each of the three places it may begin at.
std::vector<std::string> base64(std::string_view text) {
    std::vector<std::string> forms;
    for (std::size_t before = 0; before < 3; ++before) {
        const std::string padded = std::string(before, 'x') + std::string(text);
        std::string coded = to_base64url(bytes_of(padded)).substr(4, padded.size() / 3 * 4 - 4);
        forms.push_back(coded);
        std::replace(coded.begin(), coded.end(), '-', '+');
        std::replace(coded.begin(), coded.end(), '_', '/');
        forms.push_back(coded);
    }
    return forms;
}

std::vector<std::string> disguises(std::string_view text) {
    auto forms = base64(text);
    forms.emplace_back(text);
    forms.push_back(utf16(text));
    forms.push_back(to_hex(bytes_of(text)));
    return forms;
}

}  // namespace

Loot::Loot(const std::string& home, std::string_view passphrase) {
    const std::string folder = home + "/profiles/default";
    const std::string slots = read_text(folder + "/slots");
    const auto key = client::KeySlots::read(bytes_of(slots))
                         .value()
                         .open_with_passphrase(bytes_of(passphrase))
                         .value();
    auto progress = open_database(folder, "progress.db", key);
    auto cache = open_database(folder, "cache.db", key);
    take_values(progress);
    take_values(cache);

    CachedChunks chunks(cache);
    std::set<ChunkId> opened;
    client::PackageStore packages(progress);
    for (const client::PackageRow& row : packages.all()) {
        const auto descriptor = packages.descriptor(row.channel).value();
        const auto channel = wire::decode<package::ChannelDescriptor>(descriptor.message).value();
        const auto head = wire::decode<package::ChannelHead>(row.head.message).value();
        const auto name = log::package_key_name(row.channel, head.package_epoch);
        const auto reader =
            package::PackageReader::open(head, channel, given_key(progress, name), chunks).value();
        opened.insert(head.manifest);
        take(reader.signed_manifest());
        take_content(reader, opened);
        take_papers(reader, progress);
    }
    for (auto rows = cache.query("SELECT id FROM chunk"); rows.step();) {
        REQUIRE(opened.count(rows.get<ChunkId>(0)) == 1);
    }
}

void Loot::take_values(sql::Database& database) {
    for (const auto& table :
         first_columns(database, "SELECT name FROM sqlite_schema WHERE type = 'table'")) {
        for (const auto& column :
             first_columns(database, "SELECT name FROM pragma_table_info('" + table + "')")) {
            auto rows = database.query("SELECT CAST(\"" + column + "\" AS BLOB) FROM \"" + table +
                                       "\" WHERE \"" + column + "\" IS NOT NULL");
            while (rows.step()) take(rows.bytes_view(0));
        }
    }
}

void Loot::take_content(const package::PackageReader& reader, std::set<ChunkId>& opened) {
    const auto open = [&](const package::ChunkRef& ref) -> Result<void> {
        take(reader.open_chunk_at(ref).value());
        opened.insert(ref.id);
        return {};
    };
    REQUIRE(reader.visit_nodes(open).ok());
    REQUIRE(reader.visit_content({}, open).ok());
}

void Loot::take_papers(const package::PackageReader& reader, sql::Database& progress) {
    const auto files = reader.files().value();
    for (const auto& file : files) {
        if (file.media_type != package::paper_media_type) continue;
        const auto paper = reader.paper(file.path).value();
        const log::KeyName name{log::KeyKind::paper, log::KeyId{paper.sitting.bytes}, Epoch{1}};
        const auto quiz = package::open_paper(paper, given_key(progress, name));
        take(content::encode(quiz.value()));
    }
}

void Loot::take(ByteView bytes) {
    pieces_.push_back(copy_of(bytes));
    const std::string_view text = text_of(bytes);
    for (auto at = text.find(zstd_magic); at != std::string_view::npos;
         at = text.find(zstd_magic, at + 1)) {
        const ByteView rest = bytes.subspan(at);
        const std::size_t size = ZSTD_findFrameCompressedSize(rest.data(), rest.size());
        if (ZSTD_isError(size)) continue;
        auto unpacked = wire::decompress(rest.first(size), unpacked_bytes_max);
        if (unpacked.ok()) pieces_.push_back(std::move(*unpacked));
    }
}

bool Loot::holds(std::string_view text) const {
    const auto forms = disguises(text);
    return std::any_of(pieces_.begin(), pieces_.end(), [&](const Bytes& piece) {
        return std::any_of(forms.begin(), forms.end(), [&](const std::string& form) {
            return text_of(piece).find(form) != std::string_view::npos;
        });
    });
}

}  // namespace approdo::e2e
