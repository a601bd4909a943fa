#include "client_core/core/handed_store.hpp"

namespace approdo::client {
namespace {

void take(package::FileAssembly& assembly, ByteView payload) {
    const auto piece = content::read_piece(payload);
    if (piece.ok()) assembly.take(*piece);
}

}  // namespace

bool HandedStore::is_here(const content::FileValue& file) {
    package::FileAssembly assembly(file, package::FileAssembly::Holds::nothing);
    take_all(assembly);
    return assembly.is_complete();
}

Result<Bytes> HandedStore::bytes(const content::FileValue& file) {
    package::FileAssembly assembly(file);
    take_all(assembly);
    return assembly.bytes();
}

void HandedStore::take_all(package::FileAssembly& assembly) {
    {
        auto rows =
            database_.query("SELECT payload FROM event WHERE type = ?1", content::FilePiece::type);
        while (rows.step()) take(assembly, rows.bytes_view(0));
    }
    if (assembly.is_complete()) return;
    pruned_.for_each([&](const StoredEvent& stored) {
        if (stored.event.header.type != content::FilePiece::type) return;
        take(assembly, stored.event.payload);
    });
}

std::uint64_t HandedStore::account_bytes() {
    const auto sealed = database_.one<std::uint64_t>(
        "SELECT coalesce(sum(length(g.bytes)), 0) FROM segment AS g"
        " JOIN stream AS s ON s.stream = g.stream JOIN log AS l ON l.log = s.log"
        " WHERE l.kind IN (?1, ?2)",
        log::LogKind::record, log::LogKind::activity);
    const auto open =
        database_.one<std::uint64_t>("SELECT coalesce(sum(bytes), 0) FROM open_segment");
    return sealed.value_or(0) + open.value_or(0);
}

}  // namespace approdo::client
