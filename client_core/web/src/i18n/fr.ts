import { courses } from "./fr/courses.ts";
import { device } from "./fr/device.ts";
import { frame } from "./fr/frame.ts";
import { people } from "./fr/people.ts";
import { quizzes } from "./fr/quizzes.ts";
import { teaching } from "./fr/teaching.ts";

export const fr = { ...frame, ...courses, ...quizzes, ...device, ...people, ...teaching };
