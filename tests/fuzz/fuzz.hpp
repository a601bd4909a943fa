// What a fuzz target is made of: approdo_fuzz_one() gets bytes from outside and must neither crash
// nor break a promise (FUZZ_PROMISE), whatever they are; approdo_fuzz_seeds() gives well-formed
// inputs from which the mutations start.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <vector>

#include "sync/base/bytes.hpp"

void approdo_fuzz_one(approdo::ByteView input);
std::vector<approdo::Bytes> approdo_fuzz_seeds();

#define FUZZ_PROMISE(condition)                                                                  \
    do {                                                                                         \
        if (!(condition)) {                                                                      \
            std::fprintf(stderr, "%s:%d: broken promise: %s\n", __FILE__, __LINE__, #condition); \
            std::abort();                                                                        \
        }                                                                                        \
    } while (false)

// libFuzzer's entry; mutations of the seeds come from its own corpus folder.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size);
