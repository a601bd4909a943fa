#include "content/model/processing/fields.hpp"

#include "content/model/fields.hpp"

namespace approdo::content::processing {

Bytes encode(const ItemRules& rules) {
    Encoder encoder;
    encoder(rules);
    return encoder.take();
}

Result<ItemRules> decode_item_rules(ByteView bytes) {
    Decoder decoder(bytes);
    ItemRules rules;
    decoder(rules);
    if (decoder.failed() || decoder.left() != 0)
        return fail(ErrorCode::malformed, "these bytes are not the rules of a question");
    return rules;
}

}  // namespace approdo::content::processing
