import { attestations } from "./es/attestations.ts";
import { authoring } from "./es/authoring.ts";
import { courses } from "./es/courses.ts";
import { device } from "./es/device.ts";
import { frame } from "./es/frame.ts";
import { handingIn } from "./es/handing_in.ts";
import { meetings } from "./es/meetings.ts";
import { people } from "./es/people.ts";
import { privacy } from "./es/privacy.ts";
import { quizzes } from "./es/quizzes.ts";
import { teaching } from "./es/teaching.ts";
import { review } from "./es/review.ts";

export const es = {
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
