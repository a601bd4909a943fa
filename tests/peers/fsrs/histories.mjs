// Reads histories of reviews, one a line («3/0 1/2 4/5»: rating/days since the review before), and
// says after each review what ts-fsrs makes of them: stability, difficulty, interval.
import { createInterface } from "node:readline";

import { fsrs } from "ts-fsrs";

const algorithm = fsrs({ enable_fuzz: false, enable_short_term: true });
for await (const line of createInterface({ input: process.stdin })) {
  let memory = null;
  const told = line.split(" ").map((review) => {
    const [rating, days] = review.split("/").map(Number);
    memory = algorithm.next_state(memory, days, rating);
    const interval = algorithm.next_interval(memory.stability, days);
    return `${memory.stability} ${memory.difficulty} ${interval}`;
  });
  console.log(told.join(" "));
}
