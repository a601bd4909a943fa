// Transaction: takes the write lock at once (BEGIN IMMEDIATE, so that it cannot fail half-way for
// want of it) and rolls back unless commit() was called. Savepoint: the same inside a transaction,
// for a step that may fail without taking the rest with it. Never held while waiting for the
// network.
#pragma once

#include "sync/sql/database.hpp"

namespace approdo::sql {

class Transaction {
  public:
    explicit Transaction(Database& database);
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction();

    // On return everything is on the disk.
    void commit();

  private:
    Database& database_;
    bool open_ = true;
};

class Savepoint {
  public:
    explicit Savepoint(Database& database);
    Savepoint(const Savepoint&) = delete;
    Savepoint& operator=(const Savepoint&) = delete;
    ~Savepoint();

    void release();

  private:
    Database& database_;
    bool open_ = true;
};

// Many reads that must see one and the same state; never blocks a writer.
class ReadTransaction {
  public:
    explicit ReadTransaction(Database& database);
    ReadTransaction(const ReadTransaction&) = delete;
    ReadTransaction& operator=(const ReadTransaction&) = delete;
    ~ReadTransaction();

  private:
    Database& database_;
};

}  // namespace approdo::sql
