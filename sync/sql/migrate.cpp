#include "sync/sql/migrate.hpp"

#include <string>

#include "sync/sql/transaction.hpp"

namespace approdo::sql {
namespace {

void assert_numbered_without_gaps(std::span<const Migration> migrations) {
    int expected = 1;
    for (const Migration& migration : migrations) {
        APPRODO_ASSERT(migration.number == expected);
        ++expected;
    }
}

}  // namespace

int schema_version(Database& database) {
    return database.one<int>("PRAGMA user_version").value_or(0);
}

Result<void> migrate(Database& database, std::span<const Migration> migrations) {
    assert_numbered_without_gaps(migrations);
    const int newest = static_cast<int>(migrations.size());
    const int found = schema_version(database);
    if (found > newest) {
        return fail(ErrorCode::unsupported,
                    "these data were written by a newer version of Approdo (schema " +
                        std::to_string(found) + ", this program knows " + std::to_string(newest) +
                        "): install the newer program; nothing was changed");
    }
    for (int number = found + 1; number <= newest; ++number) {
        Transaction transaction(database);
        // Another process may have been faster between the look above and our lock.
        if (schema_version(database) >= number) continue;
        database.run_script(migrations[static_cast<std::size_t>(number - 1)].sql);
        database.run("PRAGMA user_version = " + std::to_string(number));
        transaction.commit();
    }
    return {};
}

}  // namespace approdo::sql
