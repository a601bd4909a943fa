#include "content/model/processing/pattern.hpp"

#include <algorithm>
#include <limits>
#include <memory>

#include "content/model/compare_text.hpp"
#include "content/model/processing/pattern_sets.hpp"

namespace approdo::content::processing {

namespace {

constexpr std::uint32_t unlimited = std::numeric_limits<std::uint32_t>::max();
constexpr int depth_max = 50;

// What was read, before repetitions are written out.
struct Piece {
    enum class Kind : std::uint8_t { nothing, set, sequence, choice, repeat } kind = Kind::nothing;
    std::uint32_t set = 0;
    std::vector<Piece> pieces;
    std::uint32_t least = 0;
    std::uint32_t most = 0;
};

}  // namespace

// Recursive descent over the pattern's code points; the first thing that makes no sense ends it.
class PatternParser {
  public:
    PatternParser(std::u32string text, bool case_matters) : text_(std::move(text)) {
        pattern_.case_matters_ = case_matters;
        // Authors often anchor what always is: the whole text has to match anyway.
        if (!text_.empty() && text_.front() == '^') text_.erase(0, 1);
        const auto size = text_.size();
        if (size > 0 && text_.back() == '$' && (size < 2 || text_[size - 2] != '\\'))
            text_.pop_back();
    }

    Result<Pattern> parse() {
        const Piece whole = choice(0);
        if (at_ < text_.size()) refuse();
        if (!refused_) {
            emit(whole);
            add({Pattern::Kind::end, 0, 0, 0});
        }
        if (refused_)
            return fail(ErrorCode::invalid_input,
                        "this pattern cannot be used for comparing answers");
        return std::move(pattern_);
    }

  private:
    void refuse() {
        refused_ = true;
        at_ = text_.size();
    }
    bool ended() const { return at_ >= text_.size(); }
    bool take(char32_t c) {
        if (ended() || text_[at_] != c) return false;
        ++at_;
        return true;
    }
    char32_t next() {
        if (!ended()) return text_[at_++];
        refuse();
        return 0;
    }

