import { attestations } from "./fr/attestations.ts";
import { authoring } from "./fr/authoring.ts";
import { courses } from "./fr/courses.ts";
import { device } from "./fr/device.ts";
import { frame } from "./fr/frame.ts";
import { handingIn } from "./fr/handing_in.ts";
import { meetings } from "./fr/meetings.ts";
import { people } from "./fr/people.ts";
import { privacy } from "./fr/privacy.ts";
import { quizzes } from "./fr/quizzes.ts";
import { teaching } from "./fr/teaching.ts";
import { review } from "./fr/review.ts";

export const fr = {
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
