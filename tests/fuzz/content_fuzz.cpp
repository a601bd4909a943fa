// Course values as they lie in packages: what decodes encodes to the same bytes, also when a newer
// program wrote it.
#include "content/model/encoding.hpp"
#include "tests/fuzz/entry.hpp"

using namespace approdo;

namespace {

template <class T>
void there_and_back(ByteView input) {
    const auto value = content::decode<T>(input);
    if (value.ok()) FUZZ_PROMISE(content::encode(value.value()) == copy_of(input));
}

}  // namespace

// The first byte chooses the kind of value.
std::vector<Bytes> approdo_fuzz_seeds() {
    std::vector<Bytes> seeds;
    const auto add = [&](std::uint8_t kind, const Bytes& bytes) {
        Bytes seed{kind};
        append(seed, bytes);
        seeds.push_back(std::move(seed));
    };
    add(0, content::encode(content::Course{}));
    add(1, content::encode(content::Module{}));
    add(2, content::encode(content::Page{}));
    add(3, content::encode(content::QuizPublic{}));
    add(4, content::encode(content::QuizKey{}));
    add(5, content::encode(content::QuestionPublic{}));
    add(6, content::encode(content::QuestionKey{}));
    add(7, content::encode(content::Response{}));
    return seeds;
}

void approdo_fuzz_one(ByteView input) {
    if (input.empty()) return;
    const ByteView bytes = input.subspan(1);
    switch (input[0] % 8) {
        case 0:
            return there_and_back<content::Course>(bytes);
        case 1:
            return there_and_back<content::Module>(bytes);
        case 2:
            return there_and_back<content::Page>(bytes);
        case 3:
            return there_and_back<content::QuizPublic>(bytes);
        case 4:
            return there_and_back<content::QuizKey>(bytes);
        case 5:
            return there_and_back<content::QuestionPublic>(bytes);
        case 6:
            return there_and_back<content::QuestionKey>(bytes);
        default:
            return there_and_back<content::Response>(bytes);
    }
}
