// Bytes of whole content values, as they lie in packages and in events: encode() and decode<T>().
// A decoded value that a newer program wrote keeps what is unknown here and encodes to the same
// bytes. content/package seals these bytes; it needs no serialiser of its own for them.
#pragma once

#include "content/model/course.hpp"
#include "content/model/foreign.hpp"
#include "content/model/quiz.hpp"
#include "content/model/response.hpp"

namespace approdo::content {

Bytes encode(const Course& course);
Bytes encode(const Module& module);
Bytes encode(const Page& page);
Bytes encode(const QuizPublic& quiz);
Bytes encode(const QuizKey& key);
Bytes encode(const QuestionPublic& question);
Bytes encode(const QuestionKey& key);
Bytes encode(const ForeignPackage& package);
// In canonical form whatever order the values stand in.
Bytes encode(const Response& response);

// For the same types.
template <class T>
Result<T> decode(ByteView bytes);

extern template Result<Course> decode<Course>(ByteView);
extern template Result<Module> decode<Module>(ByteView);
extern template Result<Page> decode<Page>(ByteView);
extern template Result<QuizPublic> decode<QuizPublic>(ByteView);
extern template Result<QuizKey> decode<QuizKey>(ByteView);
extern template Result<QuestionPublic> decode<QuestionPublic>(ByteView);
extern template Result<QuestionKey> decode<QuestionKey>(ByteView);
extern template Result<ForeignPackage> decode<ForeignPackage>(ByteView);
extern template Result<Response> decode<Response>(ByteView);

}  // namespace approdo::content
