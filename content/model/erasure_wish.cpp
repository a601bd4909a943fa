#include "content/model/erasure_wish.hpp"

namespace approdo::content {

std::optional<ErasureWish> erasure_wish_in(const LearnerRecord& record) {
    const ErasureRequest* newest = nullptr;
    for (const auto& [id, request] : record.erasure_requests) {
        // The site's answer may come before what it answers.
        if (!request.asked.is_set()) continue;
        if (newest == nullptr || newest->asked.stamp < request.asked.stamp) newest = &request;
    }
    if (newest == nullptr) return std::nullopt;
    ErasureWish wish{newest->asked.value, newest->asked.stamp.hash, std::nullopt};
    if (newest->refused.is_set()) wish.refused = newest->refused.value;
    return wish;
}

}  // namespace approdo::content
