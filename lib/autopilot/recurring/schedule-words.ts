import { toString as inWords } from "cronstrue";
import { fieldsOf } from "./read-cron";
import type { Recurring } from "./schemas";
import type { StoredRecurring } from "./store";

/** “At 03:07”, “Every 30 minutes, Monday through Friday”: a schedule in words; one that there are none for, as it is written. */
export function scheduleWords(expression: string): string {
  const options = { use24HourTimeFormat: true, throwExceptionOnParseError: false };
  const words = inWords(fieldsOf(expression).join(" "), options);
  return words.startsWith("An error") ? expression : words;
}

/** A task as it is answered. */
export const withWords = (task: StoredRecurring): Recurring => ({ ...task, words: scheduleWords(task.cron_expr) });
