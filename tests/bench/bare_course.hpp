// A course without content on a site that is not open yet, so that people can be enrolled in it
// where only the keys and the rows of a class matter.
#pragma once

#include "server/store/chunk_store.hpp"
#include "server/store/sqlite.hpp"
#include "tests/bench/bench_site.hpp"

namespace approdo::bench {

inline CourseId add_course(const std::filesystem::path& folder) {
    crypto::SystemRandom random;
    store::MemoryChunks chunks;
    store::SqliteOptions options;
    options.path = (folder / "site.db").string();
    store::CourseLine course;
    course.course = random.id<CourseId>();
    course.channel = random.id<ChannelId>();
    course.slug = course.title = "corso";
    store::open_sqlite(options, chunks).value()->write([&](store::Session& session) {
        course.owner = session.territory().list().front().id;
        session.catalogue().put_course(course).value();
    });
    return course.course;
}

inline EditionId add_edition(app::Site& site, const CourseId& course) {
    const app::Actor actor = app::Actor::machine_operator();
    app::NewEdition wish;
    wish.course = course;
    wish.organisation = site.organisations(actor).value().front().id;
    wish.name = "autunno";
    return site.add_edition(actor, wish).value().id;
}

}  // namespace approdo::bench
