import { attestations } from "./ar/attestations.ts";
import { authoring } from "./ar/authoring.ts";
import { courses } from "./ar/courses.ts";
import { device } from "./ar/device.ts";
import { frame } from "./ar/frame.ts";
import { handingIn } from "./ar/handing_in.ts";
import { meetings } from "./ar/meetings.ts";
import { people } from "./ar/people.ts";
import { privacy } from "./ar/privacy.ts";
import { quizzes } from "./ar/quizzes.ts";
import { teaching } from "./ar/teaching.ts";
import { review } from "./ar/review.ts";

export const ar = {
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
