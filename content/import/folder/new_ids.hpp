// Where ids come from that a course folder lacks: chance, for a folder that goes on with them in
// its files; or the place and the words of each thing, so that a copy that comes without ids once
// more, corrected meanwhile, gets the same ones.
#pragma once

#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"

namespace approdo::import {

class NewIds {
  public:
    virtual ~NewIds() = default;

    // `place` leads from the course to the thing.
    template <class Id>
    Id make(std::initializer_list<std::string_view> place) {
        Id id;
        fill(place, id.bytes);
        return id;
    }
    // An id that is there, as text: no other thing may get it.
    virtual void keep(const std::string& hex) = 0;

  private:
    virtual void fill(std::initializer_list<std::string_view> place, MutableByteView out) = 0;
};

class RandomIds final : public NewIds {
  public:
    explicit RandomIds(Random& random) : random_(random) {}
    void keep(const std::string&) override {}

  private:
    void fill(std::initializer_list<std::string_view>, MutableByteView out) override {
        random_.fill(out);
    }

    Random& random_;
};

// Of what two things have in common the second one gets the next id. Nothing of whether an answer
// is right, and of options no place, may be in `place`: see derived_ids.hpp.
class DerivedIds final : public NewIds {
  public:
    void keep(const std::string& hex) override { taken_.insert(hex); }

  private:
    void fill(std::initializer_list<std::string_view> place, MutableByteView out) override;

    std::set<std::string> taken_;
    std::map<std::string, std::size_t> next_;  // by place
};

}  // namespace approdo::import
