import { authoring } from "./fr/authoring.ts";
import { courses } from "./fr/courses.ts";
import { device } from "./fr/device.ts";
import { frame } from "./fr/frame.ts";
import { people } from "./fr/people.ts";
import { quizzes } from "./fr/quizzes.ts";

export const fr = { ...frame, ...courses, ...quizzes, ...device, ...people, ...authoring };
