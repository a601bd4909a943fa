#include "server/app/teaching_json.hpp"

#include <boost/json/array.hpp>

#include "content/model/number.hpp"

namespace approdo::app {

using boost::json::array;
using boost::json::object;
using content::points_text;

object to_json(const MarkingLine& row) {
    object json = {{"attempt", row.attempt.hex()},
                   {"enrolment", row.enrolment.hex()},
                   {"edition", row.edition.hex()},
                   {"edition_name", row.edition_name},
                   {"course_title", row.course_title},
                   {"unit_title", row.unit_title},
                   {"number", row.number},
                   {"handed_in", row.handed_in.value},
                   {"waiting", row.waiting},
                   {"marked", row.marked},
                   {"points", points_text(row.points)},
                   {"points_max", points_text(row.points_max)}};
    if (row.is_assignment) json["assignment"] = true;
    if (row.account.is_zero()) return json;
    json["account"] = row.account.hex();
    json["name"] = row.display_name;
    return json;
}

object to_json(const MarkingList& list) {
    array items;
    for (const MarkingLine& line : list.lines) items.push_back(to_json(line));
    return {{"items", std::move(items)}, {"more", list.more}};
}

namespace {

object to_json(const GivenMark& mark) {
    return {{"by", mark.by.hex()}, {"name", mark.name},
            {"at", mark.at.value}, {"points", points_text(mark.points)},
            {"html", mark.html},   {"source", mark.source}};
}

object to_json(const HandedFile& file) {
    return {{"file", file.content.hex()},
            {"name", file.name},
            {"type", file.media_type},
            {"size", file.size},
            {"arrived", file.arrived}};
}

object to_json(const AnswerToMark& answer) {
    object json = {{"question", answer.question.hex()},
                   {"title", answer.title},
                   {"html", answer.html},
                   {"answer", answer.answer},
                   {"guide", answer.guide_html},
                   {"points_max", points_text(answer.points_max)},
                   {"by_machine", points_text(answer.by_machine)},
                   {"waits", answer.waits},
                   {"state", answer.state.hex()}};
    if (answer.mark) json["mark"] = to_json(*answer.mark);
    if (answer.files.empty()) return json;
    array files;
    for (const HandedFile& file : answer.files) files.push_back(to_json(file));
    json["files"] = std::move(files);
    return json;
}

}  // namespace

object to_json(const MarkingSheet& sheet) {
    object json = to_json(sheet.line);
    json["language"] = sheet.language;
    json["right_to_left"] = sheet.right_to_left;
    json["passed"] = sheet.passed;
    if (sheet.line.is_assignment) {
        json["completes"] = sheet.completes;
        json["completed"] = sheet.completed;
    }
    array answers;
    for (const AnswerToMark& answer : sheet.answers) answers.push_back(to_json(answer));
    json["answers"] = std::move(answers);
    return json;
}

object to_json(const AnnouncementRow& row) {
    return {{"id", row.id.hex()},
            {"edition", row.edition.hex()},
            {"title", row.title},
            {"html", row.html},
            {"source", row.source},
            {"language", row.language},
            {"by", row.by.hex()},
            {"name", row.name},
            {"published", row.published.value},
            {"written", row.written.value},
            {"state", row.state.hex()}};
}

}  // namespace approdo::app
