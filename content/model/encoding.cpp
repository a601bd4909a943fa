#include "content/model/encoding.hpp"

#include "content/model/foreign_fields.hpp"

namespace approdo::content {

namespace {

template <class T>
Bytes bytes_of_value(const T& value) {
    Encoder encoder;
    encoder(value);
    return encoder.take();
}

}  // namespace

Bytes encode(const Course& course) {
    return bytes_of_value(course);
}
Bytes encode(const Module& module) {
    return bytes_of_value(module);
}
Bytes encode(const Page& page) {
    return bytes_of_value(page);
}
Bytes encode(const QuizPublic& quiz) {
    return bytes_of_value(quiz);
}
Bytes encode(const QuizKey& key) {
    return bytes_of_value(key);
}
Bytes encode(const QuestionPublic& question) {
    return bytes_of_value(question);
}
Bytes encode(const QuestionKey& key) {
    return bytes_of_value(key);
}
Bytes encode(const ForeignPackage& package) {
    return bytes_of_value(package);
}
Bytes encode(const Response& response) {
    return bytes_of_value(canonical(response));
}

template <class T>
Result<T> decode(ByteView bytes) {
    Decoder decoder(bytes);
    T value;
    decoder(value);
    if (decoder.failed())
        return fail(ErrorCode::malformed,
                    "these bytes are not a content value of the expected kind");
    if (decoder.left() != 0)
        return fail(ErrorCode::malformed, "bytes follow the end of a content value");
    if constexpr (std::is_same_v<T, Response>) {
        if (canonical(value) != value)
            return fail(ErrorCode::malformed, "a response is not in its canonical form");
    }
    return value;
}

template Result<Course> decode<Course>(ByteView);
template Result<Module> decode<Module>(ByteView);
template Result<Page> decode<Page>(ByteView);
template Result<QuizPublic> decode<QuizPublic>(ByteView);
template Result<QuizKey> decode<QuizKey>(ByteView);
template Result<QuestionPublic> decode<QuestionPublic>(ByteView);
template Result<QuestionKey> decode<QuestionKey>(ByteView);
template Result<ForeignPackage> decode<ForeignPackage>(ByteView);
template Result<Response> decode<Response>(ByteView);

}  // namespace approdo::content