    Piece choice(int depth) {
        Piece result{Piece::Kind::choice, 0, {}, 0, 0};
        if (depth > depth_max) {
            refuse();
            return result;
        }
        do result.pieces.push_back(sequence(depth));
        while (take('|'));
        return result;
    }
    Piece sequence(int depth) {
        Piece result{Piece::Kind::sequence, 0, {}, 0, 0};
        while (!ended() && text_[at_] != '|' && text_[at_] != ')')
            result.pieces.push_back(quantified(depth));
        return result;
    }
    Piece quantified(int depth) {
        Piece piece = atom(depth);
        while (!ended()) {
            std::uint32_t least = 0;
            std::uint32_t most = unlimited;
            if (take('+'))
                least = 1;
            else if (take('?'))
                most = 1;
            else if (take('{'))
                counts(least, most);
            else if (!take('*'))
                break;
            Piece repeated{Piece::Kind::repeat, 0, {}, least, most};
            repeated.pieces.push_back(std::move(piece));
            piece = std::move(repeated);
        }
        return piece;
    }
    void counts(std::uint32_t& least, std::uint32_t& most) {
        least = count();
        most = least;
        if (take(',')) most = !ended() && text_[at_] == '}' ? unlimited : count();
        if (!take('}') || most < least) refuse();
    }
    std::uint32_t count() {
        if (ended() || text_[at_] < '0' || text_[at_] > '9') refuse();
        std::uint32_t value = 0;
        while (!ended() && text_[at_] >= '0' && text_[at_] <= '9')
            value = std::min<std::uint32_t>(value * 10 + (text_[at_++] - '0'), 10'000);
        return value;
    }
    Piece atom(int depth) {
        const char32_t c = next();
        if (c == '(') {
            // (?:…) of other dialects groups as well.
            if (at_ + 1 < text_.size() && text_[at_] == '?' && text_[at_ + 1] == ':') at_ += 2;
            Piece group = choice(depth + 1);
            if (!take(')')) refuse();
            return group;
        }
        if (c == '[') return piece_of(class_in_brackets(depth));
        if (c == '.') return set_piece(all_but({{10, 10}, {13, 13}}));
        if (c == '\\') return set_piece(escaped());
        if (c == '*' || c == '+' || c == '?') refuse();
        return set_piece({{c, c}});
    }
    CharacterSet escaped() {
        const char32_t c = next();
        if (c == 'p' || c == 'P') return category(c == 'P');
        CharacterSet named = class_named(c);
        if (!named.empty()) return named;
        const char32_t plain = c == 'n' ? 10 : c == 'r' ? 13 : c == 't' ? 9 : c;
        return {{plain, plain}};
    }
    CharacterSet category(bool negated) {
        if (!take('{')) refuse();
        std::string name;
        while (!ended() && text_[at_] != '}' && name.size() < 20)
            name.push_back(static_cast<char>(text_[at_++]));
        if (!take('}')) refuse();
        const CharacterSet set = category_named(name);
        if (set.empty()) refuse();
        return negated ? all_but(set) : set;
    }
    CharacterSet class_in_brackets(int depth) {
        if (depth > depth_max) refuse();
        const bool negated = take('^');
        CharacterSet set;
        CharacterSet taken_out;
        bool first = true;
        while (!ended() && (first || text_[at_] != ']')) {
            if (!first && text_[at_] == '-' && at_ + 1 < text_.size() && text_[at_ + 1] == '[') {
                at_ += 2;
                taken_out = class_in_brackets(depth + 1);
                break;
            }
            first = false;
            const CharacterSet one = one_in_brackets();
            set.insert(set.end(), one.begin(), one.end());
        }
        if (!take(']')) refuse();
        set = settled(std::move(set));
        if (!pattern_.case_matters_) set = in_lower_case(set);
        if (negated) set = all_but(set);
        return taken_out.empty() ? set : without(set, taken_out);
    }
    CharacterSet one_in_brackets() {
        const char32_t c = next();
        CharacterSet set = c == '\\' ? escaped() : CharacterSet{{c, c}};
        const bool single = set.size() == 1 && set[0].first == set[0].last;
        if (!single || at_ + 1 >= text_.size() || text_[at_] != '-' || text_[at_ + 1] == ']' ||
            text_[at_ + 1] == '[')
            return set;
        ++at_;
        const char32_t end = next();
        const CharacterSet last = end == '\\' ? escaped() : CharacterSet{{end, end}};
        if (last.size() != 1 || last[0].last < set[0].first) {
            refuse();
            return set;
        }
        return {{set[0].first, last[0].last}};
    }
    Piece set_piece(CharacterSet set) {
        return piece_of(pattern_.case_matters_ ? std::move(set) : in_lower_case(set));
    }
    Piece piece_of(CharacterSet set) {
        Piece piece{Piece::Kind::set, static_cast<std::uint32_t>(pattern_.sets_.size()), {}, 0, 0};
        pattern_.sets_.push_back(std::move(set));
        return piece;
    }

    std::uint32_t here() const { return static_cast<std::uint32_t>(pattern_.states_.size()); }
    std::uint32_t add(Pattern::State state) {
        if (pattern_.states_.size() >= Pattern::states_max) {
            refuse();
            return 0;
        }
        pattern_.states_.push_back(state);
        return here() - 1;
    }
    void emit(const Piece& piece) {
        // Repetitions of nothing add no states, but could go on for long.
        if (++emitted_ > 10 * Pattern::states_max) refuse();
        if (refused_) return;
        switch (piece.kind) {
            case Piece::Kind::nothing:
                return;
            case Piece::Kind::set:
                add({Pattern::Kind::set, piece.set, here() + 1, 0});
                return;
            case Piece::Kind::sequence:
                for (const Piece& one : piece.pieces) emit(one);
                return;
            case Piece::Kind::choice:
                return emit_choice(piece);
            case Piece::Kind::repeat:
                return emit_repeat(piece);
        }
    }
    void emit_choice(const Piece& piece) {
        std::vector<std::uint32_t> jumps;
        for (std::size_t i = 0; i < piece.pieces.size() && !refused_; ++i) {
            if (i + 1 == piece.pieces.size()) {
                emit(piece.pieces[i]);
                break;
            }
            const std::uint32_t split = add({Pattern::Kind::split, 0, here() + 1, 0});
            emit(piece.pieces[i]);
            jumps.push_back(add({Pattern::Kind::jump, 0, 0, 0}));
            if (!refused_) pattern_.states_[split].second = here();
        }
        if (refused_) return;
        for (const std::uint32_t jump : jumps) pattern_.states_[jump].next = here();
    }
    void emit_repeat(const Piece& piece) {
        const Piece& what = piece.pieces.front();
        for (std::uint32_t i = 0; i < piece.least && !refused_; ++i) emit(what);
        if (piece.most == unlimited) {
            const std::uint32_t split = add({Pattern::Kind::split, 0, here() + 1, 0});
            emit(what);
            add({Pattern::Kind::jump, 0, split, 0});
            if (!refused_) pattern_.states_[split].second = here();
            return;
        }
        std::vector<std::uint32_t> splits;
        for (std::uint32_t i = piece.least; i < piece.most && !refused_; ++i) {
            splits.push_back(add({Pattern::Kind::split, 0, here() + 1, 0}));
            emit(what);
        }
        if (refused_) return;
        for (const std::uint32_t split : splits) pattern_.states_[split].second = here();
    }

    std::u32string text_;
    std::size_t at_ = 0;
    std::size_t emitted_ = 0;
    bool refused_ = false;
    Pattern pattern_;
};

Result<Pattern> Pattern::compile(std::string_view pattern, bool case_matters) {
    if (pattern.size() > size_max)
        return fail(ErrorCode::too_large, "this pattern cannot be used for comparing answers");
    return PatternParser(code_points(pattern, Case::matters), case_matters).parse();
}

void Pattern::follow(std::uint32_t state, std::vector<std::uint32_t>& now,
                     std::vector<bool>& there) const {
    std::vector<std::uint32_t> open{state};
    while (!open.empty()) {
        const std::uint32_t one = open.back();
        open.pop_back();
        if (there[one]) continue;
        there[one] = true;
        const State& here = states_[one];
        if (here.kind == Kind::split) {
            open.push_back(here.second);
            open.push_back(here.next);
        } else if (here.kind == Kind::jump) {
            open.push_back(here.next);
        } else {
            now.push_back(one);
        }
    }
}

bool Pattern::matches(std::string_view text) const {
    if (work(text) > work_max) return false;
    const std::u32string points = code_points(text, case_matters_ ? Case::matters : Case::folded);
    std::vector<std::uint32_t> now;
    std::vector<std::uint32_t> then;
    std::vector<bool> there(states_.size());
    follow(0, now, there);
    for (const char32_t c : points) {
        then.clear();
        there.assign(states_.size(), false);
        for (const std::uint32_t state : now) {
            if (states_[state].kind == Kind::set && contains(sets_[states_[state].set], c))
                follow(states_[state].next, then, there);
        }
        now.swap(then);
        if (now.empty()) return false;
    }
    return std::any_of(now.begin(), now.end(),
                       [&](std::uint32_t state) { return states_[state].kind == Kind::end; });
}

}  // namespace approdo::content::processing
