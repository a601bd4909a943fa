import { authoring } from "./es/authoring.ts";
import { courses } from "./es/courses.ts";
import { device } from "./es/device.ts";
import { frame } from "./es/frame.ts";
import { people } from "./es/people.ts";
import { quizzes } from "./es/quizzes.ts";

export const es = { ...frame, ...courses, ...quizzes, ...device, ...people, ...authoring };
