import { authoring } from "./en/authoring.ts";
import { courses } from "./en/courses.ts";
import { device } from "./en/device.ts";
import { frame } from "./en/frame.ts";
import { people } from "./en/people.ts";
import { quizzes } from "./en/quizzes.ts";

export const en = { ...frame, ...courses, ...quizzes, ...device, ...people, ...authoring };
