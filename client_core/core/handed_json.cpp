#include "client_core/core/handed_json.hpp"

#include "client_core/core/views_json.hpp"

namespace approdo::client {
namespace {

void add_file(JsonWriter& json, const content::FileValue& file) {
    json.member("file", file.content)
        .member("name", file.name)
        .member("type", file.media_type)
        .member("size", file.size);
}

void add_assignment(JsonWriter& json, const AssignmentView& view) {
    json.member("times", view.times);
    if (view.handed_in != UtcMs{}) json.name("handed_in").number_signed(view.handed_in.value);
    json.member("text", view.text);
    write_files(json, view.files);
    write_limits(json, content::FileLimits{});
    json.name("feedback").begin_list();
    for (const std::string& html : view.feedback) json.text(html);
    json.end_list();
    json.member("waits_for_person", view.waits_for_person)
        .member("completed", view.completed)
        .member("completed_by", name_of(view.completed_by));
}

}  // namespace

void write_files(JsonWriter& json, const std::vector<content::FileValue>& files) {
    json.name("files").begin_list();
    for (const content::FileValue& file : files) {
        json.begin_object();
        add_file(json, file);
        json.end_object();
    }
    json.end_list();
}

void write_limits(JsonWriter& json, const content::FileLimits& limits) {
    json.name("limits").begin_object();
    json.name("types").begin_list();
    for (const std::string& type : limits.media_types) json.text(type);
    json.end_list();
    json.member("bytes_max", limits.bytes_max).member("count_max", limits.count_max).end_object();
}

void write_assignment(JsonWriter& json, const AssignmentView& view) {
    json.name("assignment").begin_object();
    add_assignment(json, view);
    json.end_object();
}

std::string to_json(const AssignmentView& view) {
    JsonWriter json;
    json.begin_object().member("schema", json_schema);
    add_assignment(json, view);
    return json.end_object().take();
}

std::string to_json(const content::FileValue& file) {
    JsonWriter json;
    json.begin_object().member("schema", json_schema);
    add_file(json, file);
    return json.end_object().take();
}

}  // namespace approdo::client
