import { authoring } from "./ar/authoring.ts";
import { courses } from "./ar/courses.ts";
import { device } from "./ar/device.ts";
import { frame } from "./ar/frame.ts";
import { people } from "./ar/people.ts";
import { quizzes } from "./ar/quizzes.ts";

export const ar = { ...frame, ...courses, ...quizzes, ...device, ...people, ...authoring };
