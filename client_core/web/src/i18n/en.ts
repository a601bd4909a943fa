import { attestations } from "./en/attestations.ts";
import { authoring } from "./en/authoring.ts";
import { courses } from "./en/courses.ts";
import { device } from "./en/device.ts";
import { frame } from "./en/frame.ts";
import { handingIn } from "./en/handing_in.ts";
import { meetings } from "./en/meetings.ts";
import { people } from "./en/people.ts";
import { privacy } from "./en/privacy.ts";
import { quizzes } from "./en/quizzes.ts";
import { teaching } from "./en/teaching.ts";
import { review } from "./en/review.ts";

export const en = {
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
