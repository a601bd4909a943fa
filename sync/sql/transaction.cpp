#include "sync/sql/transaction.hpp"

namespace approdo::sql {
namespace {

// SQLite rolls back by itself on some errors (disk full): a second rollback would then fail, and a
// destructor has nobody to tell.
void roll_back(Database& database, std::string_view sql) {
    if (!database.in_transaction()) return;
    try {
        database.run(sql);
    } catch (const SqlError&) {
    }
}

}  // namespace

Transaction::Transaction(Database& database) : database_(database) {
    database_.run("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
    if (open_) roll_back(database_, "ROLLBACK");
}

void Transaction::commit() {
    database_.run("COMMIT");
    open_ = false;
}

Savepoint::Savepoint(Database& database) : database_(database) {
    database_.run("SAVEPOINT approdo");
}

Savepoint::~Savepoint() {
    if (!open_) return;
    roll_back(database_, "ROLLBACK TO approdo");
    roll_back(database_, "RELEASE approdo");
}

void Savepoint::release() {
    database_.run("RELEASE approdo");
    open_ = false;
}

ReadTransaction::ReadTransaction(Database& database) : database_(database) {
    database_.run("BEGIN DEFERRED");
}

ReadTransaction::~ReadTransaction() {
    roll_back(database_, "COMMIT");
}

}  // namespace approdo::sql
