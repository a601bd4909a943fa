// The commands about meetings, as the command line has them: a learner's and a trainer's.
#pragma once

#include "client_core/cli/command_line.hpp"

namespace approdo::cli {

struct MeetingChoices {
    OwnMeetingsOptions own;
    MeetingOptions of_class;
};
void add_meeting_commands(CLI::App& app, const AddCommand& add, MeetingChoices& choices);

}  // namespace approdo::cli
