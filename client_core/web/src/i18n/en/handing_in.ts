import type { handingIn as italian } from "../it/handing_in.ts";
import type { Catalogue } from "../message.ts";

export const handingIn: Catalogue<"en", typeof italian> = {
  fileLabel: "Files to hand in",
  fileLimits: {
    one: "At most {n} file, up to {size}.",
    other: "At most {n} files, up to {size} each.",
  },
  fileTypes: "Types: {types}.",
  fileFull: "You chose as many files as can be handed in here. To change them, remove one.",
  fileTooLarge: "“{name}” is larger than {size}: make it smaller, then choose it again.",
  fileAdded: "{name}: added",
  fileRemoved: "{name}: removed",
  fileRemove: "Remove",
  fileRemoveOf: "Remove {name}",
  fileSave: "Save a copy",
  fileSaveOf: "Save a copy of {name}",
  fileOnItsWay: "Not all of it has arrived yet",
  assignmentTitle: "What you hand in",
  assignmentText: "Your text",
  assignmentFiles: "Files handed in",
  assignmentLast: "What you handed in last",
  assignmentWaits: "Waits for feedback",
  assignmentSaid: "What was said of your work",
  assignmentAgain: "Hand in again",
  assignmentSaved: "Handed in and saved.",
  markCompletes: "Counts as completed",
  markSaidBy: "Feedback by {name}, {when}",
  markHandedIn: "handed in, no. {number}, {when}",
};
