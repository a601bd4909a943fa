// Italian, in which the app is written: which messages there are, and their values.
import { attestations } from "./it/attestations.ts";
import { authoring } from "./it/authoring.ts";
import { courses } from "./it/courses.ts";
import { device } from "./it/device.ts";
import { frame } from "./it/frame.ts";
import { handingIn } from "./it/handing_in.ts";
import { meetings } from "./it/meetings.ts";
import { people } from "./it/people.ts";
import { privacy } from "./it/privacy.ts";
import { quizzes } from "./it/quizzes.ts";
import { teaching } from "./it/teaching.ts";
import { review } from "./it/review.ts";

export const it = {
  ...frame,
  ...courses,
  ...quizzes,
  ...device,
  ...people,
  ...privacy,
  ...review,
  ...teaching,
  ...handingIn,
  ...attestations,
  ...meetings,
  ...authoring,
};
